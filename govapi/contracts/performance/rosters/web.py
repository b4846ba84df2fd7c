"""The pages of the rosters: a version, and taking in the next one from the last."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts.performance.rosters import queries, service
from govapi.contracts.performance.rosters.schemas import RosterIn
from govapi.contracts.service import facts_of
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

LABELS = {
    "effective_on": "この名簿による日", "received_on": "名簿を受けた日", "note": "変更の理由等", "workers": "従事者", "name": "氏名", "affiliation": "所属",
    "role": "役割", "trained_on": "研修を受けた日", "scope": "作業の内容", "place": "作業場所", "starts_on": "従事の始まり", "ends_on": "従事の終わり",
    "handles_my_number": "特定個人情報",
}  # fmt: skip


@page("/contracts/{contract_id:uuid}/rosters/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, contract_id, None)


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = service.contract_of(session, door.actor, policy, contract_id)
        last = next(iter(queries.of_contract(session, contract.id)), None)
        people = [] if last is None else [row.model_dump() for row in queries.workers(session, last.id)]
        my_number = facts_of(contract, policy).my_number
    values: dict[str, Any] = {"effective_on": contract.starts_on if last is None else today, "received_on": today}
    return door.page(
        "contracts/performance/roster_form.html",
        contract=contract,
        form=bound or shown(values | _rows(people)),
        last=last,
        my_number=my_number,
    )


def _rows(people: list[dict[str, Any]]) -> dict[str, Any]:
    """The workers as the form's rows."""
    names = ("name", "affiliation", "role", "trained_on", "scope", "place", "starts_on", "ends_on")
    rows = [{name: one[name] for name in names} | {"handles_my_number": one["handles_my_number"] or None} for one in people]
    return {"workers": {str(index): row for index, row in enumerate(rows)}} if rows else {}


@form("/contracts/{contract_id:uuid}/rosters/new")
def take(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: RosterIn) -> str:
        row = service.take(session, door.actor, current(session, today).policy, contract_id, given, today)
        return f"/contracts/{contract_id}/rosters/{row.id}"

    def again(bound: Bound[RosterIn]) -> Response[bytes]:
        return _new(door, contract_id, bound)

    return door.submit(RosterIn, work, again, flash="従事者名簿を登録しました。", labels=LABELS)


@page("/contracts/{contract_id:uuid}/rosters/{roster_id:uuid}")
def show(door: WebDoor, contract_id: FromPath[UUID], roster_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = service.contract_of(session, door.actor, current(session, today).policy, contract_id)
        out = service.shape(session, queries.one(session, contract.id, roster_id), today)
    return door.page("contracts/performance/roster.html", contract=contract, out=out)


ROUTES: list[Callable[..., Any]] = [new_page, take, show]
