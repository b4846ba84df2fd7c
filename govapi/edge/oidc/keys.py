"""The provider's signing keys (JWKS): cached, renewed when they age, and fetched again, with a limit, for an unknown key."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey

from govapi.kit.errors import Unavailable

# Asymmetric only: a shared secret (HS256) would let whoever can check a token also make one.
KEY_TYPE_OF = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP", "Ed25519": "OKP"}
ALGORITHMS = tuple(KEY_TYPE_OF)

Document = Mapping[str, object]


@dataclass(frozen=True)
class _Published:
    """What the provider published; ``generation`` counts its changes."""

    keys: list[Key]
    generation: int

    def find(self, kid: str | None, algorithm: str) -> Key | None:
        fitting = [key for key in self.keys if _fits(key, algorithm)]
        if kid is None:
            return fitting[0] if len(fitting) == 1 else None
        return next((key for key in fitting if key.kid == kid), None)


class KeyRing:
    """Keys by ``kid``. ``fetch`` returns the JWKS document, or raises ``Unavailable``.

    Times are seconds: keys older than ``ttl`` are renewed; an unknown ``kid`` causes a fetch at most once per
    ``refetch_interval`` (so garbage tokens cannot make us hammer the provider); keys that could not be renewed serve
    ``stale`` seconds longer, then ``Unavailable``. ``generation`` grows when the keys change, so that
    what was remembered under old keys falls.
    """

    def __init__(
        self,
        fetch: Callable[[], Document],
        *,
        ttl: float = 600,
        refetch_interval: float = 10,
        stale: float = 3600,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._ttl, self._refetch_interval, self._stale = ttl, refetch_interval, stale
        self._monotonic = monotonic
        self._refreshing = threading.Lock()
        self._published = _Published([], 0)
        self._fetched_at: float | None = None
        self._forced_at: float | None = None
        self._tried_at: float | None = None

    @property
    def generation(self) -> int:
        return self._published.generation

    def find(self, kid: str | None, algorithm: str) -> tuple[Key, int] | None:
        """The key for a token header and its generation, or None. Without ``kid`` only a single fitting key will do."""
        self._keep_fresh()
        published = self._published
        if kid is not None and published.find(kid, algorithm) is None:
            self._refetch()
            published = self._published
        key = published.find(kid, algorithm)
        return None if key is None else (key, published.generation)

    def holds(self, kid: str) -> bool:
        """True when the provider still publishes ``kid``; asks it anew, within the limit."""
        self._keep_fresh()
        self._refetch()
        return any(key.kid == kid for key in self._published.keys)

    def _age(self) -> float | None:
        return None if self._fetched_at is None else self._monotonic() - self._fetched_at

    def _keep_fresh(self) -> None:
        age = self._age()
        if age is not None and age < self._ttl:
            return
        usable = age is not None and age < self._ttl + self._stale
        # With usable keys one thread renews and the others go on; without, all wait for the one.
        if not self._refreshing.acquire(blocking=not usable):
            return
        try:
            age = self._age()
            if age is None or age >= self._ttl:
                self._renew(usable)
        finally:
            self._refreshing.release()

    def _renew(self, usable: bool) -> None:
        now = self._monotonic()
        resting = self._tried_at is not None and now - self._tried_at < self._refetch_interval
        if usable and resting:
            return
        self._tried_at = now
        try:
            self._load()
        except Unavailable:
            if not usable:
                raise

    def _refetch(self) -> None:
        """Ask the provider out of turn, within the limit; who waits here for another thread's answer sees that answer."""
        with self._refreshing:
            now = self._monotonic()
            if self._forced_at is not None and now - self._forced_at < self._refetch_interval:
                return
            self._forced_at = now
            with suppress(Unavailable):  # the keys we hold still stand
                self._load()

    def _load(self) -> None:
        keys = _import_keys(self._fetch())
        self._fetched_at = self._monotonic()
        if _public_parts(keys) != _public_parts(self._published.keys):
            self._published = _Published(keys, self._published.generation + 1)


def _public_parts(keys: list[Key]) -> list[dict[str, object]]:
    return [dict(key.as_dict(private=False)) for key in keys]


def _fits(key: Key, algorithm: str) -> bool:
    if key.key_type != KEY_TYPE_OF.get(algorithm) or key.get("use") not in (None, "sig"):
        return False
    return key.get("alg") in (None, algorithm)


def _import_keys(document: Document) -> list[Key]:
    entries = document.get("keys")
    if not isinstance(entries, list):
        raise Unavailable("認証基盤が公開する署名鍵の形式が正しくありません。システム管理者に連絡してください。")
    keys: list[Key] = []
    for entry in entries:
        try:
            key = JWKRegistry.import_key(dict(entry))
        except (JoseError, TypeError, ValueError, KeyError):
            continue  # RFC 7517 section 5: skip a key one does not understand
        if isinstance(key, RSAKey | ECKey | OKPKey):
            keys.append(key)
    return keys
