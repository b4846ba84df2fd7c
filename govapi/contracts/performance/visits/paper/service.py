"""The facts of the notice and of the result of a visit."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.clauses import queries as clauses
from govapi.contracts.letters.service import letter
from govapi.contracts.performance.visits import queries
from govapi.contracts.performance.visits.service import who
from govapi.contracts.performance.visits.tables import SiteVisit
from govapi.contracts.performance.visits.workflow import VISITORS
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.service import Subject
from govapi.kit.errors import NotAllowed, NotFound, WrongState
from govapi.people.actor import Actor
from govapi.policy.schema.base import by_key
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

NOTICE, RESULT = "site_visit_notice", "site_visit_result"
MAY_BE_MADE = {NOTICE: ("notified", "done", "closed"), RESULT: ("done", "closed")}
TOO_EARLY = {
    NOTICE: "実地調査通知書は、「受託者に通知する」の操作をした後に作成してください。",
    RESULT: "実地調査結果書は、実地調査の結果を記録した後に作成してください。",
}
CLAUSE = "audit_inspection"
BY_LAW = "地方自治法第234条の２第１項の規定による監督"


def legal_ground(session: Session, policy: PolicySet, contract_id: UUID) -> str:
    """The clause a visit rests on, by paper and article; the law where the contract has none."""
    row = next((one for one in clauses.of_contract(session, contract_id) if one.key == CLAUSE and one.state == "included"), None)
    if row is None or not row.article:
        return BY_LAW
    try:
        title = by_key(policy.manifest.templates, row.document).title
    except KeyError:
        title = ""
    return f"{title}{row.article}（{row.title}）"


def read(session: Session, actor: Actor, stored: StoredPolicy, visit_id: UUID, key: str, today: date) -> Subject:
    """The visit as its paper wants it. Raises NotFound, NotAllowed, WrongState."""
    row = queries.one(session, actor, stored.policy, visit_id)
    if key not in MAY_BE_MADE:
        raise NotFound("この記録から作成できる書類ではありません。")
    if not who(actor, row) & VISITORS:
        raise NotAllowed("実地調査の書類を作成できるのは、所管課と情報政策担当課の職員です。")
    if row.status not in MAY_BE_MADE[key]:
        raise WrongState(TOO_EARLY[key])
    contract = find(session, Contract, row.contract_id)
    facts = {"visit": _facts(session, row, legal_ground(session, stored.policy, contract.id))}
    return letter(session, stored, contract, facts, noun="site_visit", record_id=row.id, number=row.number, today=today)


def _facts(session: Session, row: SiteVisit, ground: str) -> dict[str, Any]:
    found = queries.findings(session, row.id)
    return {
        "number": row.number,
        "on": row.planned_on,
        "from_time": row.from_time,
        "place": row.place,
        "inspectors": list(row.inspectors),
        "items": list(row.items),
        "legal_ground": ground,
        "visited_on": row.visited_on,
        "attended_by": row.attended_by,
        "conclusion": row.conclusion,
        "findings": [{"item": one.item, "content": one.content, "due_on": one.due_on} for one in found],
    }
