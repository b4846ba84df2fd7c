"""What is shown beside assessments: names, rounds, what opened a review."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col

from govapi.assessments.check_sheets.rules import LIVE
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.tables import Assessment
from govapi.assessments.triggers.queries import with_open
from govapi.contractors.tables import Contractor
from govapi.db.session import owned_columns


@dataclass(frozen=True)
class Beside:
    """For each assessment: the name of its company, the state of the round under way, whether something opened a review."""

    names: dict[UUID, str]
    rounds: dict[UUID, str]
    early: frozenset[UUID]


def beside(session: Session, rows: Sequence[Assessment]) -> Beside:
    """What a list shows beside each assessment: three queries, however many rows."""
    ids = [row.id for row in rows]
    return Beside(_names(session, {row.contractor_id for row in rows}), _rounds(session, ids), with_open(session, ids))


def _names(session: Session, contractor_ids: Collection[UUID]) -> dict[UUID, str]:
    columns = owned_columns(session, Contractor, col(Contractor.id), col(Contractor.name))
    return {row[0]: row[1] for row in session.execute(columns.where(col(Contractor.id).in_(contractor_ids)))}


def _rounds(session: Session, assessment_ids: Collection[UUID]) -> dict[UUID, str]:
    columns = owned_columns(session, CheckSheet, col(CheckSheet.assessment_id), col(CheckSheet.status))
    live = columns.where(col(CheckSheet.assessment_id).in_(assessment_ids), col(CheckSheet.status).in_(LIVE))
    return {row[0]: row[1] for row in session.execute(live.order_by(col(CheckSheet.id)))}
