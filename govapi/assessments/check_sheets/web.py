"""The pages of the check sheets: the list, the record with everything about a round, sending and withdrawing it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, buttons, past
from govapi.approvals.proceedings.web import withdraw as give_up
from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers import service as answers
from govapi.assessments.check_sheets.answers import web as answers_web
from govapi.assessments.check_sheets.deciding import web as deciding_web
from govapi.assessments.check_sheets.letters import service as letters
from govapi.assessments.check_sheets.letters import web as letters_web
from govapi.assessments.check_sheets.overview.service import briefs, shape
from govapi.assessments.check_sheets.queries import Filters
from govapi.assessments.check_sheets.reviewing import web as reviewing_web
from govapi.assessments.check_sheets.reviewing.service import breakdown_shape
from govapi.assessments.check_sheets.schemas import CheckSheetOut
from govapi.assessments.check_sheets.sending import service as sending
from govapi.assessments.check_sheets.sending import web as sending_web
from govapi.assessments.check_sheets.service import who
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, STAFF
from govapi.documents import queries as documents
from govapi.duties.queries import of_record
from govapi.edge.shapes import Input
from govapi.kit.errors import NotFound
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.shapes import Tone

PAGE_SIZE = 50
TONES: Mapping[str, Tone] = {
    "awaiting": "warn", "answered": "info", "in_approval": "info", "decided": "good", "withdrawn": "danger",
}  # fmt: skip


@page("/check-sheets")
def list_page(
    door: WebDoor,
    status: FromQuery[str] = "",
    tier: FromQuery[str] = "",
    late: FromQuery[str] = "",
    assessment_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    asked = {"status": status[:20], "tier": tier[:1], "late": late[:4], "assessment_id": str(assessment_id or "")}
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        filters = _filters(asked, assessment_id, today)
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = briefs(session, policy, found.items, today)
    return door.page(
        "assessments/check_sheets/list.html",
        rows=rows,
        asked=asked,
        narrowed=any(asked.values()),
        tones=TONES,
        statuses=list(CHECK_SHEET.labels.items()),
        tiers=[(one.code, one.label) for one in policy.assessing.tiers],
        next_url=_url(asked, found.next_cursor) if found.next_cursor else None,
        first_url=_url(asked) if cursor else None,
    )


def _filters(asked: Mapping[str, str], assessment_id: UUID | None, today: date) -> Filters:
    """The filters of an address; what cannot be read narrows nothing."""
    return Filters(
        status=asked["status"] if asked["status"] in CHECK_SHEET.labels else None,
        tier=asked["tier"] or None,
        assessment_id=assessment_id,
        late_on=today if asked["late"] == "true" else None,
    )


def _url(asked: Mapping[str, str], cursor: str | None = None) -> str:
    given = {name: value for name, value in {**asked, "cursor": cursor or ""}.items() if value}
    return f"/check-sheets?{urlencode(given)}"


@page("/check-sheets/{check_sheet_id:uuid}")
def show(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        sheet = queries.one(session, door.actor, policy, check_sheet_id)
        found = answers.load(session, sheet)
        out = shape(session, door.actor, sheet, today, found.rows)
        made = documents.of_record(session, sheet.id)
        context: dict[str, Any] = {
            "duties": of_record(session, sheet.id),
            "history": past(session, sheet.id, CHECK_SHEET.labels),
            "letters": letters.offered(door.actor, sheet, made),
            "made": made,
            "previous_open": _openable(session, door, policy, sheet.previous_id),
        }
    may = bool(who(door.actor, sheet) & STAFF)
    return door.page(
        "assessments/check_sheets/record.html",
        out=out,
        today=today,
        tone=TONES.get(out.status, ""),
        summary=breakdown_shape(found),
        may=may,
        actions=_buttons(out),
        **context,
    )


def _openable(session: Session, door: WebDoor, policy: PolicySet, sheet_id: UUID | None) -> bool:
    """Whether the reader may open this other round."""
    if sheet_id is None:
        return False
    try:
        queries.one(session, door.actor, policy, sheet_id)
    except NotFound:
        return False
    return True


def _buttons(out: CheckSheetOut) -> Any:
    withdrawing = f"チェックシート（{out.number}）を取り下げます。元に戻せません。"
    return buttons(out.available_actions, f"/check-sheets/{out.id}", withdrawing)


class SendIn(Input):
    """The button to send has no further fields."""


@form("/check-sheets/{check_sheet_id:uuid}/send")
def send(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    with door.writing() as session:
        _act(door, session, check_sheet_id, "send", SendIn())
    flash = "「回答待ち」にしました。回答票（Excel）又は回答用リンクを委託先に送ってください。"
    return door.redirect(f"/check-sheets/{check_sheet_id}", flash)


@form("/check-sheets/{check_sheet_id:uuid}/withdraw")
def withdraw(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: WithdrawIn) -> None:
        _act(door, session, check_sheet_id, "withdraw", given)

    return give_up(door, f"/check-sheets/{check_sheet_id}", work)


def _act(door: WebDoor, session: Session, sheet_id: UUID, action: str, given: Input) -> None:
    clock = door.parts.clock
    policy, version = current(session, clock.today()).policy, door.form().version()
    sending.act(session, door.actor, policy, sheet_id, action, given, version, now=clock.now(), today=clock.today())


ROUTES: list[Any] = [
    list_page,
    show,
    send,
    withdraw,
    *sending_web.ROUTES,
    *answers_web.ROUTES,
    *reviewing_web.ROUTES,
    *deciding_web.ROUTES,
    *letters_web.ROUTES,
]
