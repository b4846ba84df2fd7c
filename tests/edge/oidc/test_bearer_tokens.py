"""Access tokens of a real provider: client credentials, scopes, audiences, rotation."""

import time

import pytest

from govapi.edge.oidc import Provider, TokenVerifier
from govapi.kit.errors import Unauthenticated
from tests.edge.oidc.forge import part
from tests.support.openid import API, RunningProvider


def verifier(
    openid: RunningProvider, *, issuer: str | None = None, ahead: float = 0, refetch_interval: float = 10
) -> TokenVerifier:
    provider = Provider(openid.issuer, key_refetch_interval=refetch_interval)
    return TokenVerifier(issuer or openid.issuer, API, provider.keys, now=lambda: time.time() + ahead)


def test_a_machine_gets_the_scopes_it_asked_for(openid: RunningProvider) -> None:
    token = verifier(openid).verify(openid.machine_token("contracts:read"))
    assert (token.subject, token.client_id, token.is_machine) == ("machine", "machine", True)
    assert token.scopes == {"contracts:read"}


def test_a_token_for_another_audience_is_refused(openid: RunningProvider) -> None:
    with pytest.raises(Unauthenticated):
        verifier(openid).verify(openid.machine_token("contracts:read", resource="https://other.govapi.invalid"))


def test_a_token_of_another_issuer_is_refused(openid: RunningProvider) -> None:
    with pytest.raises(Unauthenticated):
        verifier(openid, issuer="https://other.invalid").verify(openid.machine_token("contracts:read"))


def test_an_expired_token_is_refused(openid: RunningProvider) -> None:
    token = openid.machine_token("contracts:read")
    assert verifier(openid, ahead=500).verify(token).is_machine
    with pytest.raises(Unauthenticated) as refused:
        verifier(openid, ahead=700).verify(token)
    assert refused.value.code == "token_expired"


def test_rotation_brings_in_the_new_key_and_throws_out_the_retired(rotating_openid: RunningProvider) -> None:
    check = verifier(rotating_openid, refetch_interval=0)
    first = rotating_openid.machine_token("contracts:read")
    check.verify(first)
    rotating_openid.rotate(keep_old=True)
    second = rotating_openid.machine_token("contracts:read")
    assert check.verify(second).is_machine and check.verify(first).is_machine
    rotating_openid.rotate(keep_old=False)
    assert check.verify(rotating_openid.machine_token("contracts:read")).is_machine
    for retired in (first, second):
        with pytest.raises(Unauthenticated):
            check.verify(retired)


def test_a_flood_of_unknown_keys_reaches_the_provider_once(rotating_openid: RunningProvider) -> None:
    check = verifier(rotating_openid)
    check.verify(rotating_openid.machine_token("contracts:read"))
    _, body, signature = rotating_openid.machine_token("contracts:write").split(".")
    before = rotating_openid.key_fetches()
    for number in range(20):
        with pytest.raises(Unauthenticated):
            check.verify(f"{part({'alg': 'ES256', 'typ': 'at+jwt', 'kid': f'garbage-{number}'})}.{body}.{signature}")
    assert rotating_openid.key_fetches() - before == 1
