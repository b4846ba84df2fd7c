"""Making and revoking a secret address, and writing the calendar behind it."""

import secrets
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.db.session import municipality_of
from govapi.duties import rules as duty_rules
from govapi.duties.feed import queries
from govapi.duties.feed.rules import TOKEN_BYTES, Entry, calendar, token_hash
from govapi.duties.feed.tables import CalendarFeed
from govapi.duties.preferences.service import person_of
from govapi.duties.tables import Duty
from govapi.kit.errors import Conflict, NotAllowed, NotFound, Stale
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.queries import actor_of
from govapi.policy.schema.monitoring import Monitoring
from govapi.policy.store import current

MOST_FEEDS = 10
CALENDAR_NAME = "期限のある仕事（govapi）"


def make(session: Session, actor: Actor, label: str) -> tuple[CalendarFeed, str]:
    """A new address for the person who acts: the row, and the path that is told only now. Raises Conflict beyond ten."""
    person_id = person_of(actor)
    if len(queries.of_person(session, person_id)) >= MOST_FEEDS:
        raise Conflict(f"配信のアドレスは{MOST_FEEDS}件までです。使っていないものを廃止してください。", code="too_many_feeds")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = CalendarFeed(person_id=person_id, token_hash=token_hash(token), label=label)
    session.add(row)
    session.flush()
    _note(session, actor, row, "make", "予定表の配信のアドレスを発行")
    return row, f"/duties/feeds/{municipality_of(session)}/{token}.ics"


def revoke(session: Session, actor: Actor, feed_id: UUID, expected: int, now: datetime) -> None:
    """Ends an address of one's own: whoever has it gets nothing more."""
    row = queries.one(session, person_of(actor), feed_id, lock=True)
    if row.version != expected:
        raise Stale
    row.revoked_at = now
    session.flush()
    _note(session, actor, row, "revoke", "予定表の配信のアドレスを廃止")


def written(session: Session, token: str, *, public_url: str, today: date) -> bytes:
    """The calendar behind an address, as its owner stands today. Raises NotFound, the same for whatever reason."""
    subject = queries.subject_behind(session, token_hash(token))
    if subject is None:
        raise NotFound
    try:
        actor = actor_of(session, subject, today)
    except NotAllowed:
        raise NotFound from None
    policy = current(session, today).policy
    found = [_entry(duty, policy.monitoring, public_url) for duty in queries.entries(session, actor, policy)]
    return calendar(CALENDAR_NAME, found, urlsplit(public_url).hostname or "govapi")


def _entry(duty: Duty, monitoring: Monitoring, public_url: str) -> Entry:
    kind, url = duty_rules.kind_of(monitoring, duty.kind), f"{public_url}/duties/{duty.id}"
    words = [f"期限：{wareki(duty.due_on)}", duty.title, duty.number, duty.cause_label, url]
    return Entry(
        id=duty.id,
        version=duty.version,
        changed_at=duty.opened_at or duty.created_at,
        due_on=duty.due_on,
        title=f"【期限】{kind.label}　{duty.title}",
        description="\n".join(word for word in words if word),
        url=url,
    )


def _note(session: Session, actor: Actor, row: CalendarFeed, verb: str, summary: str) -> None:
    audit.record(session, actor, action=f"calendar_feed.{verb}", noun="calendar_feed", record_id=row.id, summary=summary)
