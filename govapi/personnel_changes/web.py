"""The pages of the lists of moves: handed in with a preview, made final, corrected, withdrawn. The personnel office alone."""

from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.edge.answers import file_answer
from govapi.edge.shapes import Day, Input, Line, RequiredLine
from govapi.files.headed_table import HeadedTable
from govapi.files.inspect import Kind
from govapi.kit.errors import FieldFault, Invalid, NotFound, Refusal
from govapi.people import queries as people
from govapi.personnel_changes import queries, service
from govapi.personnel_changes.importing.reading.service import open_list
from govapi.personnel_changes.importing.service import look
from govapi.personnel_changes.importing.template.service import FILE_NAME, workbook
from govapi.personnel_changes.queries import Filters
from govapi.personnel_changes.rules import MAX_ROWS
from govapi.personnel_changes.schemas import PersonnelChangePatch, PreviewOut
from govapi.personnel_changes.tables import PersonnelChange
from govapi.personnel_changes.workflow import PERSONNEL_CHANGE
from govapi.policy.store import StoredPolicy, current, unchanged
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record
from govapi.web.uploads import REFUSED, CellLine
from govapi.workflow.machine import Available

HOME = "/personnel-changes"
ONE = f"{HOME}/{{change_id:uuid}}"
PAGE_SIZE, LINES = 50, 200
TONES: dict[str, Tone] = {"draft": "warn", "applied": "info", "published": "good", "withdrawn": "danger"}
LABELS = {"title": "件名", "publish_on": "公表日", "remark": "備考", "file": "異動の一覧"}
CONFIRMS = {"withdraw": "この一覧を取り下げます。公表した後であれば、登録した発令と引継ぎも取り消します。元に戻せません。"}
HINTS = {"apply": "公表日になると、発令、引継ぎ及び期限のある仕事が現れます。公表日が今日以前のときは、すぐに公表します。"}


class ListFormIn(Input):
    """What the form of a new list sends. ``act``: check or store."""

    title: RequiredLine
    publish_on: Day
    remark: Line = ""
    file: object = None
    act: Literal["check", "store"] = "check"


class CorrectionFormIn(Input):
    """What the form of a corrected list sends."""

    file: object = None
    act: Literal["check", "store"] = "check"


@page(HOME)
def list_page(door: WebDoor, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        queries.may_read(door.actor, policy)
        chosen = status if status in PERSONNEL_CHANGE.labels else None
        found = queries.listed(session, door.actor, policy, Filters(chosen), limit=PAGE_SIZE, cursor=cursor or None)
        rows = service.briefs(session, found.items, today)
    following = f"{HOME}?{urlencode({'status': status, 'cursor': found.next_cursor})}" if found.next_cursor else None
    return door.page(
        "personnel_changes/list.html",
        rows=rows,
        status=status,
        statuses=list(PERSONNEL_CHANGE.labels.items()),
        tones=TONES,
        next_url=following,
    )


@page(f"{HOME}/template")
def template(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        stored = _office(door, session)
        own, _others = people.sections(session, door.actor, clock.today(), everywhere="personnel_office")
    content = workbook(stored.policy.personnel, [one.label for one in own], clock.now())
    return file_answer(content, FILE_NAME, Kind.XLSX.media_type)


@page(f"{HOME}/new")
def new_page(door: WebDoor) -> Response[bytes]:
    return _new(door, shown())


def _new(door: WebDoor, bound: Bound[Any], status: int = 200, looked: PreviewOut | None = None) -> Response[bytes]:
    return _upload(door, "personnel_changes/new.html", bound, status, looked, None)


def _upload(
    door: WebDoor, name: str, bound: Bound[Any], status: int, looked: PreviewOut | None, change_id: UUID | None
) -> Response[bytes]:
    with door.reading() as session:
        stored = _office(door, session)
        change = queries.one(session, door.actor, stored.policy, change_id) if change_id else None
    return door.page(
        name,
        status_code=status,
        change=change,
        form=bound,
        looked=looked,
        faults=[CellLine.of(one) for one in looked.faults if "：" in one.message] if looked else [],
        general=[one.message for one in looked.faults if "：" not in one.message] if looked else [],
        columns=[(column.headings, column.required) for column in stored.policy.personnel.columns],
        most_rows=MAX_ROWS,
        limit_mb=door.parts.settings.max_upload_bytes >> 20,
        version=change.version if change else None,
    )


@form(f"{HOME}/new", uploads=True)
def take_in(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the list through, ``store`` to take it in."""
    bound = door.form().bind(ListFormIn, LABELS)
    given = bound.value
    if given is None:
        return _new(door, bound, 422)

    def store(session: Session, stored: StoredPolicy, table: HeadedTable) -> PersonnelChange:
        today = door.parts.clock.today()
        return service.take_in(session, door.actor, stored, given.title, given.publish_on, given.remark, table, today)

    return _taking(door, given.act, None, bound, lambda *again: _new(door, *again), store)


@page(f"{ONE}/list")
def correction_page(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
    return _correction(door, change_id, shown())


def _correction(
    door: WebDoor, change_id: UUID, bound: Bound[Any], status: int = 200, looked: PreviewOut | None = None
) -> Response[bytes]:
    return _upload(door, "personnel_changes/correction.html", bound, status, looked, change_id)


@form(f"{ONE}/list", uploads=True)
def correct(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
    bound = door.form().bind(CorrectionFormIn, LABELS)
    given, now, today = bound.value, door.parts.clock.now(), door.parts.clock.today()
    if given is None:
        return _correction(door, change_id, bound, 422)

    def store(session: Session, stored: StoredPolicy, table: HeadedTable) -> PersonnelChange:
        row = service.held(session, door.actor, stored, change_id, door.form().version())
        return service.replace_list(session, door.actor, stored, row, table, now=now, today=today)

    return _taking(door, given.act, change_id, bound, lambda *again: _correction(door, change_id, *again), store)


def _taking(
    door: WebDoor,
    asked: str,
    change_id: UUID | None,
    bound: Bound[Any],
    again: Callable[..., Response[bytes]],
    store: Callable[[Session, StoredPolicy, HeadedTable], PersonnelChange],
) -> Response[bytes]:
    """Looks the file through; with faults or asked only to look, the page again with what was found; else it is stored."""
    today = door.parts.clock.today()
    try:
        with door.reading() as session:
            seen = _office(door, session)
        table = _opened(door, seen)
        with door.reading() as session:
            row = queries.one(session, door.actor, seen.policy, change_id) if change_id else None
            looked = look(session, seen.policy.personnel, table, row, today)
            preview = service.looked_shape(session, seen, looked, today)
        if looked.faults or asked == "check":
            return again(bound, 422 if looked.faults else 200, preview)
        with door.writing() as session:
            stored = current(session, today)
            unchanged(seen, stored)
            change = store(session, stored, table)
        return door.redirect(
            f"{HOME}/{change.id}",
            f"一覧を取り込みました（{change.number}、第{change.edition}版）。内容を確かめて、確定してください。",
        )
    except Refusal as refused:
        if refused.status not in REFUSED:
            raise
        told = "　".join(dict.fromkeys(one.message for one in refused.errors)) or refused.detail
        return again(bound.with_faults([FieldFault("/file", told)]), refused.status)


def _opened(door: WebDoor, stored: StoredPolicy) -> HeadedTable:
    file, limit = door.form().file("file"), door.parts.settings.max_upload_bytes
    if file is None:
        raise Invalid("異動の一覧のファイル（.xlsx又は.csv）を選んでください。", pointer="/file")
    return open_list(file.file.read(limit + 1), file.filename, stored.policy.personnel, limit)


def _office(door: WebDoor, session: Session) -> StoredPolicy:
    """The policy set in force; NotFound for whoever is not of the personnel office."""
    stored = current(session, door.parts.clock.today())
    queries.may_read(door.actor, stored.policy)
    return stored


@page(ONE)
def show(door: WebDoor, change_id: FromPath[UUID], cursor: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = _office(door, session)
        row = queries.one(session, door.actor, stored.policy, change_id)
        out = service.shape(session, door.actor, row, today)
        waits = row.status in ("draft", "applied") or out.correction_waits
        preview = service.preview_of(session, stored, row, today) if waits else None
        found = queries.moves_page(session, row, limit=LINES, cursor=cursor or None)
        moves = service.move_shapes(session, found.items)
        history = past(session, row.id, PERSONNEL_CHANGE.labels)
    offered = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in out.available_actions]
    return door.page(
        "personnel_changes/record.html",
        out=out,
        tone=TONES[out.status],
        preview=preview,
        moves=moves,
        next_url=f"{HOME}/{out.id}?{urlencode({'cursor': found.next_cursor})}" if found.next_cursor else None,
        history=history,
        actions=action_buttons(offered, f"{HOME}/{out.id}", tones={"withdraw": "danger"}, hints=HINTS, confirms=CONFIRMS),
    )


@page(f"{ONE}/edit")
def edit_page(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, change_id, None)


def _edit(door: WebDoor, change_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        row = queries.one(session, door.actor, _office(door, session).policy, change_id)
    if row.status not in ("draft", "applied"):
        raise NotFound("今の状態では、この手続は行えません。人事異動の画面に戻ってください。")
    values = {"title": row.title, "publish_on": row.publish_on, "remark": row.remark}
    version = row.version if bound is None or first else door.form().version()
    return door.page("personnel_changes/edit.html", change=row, form=bound or shown(values), first=first, version=version)


@form(f"{ONE}/edit")
def edit(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: PersonnelChangePatch) -> str:
        today = door.parts.clock.today()
        row = service.held(session, door.actor, current(session, today), change_id, door.form().version())
        service.revise(session, door.actor, row, given, today)
        return f"{HOME}/{change_id}"

    def again(bound: Bound[PersonnelChangePatch], first: str) -> Response[bytes]:
        return _edit(door, change_id, bound, first)

    return submit_on_record(door, change_id, PersonnelChangePatch, work, again, flash="保存しました。", labels=LABELS)


def _button(action: str) -> HTTPRouteHandler:
    @form(f"{ONE}/{action}")
    def press(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        now, today = door.parts.clock.now(), door.parts.clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.held(session, door.actor, stored, change_id, door.form().version())
            service.act(session, door.actor, stored, row, action, bound.value, now=now, today=today)
        return door.redirect(f"{HOME}/{change_id}", f"「{PERSONNEL_CHANGE.row(action).label}」を行いました。")

    return press


ROUTES: list[Any] = [
    list_page,
    template,
    new_page,
    take_in,
    show,
    edit_page,
    edit,
    correction_page,
    correct,
    *(_button(row.action) for row in PERSONNEL_CHANGE.transitions if row.is_for_people),
]
