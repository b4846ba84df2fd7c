"""Reading attachments under the read rule of files."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.contracts.attachments.tables import Attachment
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees an attachment."""
    return visible(
        actor,
        policy.reading.rule("files"),
        department_path=col(Attachment.department_path),
        organ_id=col(Attachment.organ_id),
        on_route=col(Attachment.contract_id).in_(records_on_route(session, actor)),
    )


def one(session: Session, actor: Actor, policy: PolicySet, attachment_id: UUID) -> Attachment:
    """The attachment, if the actor may see it; else NotFound."""
    row = session.exec(
        owned(session, Attachment).where(col(Attachment.id) == attachment_id, seen(session, actor, policy))
    ).first()
    if row is None:
        raise NotFound
    return row


def of_contract(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID) -> Sequence[Attachment]:
    """The attachments of a contract, the newest first."""
    statement = owned(session, Attachment).where(col(Attachment.contract_id) == contract_id, seen(session, actor, policy))
    return session.exec(statement.order_by(col(Attachment.id).desc()).limit(200)).all()


def handed_in(session: Session, contract_id: UUID, sha256: str) -> bool:
    """Whether this content was handed in for the contract."""
    statement = owned(session, Attachment).where(col(Attachment.contract_id) == contract_id, col(Attachment.sha256) == sha256)
    return session.exec(statement).first() is not None


def sees_content(session: Session, actor: Actor, policy: PolicySet, sha256: str) -> bool:
    """Whether this content was handed in under a contract whose files the actor sees: knowing a hash opens nothing."""
    statement = owned(session, Attachment).where(col(Attachment.sha256) == sha256, seen(session, actor, policy))
    return session.exec(statement.limit(1)).first() is not None


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    return list(session.execute(owned_columns(session, Attachment, col(Attachment.sha256))).scalars())
