"""What every letter says at its head: from whom, to whom, under which number, of which day."""

from datetime import date
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from govapi.documents.issuing.queries import writer


class Addressee(Protocol):
    """A company, as the ledger of contractors has it."""

    name: str
    address: str
    representative_title: str
    representative_name: str


def heading(
    session: Session, *, organ_id: UUID, department_id: UUID, to: Addressee | None, number: str, issued_on: date
) -> dict[str, object]:
    """The facts ``city``, ``principal``, ``contractor`` and ``letter`` of a letter about the record ``number``.

    ``to`` is None for papers that stay in the house.
    """
    found = writer(session, organ_id, department_id)
    town, organ = found.town, found.organ
    mayor_title = town.mayor_title or f"{town.name}長"
    own_name = organ.name if organ.name.startswith(town.name) else town.name + organ.name
    return {
        "city": {
            "name": town.name,
            "mayor_title": mayor_title,
            "mayor_name": found.mayor.signatory_name if found.mayor else "",
            "address": town.address,
        },
        "principal": {
            "organ_name": town.name if organ.signatory_title == mayor_title else own_name,
            "signatory_title": organ.signatory_title,
            "signatory_name": organ.signatory_name,
        },
        "contractor": _addressee(to),
        "letter": {"number": number, "issued_on": issued_on, "section_name": found.department.name},
    }


def _addressee(to: Addressee | None) -> dict[str, object] | None:
    if to is None:
        return None
    return {
        "name": to.name,
        "address": to.address,
        "representative_title": to.representative_title,
        "representative_name": to.representative_name,
    }
