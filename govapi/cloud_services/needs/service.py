"""Telling the assessments what a use wants of its provider. Told again without a change, nothing changes."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.assessments.needs import queries as assessments
from govapi.assessments.needs import service
from govapi.assessments.needs.service import Wanted
from govapi.cloud_services.confirmations.rules import RUNNING
from govapi.cloud_services.confirmations.service import plan_next
from govapi.cloud_services.needs import queries
from govapi.cloud_services.needs.rules import answers, wants
from govapi.cloud_services.uses.rechecking.service import recheck
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties.recounting.service import Counting, in_batches
from govapi.jobs.tasks import TaskContext
from govapi.kit.clock import JST
from govapi.people.actor import Actor
from govapi.policy.assessing import tier_for
from govapi.policy.rules import Answers, answer_faults, derive, with_class
from govapi.policy.schema.assessing import Tier
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

BATCH = 500


def tier_of(policy: PolicySet, use: CloudUse) -> Tier | None:
    """The tier for which this use wants its provider assessed; None: it handles no information."""
    facts = derive(policy, use.answers, questionnaire=policy.cloud.questionnaire).facts
    return tier_for(policy, use.class_code, with_class(policy, facts, use.class_code), _answers(policy, use))


def tell(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """Declares what the use wants now of the contractor that provides its service, and ends what it no longer wants."""
    wanted = _wanted(session, stored.policy, [use], today)
    service.declare_all(session, actor, stored, use.id, wanted, now=now, today=today)


def tell_all(
    session: Session, actor: Actor, stored: StoredPolicy, uses: Sequence[CloudUse], *, now: datetime, today: date
) -> None:
    """The same for uses that have not told anything before (移行登録), in few queries."""
    service.declare_new(session, actor, stored, _wanted(session, stored.policy, uses, today), now=now, today=today)


def retell(context: TaskContext) -> int:
    """For the daily job: uses that were not looked at under the policy set in force tell what they want now, are held against
    its permission rules, and the day of their next confirmation follows. Returns how many were looked at. Batches are transactions
    of their own; killed half-way, it goes on with what is left; with nothing due it costs one look along an index."""
    return in_batches(context, _retell_batch)


def _retell_batch(counting: Counting, _after: UUID | None) -> tuple[int, UUID | None]:
    session, actor, stored, now, today = counting.session, counting.actor, counting.stored, counting.now, counting.today
    batch = queries.untold(session, stored.version, BATCH)
    wanted = _wanted(session, stored.policy, batch, today)
    changed = service.changed(session, [one.id for one in batch], wanted, today)
    for use in [one for one in batch if one.id in changed]:
        tell(session, actor, stored, use, now=now, today=today)
    for use in batch:
        if use.status in RUNNING:
            recheck(session, actor, stored, use, now=now, today=today)
            plan_next(session, actor, stored, use, now=now, today=today)
    queries.mark(session, [one.id for one in batch], stored.version)
    return len(batch), batch[-1].id if batch else None


def _answers(policy: PolicySet, use: CloudUse) -> Answers:
    """What this use says of the questions about a contract, as far as the town asks them in these words."""
    given = {**use.answers, **answers(zone=use.zone, personal=use.personal, person_count=use.person_count)}
    unknown = {fault.pointer.removeprefix("/") for fault in answer_faults(policy.questionnaire, given)}
    return {key: value for key, value in given.items() if key not in unknown}


def _wanted(session: Session, policy: PolicySet, uses: Sequence[CloudUse], today: date) -> list[Wanted]:
    """What these uses want, of each company that provides the service."""
    wanting = [one for one in uses if wants(one.status, one.ends_on, today)]
    providers = queries.providers(session, {one.service_id for one in wanting})
    companies = assessments.assessed_of(session, set(providers.values()))
    return [
        _of(use, contractor_id, tier.code)
        for use in wanting
        if use.service_id in providers and (tier := tier_of(policy, use)) is not None
        for contractor_id in companies[providers[use.service_id]]
    ]


def _of(use: CloudUse, contractor_id: UUID, tier: str) -> Wanted:
    return Wanted(
        contractor_id=contractor_id,
        noun="cloud_use",
        record_id=use.id,
        record_number=use.number,
        title=use.title,
        tier=tier,
        organ_id=use.organ_id,
        department_id=use.department_id,
        department_path=use.department_path,
        starts_on=use.starts_on or use.decided_on or use.created_at.astimezone(JST).date(),
        ends_on=None if use.status == "ending" else use.ends_on,
    )
