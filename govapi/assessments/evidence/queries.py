"""Reading evidence: for the rules of the house what counts on a day, for people what their read rule shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.evidence.tables import Evidence
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


@dataclass(frozen=True)
class Expiry:
    """The last day of a piece of evidence that counts and has not been replaced."""

    evidence_id: UUID
    number: str
    kind: str
    title: str
    valid_until: date


@dataclass(frozen=True)
class Filters:
    """What a list of evidence may be narrowed by. ``valid`` asks about today."""

    contractor_id: UUID | None = None
    check_sheet_id: UUID | None = None
    kind: str | None = None
    expires_before: date | None = None
    valid: bool | None = None


def live(session: Session, contractor_id: UUID) -> Sequence[Evidence]:
    """Everything recorded for a contractor and not withdrawn, the oldest first. Not narrowed: for rules, not for screens."""
    statement = owned(session, Evidence).where(col(Evidence.contractor_id) == contractor_id, col(Evidence.withdrawn_on).is_(None))
    return session.exec(statement.order_by(col(Evidence.id))).all()


def valid_on(session: Session, contractor_id: UUID, on: date) -> Sequence[Evidence]:
    """What counts on this day: in scope, registered, following a valid certificate where its kind wants that, and not past
    its last day unless a timely renewal is under decision. Not narrowed: for rules, not for screens."""
    statement = owned(session, Evidence).where(col(Evidence.contractor_id) == contractor_id, counting(on))
    return session.exec(statement.order_by(col(Evidence.id))).all()


def expiries(session: Session, contractor_id: UUID) -> Sequence[Expiry]:
    """The days on which evidence of a contractor ceases: of what counts, is not replaced by a later one of the same
    certificate, and is not held open by a renewal under decision. The earliest first."""
    columns = (Evidence.id, Evidence.number, Evidence.kind, Evidence.title, Evidence.valid_until)
    statement = owned_columns(session, Evidence, *columns).where(
        col(Evidence.contractor_id) == contractor_id,
        col(Evidence.withdrawn_on).is_(None),
        col(Evidence.counts).is_(True),
        col(Evidence.replaced_by_id).is_(None),
        col(Evidence.held_open).is_(False),
        col(Evidence.valid_until).is_not(None),
    )
    rows = session.execute(statement.order_by(col(Evidence.valid_until), col(Evidence.id))).all()
    return [Expiry(*row) for row in rows]


def counting(on: date) -> ColumnElement[bool]:
    """The condition under which evidence counts on a day."""
    until = col(Evidence.valid_until)
    return (
        col(Evidence.withdrawn_on).is_(None)
        & col(Evidence.counts).is_(True)
        & or_(until.is_(None), until >= on, col(Evidence.held_open).is_(True))
    )


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a piece of evidence: his read rule, or a check sheet of the contractor on
    whose route he stands."""
    decided = owned_columns(session, CheckSheet, col(CheckSheet.contractor_id)).where(
        col(CheckSheet.id).in_(records_on_route(session, actor))
    )
    return visible(
        actor,
        policy.reading.rule("evidence"),
        department_path=col(Evidence.department_path),
        organ_id=col(Evidence.organ_id),
        on_route=col(Evidence.contractor_id).in_(decided),
    )


def one(session: Session, actor: Actor, policy: PolicySet, evidence_id: UUID, *, lock: bool = False) -> Evidence:
    """The evidence, if the actor may see it; else NotFound."""
    statement = owned(session, Evidence).where(col(Evidence.id) == evidence_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, today: date, limit: int, cursor: str | None
) -> Page[Evidence]:
    """The evidence the actor may see, the newest first."""
    statement = owned(session, Evidence).where(seen(session, actor, policy)).order_by(col(Evidence.id).desc())
    if filters.contractor_id:
        statement = statement.where(col(Evidence.contractor_id) == filters.contractor_id)
    if filters.check_sheet_id:
        statement = statement.where(col(Evidence.check_sheet_id) == filters.check_sheet_id)
    if filters.kind:
        statement = statement.where(col(Evidence.kind) == filters.kind)
    if filters.expires_before:
        statement = statement.where(col(Evidence.valid_until) < filters.expires_before, col(Evidence.withdrawn_on).is_(None))
    if filters.valid is not None:
        statement = statement.where(counting(today) if filters.valid else ~counting(today))
    if cursor:
        statement = statement.where(col(Evidence.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def of_sheet(session: Session, check_sheet_id: UUID) -> Sequence[Evidence]:
    """What was handed in with a round and not withdrawn, the oldest first. Not narrowed: who sees the round sees it."""
    statement = owned(session, Evidence).where(
        col(Evidence.check_sheet_id) == check_sheet_id, col(Evidence.withdrawn_on).is_(None)
    )
    return session.exec(statement.order_by(col(Evidence.id))).all()


def kept_of_sheet(session: Session, check_sheet_id: UUID) -> tuple[int, int]:
    """How many files were handed in with a round, and their bytes; withdrawn ones too, as they are kept."""
    columns = (func.count(col(Evidence.id)), func.coalesce(func.sum(Evidence.size), 0))
    statement = owned_columns(session, Evidence, *columns).where(col(Evidence.check_sheet_id) == check_sheet_id)
    count, total = session.execute(statement).one()
    return int(count), int(total)


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    statement = owned_columns(session, Evidence, col(Evidence.sha256)).where(col(Evidence.sha256) != "")
    return list(session.execute(statement).scalars())
