"""The pages of the measures under a contract, and all pages of the room put together."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.kit.errors import NotFound
from govapi.measures import queries, service
from govapi.measures.desk.queries import company_names, contract_titles
from govapi.measures.desk.web import PAGE_SIZE, around, buttons, file_routes, next_urls, pressed, tabs
from govapi.measures.findings import queries as findings
from govapi.measures.findings import web as findings_web
from govapi.measures.grounds.queries import of_contract
from govapi.measures.incidents import queries as incidents
from govapi.measures.incidents import web as incidents_web
from govapi.measures.letter.service import TEMPLATE, TOLD, letter
from govapi.measures.proposals import web as proposals_web
from govapi.measures.queries import Filters
from govapi.measures.rules import KINDS
from govapi.measures.schemas import MeasureIn, MeasurePatch, PaymentIn
from govapi.measures.workflow import MEASURE
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record

LABELS = {
    "kind": "措置の種類", "contract_id": "契約", "finding_id": "元となる指摘", "incident_id": "元となる事故", "clause_key": "根拠となる条項",
    "reason": "理由", "demand": "求める事項", "effective_on": "効力を生ずる日", "until": "一時中断の終期", "amount": "請求する額",
    "note": "伺い文", "paid_on": "納付の日", "remark": "備考",
}  # fmt: skip
TONES: dict[str, Tone] = {
    "in_approval": "info", "decided": "warn", "lifted": "good", "completed": "good", "refused": "danger", "withdrawn": "",
}  # fmt: skip
CONFIRMS = {
    "withdraw": "この措置の下書きを取り下げます。元に戻せません。",
    "abandon": "決定した措置を取りやめます。元に戻せません。",
    "start_termination": "契約解除伺を起案し、回議に付します。",
}
NOTE = "次のとおり、契約に基づく措置を行ってよろしいか伺います。"


@page("/measures")
def list_page(
    door: WebDoor, status: FromQuery[str] = "", kind: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Response[bytes]:
    asked = {"status": status, "kind": kind}
    filters = Filters(status=status if status in MEASURE.labels else None, kind=kind if kind in KINDS else None)
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        names = company_names(session, (row.contractor_id for row in found.items))
        titles = contract_titles(session, (row.contract_id for row in found.items))
    return door.page(
        "measures/list.html",
        tabs=tabs("measures"),
        rows=[service.brief(row) for row in found.items],
        names=names,
        titles=titles,
        asked=asked,
        statuses=list(MEASURE.labels.items()),
        kinds=list(KINDS.items()),
        tones=TONES,
        **next_urls("/measures", asked, found.next_cursor, cursor),
    )


@page("/measures/new")
def new_page(
    door: WebDoor,
    contract_id: FromQuery[UUID | None] = None,
    finding_id: FromQuery[UUID | None] = None,
    incident_id: FromQuery[UUID | None] = None,
) -> Response[bytes]:
    values = {"contract_id": contract_id, "finding_id": finding_id, "incident_id": incident_id}
    return _new(door, shown({**values, "effective_on": door.parts.clock.today(), "kind": "suspend"}))


def _new(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        ids = {name: _uuid(bound.text(name)) for name in ("contract_id", "finding_id", "incident_id")}
        contract = contracts.one(session, door.actor, policy, ids["contract_id"]) if ids["contract_id"] else None
        finding = findings.one(session, door.actor, policy, ids["finding_id"]) if ids["finding_id"] else None
        incident = incidents.one(session, door.actor, policy, ids["incident_id"]) if ids["incident_id"] else None
        clauses = _clauses(session, policy, contract)
    return door.page(
        "measures/new.html",
        form=bound,
        contract=contract,
        finding=finding,
        incident=incident,
        clauses=clauses,
        kinds=list(KINDS.items()),
    )


def _clauses(session: Session, policy: PolicySet, contract: Contract | None) -> list[tuple[str, str]]:
    found = of_contract(session, policy, contract) if contract is not None else []
    return [(one.key, one.label) for one in found]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@form("/measures/new")
def draft(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: MeasureIn) -> str:
        return f"/measures/{service.draft(session, door.actor, current(session, today), given, today).id}"

    flash = "措置の下書きを作りました。内容を確かめて、伺ってください。"
    return door.submit(MeasureIn, work, lambda bound: _new(door, bound), flash=flash, labels=LABELS)


@page("/measures/{measure_id:uuid}")
def show(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    return _record(door, measure_id, shown({"paid_on": door.parts.clock.today()}))


def _record(door: WebDoor, measure_id: UUID, payment: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, measure_id)
        out = service.shape(session, door.actor, row, policy, today)
        surrounding = around(session, row.id, MEASURE.labels, today)
        near = bool(service.who(door.actor, row) & service.NEAR)
    return door.page(
        "measures/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        around=surrounding,
        payment=payment,
        may_work=near,
        may_edit=any(one.action == "submit" for one in out.available_actions),
        may_pay=near and out.kind == "damages" and out.status == "decided" and out.remaining > 0,
        may_notify=near and out.status in TOLD,
        actions=buttons(out.available_actions, f"/measures/{out.id}", CONFIRMS),
    )


@form("/measures/{measure_id:uuid}/payments")
def pay(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: PaymentIn) -> str:
        service.pay(session, door.actor, current(session, today).policy, measure_id, given, today)
        return f"/measures/{measure_id}"

    flash = "納付を記録しました。"
    return door.submit(PaymentIn, work, lambda bound: _record(door, measure_id, bound), flash=flash, labels=LABELS)


def _asking(door: WebDoor, measure_id: UUID, template: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """A page that changes a draft, or submits it; only for those who may."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, measure_id)
        out = service.shape(session, door.actor, row, policy, today)
        clauses = _clauses(session, policy, find(session, Contract, row.contract_id))
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。措置の画面に戻ってください。")
    values = {name: getattr(row, name) for name in MeasurePatch.model_fields}
    return door.page(
        f"measures/{template}.html",
        out=out,
        form=bound or shown({**values, "note": NOTE}),
        first=first,
        blocked=offered.blocked_because,
        clauses=clauses,
        version=out.version if bound is None or first else door.form().version(),
    )


@page("/measures/{measure_id:uuid}/edit")
def edit_page(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, measure_id, "edit", None)


@form("/measures/{measure_id:uuid}/edit")
def edit(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: MeasurePatch) -> str:
        policy = current(session, today).policy
        service.revise(session, door.actor, policy, measure_id, given, door.form().version(), today)
        return f"/measures/{measure_id}"

    def again(bound: Bound[MeasurePatch], first: str) -> Response[bytes]:
        return _asking(door, measure_id, "edit", bound, first)

    return submit_on_record(door, measure_id, MeasurePatch, work, again, flash="保存しました。", labels=LABELS)


@page("/measures/{measure_id:uuid}/submit")
def submit_page(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, measure_id, "submit", None)


@form("/measures/{measure_id:uuid}/submit")
def submit(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: SubmitIn) -> str:
        _step(door, session, measure_id, "submit", given, door.form().version())
        return f"/measures/{measure_id}"

    def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
        return _asking(door, measure_id, "submit", bound, first)

    return submit_on_record(door, measure_id, SubmitIn, work, again, flash="措置を伺い、回議に付しました。", labels=LABELS)


def _step(door: WebDoor, session: Session, record_id: UUID, action: str, given: BaseModel, version: int) -> object:
    clock = door.parts.clock
    today = clock.today()
    policy = current(session, today)
    return service.act(session, door.actor, policy, record_id, action, given, version, now=clock.now(), today=today)


@form("/measures/{measure_id:uuid}/documents")
def generate(door: WebDoor, measure_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, measure_id, TEMPLATE, door.parts.clock.today())

    return make_paper(door, f"/measures/{measure_id}", TEMPLATE, read)


ROUTES: list[Any] = [
    list_page,
    new_page,
    draft,
    show,
    pay,
    edit_page,
    edit,
    submit_page,
    submit,
    generate,
    *pressed(MEASURE, "/measures", _step, asking=("submit",)),
    *file_routes("measure", "/measures", queries.one, service.worked_on),
    *findings_web.ROUTES,
    *incidents_web.ROUTES,
    *proposals_web.ROUTES,
]
