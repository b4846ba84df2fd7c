"""Putting a judgement in writing: who judged, as holder of which post, on which day, and how long it holds."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services import queries as services
from govapi.cloud_services.judgements import queries
from govapi.cloud_services.judgements.rules import JUDGES, KINDS, said_label
from govapi.cloud_services.judgements.schemas import JudgementIn, JudgementOut
from govapi.cloud_services.judgements.tables import CloudJudgement
from govapi.cloud_services.queries import NOUN
from govapi.kit.errors import Invalid, NotAllowed
from govapi.kit.japan.era import wareki
from govapi.kit.japan.holidays import period_end_months
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def may_judge(actor: Actor) -> bool:
    """A person who answers for it by name: of the office for information policy, or an officer above the sections."""
    return actor.is_person and bool(actor.duties & JUDGES)


def judge(
    session: Session, actor: Actor, stored: StoredPolicy, service_id: UUID, given: JudgementIn, today: date
) -> CloudJudgement:
    """Records a judgement, which from its day on is the one that holds. Raises NotAllowed, Invalid for days that cannot be."""
    service = services.one(session, actor, stored.policy, service_id)
    if not may_judge(actor):
        raise NotAllowed(
            "判断を記録できるのは、情報政策担当課の職員、統括情報セキュリティ責任者及びＣＩＳＯです。情報政策担当課に判断を依頼してください。"
        )
    judged_on = given.judged_on or today
    valid_until = given.valid_until or period_end_months(judged_on, stored.policy.cloud.judgement_months)
    if judged_on > today:
        raise Invalid("判断した日は、今日までの日にしてください。", pointer="/judged_on")
    if valid_until < judged_on:
        raise Invalid("判断の期限は、判断した日以後の日にしてください。", pointer="/valid_until")
    row = CloudJudgement(
        service_id=service.id,
        kind=given.kind,
        acceptable=given.acceptable,
        text=given.text,
        judged_on=judged_on,
        valid_until=valid_until,
        judged_by=actor.person_id,
        judged_name=actor.name,
        judged_post=actor.title,
    )
    session.add(row)
    session.flush()
    audit.record(
        session, actor, action=f"{NOUN}.judge", noun=NOUN, record_id=service.id, number=service.number,
        summary=f"「{service.name}」の{KINDS[given.kind]}：{said_label(given.kind, acceptable=given.acceptable)}（{wareki(valid_until)}まで）",
        reason=given.text, changes={"kind": [None, given.kind], "acceptable": [None, given.acceptable]},
    )  # fmt: skip
    return row


def shapes(session: Session, service_id: UUID, today: date) -> list[JudgementOut]:
    """The judgements about a service, the newest first. The caller has checked that the service may be seen."""
    newest: set[str] = set()
    found = []
    for row in queries.of_service(session, service_id):
        out = JudgementOut.model_validate(row)
        out.holds = row.kind not in newest and row.judged_on <= today <= row.valid_until
        newest.add(row.kind)
        found.append(out)
    return found


def shape(session: Session, row: CloudJudgement, today: date) -> JudgementOut:
    """One judgement, and whether it holds."""
    listed = next((one for one in shapes(session, row.service_id, today) if one.id == row.id), None)
    return listed or JudgementOut.model_validate(row)  # older than those that are listed: it does not hold
