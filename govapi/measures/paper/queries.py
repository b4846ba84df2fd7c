"""To whom a letter about a contract goes: the company, or the branch empowered to contract."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from govapi.contractors.tables import Contractor, Office
from govapi.contracts.tables import Contract
from govapi.db.session import find


@dataclass
class Addressee:
    """Name and address of the company, with who signs for it."""

    name: str
    address: str
    representative_title: str
    representative_name: str


def addressee(session: Session, contractor_id: UUID, contract: Contract | None) -> Addressee:
    """The company; for a contract with a branch, the one empowered there."""
    company = find(session, Contractor, contractor_id)
    office = find(session, Office, contract.office_id) if contract is not None and contract.office_id is not None else None
    if office is None or office.contractor_id != company.id or not office.signatory_name:
        return Addressee(company.name, company.address, company.representative_title, company.representative_name)
    return Addressee(company.name, office.address or company.address, office.signatory_title, office.signatory_name)
