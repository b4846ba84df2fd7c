"""The same relying party and token verifier as in production, against the provider of the demo, over real HTTP."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from govapi.edge.oidc import LoginStart, Provider, ProviderMetadata, RelyingParty, SignedIn, TokenVerifier
from govapi.kit.errors import Unauthenticated
from tests.devprovider.dev_app import AUDIENCE, CALLBACK, SCOPES, SECRET, SIGNED_OUT


def browser() -> httpx.Client:
    return httpx.Client(trust_env=False, timeout=10)


def choose(url: str, subject: str) -> Mapping[str, str]:
    """A person's part: read the page, press a button; returns the callback's query."""
    with browser() as client:
        page = client.get(url)
        assert page.status_code == 200, page.text
        hidden = re.search(r'name="choice" value="([^"]+)"', page.text)
        assert hidden
        action = str(page.url.join(re.search(r'action="([^"]+)"', page.text)[1]))  # type: ignore[index]  # the page has a form
        answer = client.post(action, data={"choice": hidden[1], "subject": subject})
    assert answer.status_code == 303
    target = answer.headers["location"]
    assert target.startswith(CALLBACK + "?")
    return dict(parse_qsl(urlsplit(target).query))


def relying_party(issuer: str, client_id: str = "web", secret: str | None = SECRET) -> RelyingParty:
    return RelyingParty(Provider(issuer), client_id=client_id, client_secret=secret, scopes=("openid", "profile"))


def complete(party: RelyingParty, subject: str = "hanako") -> SignedIn:
    start = party.start(CALLBACK)
    return party.finish(choose(start.url, subject), start, CALLBACK)


@pytest.mark.parametrize(("client_id", "secret"), [("web", SECRET), ("public", None)])
def test_a_named_person_signs_in(issuer: str, client_id: str, secret: str | None) -> None:
    signed_in = complete(relying_party(issuer, client_id, secret))
    assert (signed_in.issuer, signed_in.subject, signed_in.name) == (issuer, "hanako", "見本 花子")
    assert signed_in.claims["municipality_code"] == "990001"
    assert signed_in.claims["govapi_roles"] == ["administrator"]
    assert signed_in.sid


class OnlyPost(Provider):
    """A provider that takes the client's secret in the body only."""

    def metadata(self) -> ProviderMetadata:
        return super().metadata().model_copy(update={"token_endpoint_auth_methods_supported": ("client_secret_post",)})


def test_the_secret_goes_in_the_body_where_the_provider_wants_it_there(issuer: str) -> None:
    assert complete(RelyingParty(OnlyPost(issuer), client_id="web", client_secret=SECRET)).subject == "hanako"


def test_a_callback_counts_once(issuer: str) -> None:
    party = relying_party(issuer)
    start = party.start(CALLBACK)
    params = choose(start.url, "taro")
    assert party.finish(params, start, CALLBACK).subject == "taro"
    with pytest.raises(Unauthenticated):
        party.finish(params, start, CALLBACK)


def test_a_code_is_worthless_without_its_verifier(issuer: str) -> None:
    party = relying_party(issuer)
    start = party.start(CALLBACK)
    params = choose(start.url, "taro")
    with pytest.raises(Unauthenticated):
        party.finish(params, LoginStart(start.url, start.state, start.nonce, "x" * 64), CALLBACK)


def test_who_declines_is_not_signed_in(issuer: str) -> None:
    party = relying_party(issuer)
    start = party.start(CALLBACK)
    params = choose(start.url, "")
    assert params["error"] == "access_denied"
    with pytest.raises(Unauthenticated):
        party.finish(params, start, CALLBACK)


def test_signing_out_comes_back(issuer: str) -> None:
    party = relying_party(issuer)
    url = party.logout_url(complete(party).id_token, SIGNED_OUT, "the-state")
    assert url and "id_token_hint" in url
    with browser() as client:
        answer = client.get(url)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{SIGNED_OUT}?state=the-state")


def test_a_machine_and_a_person_hold_tokens_the_api_believes(issuer: str) -> None:
    provider = Provider(issuer)
    verifier = TokenVerifier(issuer, AUDIENCE, provider.keys)
    with browser() as client:
        answer = client.post(
            f"{issuer}/token",
            data={"grant_type": "client_credentials", "scope": "contracts:read", "client_id": "machine", "client_secret": SECRET},
        )
    machine = verifier.verify(answer.json()["access_token"])
    assert (machine.client_id, machine.is_machine, set(machine.scopes)) == ("machine", True, {"contracts:read"})
    assert machine.claims["municipality_code"] == "990001"

    party = RelyingParty(provider, client_id="web", client_secret=SECRET, scopes=("openid", *SCOPES))
    start = party.start(CALLBACK)
    with browser() as client:
        tokens = client.post(
            f"{issuer}/token",
            data={
                "grant_type": "authorization_code",
                "code": choose(start.url, "taro")["code"],
                "redirect_uri": CALLBACK,
                "code_verifier": start.code_verifier,
                "client_id": "web",
                "client_secret": SECRET,
            },
        ).json()
        about = client.get(f"{issuer}/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json()
    person = verifier.verify(tokens["access_token"])
    assert (person.subject, person.client_id, person.is_machine) == ("taro", "web", False)
    assert person.scopes == {"openid", *SCOPES}
    assert (about["sub"], about["name"]) == ("taro", "架空 太郎")
    with pytest.raises(Unauthenticated):
        verifier.verify(tokens["id_token"])
