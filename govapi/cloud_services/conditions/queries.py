"""Reading the conditions of a use. The caller has checked that the use may be seen."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import NotFound


def of_use(session: Session, use_id: UUID) -> Sequence[CloudCondition]:
    """The conditions of a use, in their order."""
    statement = owned(session, CloudCondition).where(col(CloudCondition.use_id) == use_id)
    return session.exec(statement.order_by(col(CloudCondition.position))).all()


def of_uses(session: Session, use_ids: Collection[UUID]) -> dict[UUID, list[CloudCondition]]:
    """The same for many uses, in one query; every use has its entry."""
    statement = owned(session, CloudCondition).where(col(CloudCondition.use_id).in_(use_ids))
    found: dict[UUID, list[CloudCondition]] = {use_id: [] for use_id in use_ids}
    for row in session.exec(statement.order_by(col(CloudCondition.use_id), col(CloudCondition.position))):
        found[row.use_id].append(row)
    return found


def open_before_use(session: Session, use_id: UUID) -> Sequence[CloudCondition]:
    """What must be met before the use begins and is not."""
    return [row for row in of_use(session, use_id) if row.due == "use" and row.met_on is None]


def is_conditional(session: Session, use_id: UUID) -> bool:
    """Whether a permission is one on conditions: something is left to be met after it was given."""
    return any(row.due != "submission" for row in of_use(session, use_id))


def one(session: Session, use_id: UUID, condition_id: UUID, *, lock: bool = False) -> CloudCondition:
    """A condition of this use; raises NotFound."""
    row = find(session, CloudCondition, condition_id, lock=lock)
    if row.use_id != use_id:
        raise NotFound
    return row


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    statement = owned_columns(session, CloudCondition, col(CloudCondition.evidence_sha256))
    return list(session.execute(statement.where(col(CloudCondition.evidence_sha256) != "")).scalars())
