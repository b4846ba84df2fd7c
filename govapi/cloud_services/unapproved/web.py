"""The pages of the unapproved uses."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.cloud_services import queries as services
from govapi.cloud_services.unapproved import queries, service
from govapi.cloud_services.unapproved.queries import Filters
from govapi.cloud_services.unapproved.rules import OUTCOMES, deadline_for
from govapi.cloud_services.unapproved.schemas import (
    InstructionIn,
    ReportIn,
    UnapprovedUseIn,
    UnapprovedUseOut,
    UnapprovedUsePatch,
)
from govapi.cloud_services.unapproved.showing.service import rows, shape
from govapi.cloud_services.unapproved.workflow import INSTRUCTING, UNAPPROVED_USE
from govapi.cloud_services.uses import queries as uses
from govapi.contracts.interventions.web import Concerns
from govapi.duties import queries as duties
from govapi.kit.errors import Invalid, NotAllowed, NotFound
from govapi.people.queries import departments
from govapi.people.relations import relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

PAGE_SIZE, MANY = 50, 200
HOME = "/unapproved-uses"
LABELS = {
    "department_id": "利用していた課", "service_id": "台帳のサービス", "service_name": "サービスの名称", "found_on": "発見した日",
    "how_found": "発見の経緯", "purpose": "利用の目的", "information": "入力した情報", "class_code": "入力した情報の分類",
    "personal": "個人情報", "deadline": "対応の期限", "instruction": "指示の内容", "report": "対応の内容", "stopped_on": "利用を停止した日",
    "data_removed_on": "情報を消去した日", "use_id": "事後の利用申請", "prevention": "再発防止のための措置", "reason": "確認の内容",
}  # fmt: skip
TONES: dict[str, Tone] = {"found": "danger", "stopping": "warn", "applying": "warn", "reported": "info", "closed": "good"}
MODELS: dict[str, type[BaseModel]] = {"order_stop": InstructionIn, "ask_application": InstructionIn, "report": ReportIn}
PAGES = {"order_stop": "instruct", "ask_application": "instruct", "report": "report"}
CONFIRMS = {
    "close_removed": "利用の停止と情報の消去を確認して、対応を終えます。",
    "close_approved": "事後の許可を確認して、対応を終えます。",
    "close_no_use": "クラウドサービスの利用ではなかったとして、対応を終えます。",
}


@page(HOME)
def list_page(
    door: WebDoor,
    status: FromQuery[str] = "",
    outcome: FromQuery[str] = "",
    late: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    asked = {"status": status, "outcome": outcome, "late": "1" if late else ""}
    filters = Filters(
        status=status if status in UNAPPROVED_USE.labels else None,
        outcome=outcome if outcome in OUTCOMES else None,
        late_on=today if late else None,
    )
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        listed = rows(session, found.items, policy, today)
        may_record = bool(_sections(session, door))
    return door.page(
        "cloud_services/unapproved/list.html",
        rows=listed,
        asked=asked,
        statuses=list(UNAPPROVED_USE.labels.items()),
        outcomes=list(OUTCOMES.items()),
        tones=TONES,
        may_record=may_record,
        next_url=f"{HOME}?{urlencode(asked | {'cursor': found.next_cursor})}" if found.next_cursor else None,
        first_url=f"{HOME}?{urlencode(asked)}" if cursor else None,
    )


def _sections(session: Session, door: WebDoor) -> list[tuple[UUID, str]]:
    """The sections of which this person may record a use."""
    return [
        (one.id, one.name)
        for one in departments(session, door.parts.clock.today())
        if relations(door.actor, one.path, one.id) & INSTRUCTING
    ]


def _services(session: Session, door: WebDoor, policy: PolicySet) -> list[tuple[UUID, str]]:
    found = services.listed(session, door.actor, policy, services.Filters(), limit=MANY, cursor=None)
    return [(one.id, one.name) for one in found.items]


def _classes(policy: PolicySet) -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in policy.classification.confidentiality]


@page(f"{HOME}/new")
def new_page(door: WebDoor, service_id: FromQuery[UUID | None] = None) -> Response[bytes]:
    today = door.parts.clock.today()
    name = ""
    if service_id is not None:
        with door.reading() as session:
            name = services.one(session, door.actor, current(session, today).policy, service_id).name
    values = {"service_id": service_id, "service_name": name, "found_on": today, "deadline": deadline_for(None, today)}
    return _new(door, shown(values))


def _new(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        sections, known = _sections(session, door), _services(session, door, policy)
    if not sections:
        raise NotAllowed("承認のない利用を記録できるのは、情報政策担当課の職員と、利用していた課の所属長です。")
    return door.page(
        "cloud_services/unapproved/new.html", form=bound, sections=sections, services=known, classes=_classes(policy)
    )


@form(f"{HOME}/new")
def record(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock
    today = clock.today()

    def work(session: Session, given: UnapprovedUseIn) -> str:
        row = service.record(session, door.actor, current(session, today), given, now=clock.now(), today=today)
        return f"{HOME}/{row.id}"

    flash = "承認のない利用を記録しました。続けて、利用の停止又は申請を指示してください。"
    return door.submit(UnapprovedUseIn, work, lambda bound: _new(door, bound), flash=flash, labels=LABELS)


def record_page(door: WebDoor, record_id: UUID, concerns: Concerns) -> Response[bytes]:
    """The page of a record for whoever may see it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, record_id)
        out = shape(session, door.actor, row, policy, today)
        history = past(session, row.id, UNAPPROVED_USE.labels)
        owed = duties.of_record(session, row.id)
        who = service.who(door.actor, row)
        told = concerns(door, session, row.id)
    return door.page(
        "cloud_services/unapproved/record.html",
        out=out,
        concerns=told,
        tone=TONES.get(out.status, ""),
        history=history,
        duties=owed,
        today=today,
        may_edit=out.status != "closed" and bool(who & INSTRUCTING),
        actions=_buttons(out),
    )


def _buttons(out: UnapprovedUseOut) -> Any:
    offered = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in out.available_actions]
    return action_buttons(offered, f"{HOME}/{out.id}", tones={"close_no_use": "danger"}, confirms=CONFIRMS)


@page(f"{HOME}/{{record_id:uuid}}/edit")
def edit_page(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, record_id, None)


def _edit(door: WebDoor, record_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, record_id)
        if row.status == "closed" or not service.who(door.actor, row) & INSTRUCTING:
            raise NotFound("この記録は変更できません。記録の画面に戻ってください。")
        known = _services(session, door, policy)
    values = {name: getattr(row, name) for name in UnapprovedUsePatch.model_fields}
    return door.page(
        "cloud_services/unapproved/edit.html",
        row=row,
        form=bound or shown(values),
        first=first,
        services=known,
        classes=_classes(policy),
        version=row.version if bound is None or first else door.form().version(),
    )


@form(f"{HOME}/{{record_id:uuid}}/edit")
def edit(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: UnapprovedUsePatch) -> str:
        policy, version = current(session, today).policy, door.form().version()
        service.revise(session, door.actor, policy, record_id, given, version, today)
        return f"{HOME}/{record_id}"

    def again(bound: Bound[UnapprovedUsePatch], first: str) -> Response[bytes]:
        return _edit(door, record_id, bound, first)

    return submit_on_record(door, record_id, UnapprovedUsePatch, work, again, flash="保存しました。", labels=LABELS)


def _asking(door: WebDoor, record_id: UUID, action: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """The page of a step that asks for something; only while this person may take it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, record_id)
        out = shape(session, door.actor, row, policy, today)
        mine = uses.Filters(department_id=row.department_id, service_id=row.service_id)
        asked = uses.listed(session, door.actor, policy, mine, limit=PAGE_SIZE, cursor=None).items
    offered = next((one for one in out.available_actions if one.action == action), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。記録の画面に戻ってください。")
    values = {name: getattr(row, name) for name in ReportIn.model_fields} | {"deadline": deadline_for(None, today)}
    return door.page(
        f"cloud_services/unapproved/{PAGES[action]}.html",
        out=out,
        action=action,
        label=offered.label,
        applications=[(one.id, f"{one.number}　{one.title}") for one in asked],
        form=bound or shown(values),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
    )


def _step(door: WebDoor, session: Session, record_id: UUID, action: str, given: BaseModel, version: int) -> None:
    clock = door.parts.clock
    today = clock.today()
    stored = current(session, today)
    service.act(session, door.actor, stored, record_id, action, given, version, now=clock.now(), today=today)


def _asked(action: str) -> list[HTTPRouteHandler]:
    path = f"{HOME}/{{record_id:uuid}}/{action.replace('_', '-')}"

    @page(path)
    def ask(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
        return _asking(door, record_id, action, None)

    @form(path)
    def take(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: BaseModel) -> str:
            _step(door, session, record_id, action, given, door.form().version())
            return f"{HOME}/{record_id}"

        def again(bound: Bound[BaseModel], first: str) -> Response[bytes]:
            return _asking(door, record_id, action, bound, first)

        flash = f"「{UNAPPROVED_USE.row(action).label}」を記録しました。"
        return submit_on_record(door, record_id, MODELS[action], work, again, flash=flash, labels=LABELS)

    return [ask, take]


def _pressed(action: str) -> HTTPRouteHandler:
    @form(f"{HOME}/{{record_id:uuid}}/{action.replace('_', '-')}")
    def press(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        with door.writing() as session:
            _step(door, session, record_id, action, bound.value, door.form().version())
        return door.redirect(f"{HOME}/{record_id}", "対応を終えました。")

    return press


def routes(concerns: Concerns) -> list[Any]:
    """The pages; ``concerns`` tells what other rooms have to say about an unapproved use."""

    @page(f"{HOME}/{{record_id:uuid}}")
    def show(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
        return record_page(door, record_id, concerns)

    steps = [route for action in MODELS for route in _asked(action)]
    return [list_page, new_page, record, show, edit_page, edit, *steps, *(_pressed(action) for action in CONFIRMS)]
