"""Reading the written judgements about a service. The caller has checked that the service may be seen."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.judgements.rules import DISCLOSURE, UNREGISTERED, Kind, said
from govapi.cloud_services.judgements.tables import CloudJudgement
from govapi.db.session import owned
from govapi.policy.schema.cloud import Disclosure


def of_service(session: Session, service_id: UUID, kind: Kind | None = None, *, limit: int = 200) -> Sequence[CloudJudgement]:
    """The judgements about a service (of a kind), the newest first."""
    statement = owned(session, CloudJudgement).where(col(CloudJudgement.service_id) == service_id)
    if kind is not None:
        statement = statement.where(col(CloudJudgement.kind) == kind)
    newest = statement.order_by(col(CloudJudgement.judged_on).desc(), col(CloudJudgement.id).desc())
    return session.exec(newest.limit(limit)).all()


def newest(session: Session, service_id: UUID, kind: Kind, on: date) -> CloudJudgement | None:
    """The judgement of this kind that was the last one on that day, valid or not."""
    statement = owned(session, CloudJudgement).where(
        col(CloudJudgement.service_id) == service_id, col(CloudJudgement.kind) == kind, col(CloudJudgement.judged_on) <= on
    )
    return session.exec(statement.order_by(col(CloudJudgement.judged_on).desc(), col(CloudJudgement.id).desc()).limit(1)).first()


def disclosure_on(session: Session, service_id: UUID, on: date) -> Disclosure:
    """Whether disclosure under foreign law is to be feared, as judged: ``unjudged`` when no judgement holds on that day."""
    held = said(newest(session, service_id, DISCLOSURE, on), on)
    return "unjudged" if held is None else "no" if held else "yes"


def unregistered_ok(session: Session, service_id: UUID, on: date) -> bool:
    """Whether a judgement that this unregistered service is safe enough holds on that day."""
    return said(newest(session, service_id, UNREGISTERED, on), on) is True
