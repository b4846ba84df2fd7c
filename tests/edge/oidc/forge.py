"""Tokens made by hand, with a key ring that never touches the network: for what a real provider would not issue."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from joserfc import jwt
from joserfc.jwk import ECKey

from govapi.edge.oidc import KeyRing, TokenVerifier

ISSUER = "https://id.city.invalid"
AUDIENCE = "https://api.govapi.invalid"
NOW = 1_900_000_000


def new_key(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


@dataclass
class Publisher:
    """The published keys of an imagined provider; counts how often they are fetched. ``seconds`` is its monotonic clock."""

    keys: list[ECKey]
    fetches: int = 0
    seconds: float = 1000.0
    failure: Exception | None = field(default=None)

    def fetch(self) -> Mapping[str, object]:
        self.fetches += 1
        if self.failure:
            raise self.failure
        return {"keys": [dict(key.as_dict(private=False)) for key in self.keys]}

    def ring(self) -> KeyRing:
        return KeyRing(self.fetch, ttl=600, refetch_interval=10, stale=3600, monotonic=lambda: self.seconds)


class Wall:
    """A wall clock the test sets."""

    def __init__(self) -> None:
        self.seconds = float(NOW)

    def __call__(self) -> float:
        return self.seconds


def verifier(ring: KeyRing, wall: Wall, remember_at_most: int = 100) -> TokenVerifier:
    return TokenVerifier(ISSUER, AUDIENCE, ring, now=wall, remember_at_most=remember_at_most)


def claims(**changes: object) -> dict[str, object]:
    """Good claims of a person's token; a change to None takes the claim out."""
    good: dict[str, object] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "staff-1",
        "client_id": "app",
        "scope": "contracts:read contracts:write",
        "iat": NOW - 5,
        "exp": NOW + 600,
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def sign(key: ECKey, body: dict[str, object], **header: object) -> str:
    full = {"alg": "ES256", "typ": "at+jwt", "kid": key.kid, **header}
    return jwt.encode({name: value for name, value in full.items() if value is not None}, body, key)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
