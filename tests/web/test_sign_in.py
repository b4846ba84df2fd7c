"""Signing in and out against a real provider: a new session each time, every trick at the callback refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import col

from govapi.app import create_app
from govapi.audit.tables import AuditRow
from govapi.db.session import Database, owned
from govapi.edge.oidc import Provider, RelyingParty
from govapi.edge.parts import Parts
from govapi.edge.tables import WebSession
from govapi.edge.transaction import reading
from govapi.kit.clock import Clock
from govapi.web.login_cookie import LIFETIME
from tests.support.app import CODE, MovingClock, Office, make_parts
from tests.support.openid import CLIENT_SECRET, RunningProvider, browser, running_provider, sign_in
from tests.support.places import Place
from tests.support.web import Browser, Shown

SITE = "http://127.0.0.1:9"
CALLBACK = f"{SITE}/sign-in/callback"


@pytest.fixture(scope="module")
def openid() -> Iterator[RunningProvider]:
    with running_provider((CALLBACK,), (f"{SITE}/signed-out",)) as provider:
        yield provider


@pytest.fixture(scope="module")
def site(openid: RunningProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    """The application whose provider is the real one; each test hands it parts of its own."""
    folder = tmp_path_factory.mktemp("site")
    app = create_app(parts_of(openid, Database.at(f"sqlite:///{folder}/unused.sqlite3"), folder, MovingClock()))
    with TestClient(app, base_url=SITE) as client:
        yield client


@pytest.fixture
def hall(site: TestClient[Litestar], openid: RunningProvider, founded_place: Place, tmp_path: Path) -> Office:
    """The town hall behind it; the clock is today's, as the provider's is."""
    clock = MovingClock()
    parts = parts_of(openid, founded_place.database, tmp_path / "files", clock)
    site.app.state.parts = parts
    site.cookies.clear()
    return Office(site.app, parts, founded_place.realm.town, clock, site)


def parts_of(openid: RunningProvider, database: Database, folder: Path, clock: Clock) -> Parts:
    """Real parts, the relying party among them."""
    plain = make_parts(database, folder, clock)
    settings = plain.settings.model_copy(
        update={"public_url": SITE, "oidc_issuer": openid.issuer, "municipality": CODE, "oidc_municipality_claim": "town"}
    )
    party = RelyingParty(Provider(openid.issuer), client_id="web", client_secret=CLIENT_SECRET)
    return replace(plain, settings=settings, relying_party=party)


def at_the_callback(hall: Office, who: str, person: Browser, next_url: str = "/") -> str:
    """Begins a sign-in and walks the provider's pages; returns the callback's address, not yet opened."""
    start = person.get(f"/sign-in/start?{urlencode({'next': next_url})}")
    assert start.status == 303
    with browser() as client:
        return f"/sign-in/callback?{urlencode(sign_in(client, start.location, who, CALLBACK))}"


def sessions_of(hall: Office) -> list[WebSession]:
    with reading(hall.database, CODE) as session:
        return list(session.exec(owned(session, WebSession)))


def actions(hall: Office) -> list[str]:
    with reading(hall.database, CODE) as session:
        rows = session.exec(owned(session, AuditRow).where(col(AuditRow.noun) == "session").order_by(col(AuditRow.seq)))
        return [f"{row.action} {row.actor_name}" for row in rows]


def refused(answer: Shown, status: int, words: str) -> None:
    assert answer.status == status
    assert words in answer.text


def test_a_person_signs_in_and_out(hall: Office) -> None:
    person = Browser(hall.client)
    came = person.get("/?q=清掃")
    assert came.status == 303
    assert came.location.startswith("/sign-in?next=%2F%3Fq%3D")
    page = person.get(came.location)
    begin = next(link for link in page.links() if link.startswith("/sign-in/start"))
    with browser() as client:
        query = sign_in(client, person.get(begin).location, "misaki", CALLBACK)
    entered = person.get(f"/sign-in/callback?{urlencode(query)}")
    assert (entered.status, entered.location) == (303, "/?q=%E6%B8%85%E6%8E%83")
    assert "govapi-login" not in person.cookies
    home = person.get("/")
    assert "架空　美咲 さん" in home.html
    left = person.post("/sign-out")
    assert "サインアウトしました" in left.text
    assert any(link.startswith(f"{hall.parts.settings.oidc_issuer}/session/end?") for link in left.links())
    assert not sessions_of(hall)
    assert person.get("/").status == 303
    assert actions(hall) == ["session.sign_in 架空　美咲", "session.sign_out 架空　美咲"]


def test_only_the_hash_of_the_token_is_kept(hall: Office) -> None:
    person = Browser(hall.client)
    person.get(at_the_callback(hall, "misaki", person))
    token = person.cookies["govapi"].partition(".")[2]
    kept = sessions_of(hall)[0]
    assert token not in str(kept.model_dump())


def test_the_session_is_renewed_at_sign_in(hall: Office) -> None:
    person = Browser(hall.client)
    person.get(at_the_callback(hall, "misaki", person))
    before = dict(person.cookies)
    person.get(at_the_callback(hall, "misaki", person))
    assert person.cookies["govapi"] != before["govapi"]
    assert len(sessions_of(hall)) == 1
    assert Browser(hall.client, before).get("/").status == 303


def test_a_planted_session_is_never_used(hall: Office) -> None:
    planted = f"{CODE}.{'a' * 43}"
    person = Browser(hall.client, {"govapi": planted})
    person.get(at_the_callback(hall, "misaki", person))
    assert person.cookies["govapi"] != planted
    assert Browser(hall.client, {"govapi": planted}).get("/").status == 303


def test_a_callback_serves_once(hall: Office) -> None:
    person = Browser(hall.client)
    address = at_the_callback(hall, "misaki", person)
    thief = Browser(hall.client, dict(person.cookies))
    assert person.get(address).status == 303
    refused(person.get(address), 401, "サインインの手続が始まっていない")
    refused(thief.get(address), 401, "もう一度やり直してください")
    assert len(sessions_of(hall)) == 1


def test_a_callback_serves_only_the_browser_that_began(hall: Office) -> None:
    person, other = Browser(hall.client), Browser(hall.client)
    address = at_the_callback(hall, "misaki", person)
    refused(other.get(address), 401, "サインインの手続が始まっていない")
    other.get("/sign-in/start")
    refused(other.get(address), 401, "サインインの手続を確認できませんでした")
    assert not sessions_of(hall)


def test_an_altered_answer_is_refused(hall: Office) -> None:
    for altered in ("state=x&code=y", "code=y", "", "error=access_denied&state=x"):
        person = Browser(hall.client)
        person.get("/sign-in/start")
        answer = person.get(f"/sign-in/callback?{altered}")
        refused(answer, 401, "もう一度")
        assert "govapi" not in person.cookies
        assert "govapi-login" not in person.cookies


def test_an_altered_login_cookie_is_refused(hall: Office) -> None:
    person = Browser(hall.client)
    address = at_the_callback(hall, "misaki", person)
    value = person.cookies["govapi-login"]
    person.cookies["govapi-login"] = value[:-2] + ("A" if value[-2] != "A" else "B") + value[-1]
    refused(person.get(address), 401, "サインインの手続が始まっていない")


def test_a_sign_in_that_takes_too_long_begins_anew(hall: Office) -> None:
    person = Browser(hall.client)
    address = at_the_callback(hall, "misaki", person)
    hall.clock.go_to(hall.clock.now() + LIFETIME * 1.1)
    refused(person.get(address), 401, "時間が過ぎています")


def test_a_stranger_learns_whom_to_ask(hall: Office) -> None:
    person = Browser(hall.client)
    answer = person.get(at_the_callback(hall, "dareka", person))
    refused(answer, 403, "人事課に、次の利用者識別子を添えて")
    assert "dareka" in answer.text
    assert not sessions_of(hall)


def test_nobody_is_led_to_another_site(hall: Office) -> None:
    person = Browser(hall.client)
    for wanted in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert person.get(at_the_callback(hall, "misaki", person, wanted)).location == "/"
