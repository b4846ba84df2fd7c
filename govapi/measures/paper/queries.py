"""To whom a letter about a contract goes: the company, or the branch empowered to contract; and who is shown a letter."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, SelectBase
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.contractors.tables import Contractor, Office
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned_columns
from govapi.measures.findings import queries as findings
from govapi.measures.findings.tables import Finding
from govapi.measures.incidents import queries as incidents
from govapi.measures.incidents.tables import Incident
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet


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


def shown(session: Session, actor: Actor, policy: PolicySet, *more: Select[tuple[UUID]]) -> SelectBase:
    """The ids of the records whose papers this actor is shown whatever section they belong to: he stands in the route of the
    record, or sees a finding or an incident for another reason than its section; and ``more`` of other rooms."""
    found = owned_columns(session, Finding, col(Finding.id)).where(findings.seen(session, actor, policy))
    happened = owned_columns(session, Incident, col(Incident.id)).where(incidents.seen(session, actor, policy))
    return records_on_route(session, actor).union_all(found, happened, *more)
