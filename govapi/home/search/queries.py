"""What each noun finds, under its own read rule, the newest first. 予定価格 is in no search entry, so nobody finds by it."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services import queries as services
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contractors.tables import Contractor
from govapi.contracts.queries import seen
from govapi.contracts.tables import Contract
from govapi.db.session import owned
from govapi.documents.regulations import queries as register
from govapi.documents.regulations.tables import Regulation
from govapi.home.search.rules import Hit
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import sees_all
from govapi.search import matches
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.tables import SnsAccount


class Source(Protocol):
    """How one noun is searched: at most ``limit`` records older than ``before``."""

    def __call__(
        self, session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int
    ) -> Sequence[Hit]: ...


def contracts(session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int) -> Sequence[Hit]:
    """業務委託契約, by title, number and outline."""
    statement = owned(session, Contract).where(seen(session, actor, policy), matches(session, "contract", q, col(Contract.id)))
    if before is not None:
        statement = statement.where(col(Contract.id) < before)
    rows = session.exec(statement.order_by(col(Contract.id).desc()).limit(limit))
    return [Hit("contracts", row.id, row.number, row.title) for row in rows]


def contractors(session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int) -> Sequence[Hit]:
    """委託先, by name, kana, 法人番号, number and address. A company belongs to no section: one sees all of them or none."""
    if not sees_all(actor, policy.reading.rule("contractors")):
        return []
    statement = owned(session, Contractor).where(matches(session, "contractor", q, col(Contractor.id)))
    if before is not None:
        statement = statement.where(col(Contractor.id) < before)
    rows = session.exec(statement.order_by(col(Contractor.id).desc()).limit(limit))
    return [Hit("contractors", row.id, row.number, row.name) for row in rows]


def regulations(session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int) -> Sequence[Hit]:
    """規程, by title, number and remark."""
    statement = owned(session, Regulation).where(
        register.seen(actor, policy), matches(session, "regulation", q, col(Regulation.id))
    )
    if before is not None:
        statement = statement.where(col(Regulation.id) < before)
    rows = session.exec(statement.order_by(col(Regulation.id).desc()).limit(limit))
    return [Hit("regulations", row.id, row.number, row.title) for row in rows]


def cloud_services(
    session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int
) -> Sequence[Hit]:
    """クラウドサービス, by name, kana, number and provider."""
    statement = owned(session, CloudService).where(
        services.seen(actor, policy), matches(session, services.NOUN, q, col(CloudService.id))
    )
    if before is not None:
        statement = statement.where(col(CloudService.id) < before)
    rows = session.exec(statement.order_by(col(CloudService.id).desc()).limit(limit))
    return [Hit("cloud-services", row.id, row.number, row.name) for row in rows]


def cloud_uses(session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int) -> Sequence[Hit]:
    """クラウドサービスの利用, by title, number, purpose and service."""
    statement = owned(session, CloudUse).where(
        uses.seen(session, actor, policy), matches(session, uses.NOUN, q, col(CloudUse.id))
    )
    if before is not None:
        statement = statement.where(col(CloudUse.id) < before)
    rows = session.exec(statement.order_by(col(CloudUse.id).desc()).limit(limit))
    return [Hit("cloud-uses", row.id, row.number, row.title) for row in rows]


def sns_accounts(session: Session, actor: Actor, policy: PolicySet, q: str, *, before: UUID | None, limit: int) -> Sequence[Hit]:
    """ソーシャルメディアアカウント, by name, number, handle, address and purpose."""
    statement = owned(session, SnsAccount).where(
        accounts.seen(session, actor, policy), matches(session, accounts.NOUN, q, col(SnsAccount.id))
    )
    if before is not None:
        statement = statement.where(col(SnsAccount.id) < before)
    rows = session.exec(statement.order_by(col(SnsAccount.id).desc()).limit(limit))
    return [Hit("sns-accounts", row.id, row.number, row.name) for row in rows]


SOURCES: Mapping[str, Source] = {
    "contracts": contracts,
    "contractors": contractors,
    "cloud-services": cloud_services,
    "cloud-uses": cloud_uses,
    "sns-accounts": sns_accounts,
    "regulations": regulations,
}
