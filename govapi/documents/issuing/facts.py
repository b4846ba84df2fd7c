"""What every letter says at its head: from whom, to whom, under which number, of which day."""

from datetime import date
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from govapi.documents.issuing.queries import writer
from govapi.people.tables import Municipality, Organ

_OFFICES = {"市": "役所", "区": "役所", "町": "役場", "村": "役場"}


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
    return {
        "city": city(found.town, found.mayor),
        "principal": principal(found.town, found.organ),
        "contractor": _addressee(to),
        "letter": {"number": number, "issued_on": issued_on, "section_name": found.department.name},
    }


def city(town: Municipality, mayor: Organ | None) -> dict[str, object]:
    """The town; ``mayor`` is the organ whose signatory is its head."""
    return {
        "name": town.name,
        "office_name": town.name + _OFFICES.get(town.name[-1:], "庁"),
        "mayor_title": _mayor_title(town),
        "mayor_name": mayor.signatory_name if mayor else "",
        "address": town.address,
    }


def principal(town: Municipality, organ: Organ) -> dict[str, object]:
    """契約主体: the town, or the organ that acts in its own name (教育委員会, 水道事業)."""
    own_name = organ.name if organ.name.startswith(town.name) else town.name + organ.name
    return {
        "organ_name": town.name if organ.signatory_title == _mayor_title(town) else own_name,
        "signatory_title": organ.signatory_title,
        "signatory_name": organ.signatory_name,
        "address": town.address,
    }


def _mayor_title(town: Municipality) -> str:
    return town.mayor_title or f"{town.name}長"


def _addressee(to: Addressee | None) -> dict[str, object] | None:
    if to is None:
        return None
    return {
        "name": to.name,
        "address": to.address,
        "representative_title": to.representative_title,
        "representative_name": to.representative_name,
    }
