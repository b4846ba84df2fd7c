"""The pages of the steps of a request: submitting it, ending and revoking a consent."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn
from govapi.contracts import queries as contracts
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.subcontracts import queries, service
from govapi.contracts.subcontracts.consent import service as consent
from govapi.contracts.subcontracts.schemas import EndIn
from govapi.kit.errors import Invalid, NotFound
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {"note": "伺い文", "reason": "理由", "ended_on": "終了の日"}
NOTES = {
    "submit": "次のとおり再委託を承諾してよろしいか伺います。",
    "submit_refusal": "次のとおり再委託を承諾しないこととしてよろしいか伺います。",
}
WORDS = {"submit": "再委託の承諾を伺う", "submit_refusal": "再委託の不承諾を伺う"}


def _asking(door: WebDoor, subcontract_id: UUID, action: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """The page of an action that asks for more: a submission or the end."""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, subcontract_id)
        contract = contracts.one(session, door.actor, policy, row.contract_id)
        out = service.shape(session, door.actor, row, policy, door.parts.clock.today())
    offered = next((one for one in out.available_actions if one.action == action), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。再委託の画面に戻ってください。")
    today = door.parts.clock.today()
    return door.page(
        f"contracts/subcontracts/{'end' if action == 'end' else 'submit'}.html",
        out=out,
        contract=contract,
        form=bound or shown({"note": NOTES.get(action, ""), "ended_on": min(today, out.period_to)}),
        first=first,
        action=action.replace("_", "-"),
        title=WORDS.get(action, ""),
        blocked=offered.blocked_because,
        version=out.version if bound is None or first else door.form().version(),
    )


def _does(door: WebDoor, subcontract_id: UUID, action: str, model: type[BaseModel], flash: str) -> Response[bytes]:
    def work(session: Session, given: BaseModel) -> str:
        return _act(door, session, subcontract_id, action, given)

    def again(bound: Bound[Any], first: str) -> Response[bytes]:
        return _asking(door, subcontract_id, action, bound, first)

    return submit_on_record(door, subcontract_id, model, work, again, flash=flash, labels=LABELS)


@page("/subcontracts/{subcontract_id:uuid}/submit")
def submit_page(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, subcontract_id, "submit", None)


@form("/subcontracts/{subcontract_id:uuid}/submit")
def submit(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _does(door, subcontract_id, "submit", SubmitIn, "再委託の承諾を伺い、回議に付しました。")


@page("/subcontracts/{subcontract_id:uuid}/submit-refusal")
def submit_refusal_page(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, subcontract_id, "submit_refusal", None)


@form("/subcontracts/{subcontract_id:uuid}/submit-refusal")
def submit_refusal(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _does(door, subcontract_id, "submit_refusal", SubmitIn, "再委託の不承諾を伺い、回議に付しました。")


@page("/subcontracts/{subcontract_id:uuid}/end")
def end_page(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, subcontract_id, "end", None)


@form("/subcontracts/{subcontract_id:uuid}/end")
def end(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _does(door, subcontract_id, "end", EndIn, "再委託の終了を記録しました。")


@form("/subcontracts/{subcontract_id:uuid}/withdraw")
def withdraw(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _reasoned(door, subcontract_id, "withdraw", "取り下げました。")


@form("/subcontracts/{subcontract_id:uuid}/revoke")
def revoke(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _reasoned(door, subcontract_id, "revoke", "承諾を取り消しました。通知書により受託者に知らせてください。")


def _reasoned(door: WebDoor, subcontract_id: UUID, action: str, flash: str) -> Response[bytes]:
    bound = door.form().bind(WithdrawIn, LABELS)
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    with door.writing() as session:
        _act(door, session, subcontract_id, action, bound.value)
    return door.redirect(f"/subcontracts/{subcontract_id}", flash)


def _act(door: WebDoor, session: Session, subcontract_id: UUID, action: str, given: BaseModel) -> str:
    clock = door.parts.clock
    stored, version = current(session, clock.today()), door.form().version()
    consent.act(session, door.actor, stored, subcontract_id, action, given, version, now=clock.now(), today=clock.today())
    return f"/subcontracts/{subcontract_id}"


ROUTES: list[Callable[..., Any]] = [
    submit_page, submit, submit_refusal_page, submit_refusal, end_page, end, withdraw, revoke,
]  # fmt: skip
