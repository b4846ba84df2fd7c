"""To whom a letter about a contract is addressed."""

from dataclasses import dataclass

from sqlmodel import Session

from govapi.contractors import queries as contractors
from govapi.contractors.tables import Office
from govapi.contracts.tables import Contract
from govapi.db.session import find


@dataclass
class Addressee:
    """The company, represented by its head or, at a branch with a power to contract, by the one empowered."""

    name: str
    address: str
    representative_title: str
    representative_name: str


def addressee(session: Session, contract: Contract) -> Addressee | None:
    """Whoever signed for the contractor; None where none was chosen."""
    if contract.contractor_id is None:
        return None
    company = contractors.one(session, contract.contractor_id)
    office = find(session, Office, contract.office_id) if contract.office_id is not None else None
    if office is None or not office.signatory_name:
        return Addressee(company.name, company.address, company.representative_title, company.representative_name)
    return Addressee(company.name, office.address or company.address, office.signatory_title, office.signatory_name)
