"""Reading feeds: one's own, the one behind an address, and what a feed tells."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties import queries as duties
from govapi.duties.feed.tables import CalendarFeed
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.kit.errors import NotFound
from govapi.people.actor import Actor
from govapi.people.tables import Person
from govapi.policy.schema.policy_set import PolicySet

MOST_ENTRIES = 1000


def of_person(session: Session, person_id: UUID) -> Sequence[CalendarFeed]:
    """A person's feeds that are in use, the newest first."""
    statement = owned(session, CalendarFeed).where(
        col(CalendarFeed.person_id) == person_id, col(CalendarFeed.revoked_at).is_(None)
    )
    return session.exec(statement.order_by(col(CalendarFeed.id).desc())).all()


def one(session: Session, person_id: UUID, feed_id: UUID, *, lock: bool = False) -> CalendarFeed:
    """One's own feed; NotFound for another's, or one that was revoked. ``lock`` holds it until the commit."""
    statement = owned(session, CalendarFeed).where(
        col(CalendarFeed.id) == feed_id, col(CalendarFeed.person_id) == person_id, col(CalendarFeed.revoked_at).is_(None)
    )
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def subject_behind(session: Session, token_hash: str) -> str | None:
    """The sign-in name of the person whose feed this is, while it is in use and the person active."""
    statement = (
        owned_columns(session, CalendarFeed, Person.subject)
        .join(Person, col(Person.id) == col(CalendarFeed.person_id))
        .where(col(CalendarFeed.token_hash) == token_hash, col(CalendarFeed.revoked_at).is_(None), col(Person.active).is_(True))
    )
    found: str | None = session.execute(statement).scalar()
    return found


def entries(session: Session, actor: Actor, policy: PolicySet) -> Sequence[Duty]:
    """What the calendar of this person tells: the duties of his own sections that are not settled, by due day."""
    statement = owned(session, Duty).where(duties.own(actor), duties.seen(actor, policy), col(Duty.status).in_(UNSETTLED))
    return session.exec(statement.order_by(col(Duty.due_on), col(Duty.id)).limit(MOST_ENTRIES)).all()
