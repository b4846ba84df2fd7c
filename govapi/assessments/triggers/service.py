"""Opening a review ahead of its day, and settling what opened it. The regular date stays until the review is decided."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.assessments import queries as assessments
from govapi.assessments.tables import Assessment
from govapi.assessments.triggers import queries
from govapi.assessments.triggers.schemas import TriggerIn
from govapi.assessments.triggers.tables import Trigger
from govapi.contractors.tables import Contractor
from govapi.db.session import find, owned
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.errors import Invalid, NotAllowed, Unmet
from govapi.kit.ids import new_id
from govapi.kit.japan.era import wareki
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.assessing import EarlyTrigger
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

DUTY = "assessment.early_review"
MAY_RAISE = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})


def open_review(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    contractor_id: UUID,
    kind: str,
    label: str,
    *,
    source_noun: str,
    source_id: UUID,
    source_number: str,
    happened_on: date,
    now: datetime,
    today: date,
    only_judged: bool = False,
) -> Trigger | None:
    """Opens a review of the contractor at once. None where nothing wants it assessed, or where the town's policy does not
    look anew for this kind and tier. The same source opens it once. ``only_judged``: what can't matter before the first look."""
    assessment = _followed(session, contractor_id)
    if assessment is None or not _applies(stored.policy, kind, assessment.tier):
        return None
    if only_judged and assessment.judged_on is None:
        return None
    known = queries.raised(session, assessment.id, kind, source_id)
    if known is not None:
        return known
    source = {"source_noun": source_noun, "source_id": source_id, "source_number": source_number}
    trigger = Trigger.model_validate(
        {"assessment_id": assessment.id, "kind": kind, "label": label[:500], "happened_on": happened_on, **source}
        | {"raised_name": actor.name}
    )
    session.add(trigger)
    session.flush()
    audit.note(session, actor, "assessment", assessment, "trigger", f"臨時の再評価を開始：{label}"[:200])
    _oblige(session, actor, stored.policy, assessment, trigger, now, today)
    return trigger


def raise_by_hand(
    session: Session, actor: Actor, stored: StoredPolicy, assessment_id: UUID, given: TriggerIn, *, now: datetime, today: date
) -> Trigger:
    """An officer records what happened, and the review opens. Raises NotAllowed, Invalid, Unmet."""
    assessment = assessments.one(session, actor, stored.policy, assessment_id, lock=True)
    if not relations(actor, assessment.department_path, assessment.department_id) & MAY_RAISE:
        raise NotAllowed("臨時の再評価を始めることができるのは、所管課又は情報政策担当課の職員です。")
    if given.kind not in {one.key for one in kinds_by_hand(stored.policy, assessment.tier)}:
        raise Invalid("この区分では選べない契機です。一覧から選んでください。", pointer="/kind")
    if given.happened_on > today:
        raise Invalid("起きた日には、今日以前の日を入力してください。", pointer="/happened_on")
    if not assessment.followed:
        raise Unmet("今は評価を必要とする契約がないため、臨時の再評価は始められません。")
    trigger = open_review(
        session,
        actor,
        stored,
        assessment.contractor_id,
        given.kind,
        given.label,
        source_noun="assessment",
        source_id=new_id(),
        source_number=assessment.number,
        happened_on=given.happened_on,
        now=now,
        today=today,
    )
    assert trigger is not None, "a followed assessment, and a kind of its tier"
    return trigger


def settle(session: Session, actor: Actor, assessment_id: UUID, check_sheet_id: UUID, on: date, *, now: datetime) -> None:
    """The round was decided: what had opened a review is answered by it."""
    for trigger in queries.of_assessment(session, assessment_id, open_only=True):
        trigger.settled_on, trigger.settled_sheet_id = on, check_sheet_id
        duties.settle(session, actor, _key(trigger), f"{wareki(on)}に評価を決裁", now=now)
    session.flush()


def kinds_by_hand(policy: PolicySet, tier: str) -> list[EarlyTrigger]:
    """What an officer may raise for an assessment of this tier."""
    return [one for one in policy.assessing.early_triggers if one.by_hand and tier in one.tiers]


def _followed(session: Session, contractor_id: UUID) -> Assessment | None:
    statement = owned(session, Assessment).where(
        col(Assessment.contractor_id) == contractor_id, col(Assessment.followed).is_(True)
    )
    return session.exec(statement).first()


def _applies(policy: PolicySet, kind: str, tier: str) -> bool:
    return any(one.key == kind and tier in one.tiers for one in policy.assessing.early_triggers)


def _key(trigger: Trigger) -> str:
    return f"{DUTY}:{trigger.id}"


def _oblige(
    session: Session, actor: Actor, policy: PolicySet, assessment: Assessment, trigger: Trigger, now: datetime, today: date
) -> None:
    """A duty that is open from today: its day is as far off as the contractor is given to answer, but within its lead time."""
    lead = policy.monitoring.duty_kind(DUTY).opens_before_days
    answer_days = next((tier.answer_days for tier in policy.assessing.tiers if tier.code == assessment.tier), lead)
    obligation = Obligation.about(
        assessment,
        "assessment",
        key=_key(trigger),
        kind=DUTY,
        title=f"{find(session, Contractor, assessment.contractor_id).name}の臨時の再評価（区分{zenkaku(assessment.tier)}）",
        on=today + timedelta(days=min(lead, answer_days)),
        cause=trigger.kind,
        cause_label=trigger.label,
    )
    duties.plan(session, actor, policy, obligation, now=now, today=today)
