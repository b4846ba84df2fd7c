"""Building what a paper of this room is made from: the head of the letter, and the facts of the record."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.tables import Contract
from govapi.documents.issuing.facts import Addressee, heading
from govapi.documents.service import Subject
from govapi.kit.errors import Invalid


class Belonging(Protocol):
    """A record of a section, with its number."""

    id: UUID
    number: str
    organ_id: UUID
    department_id: UUID
    department_path: str
    policy_version: int


def only(template: str, key: str) -> None:
    """Raises Invalid for a paper that is not made of this kind of record."""
    if template != key:
        raise Invalid("この種類の書類は、ここでは作成しません。書類の一覧から選んでください。", pointer="/template")


def subject(
    session: Session, noun: str, row: Belonging, to: Addressee | None, facts: Mapping[str, object], issued_on: date
) -> Subject:
    """The record as the room of papers wants it."""
    head = heading(
        session,
        organ_id=row.organ_id,
        department_id=row.department_id,
        to=to,
        number=row.number,
        issued_on=issued_on,
    )
    return Subject(
        noun=noun,
        record_id=row.id,
        number=row.number,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        policy_version=row.policy_version,
        facts={**head, **facts},
    )


def contract_facts(contract: Contract | None) -> dict[str, object] | None:
    """The contract as a letter names it."""
    return None if contract is None else {"number": contract.number, "title": contract.title}
