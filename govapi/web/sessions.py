"""Sessions of signed-in browsers: the token lives in the cookie, its hash in the database, bound to one municipality."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import municipality_of, owned
from govapi.edge.tables import WebSession
from govapi.settings import Settings

SWEEP = 50
ID_TOKEN_LIMIT = 8000  # only a hint for the logout; one that is longer is done without

_COOKIE = re.compile(r"([0-9]{6})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class SessionKey:
    """What the cookie says: the 団体コード, so that the search stays within one town, and the random token."""

    municipality_code: str
    token: str

    @property
    def token_hash(self) -> str:
        return sha256(self.token.encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.municipality_code}.{self.token}"


def cookie_name(settings: Settings) -> str:
    """``__Host-`` binds the cookie to https and to this very host; plain http (loopback) cannot have it."""
    return "__Host-govapi" if settings.secure_cookies else "govapi"


def key_of(cookie: str | None) -> SessionKey | None:
    """The key in a cookie's value; None when it was not made by us."""
    found = _COOKIE.fullmatch(cookie or "")
    return SessionKey(found[1], found[2]) if found else None


def new_session(
    session: Session,
    *,
    subject: str,
    person_id: UUID | None,
    system_roles: Sequence[str],
    id_token: str,
    now: datetime,
    hours: int,
) -> SessionKey:
    """A new session under a new token; those of the town that ran out are swept away with it."""
    _sweep(session, now)
    key = SessionKey(municipality_of(session), token_urlsafe(32))
    session.add(
        WebSession(
            token_hash=key.token_hash,
            subject=subject,
            csrf_token=token_urlsafe(32),
            system_roles=sorted(system_roles),
            id_token=id_token if len(id_token) <= ID_TOKEN_LIMIT else "",
            person_id=person_id,
            expires_at=now + timedelta(hours=hours),
        )
    )
    return key


def found(session: Session, key: SessionKey, now: datetime) -> WebSession | None:
    """The session under this key, unless it has run out."""
    statement = owned(session, WebSession).where(col(WebSession.token_hash) == key.token_hash, col(WebSession.expires_at) > now)
    return session.exec(statement).first()


def end(session: Session, token_hash: str) -> None:
    """Deletes the session; nothing happens when there is none."""
    row = session.exec(owned(session, WebSession).where(col(WebSession.token_hash) == token_hash).with_for_update()).first()
    if row is not None:
        session.delete(row)
        session.flush()


def _sweep(session: Session, now: datetime) -> None:
    """A few at a time, and none that another sign-in is sweeping now."""
    expired = owned(session, WebSession).where(col(WebSession.expires_at) <= now).limit(SWEEP)
    for row in session.exec(expired.with_for_update(skip_locked=True)):
        session.delete(row)
