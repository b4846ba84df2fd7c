"""Bearer access tokens of the API: JWTs after RFC 9068, checked against the provider's keys, remembered for a minute."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from govapi.edge.oidc.keys import KeyRing
from govapi.edge.oidc.signatures import Signed, Unverified, verify
from govapi.kit.errors import Unauthenticated

REFUSED = "アクセストークンを確認できません。認証基盤で取得し直してから、もう一度送信してください。"
EXPIRED = "アクセストークンの有効期限が切れています。認証基盤で取得し直してから、もう一度送信してください。"


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """``is_machine``: obtained by client credentials, so no person stands behind it. ``expires_at`` is aware UTC."""

    subject: str
    client_id: str
    scopes: frozenset[str]
    is_machine: bool
    claims: Mapping[str, object]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Remembered:
    token: VerifiedToken
    until: float
    generation: int


class TokenVerifier:
    """Checks access tokens of one ``issuer`` for one ``audience``. Thread safe.

    ``token_types``: accepted ``typ`` headers; RFC 9068 says ``at+jwt``, some providers only write ``JWT``.
    ``leeway`` and ``remember_for`` are seconds. A verified token is remembered (by its SHA-256, at most ``remember_at_most`` of
    them) until it expires, ``remember_for`` passes, or the keys are fetched anew, whichever comes first.
    """

    def __init__(
        self,
        issuer: str,
        audience: str,
        keys: KeyRing,
        *,
        token_types: Collection[str] = ("at+jwt",),
        leeway: int = 30,
        remember_for: float = 60,
        remember_at_most: int = 10_000,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._issuer, self._audience, self._keys = issuer, audience, keys
        self._token_types = frozenset(kind.lower() for kind in token_types)
        self._leeway, self._now = leeway, now
        self._remember_for, self._remember_at_most = remember_for, remember_at_most
        self._lock = threading.Lock()
        self._remembered: OrderedDict[bytes, _Remembered] = OrderedDict()

    def remembered(self, bearer: str) -> VerifiedToken | None:
        """The token as verified not long ago; None when ``verify`` has to look at it. Never waits for anything."""
        known = self._remembered.get(_digest(bearer))
        if known is not None and self._now() < known.until and known.generation == self._keys.generation:
            return known.token
        return None

    def verify(self, bearer: str) -> VerifiedToken:
        """The token's bearer; raises ``Unauthenticated``, or ``Unavailable`` when the provider's keys cannot be had."""
        known = self.remembered(bearer)
        if known is not None:
            return known
        now = self._now()
        try:
            signed = verify(bearer, self._keys)
            token = self._judge(signed, now)
        except ExpiredTokenError as error:
            raise Unauthenticated(EXPIRED, code="token_expired") from error
        except (Unverified, JoseError) as error:
            raise Unauthenticated(REFUSED, code="token_refused") from error
        until = min(token.expires_at.timestamp(), now + self._remember_for)
        self._remember(_digest(bearer), _Remembered(token, until, signed.key_generation))
        return token

    def _judge(self, signed: Signed, now: float) -> VerifiedToken:
        kind = str(signed.header.get("typ", "")).lower().removeprefix("application/")
        if kind not in self._token_types:
            raise Unverified("not an access token")
        claims = signed.claims
        JWTClaimsRegistry(
            now=int(now),
            leeway=self._leeway,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            exp={"essential": True},
        ).validate(claims)
        client_id = _text(claims, "client_id") or _text(claims, "azp")
        # RFC 9068 2.2: with client credentials `sub` names the client itself; some providers leave it out.
        subject = _text(claims, "sub") or client_id
        if not subject:
            raise Unverified("names nobody")
        return VerifiedToken(
            subject=subject,
            client_id=client_id,
            scopes=_scopes(claims),
            is_machine=subject == client_id,
            claims=claims,
            expires_at=_moment(claims["exp"]),
        )

    def _remember(self, digest: bytes, entry: _Remembered) -> None:
        with self._lock:
            self._remembered[digest] = entry
            self._remembered.move_to_end(digest)
            while len(self._remembered) > self._remember_at_most:
                self._remembered.popitem(last=False)


def _digest(bearer: str) -> bytes:
    return sha256(bearer.encode("utf-8", "surrogatepass")).digest()


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _scopes(claims: Mapping[str, object]) -> frozenset[str]:
    """``scope`` is one string with spaces (RFC 9068 2.2.3); ``scp``, of some providers, is that or a list."""
    value = claims.get("scope", claims.get("scp", ""))
    if isinstance(value, str):
        return frozenset(value.split())
    return frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()


def _moment(seconds: object) -> datetime:
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Unverified("expiry out of range") from error
