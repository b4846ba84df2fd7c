"""Reading the accounts for the ledger, and what stands around them: the same few queries however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.session import owned, owned_columns
from govapi.documents.regulations import queries as regulations
from govapi.documents.regulations.rules import in_force
from govapi.documents.regulations.tables import RegulationText
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts import queries as root
from govapi.sns_accounts.officers.queries import Answering, current
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts.queries import links


@dataclass(frozen=True)
class Filters:
    """What the ledger is narrowed by. ``ended``: those that are closed stand in it too."""

    ended: bool = False
    department_id: UUID | None = None
    platform: str = ""


@dataclass(frozen=True)
class Around:
    """What the lines tell beside the accounts themselves. ``texts`` by account and kind; ``contracts``: those the reader may see."""

    sections: Mapping[UUID, str]
    answering: Mapping[UUID, Sequence[Answering]]
    texts: Mapping[tuple[UUID, str], RegulationText]
    contracts: Mapping[UUID, str]


def accounts(session: Session, actor: Actor, policy: PolicySet, filters: Filters) -> Sequence[SnsAccount]:
    """The accounts of the ledger that this reader may see, by section and number."""
    wanted = ("approved", *ANSWERED_FOR, "closed") if filters.ended else ("approved", *ANSWERED_FOR)
    statement = (
        owned(session, SnsAccount)
        .join(Department, col(Department.id) == col(SnsAccount.department_id))
        .where(col(SnsAccount.status).in_(wanted), root.seen(session, actor, policy))
        .order_by(col(Department.sort_order), col(Department.name), col(SnsAccount.number))
    )
    if filters.department_id is not None:
        statement = statement.where(col(SnsAccount.department_id) == filters.department_id)
    if filters.platform:
        statement = statement.where(col(SnsAccount.platform) == filters.platform)
    return session.exec(statement).all()


def around(session: Session, actor: Actor, policy: PolicySet, found: Sequence[SnsAccount], today: date) -> Around:
    """What the lines of these accounts tell."""
    ids = [one.id for one in found]
    sections = {one.department_id for one in found}
    names = owned_columns(session, Department, col(Department.id), col(Department.name)).where(col(Department.id).in_(sections))
    linked = {one.contract_id for one in found if one.contract_id is not None}
    numbers = owned_columns(session, Contract, col(Contract.id), col(Contract.number)).where(
        col(Contract.id).in_(linked), contracts.seen(session, actor, policy)
    )
    return Around(
        sections={row[0]: row[1] for row in session.execute(names)},
        answering=current(session, ids, today),
        texts=_texts(session, ids, today),
        contracts={row[0]: row[1] for row in session.execute(numbers)} if linked else {},
    )


def _texts(session: Session, ids: Sequence[UUID], today: date) -> dict[tuple[UUID, str], RegulationText]:
    named = links(session, ids)
    held = regulations.held_of_many(session, {one.regulation_id for one in named})
    found = {(one.account_id, one.kind): in_force(held[one.regulation_id], today) for one in named}
    return {key: text for key, text in found.items() if text is not None}
