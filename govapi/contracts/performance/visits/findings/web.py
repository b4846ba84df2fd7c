"""The pages of what was found at a visit: confirming that it was mended, or passing it on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.performance.visits import queries, service
from govapi.contracts.performance.visits.schemas import HandOverIn, SettleIn
from govapi.kit.errors import NotFound
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {"settled_on": "確認の日", "settlement": "確認した改善の内容", "number": "改善要求の番号"}


@page("/site-visits/{visit_id:uuid}/findings/{finding_id:uuid}")
def settle_page(door: WebDoor, visit_id: FromPath[UUID], finding_id: FromPath[UUID]) -> Response[bytes]:
    return _settle(door, visit_id, finding_id, None)


def _settle(door: WebDoor, visit_id: UUID, finding_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        today = door.parts.clock.today()
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, visit_id)
        contract = contracts.one(session, door.actor, policy, row.contract_id)
        out = service.shape(session, door.actor, row, policy, today)
    found = next((one for one in out.findings if one.id == finding_id and not one.settled), None)
    if found is None:
        raise NotFound("この指摘は、既に改善が確認され、又は改善要求に引き継がれています。実地調査の画面に戻ってください。")
    version = found.version if bound is None or first else door.form().version()
    form = bound or shown({"settled_on": door.parts.clock.today()})
    return door.page(
        "contracts/performance/finding.html", contract=contract, out=out, finding=found, form=form, first=first, version=version
    )


@form("/site-visits/{visit_id:uuid}/findings/{finding_id:uuid}")
def settle(door: WebDoor, visit_id: FromPath[UUID], finding_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: SettleIn) -> str:
        today, version = door.parts.clock.today(), door.form().version()
        service.settle(session, door.actor, current(session, today).policy, visit_id, finding_id, given, version, today)
        return f"/site-visits/{visit_id}"

    def again(bound: Bound[SettleIn], first: str) -> Response[bytes]:
        return _settle(door, visit_id, finding_id, bound, first)

    return submit_on_record(door, visit_id, SettleIn, work, again, flash="改善を確認しました。", labels=LABELS)


@form("/site-visits/{visit_id:uuid}/findings/{finding_id:uuid}/hand-over")
def hand_over(door: WebDoor, visit_id: FromPath[UUID], finding_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: HandOverIn) -> str:
        version, policy = door.form().version(), current(session, door.parts.clock.today()).policy
        service.pass_on(session, door.actor, policy, visit_id, finding_id, given.number, version)
        return f"/site-visits/{visit_id}"

    def again(bound: Bound[HandOverIn], first: str) -> Response[bytes]:
        return _settle(door, visit_id, finding_id, bound, first)

    return submit_on_record(door, visit_id, HandOverIn, work, again, flash="改善要求に引き継ぎました。", labels=LABELS)


ROUTES: list[Callable[..., Any]] = [settle_page, settle, hand_over]
