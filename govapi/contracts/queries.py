"""Reading contracts under the read rule: what one may not see is not there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, true
from sqlalchemy.orm import load_only
from sqlmodel import Session, col

from govapi.approvals.queries import OnRoute, on_route, on_route_in_list, on_route_of_all
from govapi.contractors.tables import Contractor
from govapi.contracts.tables import Contract
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.reading import ReadRule
from govapi.policy.visibility import sees_all, visible
from govapi.search import matches

NOT_LIVE = ("failed", "withdrawn")

# What a row of a list shows and is judged by; the rest, which is most of a contract, stays in the database.
LISTED = (
    Contract.number, Contract.status, Contract.title, Contract.fiscal_year, Contract.organ_id, Contract.department_id,
    Contract.method, Contract.amount, Contract.starts_on, Contract.ends_on, Contract.notice_days, Contract.class_code,
    Contract.contractor_id, Contract.migrated, Contract.returned, Contract.version, Contract.created_at,
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a list of contracts may be narrowed by."""

    q: str = ""
    status: str | None = None
    fiscal_year: int | None = None
    organ_id: UUID | None = None
    department_id: UUID | None = None
    contractor_id: UUID | None = None
    method: str | None = None
    class_code: str | None = None
    ends_before: date | None = None


def rule(policy: PolicySet) -> ReadRule:
    return policy.reading.rule("contracts")


def seen(session: Session, actor: Actor, policy: PolicySet, route: OnRoute = on_route) -> ColumnElement[bool]:
    """The condition under which this actor sees a contract; ``route`` is how to ask whether he stands in its route."""
    if sees_all(actor, rule(policy)):
        return true()
    return visible(
        actor,
        rule(policy),
        department_path=col(Contract.department_path),
        organ_id=col(Contract.organ_id),
        on_route=route(session, actor, col(Contract.id)),
    )


def one(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, *, lock: bool = False) -> Contract:
    """The contract, if the actor may see it; else NotFound. ``lock`` holds it until the commit."""
    statement = owned(session, Contract).where(col(Contract.id) == contract_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def by_numbers(session: Session, actor: Actor, policy: PolicySet, numbers: Collection[str]) -> dict[str, UUID]:
    """The contracts with these numbers that the actor sees."""
    statement = owned_columns(session, Contract, col(Contract.number), col(Contract.id)).where(
        col(Contract.number).in_(numbers), seen(session, actor, policy)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def in_state(status: str, today: date) -> ColumnElement[bool]:
    """A state as people see it today: 契約済 has become 履行中 once its first day has come."""
    if status == "active":
        return or_(col(Contract.status) == "active", _begun(today))
    if status == "concluded":
        return and_(col(Contract.status) == "concluded", or_(col(Contract.starts_on).is_(None), col(Contract.starts_on) > today))
    return col(Contract.status) == status


def _begun(today: date) -> ColumnElement[bool]:
    return and_(col(Contract.status) == "concluded", col(Contract.starts_on) <= today)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, today: date, limit: int, cursor: str | None
) -> Page[tuple[Contract, str | None]]:
    """Contracts (only the columns ``LISTED``) with their contractor's name, the newest first."""
    statement = (
        owned_columns(session, Contract, Contract, col(Contractor.name))
        .outerjoin(Contractor, col(Contractor.id) == col(Contract.contractor_id))
        .where(seen(session, actor, policy, on_route_in_list), *_conditions(session, filters, today))
        .order_by(col(Contract.id).desc())
        .options(load_only(*LISTED, raiseload=True))  # type: ignore[arg-type]  # columns, which SQLModel declares as values
    )
    if cursor:
        statement = statement.where(col(Contract.id) < decode_id_cursor(cursor))
    rows = [(contract, name) for contract, name in session.execute(statement.limit(limit + 1))]
    return page_of(rows, limit, lambda pair: (str(pair[0].id),))


def _conditions(session: Session, filters: Filters, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.q.strip():
        found.append(matches(session, "contract", filters.q, col(Contract.id)))
    if filters.status:
        found.append(in_state(filters.status, today))
    if filters.ends_before:
        found.append(col(Contract.ends_on) < filters.ends_before)
    equal = {
        Contract.fiscal_year: filters.fiscal_year,
        Contract.organ_id: filters.organ_id,
        Contract.department_id: filters.department_id,
        Contract.contractor_id: filters.contractor_id,
        Contract.method: filters.method,
        Contract.class_code: filters.class_code,
    }
    return found + [col(column) == value for column, value in equal.items() if value is not None]


def counts(session: Session, actor: Actor, policy: PolicySet, today: date) -> dict[str, int]:
    """How many contracts the actor sees in each state of today."""
    seen_by_actor = seen(session, actor, policy, on_route_of_all)
    state = case((_begun(today), "active"), else_=col(Contract.status)).label("state")
    statement = owned_columns(session, Contract, state, func.count()).where(seen_by_actor).group_by(state)
    return {str(row[0]): int(row[1]) for row in session.execute(statement)}


def same_section_in_year(session: Session, contract: Contract) -> Sequence[Contract]:
    """Other live contracts of the same section and fiscal year: where a divided order would be found."""
    statement = owned(session, Contract).where(
        col(Contract.department_id) == contract.department_id,
        col(Contract.fiscal_year) == contract.fiscal_year,
        col(Contract.id) != contract.id,
        col(Contract.status).not_in(NOT_LIVE),
    )
    return session.exec(statement.order_by(col(Contract.id).desc()).limit(200)).all()


def contractor_name(session: Session, contractor_id: UUID | None) -> str | None:
    if contractor_id is None:
        return None
    name: str | None = session.execute(
        owned_columns(session, Contractor, col(Contractor.name)).where(col(Contractor.id) == contractor_id)
    ).scalar()
    return name
