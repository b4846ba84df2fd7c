"""Reading the lists of moves under their read rule: nobody but the personnel office."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlmodel import Session, col

from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import Invalid, NotFound
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.people.actor import Actor
from govapi.personnel_changes.rules import LIVE
from govapi.personnel_changes.tables import PersonnelChange, PersonnelMove
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import sees_all


@dataclass(frozen=True)
class Filters:
    """What a list of lists may be narrowed by."""

    status: str | None = None


def reads(actor: Actor, policy: PolicySet) -> bool:
    """Whether this actor reads the lists: administrators and auditors do not."""
    return sees_all(actor, policy.reading.rule("personnel_changes"))


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    return true() if reads(actor, policy) else false()


def one(session: Session, actor: Actor, policy: PolicySet, change_id: UUID, *, lock: bool = False) -> PersonnelChange:
    """The list, if the actor may see it; else NotFound."""
    return one_of(session, PersonnelChange, change_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[PersonnelChange]:
    """The lists, the newest first."""
    conditions = [seen(actor, policy), *narrowed(PersonnelChange, status=filters.status)]
    return newest_first(session, PersonnelChange, conditions, limit=limit, cursor=cursor)


def moves(session: Session, change_id: UUID, edition: int) -> Sequence[PersonnelMove]:
    """All lines of an edition, in the order of the list."""
    statement = owned(session, PersonnelMove).where(
        col(PersonnelMove.change_id) == change_id, col(PersonnelMove.edition) == edition
    )
    return session.exec(statement.order_by(col(PersonnelMove.line))).all()


def hires(session: Session, change_id: UUID, edition: int) -> Sequence[PersonnelMove]:
    """The lines of an edition about people who were not registered when it was taken in."""
    statement = owned(session, PersonnelMove).where(
        col(PersonnelMove.change_id) == change_id, col(PersonnelMove.edition) == edition, col(PersonnelMove.person_id).is_(None)
    )
    return session.exec(statement).all()


def due(session: Session, today: date) -> Sequence[PersonnelChange]:
    """The lists that are to be published by today, the earliest first."""
    statement = owned(session, PersonnelChange).where(
        col(PersonnelChange.status) == "applied", col(PersonnelChange.publish_on) <= today
    )
    return session.exec(statement.order_by(col(PersonnelChange.publish_on), col(PersonnelChange.id))).all()


def moves_page(session: Session, change: PersonnelChange, *, limit: int, cursor: str | None) -> Page[PersonnelMove]:
    """The lines of the newest edition, a page at a time."""
    statement = owned(session, PersonnelMove).where(
        col(PersonnelMove.change_id) == change.id, col(PersonnelMove.edition) == change.edition
    )
    if cursor:
        statement = statement.where(col(PersonnelMove.line) > _line(cursor))
    rows = session.exec(statement.order_by(col(PersonnelMove.line)).limit(limit + 1)).all()
    return page_of(rows, limit, lambda row: (str(row.line),))


def counts(session: Session, changes: Collection[PersonnelChange]) -> dict[UUID, int]:
    """How many lines the newest edition of each has."""
    if not changes:
        return {}
    columns = (col(PersonnelMove.change_id), col(PersonnelMove.edition), func.count())
    statement = owned_columns(session, PersonnelMove, *columns).where(
        col(PersonnelMove.change_id).in_([one.id for one in changes])
    )
    found = {(row[0], row[1]): row[2] for row in session.execute(statement.group_by(*columns[:2]))}
    return {one.id: found.get((one.id, one.edition), 0) for one in changes}


def elsewhere(session: Session, staff_numbers: Collection[str], but: UUID | None) -> list[tuple[PersonnelMove, str]]:
    """The lines of these people in the newest editions of the other lists that are not withdrawn, with the list's number."""
    statement = (
        owned_columns(session, PersonnelMove, PersonnelMove, col(PersonnelChange.number))
        .join(PersonnelChange, col(PersonnelChange.id) == col(PersonnelMove.change_id))
        .where(
            col(PersonnelMove.edition) == col(PersonnelChange.edition),
            col(PersonnelChange.status).in_(LIVE),
            col(PersonnelMove.staff_number).in_(set(staff_numbers)),
        )
    )
    if but is not None:
        statement = statement.where(col(PersonnelChange.id) != but)
    return [(row[0], row[1]) for row in session.execute(statement)]


def holds_line_of(session: Session, change: PersonnelChange, person_id: UUID | None, editions: Collection[int]) -> bool:
    """Whether one of these editions has a line of this person. What a correction leaves out is undone: the published one counts."""
    if person_id is None or not editions:
        return False
    statement = owned_columns(session, PersonnelMove, col(PersonnelMove.id)).where(
        col(PersonnelMove.change_id) == change.id,
        col(PersonnelMove.edition).in_(editions),
        col(PersonnelMove.person_id) == person_id,
    )
    return session.execute(statement.limit(1)).first() is not None


def begun_on(session: Session, change: PersonnelChange, today: date) -> date | None:
    """The first day of the published edition that has come."""
    if not change.published_edition:
        return None
    begun = or_(
        col(PersonnelMove.last_day).is_(False) & (col(PersonnelMove.effective_on) <= today),
        col(PersonnelMove.last_day).is_(True) & (col(PersonnelMove.effective_on) < today),
    )
    statement = owned_columns(session, PersonnelMove, func.min(PersonnelMove.effective_on)).where(
        col(PersonnelMove.change_id) == change.id, col(PersonnelMove.edition) == change.published_edition, begun
    )
    found: date | None = session.execute(statement).scalar()
    return found


def _line(cursor: str) -> int:
    text = decode_cursor(cursor, 1)[0]
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Invalid("続きの位置（cursor）が正しくありません。一覧の最初から読み直してください。", pointer="/cursor")
    return int(text)


def may_read(actor: Actor, policy: PolicySet) -> None:
    """Raises NotFound for whoever may not know that there are lists."""
    if not reads(actor, policy):
        raise NotFound
