"""The pages of the waivers: asked for from the clause table, decided on a route, shown with who allowed it and until when."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import TONES, WithdrawIn, buttons, past
from govapi.approvals.proceedings.web import withdraw as give_up
from govapi.contracts import queries as contracts
from govapi.contracts.clauses import service as clauses
from govapi.contracts.proceedings.web import LABELS
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.waivers import queries, service
from govapi.contracts.waivers.queries import Filters
from govapi.contracts.waivers.rules import officers
from govapi.contracts.waivers.schemas import WaiverIn, WaiverOut, WaiverPatch
from govapi.contracts.waivers.workflow import WAIVER
from govapi.kit.errors import NotFound
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

NOTE = "次のとおり例外措置を許可してよろしいか伺います。"


def of_contract(session: Session, door: WebDoor, policy: PolicySet, contract_id: UUID, today: date) -> Sequence[WaiverOut]:
    """The waivers of a contract that the reader may see, the newest first: one query."""
    found = queries.listed(session, door.actor, policy, Filters(contract_id=contract_id), limit=50, cursor=None)
    return [service.brief(row, today) for row in found.items]


@page("/contracts/{contract_id:uuid}/waivers/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID], clause: FromQuery[str] = "") -> Response[bytes]:
    return _new(door, contract_id, None, clause[:60])


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any] | None, clause: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        rows = clauses.shapes(session, policy, contract.id, today)
    lacking = [row for row in rows if row.required and row.waivable and row.state not in ("included", "waived")]
    catalogue = {one.key: one for one in policy.clauses}
    chosen = next((row for row in lacking if row.key == (bound.text("clause_key") if bound else clause)), None)
    return door.page(
        "contracts/waivers/new.html",
        contract=contract,
        lacking=[(row.key, row.title) for row in lacking],
        chosen=chosen,
        officers=officers(catalogue[chosen.key]) if chosen else "",
        form=bound or shown({"clause_key": clause, "until": contract.ends_on}),
    )


@form("/contracts/{contract_id:uuid}/waivers/new")
def draft(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: WaiverIn) -> str:
        row = service.ask(session, door.actor, current(session, today), contract_id, given, today)
        return f"/waivers/{row.id}"

    flash = "例外措置の下書きを作りました。内容を確かめて、申請してください。"
    return door.submit(WaiverIn, work, lambda bound: _new(door, contract_id, bound), flash=flash, labels=LABELS)


@page("/waivers/{waiver_id:uuid}")
def show(door: WebDoor, waiver_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, waiver_id)
        contract = contracts.one(session, door.actor, policy, row.contract_id)
        out = service.shape(session, door.actor, row, policy, today)
        history = past(session, row.id, WAIVER.labels)
    clause = next((one for one in policy.clauses if one.key == row.clause_key), None)
    withdrawing = f"例外措置（{out.number}）を取り下げます。元に戻せません。"
    return door.page(
        "contracts/waivers/record.html",
        out=out,
        contract=contract,
        officers=officers(clause) if clause else "",
        tone=TONES.get(out.status, ""),
        history=history,
        may_edit=any(one.action == "submit" for one in out.available_actions),
        actions=buttons(out.available_actions, f"/waivers/{out.id}", withdrawing),
    )


def _asking(door: WebDoor, waiver_id: UUID, template: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """A page that changes a waiver; only while it is a draft, and only for those who may."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, waiver_id)
        contract = contracts.one(session, door.actor, policy, row.contract_id)
        out = service.shape(session, door.actor, row, policy, today)
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。例外措置の画面に戻ってください。")
    values = {"reason": out.reason, "compensation": out.compensation, "until": out.until, "note": NOTE}
    return door.page(
        template,
        out=out,
        contract=contract,
        form=bound or shown(values),
        first=first,
        blocked=offered.blocked_because,
        version=out.version if bound is None or first else door.form().version(),
    )


@page("/waivers/{waiver_id:uuid}/edit")
def edit_page(door: WebDoor, waiver_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, waiver_id, "contracts/waivers/edit.html", None)


@form("/waivers/{waiver_id:uuid}/edit")
def edit(door: WebDoor, waiver_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: WaiverPatch) -> str:
        policy = current(session, today).policy
        service.revise(session, door.actor, policy, waiver_id, given, door.form().version(), today)
        return f"/waivers/{waiver_id}"

    def again(bound: Bound[WaiverPatch], first: str) -> Response[bytes]:
        return _asking(door, waiver_id, "contracts/waivers/edit.html", bound, first)

    return submit_on_record(door, waiver_id, WaiverPatch, work, again, flash="保存しました。", labels=LABELS)


@page("/waivers/{waiver_id:uuid}/submit")
def submit_page(door: WebDoor, waiver_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, waiver_id, "contracts/waivers/submit.html", None)


@form("/waivers/{waiver_id:uuid}/submit")
def submit(door: WebDoor, waiver_id: FromPath[UUID]) -> Response[bytes]:
    def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
        return _asking(door, waiver_id, "contracts/waivers/submit.html", bound, first)

    def work(session: Session, given: SubmitIn) -> str:
        return _act(door, session, waiver_id, "submit", given)

    flash = "例外措置を申請し、回議に付しました。"
    return submit_on_record(door, waiver_id, SubmitIn, work, again, flash=flash, labels=LABELS)


@form("/waivers/{waiver_id:uuid}/withdraw")
def withdraw(door: WebDoor, waiver_id: FromPath[UUID]) -> Response[bytes]:
    return give_up(door, f"/waivers/{waiver_id}", lambda session, given: _act(door, session, waiver_id, "withdraw", given))


def _act(door: WebDoor, session: Session, waiver_id: UUID, action: str, given: SubmitIn | WithdrawIn) -> str:
    clock = door.parts.clock
    policy, version = current(session, clock.today()), door.form().version()
    service.act(session, door.actor, policy, waiver_id, action, given, version, now=clock.now(), today=clock.today())
    return f"/waivers/{waiver_id}"


ROUTES = [new_page, draft, show, edit_page, edit, submit_page, submit, withdraw]
