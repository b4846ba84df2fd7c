"""Telling the assessments what a contract wants. Told again without a change, nothing changes."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.assessments.needs import queries as assessments
from govapi.assessments.needs import service
from govapi.assessments.needs.service import Wanted
from govapi.assessments.triggers.service import open_review
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.needs import queries
from govapi.contracts.needs.rules import early_review, wants
from govapi.contracts.service import facts_of
from govapi.contracts.tables import Contract
from govapi.duties.recounting.service import Counting, in_batches
from govapi.jobs.tasks import TaskContext
from govapi.people.actor import Actor
from govapi.policy.assessing import tier_for
from govapi.policy.schema.assessing import Tier
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

BATCH = 500


def tier_of(policy: PolicySet, contract: Contract) -> Tier | None:
    """The tier for which this contract wants its contractor assessed; None: it handles no information."""
    return tier_for(policy, contract.class_code, facts_of(contract, policy), contract.answers)


def tell(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date) -> None:
    """Declares what the contract wants now, of each company that does the work, and ends what it no longer wants."""
    wanted = _wanted(session, stored.policy, [contract], today)
    service.declare_all(session, actor, stored, contract.id, wanted, now=now, today=today)


def tell_all(
    session: Session, actor: Actor, stored: StoredPolicy, contracts: Sequence[Contract], *, now: datetime, today: date
) -> None:
    """The same for contracts that have not told anything before (移行登録), in few queries."""
    told = _wanted(session, stored.policy, contracts, today)
    service.declare_new(session, actor, stored, told, now=now, today=today)


def tell_amended(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    contract: Contract,
    class_before: str | None,
    amendment: Amendment,
    *,
    now: datetime,
    today: date,
) -> None:
    """After an amendment: what is wanted now; and where the work became another one, the contractor is looked at anew."""
    tell(session, actor, stored, contract, now=now, today=today)
    scheme = stored.policy.classification
    kind = early_review(class_before, contract.class_code, amendment.changes.keys(), scheme.rank)
    if contract.contractor_id is None or kind is None:
        return
    label = f"{contract.number}の変更契約（{amendment.number}）により、業務の内容又は期間が変わりました。"
    if kind == "class_change":
        steps = f"「{scheme.label(class_before)}」から「{scheme.label(contract.class_code)}」"
        label = f"{contract.number}の情報の分類が{steps}に上がりました。"
    for contractor_id in assessments.assessed(session, contract.contractor_id):
        open_review(
            session,
            actor,
            stored,
            contractor_id,
            kind,
            label,
            source_noun="amendment",
            source_id=amendment.id,
            source_number=amendment.number,
            happened_on=today,
            now=now,
            today=today,
            only_judged=True,
        )


def retell(context: TaskContext) -> int:
    """For the daily job: contracts that have not told anything under the policy set in force (a new one, or a town that begins
    to assess) are looked at, and those that want something else tell it. Returns how many told. Batches are transactions of
    their own; killed half-way, it goes on with what is left."""
    return in_batches(context, _retell_batch)


def _retell_batch(counting: Counting, _after: UUID | None) -> tuple[int, UUID | None]:
    session, stored, today = counting.session, counting.stored, counting.today
    batch = queries.untold(session, stored.version, BATCH)
    wanted = _wanted(session, stored.policy, batch, today)
    changed = service.changed(session, [one.id for one in batch], wanted, today)
    for contract in [one for one in batch if one.id in changed]:
        tell(session, counting.actor, stored, contract, now=counting.now, today=today)
    queries.mark(session, [one.id for one in batch], stored.version)
    return len(changed), batch[-1].id if batch else None


def _wanted(session: Session, policy: PolicySet, contracts: Sequence[Contract], today: date) -> list[Wanted]:
    """What these contracts want: of each company that does the work."""
    tiers = {one.id: tier_of(policy, one) for one in contracts if wants(one.status, one.starts_on, one.ends_on, today)}
    companies = assessments.assessed_of(session, {one.contractor_id for one in contracts if one.contractor_id})
    return [
        _of(contract, contractor_id, tier.code)
        for contract in contracts
        if contract.contractor_id is not None and (tier := tiers.get(contract.id)) is not None
        for contractor_id in companies[contract.contractor_id]
    ]


def _of(contract: Contract, contractor_id: UUID, tier: str) -> Wanted:
    assert contract.starts_on is not None, "a contract without its first day wants nothing yet"
    return Wanted(
        contractor_id=contractor_id,
        noun="contract",
        record_id=contract.id,
        record_number=contract.number,
        title=contract.title,
        tier=tier,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
    )
