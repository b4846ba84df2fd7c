"""The facts of a 引継書."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.documents.issuing.facts import heading
from govapi.documents.service import Subject
from govapi.kit.clock import JST
from govapi.kit.errors import NotAllowed, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.personnel_changes.handovers import queries
from govapi.personnel_changes.handovers.checking.rules import GIVING
from govapi.personnel_changes.handovers.checking.service import may_name, who
from govapi.personnel_changes.handovers.schemas import HandoverOut
from govapi.personnel_changes.handovers.showing.service import shape
from govapi.personnel_changes.handovers.tables import Handover
from govapi.policy.store import StoredPolicy

TEMPLATE = "handover_record"
MAKING = GIVING | {Who.RECEIVER}


def may_make(actor: Actor, row: Handover) -> bool:
    return row.status != "dropped" and (bool(who(actor, row) & MAKING) or may_name(actor, row))


def record_paper(session: Session, actor: Actor, stored: StoredPolicy, handover_id: UUID, today: date) -> Subject:
    """The handover as the paper tells it, at whatever point it stands. Raises NotAllowed, and WrongState for a dropped one."""
    row = queries.one(session, actor, stored.policy, handover_id)
    if row.status == "dropped":
        raise WrongState("取り消した引継ぎの引継書は、作成できません。")
    if not may_make(actor, row):
        raise NotAllowed("引継書を作成できるのは、前任者、後任者、所管課の所属長及び人事担当課の職員です。")
    out = shape(session, actor, row, stored.policy, today)
    head = heading(session, organ_id=row.organ_id, department_id=row.department_id, to=None, number=row.number, issued_on=today)
    return Subject(
        noun="handover",
        record_id=row.id,
        number=row.number,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        policy_version=row.policy_version,
        facts={**head, "handover": _told(out), "items": _items(out)},
    )


def _told(out: HandoverOut) -> dict[str, object]:
    return {
        "number": out.number,
        "role_label": out.role_label,
        "record_number": out.record_number or None,
        "title": out.title,
        "effective_on": out.effective_on,
        "giver_post": out.giver_post or None,
        "giver_name": out.giver_name,
        "receiver_post": out.receiver_post or None,
        "receiver_name": out.receiver_name or None,
        "remark": out.remark or None,
        "given_on": _day(out.given_at),
        "received_on": _day(out.received_at),
        "given_for_reason": out.given_for_reason or None,
    }


def _items(out: HandoverOut) -> list[dict[str, object]]:
    return [
        {
            "label": one.label,
            "by_label": one.by_label,
            "answer": one.answer_label,
            "done_on": _day(one.done_at),
            "done_name": one.done_name or None,
            "note": one.note or None,
        }
        for one in out.items
    ]


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(JST).date() if moment else None
