"""Reading campaigns: under their read rule, whom they choose, how far they have come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from govapi.assessments.campaigns.rules import Progress
from govapi.assessments.campaigns.tables import Campaign
from govapi.assessments.check_sheets.rules import LIVE
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.tables import Assessment
from govapi.contractors.tables import Contractor
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under

COUNTED = {"draft": "unsent", "awaiting": "awaiting", "answered": "answered", "in_approval": "in_approval", "decided": "decided"}


@dataclass(frozen=True)
class LateRound:
    """A round awaited past its deadline, with the ways to its contractor."""

    sheet: CheckSheet
    contractor: Contractor

    @property
    def address(self) -> str:
        return self.sheet.contact_email or self.contractor.email


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a campaign."""
    return seen_under(actor, policy, "campaigns", Campaign)


def one(session: Session, actor: Actor, policy: PolicySet, campaign_id: UUID, *, lock: bool = False) -> Campaign:
    """The campaign, if the actor may see it; else NotFound."""
    return one_of(session, Campaign, campaign_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, status: str | None, *, limit: int, cursor: str | None
) -> Page[Campaign]:
    """The campaigns the actor may see, the newest first."""
    conditions = [seen(actor, policy), *narrowed(Campaign, status=status)]
    return newest_first(session, Campaign, conditions, limit=limit, cursor=cursor)


def chosen(session: Session, campaign: Campaign) -> SelectOfScalar[Assessment]:
    """The assessments a campaign asks for: followed, of its tiers and sections, due by its day, without a round under way."""
    busy = owned_columns(session, CheckSheet, col(CheckSheet.id)).where(
        col(CheckSheet.assessment_id) == col(Assessment.id),
        col(CheckSheet.status).in_(LIVE) | (col(CheckSheet.campaign_id) == campaign.id),
    )
    statement = owned(session, Assessment).where(
        col(Assessment.followed).is_(True), col(Assessment.tier).in_(campaign.tiers), ~busy.exists()
    )
    if campaign.section_path:
        statement = statement.where(col(Assessment.department_path).like(f"{campaign.section_path}%"))
    if campaign.due_before is not None:
        statement = statement.where(col(Assessment.next_review_on) <= campaign.due_before)
    return statement


def count_chosen(session: Session, campaign: Campaign) -> int:
    """How many assessments it would ask for now."""
    return int(session.execute(chosen(session, campaign).with_only_columns(func.count(col(Assessment.id)))).scalar_one())


def chosen_page(session: Session, campaign: Campaign, *, limit: int, cursor: str | None) -> Page[Assessment]:
    """The assessments it would ask for now, in the order of their making."""
    statement = chosen(session, campaign).order_by(col(Assessment.id))
    if cursor:
        statement = statement.where(col(Assessment.id) > decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def progress(session: Session, campaign_ids: Collection[UUID], today: date) -> dict[UUID, Progress]:
    """How far these campaigns have come: one grouped query along an index."""
    late = func.sum(case(((col(CheckSheet.status) == "awaiting") & (col(CheckSheet.deadline) < today), 1), else_=0))
    columns = (col(CheckSheet.campaign_id), col(CheckSheet.status), func.count(), late)
    statement = owned_columns(session, CheckSheet, *columns).where(col(CheckSheet.campaign_id).in_(campaign_ids))
    counts: dict[UUID, dict[str, int]] = {one: {} for one in campaign_ids}
    for campaign_id, status, number, behind in session.execute(
        statement.group_by(col(CheckSheet.campaign_id), col(CheckSheet.status))
    ):
        found = counts[campaign_id]
        found[COUNTED.get(status, "withdrawn")] = int(number)
        found["late"] = found.get("late", 0) + int(behind)
    return {one: Progress(**found) for one, found in counts.items()}


def unsent(session: Session, campaign_id: UUID, limit: int) -> list[CheckSheet]:
    """Rounds that are made and not sent."""
    statement = owned(session, CheckSheet).where(col(CheckSheet.campaign_id) == campaign_id, col(CheckSheet.status) == "draft")
    return list(session.exec(statement.order_by(col(CheckSheet.id)).limit(limit)).all())


def late(session: Session, campaign_id: UUID, today: date, *, limit: int | None, cursor: str | None) -> Page[LateRound]:
    """Rounds awaited past their deadline, with their contractors; ``limit`` None: all of them."""
    statement = (
        owned_columns(session, CheckSheet, CheckSheet, Contractor)
        .join(Contractor, col(Contractor.id) == col(CheckSheet.contractor_id))
        .where(col(CheckSheet.campaign_id) == campaign_id, col(CheckSheet.status) == "awaiting", col(CheckSheet.deadline) < today)
        .order_by(col(CheckSheet.id))
    )
    if cursor:
        statement = statement.where(col(CheckSheet.id) > decode_id_cursor(cursor))
    rows = session.execute(statement if limit is None else statement.limit(limit + 1)).all()
    found = [LateRound(sheet, contractor) for sheet, contractor in rows]
    return Page(found, None) if limit is None else page_of(found, limit, lambda one: (str(one.sheet.id),))
