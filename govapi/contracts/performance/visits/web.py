"""The pages of the site visits: the plan, the notice, the result, and what was found."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.contracts import queries as contracts
from govapi.contracts.drafting.rules import lines
from govapi.contracts.performance.visits import queries, service
from govapi.contracts.performance.visits.paper import service as paper
from govapi.contracts.performance.visits.schemas import (
    CarryOutFormIn,
    CarryOutIn,
    VisitFormIn,
    VisitIn,
    VisitOut,
    VisitPatch,
)
from govapi.contracts.performance.visits.workflow import SITE_VISIT, VISITORS
from govapi.contracts.tables import Contract
from govapi.documents import queries as documents
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.duties import queries as duties
from govapi.kit.errors import Invalid, NotFound, Refusal
from govapi.policy.store import StoredPolicy, current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

LABELS = {
    "planned_on": "予定の日", "from_time": "開始の時刻", "place": "調査の場所", "purpose": "目的", "inspectors": "調査する職員",
    "items": "調査する事項", "visited_on": "実施の日", "attended_by": "立ち会った者", "conclusion": "結論", "findings": "指摘", "item": "事項",
    "content": "指摘の内容", "due_on": "改善の期限", "settled_on": "確認の日", "settlement": "確認した改善の内容", "reason": "理由",
}  # fmt: skip
TONES: dict[str, Tone] = {"notified": "info", "done": "warn", "closed": "good", "cancelled": "danger"}
FLASHES = {
    "notify": "通知済としました。実地調査通知書を作成し、受託者に送付してください。",
    "replan": "予定を改めます。日時等を修正し、改めて通知してください。",
    "close": "実地調査を終了しました。",
    "cancel": "実地調査を中止しました。",
}
ITEMS = (
    "入退室及び施錠",
    "媒体の保管及び搬送",
    "利用者の識別及び権限",
    "端末及びサーバの更新",
    "従事者の研修",
    "再委託の状況",
    "情報の返却及び消去",
)


@page("/contracts/{contract_id:uuid}/site-visits/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, contract_id, None)


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, door.parts.clock.today()).policy, contract_id)
        inspector = f"{door.actor.title}　{door.actor.name}".strip("　")
    first = shown({"items": "\n".join(ITEMS), "inspectors": inspector})
    return door.page(
        "contracts/performance/visit_form.html", contract=contract, out=None, form=bound or first, first="", version=None
    )


@form("/contracts/{contract_id:uuid}/site-visits/new")
def plan(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: VisitFormIn) -> str:
        stored = current(session, clock.today())
        body = VisitIn(**_listed(given))
        row = service.plan(session, door.actor, stored, contract_id, body, now=clock.now(), today=clock.today())
        return f"/site-visits/{row.id}"

    flash = "実地調査を計画しました。内容を確かめて、受託者に通知してください。"
    return door.submit(VisitFormIn, work, lambda bound: _new(door, contract_id, bound), flash=flash, labels=LABELS)


def _listed(given: VisitFormIn | CarryOutFormIn) -> dict[str, Any]:
    values = given.model_dump()
    return values | {name: lines(values[name]) for name in ("inspectors", "items") if name in values}


@page("/site-visits/{visit_id:uuid}")
def show(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _show(door, visit_id, None)


def _show(door: WebDoor, visit_id: UUID, refused: Refusal | None) -> Response[bytes]:
    with door.reading() as session:
        contract, out = _read(session, door, visit_id)
        context: dict[str, Any] = {
            "history": past(session, out.id, SITE_VISIT.labels),
            "duties": duties.of_record(session, out.id),
            "made": documents.of_record(session, out.id),
        }
        mine = bool(service.who(door.actor, queries.one(session, door.actor, _policy(session, door).policy, visit_id)) & VISITORS)
    offered = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in out.available_actions]
    return door.page(
        "contracts/performance/visit.html",
        status_code=refused.status if refused else 200,
        refused=refused,
        out=out,
        contract=contract,
        today=door.parts.clock.today(),
        tone=TONES.get(out.status, ""),
        may_edit=mine and out.status == "planned",
        may_settle=mine,
        papers=[(key, title) for key, title in PAPERS.items() if mine and out.status in paper.MAY_BE_MADE[key]],
        actions=action_buttons(offered, f"/site-visits/{out.id}", tones={"cancel": "danger"}),
        **context,
    )


PAPERS = {paper.NOTICE: "実地調査通知書を作成する", paper.RESULT: "実地調査結果書を作成する"}


def _policy(session: Session, door: WebDoor) -> StoredPolicy:
    return current(session, door.parts.clock.today())


def _read(session: Session, door: WebDoor, visit_id: UUID) -> tuple[Contract, VisitOut]:
    today, policy = door.parts.clock.today(), _policy(session, door).policy
    row = queries.one(session, door.actor, policy, visit_id)
    contract = contracts.one(session, door.actor, policy, row.contract_id)
    return contract, service.shape(session, door.actor, row, policy, today, paper.legal_ground(session, policy, contract.id))


def _form(door: WebDoor, visit_id: UUID, name: str, bound: Bound[Any] | None, first: str) -> Response[bytes]:
    """The page that changes the plan, or writes the result down; only while the table allows it."""
    with door.reading() as session:
        contract, out = _read(session, door, visit_id)
    needed = "notify" if name == "visit_form" else "carry_out"
    if not any(one.action == needed for one in out.available_actions):
        raise NotFound("今の状態では、この手続は行えません。実地調査の画面に戻ってください。")
    values = out.model_dump() | {"inspectors": "\n".join(out.inspectors), "items": "\n".join(out.items), "findings": None}
    if name == "visit_result":
        values["visited_on"] = min(door.parts.clock.today(), out.planned_on)
    version = out.version if bound is None or first else door.form().version()
    form = bound or shown(values)
    return door.page(f"contracts/performance/{name}.html", contract=contract, out=out, form=form, first=first, version=version)


@page("/site-visits/{visit_id:uuid}/edit")
def edit_page(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, visit_id, "visit_form", None, "")


@form("/site-visits/{visit_id:uuid}/edit")
def edit(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: VisitFormIn) -> str:
        body, version = VisitPatch(**_listed(given)), door.form().version()
        stored = _policy(session, door)
        service.revise(session, door.actor, stored, visit_id, body, version, now=clock.now(), today=clock.today())
        return f"/site-visits/{visit_id}"

    def again(bound: Bound[VisitFormIn], first: str) -> Response[bytes]:
        return _form(door, visit_id, "visit_form", bound, first)

    return submit_on_record(door, visit_id, VisitFormIn, work, again, flash="保存しました。", labels=LABELS)


@page("/site-visits/{visit_id:uuid}/carry-out")
def carry_out_page(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, visit_id, "visit_result", None, "")


@form("/site-visits/{visit_id:uuid}/carry-out")
def carry_out(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: CarryOutFormIn) -> str:
        return _act(door, session, visit_id, "carry_out", CarryOutIn(**_listed(given)))

    def again(bound: Bound[CarryOutFormIn], first: str) -> Response[bytes]:
        return _form(door, visit_id, "visit_result", bound, first)

    flash = "実地調査の結果を記録しました。実地調査結果書を作成し、受託者に送付してください。"
    return submit_on_record(door, visit_id, CarryOutFormIn, work, again, flash=flash, labels=LABELS)


def _act(door: WebDoor, session: Session, visit_id: UUID, action: str, given: BaseModel) -> str:
    clock, version = door.parts.clock, door.form().version()
    stored = _policy(session, door)
    service.act(session, door.actor, stored, visit_id, action, given, version, now=clock.now(), today=clock.today())
    return f"/site-visits/{visit_id}"


def _plain(door: WebDoor, visit_id: UUID, action: str) -> Response[bytes]:
    """An action that asks for nothing, or for a reason only."""
    bound = door.form().bind(WithdrawIn, LABELS)
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    with door.writing() as session:
        url = _act(door, session, visit_id, action, bound.value)
    return door.redirect(url, FLASHES[action])


@form("/site-visits/{visit_id:uuid}/notify")
def notify(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _plain(door, visit_id, "notify")


@form("/site-visits/{visit_id:uuid}/replan")
def replan(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _plain(door, visit_id, "replan")


@form("/site-visits/{visit_id:uuid}/close")
def close(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _plain(door, visit_id, "close")


@form("/site-visits/{visit_id:uuid}/cancel")
def cancel(door: WebDoor, visit_id: FromPath[UUID]) -> Response[bytes]:
    return _plain(door, visit_id, "cancel")


@form("/site-visits/{visit_id:uuid}/documents/{key:str}")
def generate(door: WebDoor, visit_id: FromPath[UUID], key: FromPath[str]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return paper.read(session, door.actor, stored, visit_id, key, door.parts.clock.today())

    return make_paper(door, f"/site-visits/{visit_id}", key, read, again=partial(_show, door, visit_id))


ROUTES: list[Callable[..., Any]] = [
    new_page, plan, show, edit_page, edit, carry_out_page, carry_out, notify, replan, close, cancel, generate,
]  # fmt: skip
