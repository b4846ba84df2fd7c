"""The organisation's OpenID provider, as seen from here: its metadata and keys over HTTP, cached, never waited for long."""

import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from govapi.edge.oidc.keys import KeyRing
from govapi.kit.errors import Unavailable

UNREACHABLE = (
    "認証基盤に接続できません。しばらく待ってから、もう一度操作してください。続くときはシステム管理者に連絡してください。"
)
MISCONFIGURED = "認証基盤との接続設定に誤りがあります。システム管理者に連絡してください。"

_JSON_OBJECT = TypeAdapter(dict[str, object])


class HttpOptions(TypedDict):
    """Keyword values for every httpx client that speaks to the provider."""

    verify: ssl.SSLContext | bool
    timeout: float
    trust_env: bool


class ProviderMetadata(BaseModel):
    """What govapi uses of OpenID Connect Discovery 1.0 (and RFC 9207 for ``iss`` in the answer)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False

    def endpoints(self) -> list[str]:
        optional = (self.userinfo_endpoint, self.end_session_endpoint)
        return [self.authorization_endpoint, self.token_endpoint, self.jwks_uri, *(url for url in optional if url)]


def is_loopback(host: str | None) -> bool:
    """True for localhost and the loopback addresses; names are not resolved."""
    if host is None:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_safe(url: str) -> bool:
    """https, or plain http on this very machine."""
    address = urlsplit(url)
    return bool(address.hostname) and (address.scheme == "https" or (address.scheme == "http" and is_loopback(address.hostname)))


class Provider:
    """One provider, by its issuer URL (https; plain http only on loopback).

    ``ca_file``: PEM of a private certification authority. ``timeout`` per network step and ``metadata_ttl`` are seconds.
    ``keys`` is shared by the relying party and the token verifier, so a rotation is noticed once for both.
    Network failures raise ``Unavailable`` (503); metadata that could once be read goes on serving while the provider is down.
    """

    def __init__(
        self,
        issuer: str,
        *,
        ca_file: Path | None = None,
        timeout: float = 5,
        metadata_ttl: float = 3600,
        key_ttl: float = 600,
        key_refetch_interval: float = 10,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if not _is_safe(issuer):
            raise ValueError("認証基盤の発行者（issuer）は https:// で始まるURLで指定してください。")
        self.issuer = issuer
        self.http: HttpOptions = {
            "verify": ssl.create_default_context(cafile=str(ca_file)) if ca_file else True,
            "timeout": timeout,
            "trust_env": not is_loopback(
                urlsplit(issuer).hostname
            ),  # a proxy of the environment must not be asked for our own machine
        }
        self._metadata_ttl, self._monotonic = metadata_ttl, monotonic
        self._lock = threading.Lock()
        self._metadata: ProviderMetadata | None = None
        self._checked_at = 0.0
        self.keys = KeyRing(
            lambda: self.get_json(self.metadata().jwks_uri),
            ttl=key_ttl,
            refetch_interval=key_refetch_interval,
            monotonic=monotonic,
        )

    def metadata(self) -> ProviderMetadata:
        with self._lock:
            if self._metadata is not None and self._monotonic() - self._checked_at < self._metadata_ttl:
                return self._metadata
            try:
                self._metadata = self._discover()
            except Unavailable:
                if self._metadata is None:
                    raise
                # The old document most likely still holds; ask again in a tenth of the time.
                self._checked_at = self._monotonic() - self._metadata_ttl * 0.9
                return self._metadata
            self._checked_at = self._monotonic()
            return self._metadata

    def get_json(self, url: str) -> Mapping[str, object]:
        """The JSON object at ``url``; every failure becomes ``Unavailable``."""
        try:
            with httpx.Client(**self.http) as client:
                answer = client.get(url, headers={"Accept": "application/json"})
                answer.raise_for_status()
            return _JSON_OBJECT.validate_json(answer.content)
        except (httpx.HTTPError, httpx.InvalidURL, ValidationError) as error:
            raise Unavailable(UNREACHABLE) from error

    def _discover(self) -> ProviderMetadata:
        document = self.get_json(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        try:
            metadata = ProviderMetadata.model_validate(document)
        except ValidationError as error:
            raise Unavailable(MISCONFIGURED) from error
        # Exact, as Discovery 4.3 demands: another issuer's document must not speak for this one.
        if metadata.issuer != self.issuer or not all(_is_safe(url) for url in metadata.endpoints()):
            raise Unavailable(MISCONFIGURED)
        return metadata
