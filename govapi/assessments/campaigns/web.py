"""The pages of the campaigns: the list, the form, the record with its progress and who is late."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.assessments.campaigns import queries, service
from govapi.assessments.campaigns.schemas import CampaignIn, CampaignOut, CampaignPatch
from govapi.assessments.campaigns.tables import Campaign
from govapi.assessments.campaigns.workflow import CAMPAIGN
from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.check_sheets.overview.service import briefs as sheet_briefs
from govapi.assessments.check_sheets.schemas import CheckSheetOut
from govapi.assessments.links.service import office_of
from govapi.assessments.overview.service import briefs
from govapi.kit.errors import Invalid, NotFound
from govapi.people.queries import departments
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

PAGE_SIZE, SHOWN = 50, 100
LABELS = {
    "title": "件名", "tiers": "区分", "section_id": "所管課", "due_before": "次回の評価の期日", "deadline": "回答の期限", "message": "案内文",
    "with_links": "回答用リンク",
}  # fmt: skip
DONE = {
    "open": "一斉確認を始めました。チェックシートの準備が終わると、まとめて送付できます。",
    "send": "送付の処理を始めました。",
    "nudge": "督促しました。電子メールのない委託先には、電話等で連絡してください。",
    "close": "一斉確認を終了しました。",
    "withdraw": "取り下げました。",
}
CONFIRMS = {
    "open": "対象の委託先のチェックシートを準備します。条件は、後から変更できません。",
    "send": "準備したチェックシートを、全て送付済みにします。",
    "withdraw": "この一斉確認を取り下げます。元に戻せません。",
}


@page("/campaigns")
def list_page(door: WebDoor, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    today, asked = door.parts.clock.today(), status if status in CAMPAIGN.labels else ""
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, door.actor, policy, asked or None, limit=PAGE_SIZE, cursor=cursor or None)
        rows = service.briefs(session, found.items, today)
    return door.page(
        "assessments/campaigns/list.html",
        rows=rows,
        status=asked,
        statuses=list(CAMPAIGN.labels.items()),
        may_draft="security_office" in door.actor.duties,
        next_url=f"/campaigns?{urlencode({'status': asked, 'cursor': found.next_cursor})}" if found.next_cursor else None,
        first_url=f"/campaigns?{urlencode({'status': asked})}" if cursor else None,
    )


@page("/campaigns/new")
def new_page(door: WebDoor) -> Response[bytes]:
    return _form(door, shown(), None)


@form("/campaigns/new")
def draft(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: CampaignIn) -> str:
        return f"/campaigns/{service.draft(session, door.actor, current(session, today).policy, given, today).id}"

    flash = "一斉確認を準備しました。対象を確かめて、始めてください。"
    return door.submit(CampaignIn, work, lambda bound: _form(door, bound, None), flash=flash, labels=LABELS)


def _form(
    door: WebDoor, bound: Bound[Any], out: CampaignOut | None, first: str = "", version: int | None = None
) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        sections = [(str(one.id), one.name) for one in departments(session, today)]
    return door.page(
        "assessments/campaigns/form.html",
        form=bound,
        out=out,
        first=first,
        version=version,
        sections=sections,
        tiers=[(one.code, one.label) for one in policy.assessing.tiers],
        links=bool(office_of(door.parts.settings).base),
    )


@page("/campaigns/{campaign_id:uuid}")
def show(door: WebDoor, campaign_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, campaign_id)
        out = service.shape(session, door.actor, row, today)
        targets = queries.chosen_page(session, row, limit=SHOWN, cursor=None).items if row.status == "draft" else []
        late = queries.late(session, row.id, today, limit=SHOWN, cursor=None).items if row.status == "open" else []
        context: dict[str, Any] = {
            "targets": briefs(session, policy, targets, today),
            "late": [service.late_out(one, today) for one in late],
            "rounds": _rounds(session, door, policy, row, today),
            "history": past(session, row.id, CAMPAIGN.labels),
            "section": next((one.name for one in departments(session, today) if one.id == row.section_id), ""),
        }
    return door.page(
        "assessments/campaigns/record.html",
        out=out,
        tiers=_labels(policy, out),
        actions=_buttons(out),
        may_edit=any(one.action == "open" for one in out.available_actions),
        **context,
    )


def _rounds(session: Session, door: WebDoor, policy: PolicySet, row: Campaign, today: date) -> Sequence[CheckSheetOut]:
    """The rounds of the campaign that the reader may see, the newest first."""
    filters = sheets.Filters(campaign_id=row.id)
    found = sheets.listed(session, door.actor, policy, filters, limit=SHOWN, cursor=None)
    return sheet_briefs(session, policy, found.items, today)


def _labels(policy: PolicySet, out: CampaignOut) -> list[str]:
    return [tier.label for tier in policy.assessing.tiers if tier.code in out.tiers]


def _buttons(out: CampaignOut) -> list[ActionButton]:
    offered = [Available(**one.model_dump()) for one in out.available_actions]
    return action_buttons(offered, f"/campaigns/{out.id}", tones={"withdraw": "danger"}, confirms=CONFIRMS)


@page("/campaigns/{campaign_id:uuid}/edit")
def edit_page(door: WebDoor, campaign_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, campaign_id, None)


def _edit(door: WebDoor, campaign_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, campaign_id)
        out = service.shape(session, door.actor, row, today)
        may = row.status == "draft" and Who.SECURITY_OFFICE in service.who(door.actor, row)
    if not may:
        raise NotFound("今の状態では、この手続は行えません。一斉確認の画面に戻ってください。")
    values = {name: getattr(out, name) for name in CampaignPatch.model_fields}
    version = out.version if bound is None or first else door.form().version()
    return _form(door, bound or shown(values), out, first, version)


@form("/campaigns/{campaign_id:uuid}/edit")
def edit(door: WebDoor, campaign_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: CampaignIn) -> str:
        changes = CampaignPatch(**given.model_dump())
        policy = current(session, today).policy
        service.revise(session, door.actor, policy, campaign_id, changes, door.form().version(), today)
        return f"/campaigns/{campaign_id}"

    def again(bound: Bound[CampaignIn], first: str) -> Response[bytes]:
        return _edit(door, campaign_id, bound, first)

    return submit_on_record(door, campaign_id, CampaignIn, work, again, flash="保存しました。", labels=LABELS)


@form("/campaigns/{campaign_id:uuid}/{verb:str}")
def act(door: WebDoor, campaign_id: FromPath[UUID], verb: FromPath[str]) -> Response[bytes]:
    if verb not in DONE:
        raise NotFound
    bound = door.form().bind(WithdrawIn, {"reason": "理由"})
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    clock, office = door.parts.clock, office_of(door.parts.settings)
    with door.writing() as session:
        policy, version = current(session, clock.today()).policy, door.form().version()
        reason, now = bound.value.reason, clock.now()
        service.act(session, door.actor, policy, campaign_id, verb, reason, version, office, now=now, today=clock.today())
    return door.redirect(f"/campaigns/{campaign_id}", DONE[verb])


ROUTES: list[Any] = [list_page, new_page, draft, show, edit_page, edit, act]
