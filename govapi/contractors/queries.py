"""Reading the companies: all staff may see them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col

from govapi.contractors.rules import Restriction
from govapi.contractors.tables import Contractor, ContractorRestriction, Office, VentureMember
from govapi.db.session import find, owned, owned_columns
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.search import matches


def one(session: Session, contractor_id: UUID) -> Contractor:
    """The company; raises NotFound."""
    return find(session, Contractor, contractor_id)


def listed(session: Session, *, q: str, kind: str | None, limit: int, cursor: str | None) -> Page[Contractor]:
    """Companies in 50音 order."""
    statement = owned(session, Contractor).order_by(col(Contractor.kana_key), col(Contractor.id))
    if q.strip():
        statement = statement.where(matches(session, "contractor", q, col(Contractor.id)))
    if kind:
        statement = statement.where(col(Contractor.kind) == kind)
    if cursor:
        kana, last = decode_cursor(cursor, 2)
        statement = statement.where(tuple_(col(Contractor.kana_key), col(Contractor.id)) > (kana, _uuid(last)))
    rows = session.exec(statement.limit(limit + 1)).all()
    return page_of(rows, limit, lambda row: (row.kana_key, str(row.id)))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def with_number(session: Session, corporate_number: str) -> Contractor | None:
    """The company that already has this 法人番号."""
    return session.exec(owned(session, Contractor).where(col(Contractor.corporate_number) == corporate_number)).first()


def alike(session: Session, name_key: str, other_than: UUID | None = None) -> Sequence[Contractor]:
    """Companies whose name reads the same once legal forms, variants and spaces are put aside."""
    statement = owned(session, Contractor).where(col(Contractor.name_key) == name_key)
    if other_than is not None:
        statement = statement.where(col(Contractor.id) != other_than)
    return session.exec(statement.limit(10)).all()


def offices(session: Session, contractor_id: UUID) -> Sequence[Office]:
    return session.exec(owned(session, Office).where(col(Office.contractor_id) == contractor_id).order_by(col(Office.id))).all()


def restrictions(session: Session, contractor_id: UUID) -> Sequence[ContractorRestriction]:
    statement = owned(session, ContractorRestriction).where(col(ContractorRestriction.contractor_id) == contractor_id)
    return session.exec(statement.order_by(col(ContractorRestriction.from_date).desc())).all()


def restriction_facts(session: Session, contractor_id: UUID) -> list[Restriction]:
    """The same, as the rules look at them."""
    return [restriction_fact(row) for row in restrictions(session, contractor_id)]


def restriction_fact(row: ContractorRestriction) -> Restriction:
    return Restriction(row.kind, row.from_date, row.to_date)  # type: ignore[arg-type]  # RestrictionKind, checked at the door


def members(session: Session, venture_id: UUID) -> list[tuple[VentureMember, Contractor]]:
    """The companies of a joint venture, the lead (代表構成員) first."""
    statement = (
        owned_columns(session, VentureMember, VentureMember, Contractor)
        .join(Contractor, col(Contractor.id) == col(VentureMember.member_id))
        .where(col(VentureMember.venture_id) == venture_id)
        .order_by(col(VentureMember.is_lead).desc(), col(Contractor.kana_key))
    )
    return [(member, company) for member, company in session.execute(statement)]
