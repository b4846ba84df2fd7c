"""Reading what gaps are found from: for one contract, and for a page of migrated ones in a few statements."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts import queries
from govapi.contracts.clauses.rules import Waived
from govapi.contracts.clauses.tables import ContractClause, Waiver
from govapi.contracts.intake.gaps.rules import IN_FORCE, ClauseState, Gap, InForce, gaps
from govapi.contracts.rules import term_fault
from govapi.contracts.service import derived
from govapi.contracts.tables import Contract
from govapi.contracts.terms.rules import LABELS
from govapi.db.session import owned
from govapi.kit.paging import Page, decode_id_cursor, encode_cursor
from govapi.people.actor import Actor
from govapi.policy.schema.base import by_key
from govapi.policy.schema.policy_set import PolicySet

BATCH = 200
MOST_BATCHES = 10  # a request looks at no more than 2,000 contracts; its cursor leads on

Found = tuple[Contract, list[Gap]]


def of_contracts(session: Session, policy: PolicySet, contracts: Sequence[Contract], today: date) -> list[Found]:
    """The gaps of each contract: two queries for all of them."""
    ids = [contract.id for contract in contracts]
    clauses, waived = _clauses(session, ids), _waivers(session, ids, today)
    waivable = {clause.key: bool(clause.waivable_by) for clause in policy.clauses}
    found: list[Found] = []
    for contract in contracts:
        states = [
            ClauseState(
                row.key, row.title, row.required, row.state, waivable.get(row.key, True), waived.get((contract.id, row.key))
            )
            for row in clauses.get(contract.id, [])
        ]
        found.append((contract, gaps(in_force(contract, policy), states, today)))
    return found


def migrated(
    session: Session, actor: Actor, policy: PolicySet, *, today: date, department_id: UUID | None, limit: int, cursor: str | None
) -> Page[Found]:
    """Migrated contracts in force that lack something, in the order they were registered.

    A page may be short although more follow: what is lacking cannot be asked of the database, only found row by row.
    """
    statement = owned(session, Contract).where(
        col(Contract.migrated).is_(True), col(Contract.status).in_(IN_FORCE), queries.seen(session, actor, policy)
    )
    if department_id is not None:
        statement = statement.where(col(Contract.department_id) == department_id)
    last = decode_id_cursor(cursor) if cursor else None
    found: list[Found] = []
    for _batch in range(MOST_BATCHES):
        further = statement if last is None else statement.where(col(Contract.id) > last)
        rows = session.exec(further.order_by(col(Contract.id)).limit(BATCH)).all()
        for contract, lacking in of_contracts(session, policy, rows, today):
            if lacking and len(found) == limit:
                return Page(found, encode_cursor(str(found[-1][0].id)))
            if lacking:
                found.append((contract, lacking))
        if len(rows) < BATCH:
            return Page(found, None)
        last = rows[-1].id
    return Page(found, encode_cursor(str(last)))


def in_force(contract: Contract, policy: PolicySet) -> InForce:
    """What gaps look at in a contract."""
    known = derived(contract, policy)
    questions = policy.questionnaire.by_key
    return InForce(
        status=contract.status,
        ends_on=contract.ends_on,
        handles_information=contract.class_code is not None,
        officer_named=bool(contract.contractor_officer_name),
        unanswered=tuple(questions[key].label for key in known.unanswered),
        empty=tuple(LABELS[name] for name in empty_fields(contract, policy)),
        term_fault=_term(contract, policy),
    )


def empty_fields(contract: Contract, policy: PolicySet) -> list[str]:
    """Names of the fields a contract concluded here would have, and this one has not."""
    names = ["method", "concluded_on", "budget_line", "obligation_number", "place", "supervisor_id", "inspector_id"]
    if contract.method is not None and by_key(policy.procurement.methods, contract.method).grounds:
        names.append("ground")
    names.append("unit_prices" if contract.is_unit_price else "amount")
    if contract.term_kind == "long_term":
        names.append("long_term_kind")
    return [name for name in names if getattr(contract, name) in (None, "", [])]


def _term(contract: Contract, policy: PolicySet) -> str | None:
    if contract.starts_on is None or contract.ends_on is None:
        return None
    years = by_key(policy.procurement.long_term, contract.long_term_kind).max_years if contract.long_term_kind else None
    return term_fault(contract.term_kind, contract.fiscal_year, contract.starts_on, contract.ends_on, years)  # type: ignore[arg-type]  # one of TermKind, checked at the door


def _clauses(session: Session, contracts: Collection[UUID]) -> dict[UUID, list[ContractClause]]:
    statement = owned(session, ContractClause).where(col(ContractClause.contract_id).in_(contracts))
    found: dict[UUID, list[ContractClause]] = {}
    for row in session.exec(statement.order_by(col(ContractClause.position), col(ContractClause.key))):
        found.setdefault(row.contract_id, []).append(row)
    return found


def _waivers(session: Session, contracts: Collection[UUID], today: date) -> dict[tuple[UUID, str], Waived]:
    """The granted waivers that still count."""
    statement = owned(session, Waiver).where(
        col(Waiver.contract_id).in_(contracts), col(Waiver.status) == "granted", col(Waiver.until) >= today
    )
    return {(row.contract_id, row.clause_key): Waived(row.until) for row in session.exec(statement.order_by(col(Waiver.until)))}
