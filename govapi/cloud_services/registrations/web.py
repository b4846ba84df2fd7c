"""The pages of the published lists: finding an entry, taking a list in with every fault by its cell, and what it changed."""

from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import past
from govapi.cloud_services.registrations import queries, service
from govapi.cloud_services.registrations.following.answers import web as answers_web
from govapi.cloud_services.registrations.matching import queries as match_queries
from govapi.cloud_services.registrations.matching import service as matches
from govapi.cloud_services.registrations.matching import web as matching_web
from govapi.cloud_services.registrations.matching.web import tabs
from govapi.cloud_services.registrations.queries import Filters
from govapi.cloud_services.registrations.reading.rules import MAX_ROWS
from govapi.cloud_services.registrations.reading.service import open_list
from govapi.cloud_services.registrations.rules import STATES
from govapi.cloud_services.registrations.schemas import ListCheckOut
from govapi.edge.answers import file_answer
from govapi.edge.shapes import Day, Identifier, Input
from govapi.files.headed_table import KINDS, HeadedTable
from govapi.files.uploads import content
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.policy.schema.cloud import Registry
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.uploads import REFUSED, CellLine

PAGE_SIZE = 50
TONES: dict[str, Tone] = {"renewing": "info", "suspended": "warn", "cancelled": "danger", "gone": "danger"}
LABELS = {"registry": "一覧の種類", "fetched_on": "取得日", "file": "一覧のファイル", "gone_accepted": "掲載のなくなる登録"}


class ListFormIn(Input):
    """What the form sends. ``act``: check or store."""

    registry: Identifier
    fetched_on: Day
    file: object = None
    gone_accepted: Literal["", "yes"] = ""
    act: Literal["check", "store"] = "check"


@page("/registrations")
def list_page(
    door: WebDoor,
    q: FromQuery[str] = "",
    registry: FromQuery[str] = "",
    status: FromQuery[str] = "",
    matched: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    today, asked = door.parts.clock.today(), {"q": q, "registry": registry, "status": status, "matched": matched}
    with door.reading() as session:
        policy = current(session, today).policy
        held = {"yes": True, "no": False}.get(matched)
        filters = Filters(q[:200], registry[:64] or None, status if status in STATES else None, None, held)
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = [service.shape(row, policy, today) for row in found.items]
        newest = [(one.label, queries.newest_list(session, one.key)) for one in policy.cloud.registries]
    narrowed = {name: value for name, value in asked.items() if value}
    following = f"/registrations?{urlencode({**narrowed, 'cursor': found.next_cursor})}" if found.next_cursor else None
    return door.page(
        "cloud_services/registrations/list.html",
        tabs=tabs("list"),
        rows=rows,
        asked=asked,
        newest=newest,
        registries=[(one.key, one.label) for one in policy.cloud.registries],
        states=list(STATES.items()),
        tones=TONES,
        may_import=may_import(door),
        next_url=following,
        first_url=f"/registrations?{urlencode(narrowed)}" if cursor else None,
    )


def may_import(door: WebDoor) -> bool:
    return "security_office" in door.actor.duties


@page("/registrations/{registration_id:uuid}")
def show(door: WebDoor, registration_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, registration_id)
        held = match_queries.listed(
            session, door.actor, policy, status=None, service_id=None, registration_id=row.id, limit=100, cursor=None
        )
        found = matches.shapes(session, door.actor, held.items, policy, today)
        history = past(session, row.id, STATES)
    out = service.shape(row, policy, today)
    return door.page("cloud_services/registrations/record.html", out=out, matches=found, history=history)


@page("/registrations/imports")
def import_page(door: WebDoor) -> Response[bytes]:
    return _page(door, shown({"fetched_on": door.parts.clock.today()}))


@page("/registrations/imports/{list_id:uuid}")
def imported_page(door: WebDoor, list_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        out = service.list_shape(queries.one_list(session, door.actor, policy, list_id), policy)
    lines = [CellLine.of(one) for one in out.warnings]
    return door.page("cloud_services/registrations/imported.html", out=out, lines=lines)


@page("/registrations/imports/{list_id:uuid}/content")
def download(door: WebDoor, list_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        row = queries.one_list(session, door.actor, current(session, door.parts.clock.today()).policy, list_id)
    media = KINDS[row.filename.rpartition(".")[2]]
    return file_answer(content(door.parts.files, row.sha256), row.filename, media)


@form("/registrations/imports", uploads=True)
def import_form(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the list through, ``store`` to take it in."""
    with door.reading():
        service.may_import(door.actor)
    bound = door.form().bind(ListFormIn, LABELS)
    given = bound.value
    if given is None:
        return _page(door, bound, 422)
    try:
        registry, published = _opened(door, given.registry)
        looked = _looked(door, registry, given.fetched_on, published)
        if looked.fault_count or given.act == "check":
            return _page(door, bound, 422 if looked.fault_count else 200, looked=looked)
        return _store(door, registry, given, published)
    except Refusal as refused:
        if refused.status not in REFUSED:
            raise
        told = [FieldFault(one.pointer or "/file", one.message) for one in refused.errors]
        place = "/gone_accepted" if refused.code == "many_gone" else "/file"
        return _page(door, bound.with_faults(told or [FieldFault(place, refused.detail)]), refused.status)


def _opened(door: WebDoor, registry_key: str) -> tuple[Registry, HeadedTable]:
    file, limit = door.form().file("file"), door.parts.settings.max_upload_bytes
    with door.reading() as session:
        registry = service.registry_of(current(session, door.parts.clock.today()).policy, registry_key)
    if file is None:
        raise Invalid("公表された一覧のファイル（.xlsx又は.csv）を選んでください。", pointer="/file")
    return registry, open_list(file.file.read(limit + 1), file.filename, registry, limit)


def _looked(door: WebDoor, registry: Registry, fetched_on: date, published: HeadedTable) -> ListCheckOut:
    with door.reading() as session:
        found = service.plan(session, door.actor, registry, fetched_on, published, door.parts.clock.today())
        return service.check_shape(session, found)


def _store(door: WebDoor, registry: Registry, given: ListFormIn, published: HeadedTable) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    door.parts.files.put(published.data)
    with door.writing() as session:
        row = service.import_list(
            session,
            door.actor,
            current(session, today),
            registry,
            given.fetched_on,
            published,
            gone_accepted=given.gone_accepted == "yes",
            now=now,
            today=today,
        )
    return door.redirect(f"/registrations/imports/{row.id}", f"{registry.label}（{row.rows:,}件）を取り込みました。")


def _page(door: WebDoor, bound: Bound[Any], status: int = 200, *, looked: ListCheckOut | None = None) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        taken = [service.list_shape(row, policy) for row in _past(door, session)]
    return door.page(
        "cloud_services/registrations/imports.html",
        status_code=status,
        tabs=tabs("imports"),
        form=bound,
        looked=looked,
        faults=[CellLine.of(one) for one in looked.faults] if looked else [],
        warnings=[CellLine.of(one) for one in looked.warnings] if looked else [],
        past=taken,
        registries=[(one.key, one.label) for one in policy.cloud.registries],
        columns=[(one.label, [(column.headings, column.required) for column in one.columns]) for one in policy.cloud.registries],
        most_rows=MAX_ROWS,
        limit_mb=door.parts.settings.max_upload_bytes >> 20,
        may_import=may_import(door),
    )


def _past(door: WebDoor, session: Session) -> Any:
    policy = current(session, door.parts.clock.today()).policy
    return queries.lists(session, door.actor, policy, None, limit=20, cursor=None).items


ROUTES = [
    list_page,
    show,
    import_page,
    imported_page,
    download,
    import_form,
    *matching_web.ROUTES,
    *answers_web.ROUTES,
]
