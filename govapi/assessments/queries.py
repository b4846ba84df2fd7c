"""Reading assessments under their read rule, and how a contractor stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, true
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.assessments import rules
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.needs.tables import Need
from govapi.assessments.tables import Assessment
from govapi.contractors.tables import Contractor
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import sees_all, visible


@dataclass(frozen=True)
class Filters:
    """What a list of assessments may be narrowed by."""

    status: str | None = None
    tier: str | None = None
    contractor_id: UUID | None = None
    department_id: UUID | None = None
    due_before: date | None = None  # the next review falls on or before this day
    expired_on: date | None = None  # the verdict no longer holds on this day
    q: str = ""


@dataclass(frozen=True)
class Standing:
    """How a contractor stands for a tier: the assessment that says so, its verdict and last day; ``ok``: it holds."""

    assessment: Assessment | None
    verdict: str
    valid_until: date | None
    ok: bool


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees an assessment: by the section that looks after it, or by a contract of the
    actor's own that wants it, whoever looks after it."""
    rule = policy.reading.rule("assessments")
    if sees_all(actor, rule):
        return true()
    wanting = owned_columns(session, Need, col(Need.contractor_id)).where(
        visible(actor, rule, department_path=col(Need.department_path), organ_id=col(Need.organ_id))
    )
    own = visible(
        actor,
        rule,
        department_path=col(Assessment.department_path),
        organ_id=col(Assessment.organ_id),
        on_route=col(Assessment.id).in_(_on_route(session, actor)),
    )
    return or_(own, col(Assessment.contractor_id).in_(wanting))


def on_route(session: Session, actor: Actor, assessment_id: UUID) -> bool:
    """Whether the actor stands in the route of a round of this assessment."""
    found = _on_route(session, actor).where(col(CheckSheet.assessment_id) == assessment_id)
    return session.execute(found.limit(1)).first() is not None


def _on_route(session: Session, actor: Actor) -> Select[tuple[UUID]]:
    rounds: Select[tuple[UUID]] = owned_columns(session, CheckSheet, col(CheckSheet.assessment_id))
    return rounds.where(col(CheckSheet.id).in_(records_on_route(session, actor)))


def one(session: Session, actor: Actor, policy: PolicySet, assessment_id: UUID, *, lock: bool = False) -> Assessment:
    """The assessment, if the actor may see it; else NotFound."""
    statement = owned(session, Assessment).where(col(Assessment.id) == assessment_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Assessment]:
    """The assessments the actor may see, the newest first."""
    statement = owned(session, Assessment).where(seen(session, actor, policy), *_conditions(session, filters))
    statement = statement.order_by(col(Assessment.id).desc())
    if cursor:
        statement = statement.where(col(Assessment.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def _conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in ("status", "tier", "contractor_id", "department_id"):
        value = getattr(filters, name)
        if value:
            found.append(col(getattr(Assessment, name)) == value)
    if filters.due_before is not None:
        found.append(col(Assessment.next_review_on) <= filters.due_before)
    if filters.expired_on is not None:
        found.append(and_(col(Assessment.status).in_(rules.PASSING), col(Assessment.valid_until) < filters.expired_on))
    if filters.q.strip():
        words = filters.q.strip()
        alike = owned_columns(session, Contractor, col(Contractor.id)).where(
            or_(col(Contractor.name).contains(words, autoescape=True), col(Contractor.kana).contains(words, autoescape=True))
        )
        found.append(or_(col(Assessment.number) == words, col(Assessment.contractor_id).in_(alike)))
    return found


def of_contractor(session: Session, contractor_id: UUID) -> Sequence[Assessment]:
    """Every assessment of a contractor, one for each tier it was ever wanted for."""
    statement = owned(session, Assessment).where(col(Assessment.contractor_id) == contractor_id)
    return session.exec(statement.order_by(col(Assessment.tier))).all()


def standing(session: Session, policy: PolicySet, contractor_id: UUID, tier: str, on: date) -> Standing:
    """How the contractor stands for ``tier`` on the day: an assessment of that tier or a heavier one counts."""
    return standing_of(policy, of_contractor(session, contractor_id), tier, on)


def standing_of(policy: PolicySet, rows: Sequence[Assessment], tier: str, on: date) -> Standing:
    """The same from the rows of one contractor. A tier the policy no longer knows counts as the heaviest."""
    known = {str(row.id): row for row in rows}
    judged = [rules.Judged(key, row.tier, row.status, row.judged_on, row.valid_until) for key, row in known.items()]
    found = rules.best(judged, tier, lambda code: rank(policy, code), on)
    if found is None:
        return Standing(None, "unassessed", None, ok=False)
    ok = rules.holds(found.verdict, found.judged_on, found.valid_until, on)
    return Standing(known[found.key], found.verdict, found.valid_until, ok)


def rank(policy: PolicySet, tier: str) -> int:
    """0 is the lightest tier; one that the policy no longer knows counts as the heaviest."""
    codes = [one.code for one in policy.assessing.tiers]
    return policy.assessing.rank(tier) if tier in codes else len(codes) - 1
