"""Gathering what the suitability depends on: in few queries, none where no contractor is chosen or no information handled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.assessments import queries as assessments
from govapi.assessments.exceptions import queries as exceptions
from govapi.assessments.exceptions.tables import AssessmentException
from govapi.assessments.needs import queries as needs
from govapi.assessments.queries import Standing
from govapi.assessments.rules import standing_sentence
from govapi.assessments.tables import Assessment
from govapi.contractors.tables import Contractor
from govapi.contracts.needs.service import tier_of
from govapi.contracts.suitability.rules import Company, Situation
from govapi.contracts.tables import Contract
from govapi.db.session import owned, owned_columns
from govapi.people.actor import Actor
from govapi.policy.schema.monitoring import Bindingness
from govapi.policy.schema.policy_set import PolicySet


@dataclass(frozen=True)
class Looked:
    """One company with what its standing rests on."""

    contractor_id: UUID
    company: Company
    standing: Standing
    exception: AssessmentException | None


def day_that_counts(contract: Contract, today: date) -> date:
    """The assessment must hold on the day of the contract; where that is not known or past, today."""
    return max(today, contract.concluded_on) if contract.concluded_on is not None else today


def look(session: Session, policy: PolicySet, contractor_id: UUID, tier: str, on: date) -> list[Looked]:
    """The companies that would do the work: the contractor itself, but each member of a joint venture."""
    ids = needs.assessed(session, contractor_id)
    statement = owned_columns(session, Contractor, Contractor.id, Contractor.name).where(col(Contractor.id).in_(ids))
    names = {row[0]: row[1] for row in session.execute(statement)}
    return [_look(session, policy, one, names[one], tier, on) for one in ids]


def _look(session: Session, policy: PolicySet, contractor_id: UUID, name: str, tier: str, on: date) -> Looked:
    held = assessments.standing(session, policy, contractor_id, tier, on)
    allowed = None if held.ok else exceptions.covering(session, policy, contractor_id, tier, on)
    company = Company(
        name=name,
        verdict=held.verdict,
        sentence=standing_sentence(held.verdict, held.valid_until, on),
        ok=held.ok,
        exception_until=allowed.until if allowed else None,
    )
    return Looked(contractor_id, company, held, allowed)


def binding_of(policy: PolicySet, contract: Contract) -> Bindingness | None:
    """How the condition binds under the contract's method; None: the method is not chosen yet."""
    return policy.monitoring.binding(contract.method) if contract.method else None


def situation(
    session: Session, policy: PolicySet, contract: Contract, contractor_id: UUID | None, today: date
) -> tuple[Situation, list[Looked]]:
    """What the outcome depends on, for the chosen contractor or for a candidate."""
    tier, binding = tier_of(policy, contract), binding_of(policy, contract)
    looked: list[Looked] = []
    if tier is not None and contractor_id is not None:
        looked = look(session, policy, contractor_id, tier.code, day_that_counts(contract, today))
    found = Situation(
        tier_label=tier.label if tier else None,
        companies=[one.company for one in looked],
        may_ask=binding.free_to_ask if binding else False,
        strict=policy.assessing.before_contract.unassessed == "block",
        published=contract.assessment_published,
        planned=bool(contract.confirmation_plan) and contract.confirmation_due is not None,
        told_in=binding.told_in if binding else "公告等",
        checked_at=binding.checked_at if binding else "相手方の決定の前",
    )
    return found, looked


def readable(session: Session, actor: Actor, policy: PolicySet, looked: Collection[Looked]) -> frozenset[UUID]:
    """The assessments among these that the actor may open."""
    ids = {one.standing.assessment.id for one in looked if one.standing.assessment is not None}
    if not ids:
        return frozenset()
    statement = owned(session, Assessment).where(col(Assessment.id).in_(ids), assessments.seen(session, actor, policy))
    return frozenset(row.id for row in session.exec(statement).all())
