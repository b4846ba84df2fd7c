"""The pages of the places of work: a notified place, and the end of one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.performance.places import queries, service
from govapi.contracts.performance.places.rules import KINDS
from govapi.contracts.performance.places.schemas import EndPlaceIn, PlaceIn
from govapi.kit.errors import NotFound
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "kind": "種類", "name": "事業所又はサービスの名称", "address": "所在地", "work": "行う作業", "starts_on": "使用の始まり", "ends_on": "使用の最後の日",
    "notified_on": "届出を受けた日", "reason": "理由",
}  # fmt: skip


@page("/contracts/{contract_id:uuid}/work-places/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, contract_id, None)


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, today).policy, contract_id)
        is_first = not queries.of_contract(session, contract.id)
    starts_on = contract.starts_on if is_first else today
    return door.page(
        "contracts/performance/place.html",
        contract=contract,
        place=None,
        kinds=list(KINDS.items()),
        form=bound or shown({"starts_on": starts_on, "notified_on": today}),
        first="",
        version=None,
    )


@form("/contracts/{contract_id:uuid}/work-places/new")
def add(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: PlaceIn) -> str:
        stored = current(session, clock.today())
        service.add(session, door.actor, stored, contract_id, given, now=clock.now(), today=clock.today())
        return f"/contracts/{contract_id}/performance"

    def again(bound: Bound[PlaceIn]) -> Response[bytes]:
        return _new(door, contract_id, bound)

    return door.submit(PlaceIn, work, again, flash="作業場所を登録しました。", labels=LABELS)


@page("/contracts/{contract_id:uuid}/work-places/{place_id:uuid}/end")
def end_page(door: WebDoor, contract_id: FromPath[UUID], place_id: FromPath[UUID]) -> Response[bytes]:
    return _end(door, contract_id, place_id, None)


def _end(door: WebDoor, contract_id: UUID, place_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, today).policy, contract_id)
        place = service.shape(queries.one(session, contract.id, place_id), today)
    if place.end_notified_on is not None:
        raise NotFound("この作業場所の廃止は、既に記録されています。履行の確認の画面に戻ってください。")
    return door.page(
        "contracts/performance/place.html",
        contract=contract,
        place=place,
        kinds=[],
        form=bound or shown({"ends_on": place.ends_on or today, "notified_on": today}),
        first=first,
        version=place.version if bound is None or first else door.form().version(),
    )


@form("/contracts/{contract_id:uuid}/work-places/{place_id:uuid}/end")
def end(door: WebDoor, contract_id: FromPath[UUID], place_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: EndPlaceIn) -> str:
        today, version = door.parts.clock.today(), door.form().version()
        stored = current(session, today)
        service.end(session, door.actor, stored, contract_id, place_id, given, version, today)
        return f"/contracts/{contract_id}/performance"

    def again(bound: Bound[EndPlaceIn], first: str) -> Response[bytes]:
        return _end(door, contract_id, place_id, bound, first)

    return submit_on_record(door, contract_id, EndPlaceIn, work, again, flash="作業場所の廃止を記録しました。", labels=LABELS)


ROUTES: list[Callable[..., Any]] = [new_page, add, end_page, end]
