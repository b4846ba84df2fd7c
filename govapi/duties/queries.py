"""Reading duties: of one record, by key, and the board under its read rule."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, case, false, func, or_, tuple_
from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.kit.errors import Invalid, NotFound
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import as_its_record, visible

ORDER = {"open": 0, "planned": 1, "done": 2, "dropped": 3}
BAD_CURSOR = "続きの位置（cursor）が正しくありません。一覧の最初から読み直してください。"


@dataclass(frozen=True)
class Filters:
    """What the board may be narrowed by; ``due_from`` and ``due_before`` are half-open."""

    statuses: Collection[str] = ()
    kind: str | None = None
    noun: str | None = None
    record_id: UUID | None = None
    department_path: str | None = None
    mine: bool = False
    due_from: date | None = None
    due_before: date | None = None


def of_record(session: Session, record_id: UUID) -> Sequence[Duty]:
    """The duties of a record: open ones first, then planned, done and dropped, each by its day."""
    statement = owned(session, Duty).where(col(Duty.record_id) == record_id)
    return session.exec(statement.order_by(case(ORDER, value=col(Duty.status)), col(Duty.due_on), col(Duty.id)).limit(200)).all()


def of_kind(session: Session, record_id: UUID, kind: str) -> Sequence[Duty]:
    """Every duty of this kind that there ever was about the record, the newest first."""
    statement = owned(session, Duty).where(col(Duty.record_id) == record_id, col(Duty.kind) == kind)
    return session.exec(statement.order_by(col(Duty.id).desc())).all()


def by_key(session: Session, key: str) -> Duty | None:
    """The duty of this key, held until the commit."""
    statement = owned(session, Duty).where(col(Duty.key) == key)
    return session.exec(statement.with_for_update().execution_options(populate_existing=True)).first()


def unsettled(session: Session, record_id: UUID, kinds: Collection[str] | None = None) -> Sequence[Duty]:
    """The record's duties that are planned or open, held until the commit, in the order of their making."""
    statement = owned(session, Duty).where(col(Duty.record_id) == record_id, col(Duty.status).in_(UNSETTLED))
    if kinds is not None:
        statement = statement.where(col(Duty.kind).in_(kinds))
    return session.exec(statement.order_by(col(Duty.id)).with_for_update().execution_options(populate_existing=True)).all()


def of_people(session: Session, person_ids: Collection[UUID]) -> Sequence[Duty]:
    """The unsettled duties that these people are named for, in the order of their making."""
    statement = owned(session, Duty).where(col(Duty.person_id).in_(person_ids), col(Duty.status).in_(UNSETTLED))
    return session.exec(statement.order_by(col(Duty.id))).all()


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a duty: by the read rule, but no wider than its record; or because he is named
    for it."""
    rule, path, organ = policy.reading.rule("duties"), col(Duty.department_path), col(Duty.organ_id)
    shown = visible(actor, rule, department_path=path, organ_id=organ)
    shown &= as_its_record(actor, policy, rule, kind=col(Duty.noun), department_path=path, organ_id=organ)
    return shown if actor.person_id is None else or_(shown, col(Duty.person_id) == actor.person_id)


def own(actor: Actor) -> ColumnElement[bool]:
    """Duties of the departments this actor holds a post in, and below, or given to him by name."""
    paths = sorted({post.department_path for post in actor.posts})
    named = col(Duty.person_id) == actor.person_id if actor.person_id is not None else false()
    return or_(false(), named, *(col(Duty.department_path).like(f"{path}%") for path in paths))


def one(session: Session, actor: Actor, policy: PolicySet, duty_id: UUID) -> Duty:
    """The duty, if the actor may see it; else NotFound."""
    row = session.exec(owned(session, Duty).where(col(Duty.id) == duty_id, seen(actor, policy))).first()
    if row is None:
        raise NotFound
    return row


def listed(session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None) -> Page[Duty]:
    """The duties the actor may see, by due day."""
    statement = owned(session, Duty).where(seen(actor, policy), *_conditions(actor, filters))
    if cursor:
        statement = statement.where(tuple_(col(Duty.due_on), col(Duty.id)) > tuple_(*_position(cursor)))
    ordered = statement.order_by(col(Duty.due_on), col(Duty.id)).limit(limit + 1)
    return page_of(session.exec(ordered).all(), limit, lambda row: (row.due_on.isoformat(), str(row.id)))


def count(session: Session, actor: Actor, policy: PolicySet, filters: Filters) -> int:
    """How many duties ``listed`` would show on all its pages."""
    statement = owned_columns(session, Duty, func.count()).where(seen(actor, policy), *_conditions(actor, filters))
    return int(session.execute(statement).scalar_one())


def count_open(session: Session, actor: Actor) -> int:
    """How many duties of one's own sections are open."""
    statement = owned_columns(session, Duty, func.count()).where(own(actor), col(Duty.status) == "open")
    return int(session.execute(statement).scalar_one())


def open_of_own(session: Session, actor: Actor, limit: int) -> Sequence[Duty]:
    """The open duties of one's own sections, by due day."""
    statement = owned(session, Duty).where(own(actor), col(Duty.status) == "open")
    return session.exec(statement.order_by(col(Duty.due_on), col(Duty.id)).limit(limit)).all()


def _position(cursor: str) -> tuple[date, UUID]:
    day, duty_id = decode_cursor(cursor, 2)
    try:
        return date.fromisoformat(day), UUID(duty_id)
    except ValueError:
        raise Invalid(BAD_CURSOR, pointer="/cursor") from None


def _conditions(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [own(actor)] if filters.mine else []
    if filters.statuses:
        found.append(col(Duty.status).in_(filters.statuses))
    if filters.department_path is not None:
        found.append(col(Duty.department_path).like(f"{filters.department_path}%"))
    if filters.due_from:
        found.append(col(Duty.due_on) >= filters.due_from)
    if filters.due_before:
        found.append(col(Duty.due_on) < filters.due_before)
    equal = {Duty.kind: filters.kind, Duty.noun: filters.noun, Duty.record_id: filters.record_id}
    return found + [col(column) == value for column, value in equal.items() if value]
