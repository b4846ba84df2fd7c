"""Reading what everybody may know of: accounts in use that are not kept off the list, with their section and public policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.documents.regulations import queries as regulations
from govapi.documents.regulations.rules import in_force
from govapi.documents.regulations.tables import Regulation
from govapi.people.tables import Department
from govapi.sns_accounts.changes.tables import SnsChange
from govapi.sns_accounts.public_list.rules import SHOWN
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts.tables import SnsText


@dataclass(frozen=True)
class PublicPolicy:
    """The 運用方針 in force of an account, as far as it is public."""

    url: str
    edition: str
    effective_on: date


def listed(session: Session) -> Sequence[SnsAccount]:
    """The accounts of the list, by service and name."""
    statement = owned(session, SnsAccount).where(col(SnsAccount.status).in_(SHOWN), col(SnsAccount.public).is_(True))
    return session.exec(statement.order_by(col(SnsAccount.platform), col(SnsAccount.name), col(SnsAccount.id))).all()


def at_address(session: Session, url_key: str) -> Sequence[SnsAccount]:
    """Every account that ever stood at this address."""
    return session.exec(owned(session, SnsAccount).where(col(SnsAccount.url_key) == url_key)).all()


def left(session: Session) -> Sequence[str]:
    """The addresses that accounts in use have given up by a change that was approved."""
    statement = (
        owned_columns(session, SnsChange, col(SnsChange.before), col(SnsChange.decided_on), col(SnsAccount.opened_on))
        .join(SnsAccount, col(SnsAccount.id) == col(SnsChange.account_id))
        .where(col(SnsChange.status) == "made", col(SnsAccount.opened_on).is_not(None))
    )
    found = [(before.get("url"), decided is None or decided >= opened) for before, decided, opened in session.execute(statement)]
    return [url for url, while_open in found if url and while_open]


def sections(session: Session, rows: Sequence[SnsAccount]) -> dict[UUID, str]:
    """The names of their sections."""
    columns = owned_columns(session, Department, col(Department.id), col(Department.name))
    found = session.execute(columns.where(col(Department.id).in_({row.department_id for row in rows})))
    return {row.id: row.name for row in found}


def policies(session: Session, rows: Sequence[SnsAccount], on: date) -> dict[UUID, PublicPolicy]:
    """The policy in force of each account. One that somebody made non-public in the register is not told of."""
    statement = (
        owned_columns(session, SnsText, SnsText)
        .join(Regulation, col(Regulation.id) == col(SnsText.regulation_id))
        .where(
            col(SnsText.account_id).in_([row.id for row in rows]),
            col(SnsText.kind) == "policy",
            col(Regulation.publicity) == "public",
        )
    )
    links = list(session.execute(statement).scalars())
    held = regulations.held_of_many(session, {one.regulation_id for one in links})
    found: dict[UUID, PublicPolicy] = {}
    for link in links:
        text = in_force(held[link.regulation_id], on)
        if text is not None:
            found[link.account_id] = PublicPolicy(link.public_url, text.edition, text.effective_on)
    return found
