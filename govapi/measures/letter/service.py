"""The facts of a 契約に基づく措置通知書."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.service import Subject
from govapi.kit.errors import WrongState
from govapi.measures.paper.queries import addressee
from govapi.measures.paper.service import contract_facts, only, subject
from govapi.measures.rules import KINDS
from govapi.measures.service import worked_on
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

TEMPLATE = "measure_notice"
TOLD = frozenset({"decided", "lifted", "completed"})


def letter(session: Session, actor: Actor, stored: StoredPolicy, measure_id: UUID, template: str, today: date) -> Subject:
    """The measure as the notice tells it. Raises WrongState while it is not decided."""
    row = worked_on(session, actor, stored.policy, measure_id)
    only(template, TEMPLATE)
    if row.status not in TOLD:
        raise WrongState("措置通知書は、措置が決定してから作成してください。")
    contract = find(session, Contract, row.contract_id)
    told = {
        "number": row.number,
        "kind_label": KINDS[row.kind],
        "clause_title": row.clause_title,
        "clause_article": row.clause_article or None,
        "reason": row.reason,
        "effective_on": row.effective_on,
        "until": row.until,
        "demand": row.demand or None,
        "amount": row.amount,
    }
    facts = {"measure": told, "contract": contract_facts(contract)}
    return subject(session, "measure", row, addressee(session, row.contractor_id, contract), facts, today)
