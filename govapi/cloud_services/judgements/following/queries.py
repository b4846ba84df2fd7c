"""Reading what the judgements about a service are needed for: its running uses, and the duties planned so far."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.judgements.following.rules import Running
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED

KIND = "cloud.judgement"


def services(session: Session, ids: Sequence[UUID]) -> Sequence[CloudService]:
    """These services, held until the commit."""
    statement = owned(session, CloudService).where(col(CloudService.id).in_(ids)).order_by(col(CloudService.id))
    return session.exec(statement.with_for_update()).all()


def running(session: Session, service_id: UUID) -> dict[UUID, CloudUse]:
    """The running uses of a service by id, in the order of their making."""
    statement = owned(session, CloudUse).where(col(CloudUse.service_id) == service_id, col(CloudUse.status).in_(LIVE))
    return {one.id: one for one in session.exec(statement.order_by(col(CloudUse.id)))}


def as_running(use: CloudUse) -> Running:
    """A use, as the rules look at it."""
    since = use.decided_on or use.starts_on or use.created_at.date()
    return Running(use.id, use.class_code, use.zone, use.form, use.learns, use.personal, since)


def planned(session: Session, service_id: UUID) -> Sequence[Duty]:
    """What is planned or open about the judgements of a service and of its uses."""
    uses = owned_columns(session, CloudUse, col(CloudUse.id)).where(col(CloudUse.service_id) == service_id)
    statement = owned(session, Duty).where(col(Duty.kind) == KIND, col(Duty.status).in_(UNSETTLED))
    of_service = (col(Duty.record_id) == service_id) | col(Duty.record_id).in_(uses)
    return session.exec(statement.where(of_service).order_by(col(Duty.id))).all()


def in_use(session: Session, after: UUID | None, limit: int) -> Sequence[UUID]:
    """Services that were ever applied for, in the order of their ids: a page of them behind ``after``."""
    statement = owned_columns(session, CloudUse, col(CloudUse.service_id)).distinct().order_by(col(CloudUse.service_id))
    if after is not None:
        statement = statement.where(col(CloudUse.service_id) > after)
    return list(session.execute(statement.limit(limit)).scalars())
