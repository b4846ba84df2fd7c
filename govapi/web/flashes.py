"""One message carried over a redirect, in a cookie that the session's own secret signs."""

import base64
import hmac
import json
from hashlib import sha256

from govapi.web.shapes import Flash, Tone

COOKIE = "govapi-flash"
_TONES: tuple[Tone, ...] = ("", "info", "good", "warn", "danger")


def packed(flash: Flash, secret: str) -> str:
    """The cookie's value."""
    body = base64.urlsafe_b64encode(json.dumps([flash.text[:500], flash.tone]).encode()).decode()
    return f"{body}.{_seal(body, secret)}"


def unpacked(value: str | None, secret: str) -> Flash | None:
    """The message, when this session wrote it."""
    body, _, seal = (value or "").partition(".")
    if not body or not hmac.compare_digest(seal.encode(), _seal(body, secret).encode()):
        return None
    text, tone = json.loads(base64.urlsafe_b64decode(body))
    return Flash(str(text), next((one for one in _TONES if one == tone), ""))


def _seal(body: str, secret: str) -> str:
    return hmac.new(secret.encode(), body.encode(), sha256).hexdigest()
