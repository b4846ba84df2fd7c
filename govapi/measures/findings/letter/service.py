"""The facts of a 改善要求書."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.service import Subject
from govapi.kit.errors import WrongState
from govapi.measures.findings.rules import SOURCES
from govapi.measures.findings.service import worked_on
from govapi.measures.paper.queries import addressee
from govapi.measures.paper.service import contract_facts, only, subject
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

TEMPLATE = "improvement_request"


def letter(session: Session, actor: Actor, stored: StoredPolicy, finding_id: UUID, template: str, today: date) -> Subject:
    """The finding as the letter tells it. Raises WrongState while nothing was demanded yet."""
    row = worked_on(session, actor, stored.policy, finding_id)
    only(template, TEMPLATE)
    if row.turn == 0:
        raise WrongState("改善要求書は、改善を要求してから作成してください。求める措置と期限が決まっていません。")
    contract = find(session, Contract, row.contract_id) if row.contract_id else None
    told = {
        "number": row.number,
        "found_on": row.found_on,
        "where_found": "　".join(part for part in (SOURCES[row.source], row.source_number) if part),
        "content": row.content,
        "clause_title": row.clause_title or None,
        "clause_article": row.clause_article or None,
        "demanded": row.demanded,
        "deadline": row.deadline,
    }
    facts = {"finding": told, "contract": contract_facts(contract)}
    return subject(session, "finding", row, addressee(session, row.contractor_id, contract), facts, today)
