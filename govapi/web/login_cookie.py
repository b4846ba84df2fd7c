"""A sign-in under way, kept in the browser's own cookie: encrypted, bound to this installation, for ten minutes only."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from json import dumps, loads

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from govapi.edge.oidc import LoginStart
from govapi.settings import Settings

LIFETIME = timedelta(minutes=10)
_HEADER = {"alg": "dir", "enc": "A256GCM"}


@dataclass(frozen=True)
class Begun:
    """A sign-in that was begun, and the page the person wanted."""

    login: LoginStart
    next_url: str


def cookie_name(settings: Settings) -> str:
    return "__Host-govapi-login" if settings.secure_cookies else "govapi-login"


def sealed(begun: Begun, settings: Settings, now: datetime) -> str:
    """The cookie's value."""
    # The address need not come back, and cookies are short of room.
    parts = {name: value for name, value in asdict(begun.login).items() if name != "url"}
    body = dumps({**parts, "next": begun.next_url, "until": (now + LIFETIME).timestamp()})
    return jwe.encrypt_compact(_HEADER, body.encode(), _key(settings))


def opened(value: str | None, settings: Settings, now: datetime) -> Begun | None:
    """The sign-in in a cookie; None when it is absent, altered, not ours or too old."""
    if not value or len(value) > 4096:
        return None
    try:
        body = loads(jwe.decrypt_compact(value, _key(settings)).plaintext or b"")
    except (JoseError, ValueError):
        return None
    if body["until"] < now.timestamp():
        return None
    return Begun(LoginStart("", body["state"], body["nonce"], body["code_verifier"]), body["next"])


def _key(settings: Settings) -> OctKey:
    """The same in every process of an installation: from what only its configuration knows."""
    secret = f"govapi login cookie\n{settings.oidc_client_secret}\n{settings.database_url}\n{settings.oidc_issuer}"
    return OctKey.import_key(sha256(secret.encode()).digest())
