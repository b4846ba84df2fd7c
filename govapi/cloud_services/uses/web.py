"""The pages of the uses: the list, the page of one, submitting it, and its further steps."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn
from govapi.cloud_services import queries as services
from govapi.cloud_services.deciding import service as deciding
from govapi.cloud_services.uses import queries, service
from govapi.cloud_services.uses.drafting import web as drafting
from govapi.cloud_services.uses.drafting.rules import FORM_LABELS, tab_of
from govapi.cloud_services.uses.drafting.web import judged, open_draft
from govapi.cloud_services.uses.queries import Filters
from govapi.cloud_services.uses.record.web import TONES, record_page
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.schemas import AgainIn
from govapi.cloud_services.uses.showing import service as showing
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.contracts.interventions.web import Concerns
from govapi.contracts.schemas import SubmitIn
from govapi.kit.errors import Invalid
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.policy.schema.cloud import Zone
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tab
from govapi.web.stale import submit_on_record

PAGE_SIZE = 50
VIEWS: Mapping[str, str] = {"approved": "承認済みの利用（全庁）", "mine": "自分の課の申請と利用", "all": "閲覧できる全ての利用"}
OTHERS = (
    ("台帳", "/cloud-uses/ledger"),
    ("サービスの一覧", "/cloud-services"),
    ("登録の一覧（ＩＳＭＡＰ等）", "/registrations"),
    ("管理者の一覧", "/cloud-uses/managers"),
    ("承認のない利用", "/unapproved-uses"),
    ("移行登録", "/cloud-uses/intake"),
)
ASKING = ("submit",)
NOTE = "次のとおり、クラウドサービスを利用してよろしいか伺います。"


@page("/cloud-uses")
def list_page(
    door: WebDoor,
    view: FromQuery[str] = "approved",
    q: FromQuery[str] = "",
    status: FromQuery[str] = "",
    department: FromQuery[str] = "",
    grade: FromQuery[str] = "",
    zone: FromQuery[str] = "",
    service_id: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    view = view if view in VIEWS else "approved"
    asked = {"q": q[:200], "status": status, "department": department, "grade": grade, "zone": zone, "service_id": service_id}
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        filters = _filters(view, asked, door.actor)
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = showing.brief(session, found.items, policy, today)
        chosen = services.one(session, door.actor, policy, filters.service_id) if filters.service_id else None
        sections = [(one.id, one.name) for one in departments(session, today)]
    return door.page(
        "cloud_services/uses/list.html",
        view=view,
        views=[Tab(label, _url({"view": key}), key == view) for key, label in VIEWS.items()],
        others=OTHERS,
        rows=rows,
        asked=asked,
        service=chosen,
        sections=sections,
        statuses=[(key, label) for key, label in CLOUD_USE.labels.items() if view != "approved" or key in LIVE],
        classes=[(one.code, one.label) for one in policy.classification.confidentiality],
        zones=[(one.value, one.label) for one in Zone],
        tones=TONES,
        narrowed=any(asked.values()),
        next_url=_url({"view": view, **asked, "cursor": found.next_cursor or ""}) if found.next_cursor else None,
        first_url=_url({"view": view, **asked}) if cursor else None,
    )


def _filters(view: str, asked: Mapping[str, str], actor: Actor) -> Filters:
    """The filters of an address; what cannot be read narrows nothing."""
    own = actor.posts[0].department_id if actor.posts and view == "mine" else None
    return Filters(
        q=asked["q"],
        status=asked["status"] if asked["status"] in CLOUD_USE.labels else None,
        live=True if view == "approved" else None,
        service_id=_uuid(asked["service_id"]),
        department_id=own or _uuid(asked["department"]),
        zone=asked["zone"] if asked["zone"] in set(Zone) else None,
        class_code=asked["grade"] or None,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _url(asked: Mapping[str, str]) -> str:
    return f"/cloud-uses?{urlencode({name: value for name, value in asked.items() if value})}"


@page("/cloud-uses/{use_id:uuid}/submit")
def submit_page(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return _submitting(door, use_id, None)


def _submitting(door: WebDoor, use_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """What the rules say, before anything is submitted."""
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = open_draft(door, session, stored, use_id)
        out = showing.whole(session, door.actor, row, stored, today)
        context = judged(door, session, stored, row)
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    return door.page(
        "cloud_services/uses/submit.html",
        out=out,
        form=bound or shown({"note": NOTE}),
        first=first,
        blocked=offered is None or bool(offered.blocked_because),
        missing=[(sentence, tab_of(sentence)) for sentence in out.missing],
        version=out.version if bound is None or first else door.form().version(),
        **context,
    )


@form("/cloud-uses/{use_id:uuid}/submit")
def submit(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: SubmitIn) -> str:
        step(door, session, use_id, "submit", given, door.form().version())
        return f"/cloud-uses/{use_id}"

    def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
        return _submitting(door, use_id, bound, first)

    flash = "利用を申請し、回議に付しました。"
    return submit_on_record(door, use_id, SubmitIn, work, again, flash=flash, labels=FORM_LABELS)


def step(door: WebDoor, session: Session, use_id: UUID, action: str, given: BaseModel, version: int) -> None:
    """One step of a use in the name of whoever sits at the browser."""
    clock = door.parts.clock
    today = clock.today()
    stored = current(session, today)
    deciding.act(session, door.actor, stored, use_id, action, given, version, now=clock.now(), today=today)


@form("/cloud-uses/{use_id:uuid}/again")
def apply_again(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    """A change or a renewal, begun from the last application."""
    today = door.parts.clock.today()
    bound = door.form().bind(AgainIn, {"occasion": "変更又は更新"})
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    with door.writing() as session:
        stored = current(session, today)
        row = service.again(session, door.actor, stored, use_id, bound.value.occasion, today, door.form().version())
        url = f"/cloud-uses/{row.id}/edit"
    return door.redirect(url, "前の申請の内容を写した下書きを作りました。変わるところを直してください。")


def pressed() -> list[HTTPRouteHandler]:
    """A form for every action that asks for no more than a reason."""
    return [_button(row.action) for row in CLOUD_USE.transitions if row.is_for_people and row.action not in ASKING]


def _button(action: str) -> HTTPRouteHandler:
    @form(f"/cloud-uses/{{use_id:uuid}}/{action.replace('_', '-')}")
    def press(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        with door.writing() as session:
            step(door, session, use_id, action, bound.value, door.form().version())
        return door.redirect(f"/cloud-uses/{use_id}", f"「{CLOUD_USE.row(action).label}」を行いました。")

    return press


def routes(concerns: Concerns) -> list[Any]:
    """The pages; ``concerns`` tells what other rooms have to say about a use."""

    @page("/cloud-uses/{use_id:uuid}")
    def show(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
        return record_page(door, use_id, concerns)

    return [*drafting.ROUTES, list_page, show, submit_page, submit, apply_again, *pressed()]
