"""The page of the suitability: how the contractor stands, what to publish, and the plan where nothing was published."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.contractors import queries as contractors
from govapi.contracts import queries as contracts
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import ContractPatch
from govapi.contracts.service import revise, who
from govapi.contracts.suitability import service
from govapi.contracts.suitability.rules import CONFIRMING
from govapi.contracts.suitability.schemas import ConfirmIn, PlanIn
from govapi.contracts.terms.rules import EDITABLE, LABELS, SUITABILITY_FIELDS
from govapi.people.relations import Who
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record

FORM_LABELS = {**LABELS, "confirmed_on": "確かめた日", "confirmation_result": "確かめた結果"}
TONES: dict[str, Tone] = {"ok": "good", "blocked": "danger", "plan_needed": "warn", "planned": "info"}
NEAR = frozenset({Who.SECTION_STAFF, Who.CONTRACT_OFFICE})


@page("/contracts/{contract_id:uuid}/suitability")
def show(
    door: WebDoor, contract_id: FromPath[UUID], contractor: FromQuery[UUID | None] = None, q: FromQuery[str] = ""
) -> Response[bytes]:
    return _page(door, contract_id, None, None, contractor=contractor, q=q[:200])


def _page(
    door: WebDoor,
    contract_id: UUID,
    plan: Bound[Any] | None,
    confirmation: Bound[Any] | None,
    first: str = "",
    *,
    contractor: UUID | None = None,
    q: str = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = contracts.one(session, door.actor, policy, contract_id)
        candidate = contractors.one(session, contractor) if contractor is not None else None
        found = contractors.listed(session, q=q, kind=None, limit=30, cursor=None).items if q.strip() else []
        out = service.shape(session, door.actor, policy, row, contractor, today)
    near = bool(who(door.actor, row) & NEAR)
    status = status_on(row.status, row.starts_on, today)
    given = {name: getattr(row, name) for name in SUITABILITY_FIELDS}
    bound = plan or confirmation
    return door.page(
        "contracts/suitability/show.html",
        contract=row,
        out=out,
        tone=TONES.get(out.outcome, ""),
        candidate=candidate,
        q=q,
        found=found,
        plan=plan or shown(given),
        confirmation=confirmation or shown({"confirmed_on": today}),
        may_plan=near and bool(EDITABLE.get(row.status, frozenset()) & SUITABILITY_FIELDS),
        may_confirm=near and status in CONFIRMING and bool(row.confirmation_plan) and row.confirmed_on is None,
        first=first,
        version=row.version if bound is None or first else door.form().version(),
    )


@form("/contracts/{contract_id:uuid}/suitability/plan")
def save_plan(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: PlanIn) -> str:
        patch = ContractPatch.model_validate(given.model_dump(mode="json"))
        revise(session, door.actor, current(session, today), contract_id, patch, door.form().version(), today)
        return f"/contracts/{contract_id}/suitability"

    def again(bound: Bound[PlanIn], first: str) -> Response[bytes]:
        return _page(door, contract_id, bound, None, first)

    return submit_on_record(door, contract_id, PlanIn, work, again, flash="保存しました。", labels=FORM_LABELS)


@form("/contracts/{contract_id:uuid}/suitability/confirm")
def confirm(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()

    def work(session: Session, given: ConfirmIn) -> str:
        stored, version = current(session, today), door.form().version()
        service.confirm(session, door.actor, stored, contract_id, given, version, now=now, today=today)
        return f"/contracts/{contract_id}/suitability"

    def again(bound: Bound[ConfirmIn], first: str) -> Response[bytes]:
        return _page(door, contract_id, None, bound, first)

    flash = "委託先の対策を確かめたことを記録しました。"
    return submit_on_record(door, contract_id, ConfirmIn, work, again, flash=flash, labels=FORM_LABELS)


ROUTES = [show, save_plan, confirm]
