"""The facts of a 指名停止の措置に関する具申書."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.service import Subject
from govapi.kit.errors import NotAllowed, WrongState
from govapi.measures.paper.queries import addressee
from govapi.measures.paper.service import contract_facts, only, subject
from govapi.measures.proposals import queries
from govapi.measures.proposals.service import who
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.store import StoredPolicy

TEMPLATE = "suspension_proposal"
NEAR = frozenset({Who.SECTION_STAFF, Who.CONTRACT_OFFICE})


def letter(session: Session, actor: Actor, stored: StoredPolicy, proposal_id: UUID, template: str, today: date) -> Subject:
    """The proposal as the paper tells it. Raises WrongState while it was not sent."""
    row = queries.one(session, actor, stored.policy, proposal_id)
    only(template, TEMPLATE)
    if not who(actor, row) & NEAR:
        raise NotAllowed("具申書を作成できるのは、所管課と契約担当課の職員です。")
    if row.proposed_on is None:
        raise WrongState("具申書は、契約担当課に具申してから作成してください。")
    contract = find(session, Contract, row.contract_id) if row.contract_id else None
    told = {
        "number": row.number,
        "addressee": row.addressee,
        "facts": row.facts,
        "opinion": row.opinion,
        "proposed_on": row.proposed_on,
    }
    facts = {"proposal": told, "contract": contract_facts(contract)}
    return subject(session, "suspension_proposal", row, addressee(session, row.contractor_id, contract), facts, today)
