"""The relying party against a real provider, over real HTTP, through the provider's own pages."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from govapi.edge.oidc import LoginStart, Provider, RelyingParty, SignedIn
from govapi.edge.oidc.authlib_client import OAuth2Client
from govapi.kit.errors import Unauthenticated, Unavailable
from tests.support.openid import CLIENT_SECRET, REDIRECT_URI, SIGNED_OUT_URI, RunningProvider, browser, sign_in


def relying_party(openid: RunningProvider, client_id: str = "web", secret: str | None = CLIENT_SECRET) -> RelyingParty:
    return RelyingParty(Provider(openid.issuer), client_id=client_id, client_secret=secret)


def complete(party: RelyingParty, login: str = "tester") -> tuple[SignedIn, httpx.Client]:
    start, client = party.start(REDIRECT_URI), browser()
    return party.finish(sign_in(client, start.url, login), start, REDIRECT_URI), client


def test_authlib_speaks_through_httpx() -> None:
    """Time limits and private certificates are set for httpx; an httpx2 client would not keep them."""
    assert issubclass(OAuth2Client, httpx.Client)


def test_a_person_signs_in(openid: RunningProvider) -> None:
    signed_in, _ = complete(relying_party(openid), "見本 花子")
    assert signed_in.issuer == openid.issuer
    assert signed_in.subject == "見本 花子"
    assert signed_in.name == "架空 見本 花子"  # from userinfo: this provider puts it there
    assert signed_in.claims["municipality_code"] == "990001"


def test_a_client_without_a_secret_signs_in_by_pkce_alone(openid: RunningProvider) -> None:
    assert complete(relying_party(openid, "public", None))[0].subject == "tester"


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "EdDSA"])
def test_accepted_signature_algorithms(openid: RunningProvider, algorithm: str) -> None:
    assert complete(relying_party(openid, f"web-{algorithm}"))[0].subject == "tester"


def test_a_shared_secret_signature_is_refused(openid: RunningProvider) -> None:
    with pytest.raises(Unauthenticated):
        complete(relying_party(openid, "web-HS256"))


def test_the_start_asks_for_code_with_pkce(openid: RunningProvider) -> None:
    one, two = (relying_party(openid).start(REDIRECT_URI) for _ in range(2))
    query = parse_qs(urlsplit(one.url).query)
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert query["state"] == [one.state] and query["nonce"] == [one.nonce]
    assert one.code_verifier not in one.url
    assert not {one.state, one.nonce, one.code_verifier} & {two.state, two.nonce, two.code_verifier}


TAMPERINGS: dict[str, dict[str, str | None]] = {
    "another state": {"state": "another"},
    "no state": {"state": None},
    "another issuer": {"iss": "https://other.invalid"},
    "no issuer though announced": {"iss": None},
    "no code": {"code": None},
    "a code never issued": {"code": "never-issued"},
    "the person declined": {"error": "access_denied"},
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_tampered_callback_is_refused(openid: RunningProvider, change: dict[str, str | None]) -> None:
    party = relying_party(openid)
    start = party.start(REDIRECT_URI)
    genuine = sign_in(browser(), start.url)
    params = {name: value for name, value in {**genuine, **change}.items() if value is not None}
    with pytest.raises(Unauthenticated) as refused:
        party.finish(params, start, REDIRECT_URI)
    assert "サインイン" in refused.value.detail


MIX_UPS: dict[str, dict[str, str]] = {
    "another nonce": {"nonce": "another"},
    "another code verifier": {"code_verifier": "x" * 64},
}


@pytest.mark.parametrize("change", MIX_UPS.values(), ids=MIX_UPS.keys())
def test_the_answer_to_another_sign_in_is_refused(openid: RunningProvider, change: dict[str, str]) -> None:
    party = relying_party(openid)
    start = party.start(REDIRECT_URI)
    params = sign_in(browser(), start.url)
    with pytest.raises(Unauthenticated):
        party.finish(params, replace(start, **change), REDIRECT_URI)


def test_a_callback_counts_once(openid: RunningProvider) -> None:
    party = relying_party(openid)
    start = party.start(REDIRECT_URI)
    params = sign_in(browser(), start.url)
    party.finish(params, start, REDIRECT_URI)
    with pytest.raises(Unauthenticated):
        party.finish(params, start, REDIRECT_URI)


def test_a_wrong_client_secret_is_our_fault_not_the_persons(openid: RunningProvider) -> None:
    with pytest.raises(Unavailable):
        complete(relying_party(openid, secret="a-wrong-secret"))


def test_a_clock_far_ahead_refuses_the_id_token(openid: RunningProvider) -> None:
    start_of_run = 4_000_000_000.0
    party = RelyingParty(Provider(openid.issuer), client_id="web", client_secret=CLIENT_SECRET, now=lambda: start_of_run)
    with pytest.raises(Unauthenticated):
        complete(party)


def test_an_id_token_from_the_future_is_refused(openid: RunningProvider) -> None:
    party = RelyingParty(Provider(openid.issuer), client_id="web", client_secret=CLIENT_SECRET, now=lambda: 1_000_000_000.0)
    with pytest.raises(Unauthenticated):
        complete(party)


def test_signing_out_ends_the_providers_session(openid: RunningProvider) -> None:
    party = relying_party(openid)
    signed_in, client = complete(party)
    url = party.logout_url(signed_in.id_token, SIGNED_OUT_URI, "the-state")
    assert url is not None
    assert sign_in_again_needs_pages(client, party) is False
    assert sign_in(client, url, redirect_uri=SIGNED_OUT_URI) == {"state": "the-state"}
    assert sign_in_again_needs_pages(client, party) is True


def sign_in_again_needs_pages(client: httpx.Client, party: RelyingParty) -> bool:
    """Whether the provider asks who one is, or still knows."""
    start: LoginStart = party.start(REDIRECT_URI)
    return "/interaction/" in client.get(start.url).headers["location"]


def test_signing_out_works_when_the_key_of_the_hint_is_gone(rotating_openid: RunningProvider) -> None:
    party = relying_party(rotating_openid)
    signed_in, client = complete(party)
    rotating_openid.rotate(keep_old=False)
    url = party.logout_url(signed_in.id_token, SIGNED_OUT_URI, "the-state")
    assert url is not None and "id_token_hint" not in url
    assert sign_in(client, url, redirect_uri=SIGNED_OUT_URI) == {"state": "the-state"}


def test_after_a_rotation_one_still_signs_in(rotating_openid: RunningProvider) -> None:
    party = relying_party(rotating_openid)
    complete(party)
    rotating_openid.rotate(keep_old=False)
    assert complete(party)[0].subject == "tester"
