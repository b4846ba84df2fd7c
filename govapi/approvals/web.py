"""The pages of the circulations: what waits for my decision, the circulation with its route, and the acts on it."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals import queries, service
from govapi.approvals.schemas import DecideForIn, OpinionIn, OutsideDecisionIn, StepOut
from govapi.approvals.service import Desk, Endings, Given
from govapi.approvals.workflow import APPROVAL
from govapi.audit.queries import timeline
from govapi.audit.tables import AuditRow
from govapi.files.inspect import Kind, UploadLimits, inspect_upload
from govapi.kit.errors import FieldFault, NotFound, Refusal
from govapi.kit.filenames import content_disposition
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Mark, RouteStep, Tab, TimelineEntry

PAGE_SIZE = 50
SCANS = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG})
MODELS: Mapping[str, type[BaseModel]] = {"decide_for": DecideForIn, "record_outside": OutsideDecisionIn}
LABELS = {
    "reason": "意見",
    "absent_reason": "決裁者が不在である理由",
    "urgent": "緊急",
    "decided_on": "決裁日",
    "post_title": "決裁した職",
    "name": "決裁した職員の氏名",
    "mode": "決裁の区分",
    "reference": "起案番号",
}
DONE = {
    "agree": "同意し、次の職に回しました。",
    "decide": "決裁しました。",
    "decide_for": "代決しました。決裁者の後閲が必要です。",
    "decide_concurrently": "兼務者として決裁しました。例外として監査の対象になります。",
    "look_after": "後閲しました。",
    "return": "差し戻しました。",
    "reject": "否決しました。",
    "pull_back": "引き戻しました。",
    "record_outside": "外部で行った決裁を記録しました。",
}
TONES: Mapping[str, Any] = {"decide": "primary", "agree": "primary", "look_after": "primary", "reject": "danger"}
HINTS = {
    "decide_for": "決裁者が不在のときに限り、代わって決裁します。",
    "record_outside": "紙や財務会計システムで受けた決裁を、起案番号とともに記録します。",
    "decide_concurrently": "ほかに決裁できる職員がいないときに限ります。",
}
MARKS: Mapping[str, Mark] = {
    "審査": "済", "合議": "済", "決裁": "済", "専決": "専決", "代決": "代決", "差戻し": "差戻し", "否決": "否決",
}  # fmt: skip
CONFIRMS = {"reject": "この案件を否決します。否決した回議は元に戻せません。"}


@page("/approvals")
def list_page(door: WebDoor, show: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    next_cursor = None
    with door.reading() as session:
        waiting, pending = queries.waiting_for(session, door.actor), queries.to_look_after(session, door.actor)
        rows = [*waiting, *pending]
        policy = current(session, door.parts.clock.today()).policy
        if show:
            rule = policy.reading.rule("approvals")
            status = show if show in APPROVAL.labels else None
            found = queries.listed(
                session, door.actor, rule, status=status, record_id=None, limit=PAGE_SIZE, cursor=cursor or None
            )
            rows, next_cursor = list(found.items), found.next_cursor
        shapes = service.listed(session, door.actor, policy, rows)
    tabs = [
        Tab("あなたを待っている案件", "/approvals", not show, len(waiting) + len(pending)),
        Tab("すべての回議", "/approvals?show=all", bool(show)),
    ]
    return door.page(
        "approvals/list.html",
        tab_items=tabs,
        rows=shapes,
        pending={row.id for row in pending},
        show=show,
        labels=APPROVAL.labels,
        next_url=f"/approvals?show={show if show in APPROVAL.labels else 'all'}&cursor={next_cursor}" if next_cursor else None,
    )


@page("/approvals/{approval_id:uuid}")
def record_page(door: WebDoor, approval_id: FromPath[UUID]) -> Response[bytes]:
    return _record(door, approval_id)


def _record(door: WebDoor, approval_id: UUID, problems: Mapping[str, str] | None = None) -> Response[bytes]:
    with door.reading() as session:
        desk = _desk(door, session, approval_id)
        record, available, has_scan = service.shape(desk), desk.available(), bool(desk.approval.outside_file)
        entries = [_entry(row) for row in timeline(session, [approval_id])]
    actions = action_buttons(available, f"/approvals/{approval_id}", tones=TONES, hints=HINTS, confirms=CONFIRMS)
    return door.page(
        "approvals/record.html",
        record=record,
        route_steps=[_box(step) for step in record.steps],
        actions=actions,
        entries=entries,
        problems=problems or {},
        has_scan=has_scan,
        record_url=RECORD_URLS.get(record.noun, "").format(record.record_id),
    )


# Where the pages of a decided record stand, by its noun; a noun without a page of its own is left out.
RECORD_URLS = {
    "contract": "/contracts/{}",
    "waiver": "/waivers/{}",
    "amendment": "/amendments/{}",
    "subcontract": "/subcontracts/{}",
    "check_sheet": "/check-sheets/{}",
    "measure": "/measures/{}",
    "cloud_use": "/cloud-uses/{}",
    "assessment_exception": "/assessment-exceptions/{}",
    "sns_account": "/sns-accounts/{}",
    "sns_change": "/sns-changes/{}",
}


def _desk(door: WebDoor, session: Session, approval_id: UUID) -> Desk:
    rule = current(session, door.parts.clock.today()).policy.reading.rule("approvals")
    row = queries.one(session, door.actor, rule, approval_id)
    return Desk(session, door.actor, row, door.parts.clock.today())


def _box(step: StepOut) -> RouteStep:
    note = f"後閲 {step.looked_after_name}" if step.looked_after_at else step.acted_post if step.acted_as == "代決" else ""
    return RouteStep(
        kind=step.decides_as or step.kind,
        post=step.post_title,
        name=step.acted_name or None,
        on=step.acted_at,
        mark=MARKS.get(step.acted_as),
        current=step.status == "current",
        note=note,
    )


def _entry(row: AuditRow) -> TimelineEntry:
    who = f"{row.actor_post} {row.actor_name}".strip()
    return TimelineEntry(row.at, row.summary, who, row.reason, "danger" if row.to_status in ("returned", "rejected") else "")


@page("/approvals/{approval_id:uuid}/decide-for")
def decide_for_page(door: WebDoor, approval_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, approval_id, "decide_for", shown())


@page("/approvals/{approval_id:uuid}/record-outside")
def record_outside_page(door: WebDoor, approval_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, approval_id, "record_outside", shown({"mode": "決裁"}))


def _asking(door: WebDoor, approval_id: UUID, action: str, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        record = service.shape(_desk(door, session, approval_id))
    return door.page(f"approvals/{action}.html", record=record, form=bound)


@page("/approvals/{approval_id:uuid}/scan")
def scan(door: WebDoor, approval_id: FromPath[UUID]) -> Response[bytes]:
    """The copy of a decision taken outside, for those who may see the circulation."""
    with door.reading() as session:
        rule = current(session, door.parts.clock.today()).policy.reading.rule("approvals")
        row = queries.one(session, door.actor, rule, approval_id)
    if not row.outside_file:
        raise NotFound
    content = door.parts.files.get(row.outside_file)
    kind = inspect_upload(content, allowed=SCANS)
    name = f"{row.number}_決裁の写し{kind.extension}"
    return Response(content, media_type=kind.media_type, headers={"Content-Disposition": content_disposition(name)})


def routes(endings: Endings) -> list[HTTPRouteHandler]:
    """All pages of the room; ``endings`` tells what a decision sets off in the rooms above."""

    def act(door: WebDoor, approval_id: UUID, action: str, sha256: str = "") -> Response[bytes]:
        clock, asks = door.parts.clock, APPROVAL.row(action).asks

        def work(session: Session, given: BaseModel) -> str:
            given = given.model_copy(update={"file_sha256": sha256}) if action == "record_outside" else given  # no other file
            service.act(
                session,
                door.actor,
                current(session, door.parts.clock.today()).policy,
                endings,
                approval_id,
                action,
                cast(Given, given),
                door.form().version(),
                now=clock.now(),
                today=clock.today(),
            )
            return f"/approvals/{approval_id}"

        def again(bound: Bound[Any]) -> Response[bytes]:
            return _asking(door, approval_id, action, bound) if asks else _record(door, approval_id, bound.faults)

        return door.submit(MODELS.get(action, OpinionIn), work, again, flash=DONE[action], labels=LABELS)

    @form("/approvals/{approval_id:uuid}/record-outside", uploads=True)
    def record_outside(door: WebDoor, approval_id: FromPath[UUID]) -> Response[bytes]:
        try:
            sha256 = _stored(door)
        except Refusal as refused:
            bound = door.form().bind(OutsideDecisionIn, LABELS)
            answer = _asking(door, approval_id, "record_outside", bound.with_faults(refused.errors or _on_file(refused)))
            answer.status_code = refused.status
            return answer
        return act(door, approval_id, "record_outside", sha256)

    plain = [_route(row.action, act) for row in APPROVAL.transitions if row.action != "record_outside"]
    return [list_page, record_page, decide_for_page, record_outside_page, scan, record_outside, *plain]


def _route(action: str, act: Callable[[WebDoor, UUID, str], Response[bytes]]) -> HTTPRouteHandler:
    """One address for each action, as in the API."""

    @form(f"/approvals/{{approval_id:uuid}}/{action.replace('_', '-')}")
    def take(door: WebDoor, approval_id: FromPath[UUID]) -> Response[bytes]:
        return act(door, approval_id, action)

    return take


def _stored(door: WebDoor) -> str:
    """The SHA-256 of the copy, kept before the transaction; empty when none was chosen."""
    given = door.form().file("_scan")
    if given is None:
        return ""
    content = given.file.read()
    inspect_upload(content, allowed=SCANS, limits=UploadLimits(max_bytes=door.parts.settings.max_upload_bytes))
    return door.parts.files.put(content).sha256


def _on_file(refused: Refusal) -> list[FieldFault]:
    return [FieldFault("/_scan", refused.detail)]
