"""Reading the permitted uses that take in some information from some zone. Every member of staff may see a permitted use."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col

from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.reading import newest_first
from govapi.db.session import owned
from govapi.kit.paging import Page
from govapi.people.tables import Department
from govapi.policy.schema.cloud import Zone


@dataclass(frozen=True)
class Wanted:
    """What a use must take in: one of these classes as its ceiling, this zone, personal data or not."""

    ceilings: Collection[str]
    zone: Zone
    personal: bool


def fitting(session: Session, wanted: Wanted, today: date, *, limit: int, cursor: str | None) -> Page[CloudUse]:
    """The uses permitted today for such information, the newest first."""
    return newest_first(session, CloudUse, [*_running(today), *_takes(wanted)], limit=limit, cursor=cursor)


def _running(today: date) -> list[ColumnElement[bool]]:
    return [
        col(CloudUse.status) == "permitted",
        or_(col(CloudUse.starts_on).is_(None), col(CloudUse.starts_on) <= today),
        or_(col(CloudUse.ends_on).is_(None), col(CloudUse.ends_on) >= today),
    ]


def _takes(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        col(CloudUse.class_code).in_(wanted.ceilings) if wanted.ceilings else false(),
        col(CloudUse.zone) == wanted.zone.value,
    ]
    return [*conditions, col(CloudUse.personal).is_(True)] if wanted.personal else conditions


def services(session: Session, uses: Collection[CloudUse]) -> Mapping[UUID, CloudService]:
    """The services of these uses, by id."""
    statement = owned(session, CloudService).where(col(CloudService.id).in_({one.service_id for one in uses}))
    return {row.id: row for row in session.exec(statement)}


def sections(session: Session, uses: Collection[CloudUse]) -> Mapping[UUID, Department]:
    """The sections of these uses, by id."""
    statement = owned(session, Department).where(col(Department.id).in_({one.department_id for one in uses}))
    return {row.id: row for row in session.exec(statement)}
