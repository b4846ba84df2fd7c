"""Reading what rows are matched against: services by name, the uses already there, posts by their words."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.intake.matching.rules import Known, Same
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contractors.tables import Contractor
from govapi.db.session import owned, owned_columns
from govapi.kit.entry_sheet import plain
from govapi.people.queries import not_abolished
from govapi.people.tables import Post


def services(session: Session, name_keys: Collection[str]) -> list[Known]:
    """The services whose name reads like one of these, with their providers: one query."""
    statement = (
        owned_columns(session, CloudService, CloudService, col(Contractor.name), col(Contractor.corporate_number))
        .outerjoin(Contractor, col(Contractor.id) == col(CloudService.contractor_id))
        .where(col(CloudService.name_key).in_(name_keys))
        .order_by(col(CloudService.number))
    )
    return [
        Known(row.id, row.number, row.name, company or row.provider_name, number, tuple(row.forms))
        for row, company, number in session.execute(statement)
    ]


def stored(session: Session, service_ids: Collection[UUID]) -> dict[Same, str]:
    """The uses of these services that stand or are under decision, by service and section; the number of each."""
    columns = (col(CloudUse.service_id), col(CloudUse.department_id), col(CloudUse.number))
    statement = owned_columns(session, CloudUse, *columns).where(
        col(CloudUse.service_id).in_(service_ids), col(CloudUse.status).in_((*LIVE, "in_approval", "ending"))
    )
    return {(service, section): number for service, section, number in session.execute(statement)}


def posts_of(session: Session, departments: Collection[UUID], on: date) -> dict[tuple[UUID, str], Post]:
    """The posts of these sections by section and title."""
    statement = owned(session, Post).where(col(Post.department_id).in_(departments), not_abolished(on))
    return {(post.department_id, plain(post.title)): post for post in session.exec(statement.order_by(col(Post.rank).desc()))}
