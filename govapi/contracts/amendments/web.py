"""The pages of the amendments: what changes from which day, who decides it, and the paper it becomes."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.approvals.proceedings.web import TONES, WithdrawIn, buttons, past
from govapi.approvals.proceedings.web import withdraw as give_up
from govapi.contracts.amendments import queries, service
from govapi.contracts.amendments.editing import web as editing
from govapi.contracts.amendments.editing.rules import differences
from govapi.contracts.amendments.queries import Filters
from govapi.contracts.amendments.schemas import AmendmentOut
from govapi.contracts.amendments.workflow import AMENDMENT
from govapi.contracts.paper.rules import AMENDMENT as PAPER
from govapi.contracts.proceedings.web import LABELS
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents import queries as papers
from govapi.kit.errors import NotFound
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

NOTE = "次のとおり変更契約を締結してよろしいか伺います。"
MANY = 200


def _found(door: WebDoor, session: Session, amendment_id: UUID) -> tuple[AmendmentOut, Contract, PolicySet, dict[str, Any]]:
    """The amendment with its contract, and its changes in words."""
    today = door.parts.clock.today()
    policy = current(session, today).policy
    row = queries.one(session, door.actor, policy, amendment_id)
    # Who may see an amendment, as one of its route does, reads here which contract it changes, whatever he sees of the contract.
    contract = find(session, Contract, row.contract_id)
    out = service.shape(session, door.actor, row, policy, today)
    titles = {one.key: one.title for one in policy.clauses}
    context = {
        "differences": differences(row.changes, policy, unit_price=contract.is_unit_price),
        "brought": [titles.get(key, key) for key in row.clauses],
        "missing": [titles.get(key, key) for key in out.missing_clauses],
    }
    return out, contract, policy, context


@page("/amendments/{amendment_id:uuid}")
def show(door: WebDoor, amendment_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        out, contract, policy, context = _found(door, session, amendment_id)
        history = past(session, out.id, AMENDMENT.labels)
        turn = _turn(session, door, policy, out)
        made = [one for one in papers.of_record(session, contract.id) if one.template_key == PAPER]
    return door.page(
        "contracts/amendments/record.html",
        out=out,
        contract=contract,
        tone=TONES.get(out.status, ""),
        history=history,
        made=[one for one in made if one.facts.get("amendment", {}).get("number") == turn],
        may_edit=any(one.action == "submit" for one in out.available_actions),
        actions=buttons(
            out.available_actions, f"/amendments/{out.id}", f"変更契約（{out.number}）を取り下げます。元に戻せません。"
        ),
        **context,
    )


def _turn(session: Session, door: WebDoor, policy: PolicySet, out: AmendmentOut) -> int:
    """Which change of the contract it is, as its paper says: those given up do not count."""
    found = queries.listed(session, door.actor, policy, Filters(contract_id=out.contract_id), limit=MANY, cursor=None).items
    return sum(one.id <= out.id and one.status not in ("rejected", "withdrawn") for one in found)


@page("/amendments/{amendment_id:uuid}/submit")
def submit_page(door: WebDoor, amendment_id: FromPath[UUID]) -> Response[bytes]:
    return _submit(door, amendment_id, None)


def _submit(door: WebDoor, amendment_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        out, contract, _policy, context = _found(door, session, amendment_id)
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。変更契約の画面に戻ってください。")
    return door.page(
        "contracts/amendments/submit.html",
        out=out,
        contract=contract,
        form=bound or shown({"note": NOTE}),
        first=first,
        blocked=offered.blocked_because,
        version=out.version if bound is None or first else door.form().version(),
        **context,
    )


@form("/amendments/{amendment_id:uuid}/submit")
def submit(door: WebDoor, amendment_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: SubmitIn) -> str:
        return _act(door, session, amendment_id, "submit", given)

    def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
        return _submit(door, amendment_id, bound, first)

    flash = "変更契約締結伺を起案し、回議に付しました。"
    return submit_on_record(door, amendment_id, SubmitIn, work, again, flash=flash, labels=LABELS)


@form("/amendments/{amendment_id:uuid}/withdraw")
def withdraw(door: WebDoor, amendment_id: FromPath[UUID]) -> Response[bytes]:
    return give_up(
        door, f"/amendments/{amendment_id}", lambda session, given: _act(door, session, amendment_id, "withdraw", given)
    )


def _act(door: WebDoor, session: Session, amendment_id: UUID, action: str, given: SubmitIn | WithdrawIn) -> str:
    clock = door.parts.clock
    policy, version = current(session, clock.today()), door.form().version()
    service.act(session, door.actor, policy, amendment_id, action, given, version, now=clock.now(), today=clock.today())
    return f"/amendments/{amendment_id}"


ROUTES: list[Any] = [show, submit_page, submit, withdraw, *editing.ROUTES]
