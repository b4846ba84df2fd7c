"""Who writes a letter: the town, the organ in whose name it goes out, and the section."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned
from govapi.people.queries import municipality
from govapi.people.tables import Department, Municipality, Organ


@dataclass(frozen=True)
class Writer:
    """The town, its mayor's organ, the organ that writes, and the section."""

    town: Municipality
    mayor: Organ | None
    organ: Organ
    department: Department


def writer(session: Session, organ_id: UUID, department_id: UUID) -> Writer:
    """Raises NotFound when the organ or the section is not of this town."""
    mayor = session.exec(owned(session, Organ).where(col(Organ.key) == "mayor")).first()
    return Writer(municipality(session), mayor, find(session, Organ, organ_id), find(session, Department, department_id))
