"""The facts of a 情報セキュリティ事故報告書. A 確報 wants all nine items; a 速報 tells what is known."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.documents.service import Subject
from govapi.kit.errors import FieldFault, Unmet
from govapi.measures.incidents import queries
from govapi.measures.incidents.letter.rules import STAGES, moment_in_words, persons_in_words
from govapi.measures.incidents.reporting.queries import facts_of
from govapi.measures.incidents.service import worked_on
from govapi.measures.incidents.tables import Incident
from govapi.measures.incidents.uses import service as uses
from govapi.measures.paper.service import only, subject
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

TEMPLATE = "incident_report"
FINAL = {
    "cause": "原因",
    "secondary_damage": "二次被害の有無及び内容",
    "response_to_persons": "本人への対応",
    "publication": "公表の実施状況",
    "prevention": "再発防止のための措置",
}


def letter(
    session: Session, actor: Actor, stored: StoredPolicy, incident_id: UUID, template: str, stage: str, today: date
) -> Subject:
    """The incident as the report tells it. Raises Unmet naming what a 確報 still lacks."""
    row = worked_on(session, actor, stored.policy, incident_id)
    only(template, TEMPLATE)
    lacking = {name: label for name, label in FINAL.items() if stage == "final" and not getattr(row, name)}
    if lacking:
        names = "、".join(f"「{label}」" for label in lacking.values())
        faults = [FieldFault(f"/{name}", f"「{label}」を入力してください。") for name, label in lacking.items()]
        raise Unmet(f"確報を作成するために必要な次の項目が足りません。{names}", code="facts_missing", errors=faults)
    contracts = [{"number": one.number, "title": one.title} for _link, one in queries.contracts_of(session, row.id)]
    contracts += [
        {"number": one.number, "title": one.title} for one in uses.concerned(session, actor, stored.policy, row.id) if one.visible
    ]
    return subject(session, "incident", row, None, {"incident": _told(row, stage), "contracts": contracts}, today)


def _told(row: Incident, stage: str) -> dict[str, object]:
    facts = facts_of(row)
    personal = facts.personal or facts.my_number or facts.sensitive or facts.ordinance_sensitive
    texts = (*FINAL, "other")
    return {
        "number": row.number,
        "stage_label": STAGES[stage],
        "occurred_at": moment_in_words(row.occurred_at),
        "contractor_knew_at": moment_in_words(row.contractor_knew_at),
        "city_knew_at": moment_in_words(row.city_knew_at),
        "outline": row.outline,
        "items": list(row.items),
        "person_count": persons_in_words(row.person_count, personal=personal),
        **{name: getattr(row, name) or None for name in texts},
    }
