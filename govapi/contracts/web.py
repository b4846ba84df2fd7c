"""The pages of the contracts, put together from the parts of the room."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi.contractors.web import Deal
from govapi.contracts import queries
from govapi.contracts.amendments import web as amendments
from govapi.contracts.attachments import web as attachments
from govapi.contracts.clauses import web as clauses
from govapi.contracts.closing import web as closing
from govapi.contracts.closing.certificate import web as certificate
from govapi.contracts.decisions import web as decisions
from govapi.contracts.drafting import web as drafting
from govapi.contracts.interventions.web import Concerns
from govapi.contracts.ledger import web as ledger
from govapi.contracts.ledger.service import rows
from govapi.contracts.performance import web as performance
from govapi.contracts.performance.places import web as places
from govapi.contracts.performance.reports import web as reports
from govapi.contracts.performance.rosters import web as rosters
from govapi.contracts.performance.visits import web as visits
from govapi.contracts.performance.visits.findings import web as visit_findings
from govapi.contracts.queries import Filters
from govapi.contracts.subcontracts import web as subcontracts
from govapi.contracts.subcontracts.consent import web as consent
from govapi.contracts.suitability import web as suitability
from govapi.contracts.waivers import web as waivers
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.filters import wareki_short


def routes(concerns: Concerns) -> list[Any]:
    """All pages of the room; ``concerns`` tells what other rooms have to say about a contract."""
    return [
        *drafting.ROUTES,
        *clauses.ROUTES,
        *decisions.ROUTES,
        *waivers.ROUTES,
        *suitability.ROUTES,
        *amendments.ROUTES,
        *closing.ROUTES,
        *certificate.ROUTES,
        *subcontracts.ROUTES,
        *consent.ROUTES,
        *performance.ROUTES,
        *reports.ROUTES,
        *visits.ROUTES,
        *visit_findings.ROUTES,
        *rosters.ROUTES,
        *places.ROUTES,
        *attachments.ROUTES,
        *ledger.routes(concerns),
    ]


def deals(door: WebDoor, session: Session, contractor_id: UUID) -> Sequence[Deal]:
    """The newest contracts with a company that the reader may see, as that company's page shows them."""
    today = door.parts.clock.today()
    policy = current(session, today).policy
    found = queries.listed(session, door.actor, policy, Filters(contractor_id=contractor_id), today=today, limit=20, cursor=None)
    return [
        Deal(
            url=f"/contracts/{row.id}",
            number=row.number,
            title=row.title,
            status_label=row.status_label,
            term=f"{wareki_short(row.starts_on)}～{wareki_short(row.ends_on)}" if row.starts_on or row.ends_on else "未定",
        )
        for row in rows(found.items, policy, today)
    ]
