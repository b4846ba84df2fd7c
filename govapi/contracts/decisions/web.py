"""The steps of a contract as pages and buttons: what a step asks for has a page of its own, the rest is one button."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.routing.service import seats_on
from govapi.approvals.rules import seat_for
from govapi.contractors import queries as contractors
from govapi.contractors.rules import reasons_against
from govapi.contracts import queries
from govapi.contracts.decisions import service as decisions
from govapi.contracts.decisions.rules import ASKS
from govapi.contracts.ledger import service as ledger
from govapi.contracts.renewals import service as renewals
from govapi.contracts.schemas import ContractOut, SelectIn, SubmitIn, TerminateIn
from govapi.contracts.service import facts_of
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.edge.shapes import Input, Reason
from govapi.kit.errors import Invalid, NotFound, Unmet
from govapi.policy.rules import route_for
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "note": "伺い文", "contractor_id": "相手方", "office_id": "契約先", "amount": "契約金額（税込み）", "selection_reason": "選定の理由",
    "suspension_approval": "事前承認の理由", "ground": "解除の根拠", "terminated_on": "解除の日", "reason": "理由",
}  # fmt: skip
DONE = {
    "submit_plan": "施行伺を起案し、回議に付しました。",
    "submit_conclusion": "契約締結伺を起案し、回議に付しました。",
    "submit_merged": "施行伺兼契約締結伺を起案し、回議に付しました。",
    "start_selection": "相手方の選定を始めました。",
    "select": "相手方を決定しました。続けて、契約の締結に必要な項目を入力してください。",
    "reselect": "相手方の選定に戻しました。",
    "fail": "不成立としました。",
    "withdraw": "取り下げました。",
    "suspend": "一時中断としました。",
    "resume": "履行を再開しました。",
    "terminate": "契約解除伺を起案し、回議に付しました。",
    "renew": "更新する契約の下書きを作りました。期間、金額及び取り扱う情報を見直してください。",
    "complete": "履行完了としました。",
    "start_closing": "返却・消去の確認に進みました。",
    "close": "終了しました。",
}
NOTES = {
    "submit_plan": "次のとおり業務を委託してよろしいか伺います。",
    "submit_conclusion": "次のとおり契約を締結し、支出負担行為をしてよろしいか伺います。",
    "submit_merged": "次のとおり業務を委託することとし、契約を締結してよろしいか伺います。",
}


class ReasonIn(Input):
    """What an action of one button sends."""

    reason: Reason = ""


def _act(door: WebDoor, contract_id: UUID, action: str) -> Callable[[Session, BaseModel], str]:
    """The work of one step, for ``submit``."""

    def work(session: Session, given: BaseModel) -> str:
        clock, version = door.parts.clock, door.form().version()
        policy = current(session, clock.today())
        decisions.act(session, door.actor, policy, contract_id, action, given, version, now=clock.now(), today=clock.today())
        return f"/contracts/{contract_id}"

    return work


def _asking(
    door: WebDoor, contract_id: UUID, action: str, template: str, bound: Bound[Any], first: str = "", **more: Any
) -> Response[bytes]:
    """The page of a step that asks for something. A step that is blocked now is told instead of asked."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        out = ledger.whole(session, door.actor, contract, policy, today)
        if action in ASKS:
            more |= _route(session, contract, out, policy, action, door)
    offered = next((one for one in out.available_actions if one.action == action), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。契約の画面に戻ってください。")
    stale_or_new = not bound.faults or bool(first)
    return door.page(
        template,
        out=out,
        form=bound,
        first=first,
        label=offered.label,
        blocked=offered.blocked_because if action != "select" else None,
        url=f"/contracts/{contract_id}/{action.replace('_', '-')}",
        version=contract.version if stale_or_new else door.form().version(),
        **more,
    )


def _route(
    session: Session, contract: Contract, out: ContractOut, policy: PolicySet, action: str, door: WebDoor
) -> dict[str, Any]:
    """The posts that will decide, as far as they can be told now."""
    amount = max(contract.predetermined_price or 0, contract.amount or 0)
    if action == "submit_conclusion" and contract.amount is not None:
        amount = contract.amount
    try:
        steps = route_for(policy, ASKS[action], amount, contract.class_code, facts_of(contract, policy))
    except Unmet as unmet:
        return {"route": [], "route_fault": unmet.detail}
    seats = seats_on(session, door.parts.clock.today())
    found = [(step, seat_for(step.post, seats, contract.department_path, contract.organ_id)) for step in steps]
    route = [(str(step.decides_as or step.kind), seat.full_title) for step, seat in found if seat is not None]
    return {"route": route, "route_fault": ""}


def _submission(action: str) -> list[HTTPRouteHandler]:
    path = f"/contracts/{{contract_id:uuid}}/{action.replace('_', '-')}"

    @page(path)
    def ask(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
        return _asking(door, contract_id, action, "contracts/submit.html", shown({"note": NOTES[action]}))

    @form(path)
    def submit(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
        def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
            return _asking(door, contract_id, action, "contracts/submit.html", bound, first)

        work = _act(door, contract_id, action)
        return submit_on_record(door, contract_id, SubmitIn, work, again, flash=DONE[action], labels=LABELS)

    return [ask, submit]


@page("/contracts/{contract_id:uuid}/select")
def select_page(
    door: WebDoor, contract_id: FromPath[UUID], q: FromQuery[str] = "", contractor: FromQuery[UUID | None] = None
) -> Response[bytes]:
    return _select(door, contract_id, q[:200], contractor, shown())


def _select(
    door: WebDoor, contract_id: UUID, q: str, contractor_id: UUID | None, bound: Bound[Any], first: str = ""
) -> Response[bytes]:
    """First the search, then, once a company is chosen, its offices and what speaks against it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        company = contractors.one(session, contractor_id) if contractor_id is not None else None
        found = contractors.listed(session, q=q, kind=None, limit=30, cursor=None).items if q.strip() and company is None else []
        more: dict[str, Any] = {"offices": [], "against": []}
        if company is not None:
            more["offices"] = [
                (str(one.id), f"{one.name}　{one.signatory_name}") for one in contractors.offices(session, company.id)
            ]
            more["against"] = reasons_against(contractors.restriction_facts(session, company.id), company.qualified_until, today)
    return _asking(door, contract_id, "select", "contracts/select.html", bound, first, q=q, found=found, company=company, **more)


@form("/contracts/{contract_id:uuid}/select")
def select(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    def again(bound: Bound[SelectIn], first: str) -> Response[bytes]:
        return _select(door, contract_id, "", _uuid(bound.text("contractor_id")), bound, first)

    work = _act(door, contract_id, "select")
    return submit_on_record(door, contract_id, SelectIn, work, again, flash=DONE["select"], labels=LABELS)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page("/contracts/{contract_id:uuid}/terminate")
def terminate_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, contract_id, "terminate", "contracts/terminate.html", shown())


@form("/contracts/{contract_id:uuid}/terminate")
def terminate(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    def again(bound: Bound[TerminateIn], first: str) -> Response[bytes]:
        return _asking(door, contract_id, "terminate", "contracts/terminate.html", bound, first)

    work = _act(door, contract_id, "terminate")
    return submit_on_record(door, contract_id, TerminateIn, work, again, flash=DONE["terminate"], labels=LABELS)


def _button(action: str) -> HTTPRouteHandler:
    @form(f"/contracts/{{contract_id:uuid}}/{action.replace('_', '-')}")
    def press(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(ReasonIn, LABELS)
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        given = bound.value
        with door.writing() as session:
            url = _act(door, contract_id, action)(session, given)
        return door.redirect(url, DONE[action])

    return press


@form("/contracts/{contract_id:uuid}/renew")
def renew(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.writing() as session:
        drafted = renewals.renew(session, door.actor, current(session, today), contract_id, door.form().version(), today)
    return door.redirect(f"/contracts/{drafted.id}/edit", DONE["renew"])


_OWN_PAGES = {*ASKS, "select"}
ROUTES = [
    *(route for action in NOTES for route in _submission(action)),
    renew,
    select_page,
    select,
    terminate_page,
    terminate,
    *(_button(row.action) for row in CONTRACT.transitions if row.is_for_people and row.action not in _OWN_PAGES),
]
