"""A caller who begins or ends sign-ins without end is refused for a while; nobody else is, nor who is signed in."""

import pytest

from govapi.edge.limits import Limiter
from tests.support.app import Office
from tests.support.web import Browser, signed_in


@pytest.mark.parametrize("path", ["/sign-in/callback", "/sign-in/callback?code=made-up&state=made-up"])
def test_too_many_sign_ins(office: Office, path: str) -> None:
    office.app.state.sign_ins = Limiter(2, 3600)
    stranger = Browser(office.client)
    assert [stranger.get(path).status for _ in range(2)] == [401, 401]
    for knock in (path, "/sign-in/start"):
        refused = stranger.get(knock)
        assert refused.status == 429
        assert "1分ほど待ってから" in refused.text
    assert stranger.get("/sign-in").status == 200
    assert signed_in(office, "misaki").get("/contracts").status == 200
