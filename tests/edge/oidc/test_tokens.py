"""Which bearer tokens are believed: the rules, with tokens made by hand."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey

from govapi.edge.oidc import TokenVerifier, VerifiedToken
from govapi.kit.errors import Unauthenticated
from tests.edge.oidc.forge import AUDIENCE, ISSUER, NOW, Publisher, Wall, claims, new_key, part, sign, verifier

KEY = new_key("one")


def judge(token: str) -> VerifiedToken:
    return verifier(Publisher([KEY]).ring(), Wall()).verify(token)


def test_a_persons_token() -> None:
    token = judge(sign(KEY, claims()))
    assert (token.subject, token.client_id, token.is_machine) == ("staff-1", "app", False)
    assert token.scopes == {"contracts:read", "contracts:write"}
    assert token.expires_at == datetime.fromtimestamp(NOW + 600, UTC)


MACHINES = {
    "sub is the client": {"sub": "app"},
    "no sub": {"sub": None},
    "azp only": {"sub": None, "client_id": None, "azp": "app"},
}


@pytest.mark.parametrize("change", MACHINES.values(), ids=MACHINES.keys())
def test_a_machines_token(change: dict[str, object]) -> None:
    token = judge(sign(KEY, claims(**change)))
    assert (token.subject, token.client_id, token.is_machine) == ("app", "app", True)


SCOPES: list[tuple[dict[str, object], set[str]]] = [
    ({"scope": None}, set()),
    ({"scope": ""}, set()),
    ({"scope": None, "scp": "a b"}, {"a", "b"}),
    ({"scope": None, "scp": ["a", "b", 3]}, {"a", "b"}),
    ({"scope": {"a": 1}}, set()),
]


@pytest.mark.parametrize(("change", "expected"), SCOPES)
def test_scopes(change: dict[str, object], expected: set[str]) -> None:
    assert judge(sign(KEY, claims(**change))).scopes == expected


BAD_CLAIMS: dict[str, dict[str, object]] = {
    "expired": {"exp": NOW - 31},
    "no expiry": {"exp": None},
    "expiry is text": {"exp": "tomorrow"},
    "expiry is a flag": {"exp": True},
    "expiry beyond the calendar": {"exp": 10**20},
    "not yet valid": {"nbf": NOW + 60},
    "issued in the future": {"iat": NOW + 60},
    "another issuer": {"iss": ISSUER + "/"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "https://other.invalid"},
    "other audiences": {"aud": ["https://a.invalid", "https://b.invalid"]},
    "no audience": {"aud": None},
    "audience is a number": {"aud": 1},
    "nobody": {"sub": None, "client_id": None},
    "sub is a number": {"sub": 7},
}


@pytest.mark.parametrize("change", BAD_CLAIMS.values(), ids=BAD_CLAIMS.keys())
def test_bad_claims_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(Unauthenticated) as refused:
        judge(sign(KEY, claims(**change)))
    assert "アクセストークン" in refused.value.detail
    assert ISSUER not in refused.value.detail and AUDIENCE not in refused.value.detail


def test_leeway_and_several_audiences_are_accepted() -> None:
    assert judge(sign(KEY, claims(exp=NOW - 5, aud=["https://other.invalid", AUDIENCE]))).subject == "staff-1"


BAD_HEADERS: dict[str, dict[str, object]] = {
    "an ID token": {"typ": "JWT"},
    "no type": {"typ": None},
    "type is a number": {"typ": 1},
    "unknown key": {"kid": "two"},
}


@pytest.mark.parametrize("header", BAD_HEADERS.values(), ids=BAD_HEADERS.keys())
def test_bad_headers_are_refused(header: dict[str, object]) -> None:
    body = claims()
    token = sign(KEY, body, **header) if header.get("typ") != 1 else f"{part({'alg': 'ES256', 'typ': 1})}.{part(body)}.AAAA"
    with pytest.raises(Unauthenticated):
        judge(token)


def test_types_are_a_setting() -> None:
    lenient = TokenVerifier(ISSUER, AUDIENCE, Publisher([KEY]).ring(), token_types=("at+jwt", "JWT"), now=Wall())
    assert lenient.verify(sign(KEY, claims(), typ="JWT")).subject == "staff-1"
    assert lenient.verify(sign(KEY, claims(), typ="application/at+jwt")).subject == "staff-1"


def test_without_kid_the_only_key_is_taken() -> None:
    assert judge(sign(KEY, claims(), kid=None)).subject == "staff-1"
    with pytest.raises(Unauthenticated):
        verifier(Publisher([KEY, new_key("two")]).ring(), Wall()).verify(sign(KEY, claims(), kid=None))


def forgeries() -> dict[str, str]:
    header, body, signature = sign(KEY, claims()).split(".")
    stranger = new_key("one")
    public = KEY.as_pem(private=False)
    shared = jwt.encode(
        {"alg": "HS256", "typ": "at+jwt", "kid": "one"}, claims(), OctKey.import_key(b"x" * 32), algorithms=["HS256"]
    )
    return {
        "alg none": f"{part({'alg': 'none', 'typ': 'at+jwt'})}.{body}.",
        "alg none with the signature": f"{part({'alg': 'none', 'typ': 'at+jwt', 'kid': 'one'})}.{body}.{signature}",
        "changed claims": f"{header}.{part(claims(sub='mayor'))}.{signature}",
        "changed header": f"{part({'alg': 'ES256', 'typ': 'at+jwt', 'kid': 'one', 'x': 1})}.{body}.{signature}",
        "no signature": f"{header}.{body}.",
        "cut": f"{header}.{body}.{signature[:-4]}",
        "two parts": f"{header}.{body}",
        "a stranger's key under our kid": sign(stranger, claims()),
        "shared secret": shared,
        "key in the header": sign(stranger, claims(), jwk=dict(stranger.as_dict(private=False)), kid=None),
        "a list as payload": f"{header}.{part([1])}.{signature}",
        "deep nesting": f"{part('[')[:-2]}{'W1tb' * 3000}.{body}.{signature}",
        "very long": "e" * 20_000,
        "not ASCII": "トークン",
        "lone surrogate": "\ud800.\ud800.\ud800",
        "empty": "",
        "the public key": public.decode(),
    }


@pytest.mark.parametrize("name", forgeries())
def test_forgeries_are_refused(name: str) -> None:
    with pytest.raises(Unauthenticated):
        judge(forgeries()[name])


@given(st.text(max_size=200) | st.binary(max_size=120).map(lambda raw: f"{part({'alg': 'ES256'})}.{raw.hex()}.{raw.hex()}"))
def test_garbage_is_refused_and_nothing_else_happens(garbage: str) -> None:
    with pytest.raises(Unauthenticated):
        judge(garbage)


@given(st.integers(0, 2000), st.sampled_from("Aa0_-."))
def test_any_changed_character_is_noticed(position: int, character: str) -> None:
    token = sign(KEY, claims())
    position %= len(token) - 1  # the last character carries spare bits, which decoding ignores
    changed = token[:position] + character + token[position + 1 :]
    if changed != token:
        with pytest.raises(Unauthenticated):
            judge(changed)
