"""Signed access tokens for the bench: the application checks them as it checks a provider's, only the keys come by hand."""

import time
from datetime import UTC, datetime

from joserfc import jwt
from joserfc.jwk import ECKey

ISSUER = "https://id.city.invalid"
AUDIENCE = "https://api.govapi.invalid"
TODAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HOURS = 12
SCOPES = "contracts:read contracts:write contractors:read contractors:write approvals:read approvals:write"


def new_key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "bench", "use": "sig"})


def token(key: ECKey, subject: str, municipality_code: str) -> str:
    """An access token of this person."""
    now = int(time.time())
    claims = {
        "iss": ISSUER, "aud": AUDIENCE, "sub": subject, "client_id": "bench", "scope": SCOPES, "iat": now,
        "exp": now + HOURS * 3600, "municipality_code": municipality_code,
    }  # fmt: skip
    return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": key.kid}, claims, key)
