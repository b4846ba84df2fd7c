"""Making the subject of a letter: the record it is about, its head, the contract, and what the room adds."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.letters.queries import addressee
from govapi.contracts.tables import Contract
from govapi.documents.issuing.facts import heading
from govapi.documents.service import Subject
from govapi.policy.store import StoredPolicy


def letter(
    session: Session,
    stored: StoredPolicy,
    contract: Contract,
    facts: Mapping[str, object],
    *,
    noun: str,
    record_id: UUID,
    number: str,
    today: date,
) -> Subject:
    """The letter about the record ``number`` under this contract; ``facts`` are those of the record itself."""
    head = heading(
        session,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        to=addressee(session, contract),
        number=number,
        issued_on=today,
    )
    about = {
        "number": contract.number,
        "title": contract.title,
        "term_from": contract.starts_on,
        "term_to": contract.ends_on,
        "amount": contract.amount,
    }
    return Subject(
        noun=noun,
        record_id=record_id,
        number=number,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        policy_version=stored.version,
        facts={**head, "contract": about, **facts},
    )
