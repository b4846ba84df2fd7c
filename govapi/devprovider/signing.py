"""The provider's signing keys: made at start, never stored; a rotation may keep the old ones published."""

from collections.abc import Mapping
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from govapi.devprovider.faults import OAuthFault

ALGORITHM = "ES256"


def _new_key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": uuid4().hex, "use": "sig", "alg": ALGORITHM})


class SigningKeys:
    """Signs with the newest key; verifies with every one still published."""

    def __init__(self) -> None:
        self._keys = [_new_key()]

    def rotate(self, *, keep_old: bool = True) -> None:
        self._keys = [_new_key(), *(self._keys if keep_old else [])]

    def published(self) -> dict[str, object]:
        """The JWKS document: public parts only."""
        return {"keys": [dict(key.as_dict(private=False)) for key in self._keys]}

    def sign(self, claims: Mapping[str, object], kind: str) -> str:
        newest = self._keys[0]
        return jwt.encode({"alg": ALGORITHM, "kid": newest.kid, "typ": kind}, dict(claims), newest)

    def verify(self, token: str, kind: str) -> Mapping[str, object]:
        """Claims of one of our own tokens of that ``typ`` (expiry not judged); raises ``OAuthFault`` invalid_token."""
        for key in self._keys:
            try:
                decoded = jwt.decode(token, key, algorithms=[ALGORITHM])
            except (JoseError, ValueError, RecursionError):
                continue
            if decoded.header.get("typ") == kind:
                return decoded.claims
        raise OAuthFault("invalid_token", "このトークンは確認できません。", status=401)
