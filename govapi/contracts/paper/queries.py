"""What the papers of a contract are made from, read in one go. The caller has checked that the contract may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col

from govapi.contractors import queries as contractors
from govapi.contractors.tables import Contractor, Office, VentureMember
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.clauses import queries as clauses
from govapi.contracts.clauses.rules import Waived
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned
from govapi.people.queries import municipality
from govapi.people.tables import Municipality, Organ, Person


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The rows that decide where each clause stands."""

    contract: Contract
    clauses: Sequence[ContractClause]
    waivers: dict[str, Waived]
    amendments: Sequence[Amendment]  # those alive or decided, the first one first


@dataclass(frozen=True, kw_only=True)
class Sources(Standing):
    """The rows behind the facts of a contract's papers."""

    town: Municipality
    organ: Organ
    mayor: Organ | None  # the organ whose signatory is the head of the town
    contractor: Contractor | None
    office: Office | None
    members: Sequence[tuple[VentureMember, Contractor]]
    supervisor: str
    inspector: str


def sources(session: Session, contract: Contract) -> Sources:
    """The rows as they are now."""
    contractor = find(session, Contractor, contract.contractor_id) if contract.contractor_id else None
    venture = contractor is not None and contractor.kind == "joint_venture"
    town = municipality(session)
    return Sources(
        contract=contract,
        town=town,
        organ=find(session, Organ, contract.organ_id),
        mayor=_mayor(session, town),
        contractor=contractor,
        office=find(session, Office, contract.office_id) if contract.office_id else None,
        members=contractors.members(session, contractor.id) if contractor is not None and venture else (),
        supervisor=_name(session, contract.supervisor_id),
        inspector=_name(session, contract.inspector_id),
        clauses=clauses.of_contract(session, contract.id),
        waivers=clauses.granted(session, contract.id),
        amendments=_amendments(session, contract.id),
    )


def standing(session: Session, contract: Contract) -> Standing:
    """Only what the places of the clauses need: two queries. A waiver moves nothing but what a 覚書 is still to bring in."""
    return Standing(
        contract=contract,
        clauses=clauses.of_contract(session, contract.id),
        waivers=clauses.granted(session, contract.id) if contract.migrated else {},
        amendments=_amendments(session, contract.id),
    )


def _amendments(session: Session, contract_id: UUID) -> Sequence[Amendment]:
    statement = owned(session, Amendment).where(
        col(Amendment.contract_id) == contract_id, col(Amendment.status).not_in(("rejected", "withdrawn"))
    )
    return session.exec(statement.order_by(col(Amendment.id))).all()


def _mayor(session: Session, town: Municipality) -> Organ | None:
    statement = owned(session, Organ).where(col(Organ.signatory_title) == (town.mayor_title or f"{town.name}長"))
    return session.exec(statement.order_by(col(Organ.sort_order))).first()


def _name(session: Session, person_id: UUID | None) -> str:
    return find(session, Person, person_id).name if person_id else ""
