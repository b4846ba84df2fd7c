"""The API's door to the campaigns."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments.campaigns import queries, service
from govapi.assessments.campaigns.schemas import CampaignIn, CampaignOut, CampaignPatch, LateOut, Status
from govapi.assessments.campaigns.workflow import CAMPAIGN
from govapi.assessments.links.service import office_of
from govapi.assessments.overview.service import briefs
from govapi.assessments.schemas import AssessmentOut
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "一斉確認"
READ, WRITE = "campaigns:read", "campaigns:write"

CampaignId = Annotated[UUID, Parameter(description="一斉確認の id")]


@reads("/campaigns", "listCampaigns", "一斉確認の一覧（新しい順）", tag=TAG, scope=READ)
def list_campaigns(
    door: Door, status: Status | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[CampaignOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, status, limit=limit, cursor=cursor)
        return answer(Listing(items=service.briefs(session, page.items, today), next_cursor=page.next_cursor))


@creates("/campaigns", "draftCampaign", "一斉確認を準備する", tag=TAG, scope=WRITE)
def draft_campaign(door: Door, data: CampaignIn) -> Answer[CampaignOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        row = service.draft(session, door.actor, current(session, today).policy, data, today)
        shape = service.shape(session, door.actor, row, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/campaigns/{row.id}")


@reads("/campaigns/{campaign_id:uuid}", "getCampaign", "一斉確認を見る", tag=TAG, scope=READ)
def get_campaign(door: Door, campaign_id: CampaignId) -> Answer[CampaignOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, campaign_id)
        return answer(service.shape(session, door.actor, row, today), version=row.version)


@changes("/campaigns/{campaign_id:uuid}", "reviseCampaign", "一斉確認の条件を変更する", tag=TAG, scope=WRITE)
def revise_campaign(door: Door, campaign_id: CampaignId, data: CampaignPatch) -> Answer[CampaignOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.revise(session, door.actor, policy, campaign_id, data, expected, today)
        return answer(service.shape(session, door.actor, row, today), version=row.version)


@reads("/campaigns/{campaign_id:uuid}/targets", "listCampaignTargets", "今始めると対象になる評価", tag=TAG, scope=READ)
def list_targets(door: Door, campaign_id: CampaignId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[AssessmentOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, campaign_id)
        page = queries.chosen_page(session, row, limit=limit, cursor=cursor)
        return answer(Listing(items=briefs(session, policy, page.items, today), next_cursor=page.next_cursor))


@reads("/campaigns/{campaign_id:uuid}/late", "listLateAnswers", "回答の遅れている委託先と連絡先", tag=TAG, scope=READ)
def list_late(door: Door, campaign_id: CampaignId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[LateOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, campaign_id)
        page = queries.late(session, row.id, today, limit=limit, cursor=cursor)
        items = [service.late_out(one, today) for one in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[CampaignOut]:
    clock, office = door.parts.clock, office_of(door.parts.settings)
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        policy, actor = current(session, today).policy, door.actor
        row = service.act(session, actor, policy, record_id, action, data.reason, expected_version, office, now=now, today=today)
        return door.done(session, service.shape(session, actor, row, today), version=row.version)


ROUTES = [
    list_campaigns,
    draft_campaign,
    get_campaign,
    revise_campaign,
    list_targets,
    list_late,
    *action_routes(CAMPAIGN, path="/campaigns", tag=TAG, scope=WRITE, act=_act, out=CampaignOut, inputs={}),
]
