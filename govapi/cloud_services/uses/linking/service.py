"""Telling another room about a use that one of its records rests on."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.uses.linking import queries
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.people.records import LinkedRecord


def linked(session: Session, use_id: UUID, on: date) -> LinkedRecord | None:
    """The use as it stands on that day, its change or renewal where one took its place; None for one that was never permitted."""
    row = queries.standing(session, use_id)
    return None if row is None else _told(row, on)


def choices(session: Session, department_path: str, on: date) -> Sequence[LinkedRecord]:
    """The uses of a section that hold on that day, to choose from."""
    return [_told(row, on) for row in queries.offered(session, department_path) if queries.holds(row, on)]


def _told(row: CloudUse, on: date) -> LinkedRecord:
    state = CLOUD_USE.labels[row.status]
    if row.status == "permitted" and row.starts_on is not None and on < row.starts_on:
        state = "開始前"
    elif row.status == "permitted" and row.ends_on is not None and row.ends_on < on:
        state = "期限切れ"
    return LinkedRecord(
        id=row.id,
        number=row.number,
        title=row.title,
        live=queries.holds(row, on),
        state=state,
        class_code=row.class_code,
        department_path=row.department_path,
        url=f"/cloud-uses/{row.id}",
    )
