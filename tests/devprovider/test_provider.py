"""The provider of the demo refuses what a real one refuses, and anything not on this machine."""

import base64
import hashlib
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from govapi.devprovider import DevProvider, create_dev_provider, router_of
from tests.devprovider.dev_app import CALLBACK, CLIENTS, PEOPLE, SECRET, SIGNED_OUT

ISSUER = "http://127.0.0.1:8000/dev-provider"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
GOOD = {
    "client_id": "web",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid profile",
    "state": "s",
    "nonce": "n",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


class Clock:
    seconds = 2_000_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def provider(clock: Clock) -> DevProvider:
    return DevProvider(PEOPLE, ISSUER, CLIENTS, now=clock)


@pytest.fixture
def client(provider: DevProvider) -> Iterator[TestClient[Litestar]]:
    with TestClient(Litestar([router_of(provider)], openapi_config=None), base_url="http://127.0.0.1:8000") as client:
        client.follow_redirects = False
        yield client


def changed(**changes: str | None) -> dict[str, str]:
    return {name: value for name, value in {**GOOD, **changes}.items() if value is not None}


def code_for(provider: DevProvider, **changes: str | None) -> str:
    choice = provider.choices.put(provider.accept(list(changed(**changes).items())))
    return dict(parse_qsl(urlsplit(provider.choose(choice, "hanako")).query))["code"]


def redeem(client: TestClient[Litestar], code: str, **changes: str | None) -> tuple[int, dict[str, str]]:
    good = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": "web",
        "client_secret": SECRET,
    }
    form = {name: value for name, value in {**good, **changes}.items() if value is not None}
    answer = client.post("/dev-provider/token", data=form)
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    "issuer", ["https://id.city.invalid/dev-provider", "http://0.0.0.0:8000/p", "http://127.0.0.1.city.invalid/p"]
)
def test_it_refuses_to_exist_elsewhere(issuer: str) -> None:
    with pytest.raises(ValueError, match="この計算機の中"):
        create_dev_provider(PEOPLE, issuer, CLIENTS)


def test_it_answers_only_to_a_loopback_name(client: TestClient[Litestar]) -> None:
    assert client.get("/dev-provider/jwks").status_code == 200
    assert client.get("/dev-provider/jwks", headers={"Host": "rebound.invalid"}).status_code >= 400


def test_the_page_names_everybody_by_department(client: TestClient[Litestar]) -> None:
    page = client.get("/dev-provider/authorize", params=GOOD)
    assert "これは試用環境の利用者選択です" in page.text
    assert (
        page.text.index("総務部 情報政策課")
        < page.text.index("見本 花子")
        < page.text.index("福祉部 架空課")
        < page.text.index("架空 太郎")
    )
    assert page.text.count("総務部 情報政策課") == 1
    assert "<b>次郎" not in page.text and "&lt;b&gt;次郎" in page.text
    assert "<style" not in page.text and "style=" not in page.text and "<script" not in page.text
    assert "http://127.0.0.1:9" in page.headers["content-security-policy"]
    assert client.get("/dev-provider/people.css").headers["content-type"].startswith("text/css")


NO_REDIRECT = {
    "client": {"client_id": "x"},
    "address": {"redirect_uri": CALLBACK + "/"},
    "longer": {"redirect_uri": CALLBACK + "?a=1"},
}


@pytest.mark.parametrize("change", NO_REDIRECT.values(), ids=NO_REDIRECT.keys())
def test_an_unknown_address_gets_no_redirect(client: TestClient[Litestar], change: dict[str, str]) -> None:
    answer = client.get("/dev-provider/authorize", params=changed(**change))
    assert answer.status_code == 400 and "登録されていない" in answer.text and "location" not in answer.headers


def test_a_repeated_parameter_gets_no_redirect(client: TestClient[Litestar]) -> None:
    assert client.get(f"/dev-provider/authorize?{urlencode([*GOOD.items(), ('state', 't')])}").status_code == 400


REDIRECTS: list[tuple[dict[str, str | None], str]] = [
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"response_mode": "fragment"}, "invalid_request"),
    ({"code_challenge": None}, "invalid_request"),
    ({"code_challenge_method": "plain"}, "invalid_request"),
    ({"scope": "profile"}, "invalid_scope"),
    ({"scope": "openid everything"}, "invalid_scope"),
    ({"prompt": "none"}, "login_required"),
    ({"request": "x.y.z"}, "request_not_supported"),
    ({"request_uri": "urn:x"}, "request_uri_not_supported"),
]


@pytest.mark.parametrize(("change", "error"), REDIRECTS)
def test_faults_come_back_by_redirect(client: TestClient[Litestar], change: dict[str, str | None], error: str) -> None:
    answer = client.get("/dev-provider/authorize", params=changed(**change))
    query = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert (answer.status_code, query["error"], query["state"], query["iss"]) == (303, error, "s", ISSUER)


def test_a_choice_counts_once_and_in_time(provider: DevProvider, client: TestClient[Litestar], clock: Clock) -> None:
    choice = provider.choices.put(provider.accept(list(GOOD.items())))
    form = {"choice": choice, "subject": "hanako"}
    assert client.post("/dev-provider/choose", data=form).status_code == 303
    assert client.post("/dev-provider/choose", data=form).status_code == 400
    late = provider.choices.put(provider.accept(list(GOOD.items())))
    clock.seconds += 1801
    assert client.post("/dev-provider/choose", data={"choice": late, "subject": "hanako"}).status_code == 400


def test_a_code_becomes_tokens_once(provider: DevProvider, client: TestClient[Litestar]) -> None:
    code = code_for(provider)
    status, tokens = redeem(client, code)
    assert (status, tokens["token_type"]) == (200, "Bearer")
    assert provider.keys.verify(tokens["id_token"], "JWT")["nonce"] == "n"
    assert redeem(client, code) == (
        400,
        {"error": "invalid_grant", "error_description": "認可コードが正しくないか、使用済みか、有効期限が切れています。"},
    )


BAD_EXCHANGES: list[tuple[dict[str, str | None], int, str]] = [
    ({"code_verifier": "w" * 64}, 400, "invalid_grant"),
    ({"code_verifier": None}, 400, "invalid_grant"),
    ({"redirect_uri": SIGNED_OUT}, 400, "invalid_grant"),
    ({"client_id": "public", "client_secret": None}, 400, "invalid_grant"),
    ({"client_secret": "wrong"}, 401, "invalid_client"),
    ({"client_secret": None}, 401, "invalid_client"),
    ({"client_id": "x"}, 401, "invalid_client"),
    ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ({"grant_type": None}, 400, "unsupported_grant_type"),
    ({"grant_type": "client_credentials"}, 400, "unauthorized_client"),
    ({"grant_type": "client_credentials", "client_id": "machine", "scope": "everything"}, 400, "invalid_scope"),
]


@pytest.mark.parametrize(("change", "status", "error"), BAD_EXCHANGES)
def test_bad_exchanges(
    provider: DevProvider, client: TestClient[Litestar], change: dict[str, str | None], status: int, error: str
) -> None:
    got, body = redeem(client, code_for(provider), **change)
    assert (got, body["error"]) == (status, error)


def test_a_code_is_short_lived(provider: DevProvider, client: TestClient[Litestar], clock: Clock) -> None:
    code = code_for(provider)
    clock.seconds += 61
    assert redeem(client, code)[1]["error"] == "invalid_grant"


@pytest.mark.parametrize("body", [b"\xff", b"a=1&a=2", b"&".join(b"x%d=1" % n for n in range(60))])
def test_a_malformed_body(client: TestClient[Litestar], body: bytes) -> None:
    answer = client.post("/dev-provider/token", content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("header", ["Basic", "Basic !", "Bearer x", "Basic " + base64.b64encode(b"web").decode()])
def test_a_malformed_client_header(client: TestClient[Litestar], header: str) -> None:
    answer = client.post("/dev-provider/token", data={"grant_type": "client_credentials"}, headers={"Authorization": header})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_userinfo_wants_a_persons_living_token(provider: DevProvider, client: TestClient[Litestar], clock: Clock) -> None:
    tokens = redeem(client, code_for(provider))[1]

    def ask(token: str) -> int:
        return client.get("/dev-provider/userinfo", headers={"Authorization": f"Bearer {token}"}).status_code

    machine = redeem(client, "", client_id="machine", grant_type="client_credentials")[1]["access_token"]
    assert [ask(tokens["access_token"]), ask(tokens["id_token"]), ask(machine), ask("x.y.z")] == [200, 401, 401, 401]
    assert client.get("/dev-provider/userinfo").status_code == 401
    clock.seconds += 3601
    assert ask(tokens["access_token"]) == 401


def test_signing_out(provider: DevProvider, client: TestClient[Litestar]) -> None:
    hint = redeem(client, code_for(provider))[1]["id_token"]

    def leave(**params: str) -> tuple[int, str | None]:
        answer = client.get("/dev-provider/sign-out", params=params)
        return answer.status_code, answer.headers.get("location")

    assert leave() == (200, None)
    assert leave(client_id="web", post_logout_redirect_uri=SIGNED_OUT) == (303, SIGNED_OUT)
    assert leave(id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT, state="s") == (303, f"{SIGNED_OUT}?state=s")
    assert leave(post_logout_redirect_uri=SIGNED_OUT) == (400, None)
    assert leave(client_id="web", post_logout_redirect_uri="http://elsewhere.invalid/") == (400, None)
    assert leave(client_id="public", id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT) == (400, None)
    provider.rotate_keys(keep_old=True)
    assert leave(id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT) == (303, SIGNED_OUT)
    provider.rotate_keys(keep_old=False)
    assert leave(id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT) == (400, None)
