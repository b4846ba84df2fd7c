"""The page 履行の確認 of a contract: what is due next, reports, visits, people and places."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.history.web import record_tabs
from govapi.contracts.performance.places import queries as places
from govapi.contracts.performance.places import service as place_shapes
from govapi.contracts.performance.reports import service as reports
from govapi.contracts.performance.rosters import queries as rosters
from govapi.contracts.performance.rosters import service as roster_shapes
from govapi.contracts.performance.rules import WATCHED, WORKING
from govapi.contracts.performance.visits import queries as visits
from govapi.contracts.performance.visits import service as visit_shapes
from govapi.contracts.performance.visits.workflow import VISITORS
from govapi.contracts.rules import status_on
from govapi.contracts.service import who
from govapi.duties import queries as duties
from govapi.duties.tables import Duty
from govapi.people.relations import Who
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page

KINDS = frozenset({"report.regular", "site_visit.once_a_term"})
PAGE_SIZE = 50


@page("/contracts/{contract_id:uuid}/performance")
def show(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        filters = visits.Filters(contract_id=contract.id)
        found = visits.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=None).items
        sees_rosters = rosters.sees(session, door.actor, policy, contract.id)
        versions = rosters.of_contract(session, contract.id) if sees_rosters else []
        schedule = reports.schedule(session, policy, contract, today)
        context: dict[str, Any] = {
            "schedule": reports.shape_of(schedule, today),
            "received": {row.id: reports.shape(row) for row in schedule.received},
            "visits": [visit_shapes.brief(row, today) for row in found],
            "rosters": roster_shapes.rows(session, contract.id, versions, today),
            "places": [place_shapes.shape(row, today) for row in places.of_contract(session, contract.id)],
            "duties": _due(session, contract.id, [row.id for row in found if row.status in ("planned", "notified")]),
        }
    status, relations = status_on(contract.status, contract.starts_on, today), who(door.actor, contract)
    near = bool(relations & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE})
    return door.page(
        "contracts/performance/show.html",
        contract=contract,
        today=today,
        sees_rosters=sees_rosters,
        may_receive=near and status in WATCHED,
        may_record=near and status in WORKING,
        may_visit=bool(relations & VISITORS) and status in WORKING,
        tabs=record_tabs(contract.id, "performance"),
        **context,
    )


def _due(session: Session, contract_id: UUID, visit_ids: Sequence[UUID]) -> list[Duty]:
    """What is still to be done, by its day: of the contract itself, and the visits that are planned."""
    found = [one for one in duties.of_record(session, contract_id) if one.kind in KINDS]
    found += [one for visit_id in visit_ids for one in duties.of_record(session, visit_id)]
    return sorted((one for one in found if one.status in ("open", "planned")), key=lambda one: (one.due_on, one.id))


ROUTES: list[Callable[..., Any]] = [show]
