"""The pages of the contracts, put together from the parts of the room."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi.contractors.web import Deal
from govapi.contracts.amendments import web as amendments
from govapi.contracts.attachments import web as attachments
from govapi.contracts.clauses import web as clauses
from govapi.contracts.closing import web as closing
from govapi.contracts.decisions import web as decisions
from govapi.contracts.drafting import web as drafting
from govapi.contracts.ledger import web as ledger
from govapi.contracts.waivers import web as waivers
from govapi.web.door import WebDoor
from govapi.web.filters import wareki_short

ROUTES: list[Any] = [
    *drafting.ROUTES,
    *clauses.ROUTES,
    *decisions.ROUTES,
    *waivers.ROUTES,
    *amendments.ROUTES,
    *closing.ROUTES,
    *attachments.ROUTES,
    *ledger.ROUTES,
]


def deals(door: WebDoor, session: Session, contractor_id: UUID) -> Sequence[Deal]:
    """The newest contracts with a company, as that company's page shows them."""
    return [
        Deal(
            url=f"/contracts/{row.id}",
            number=row.number,
            title=row.title,
            status_label=row.status_label,
            term=f"{wareki_short(row.starts_on)}～{wareki_short(row.ends_on)}" if row.starts_on or row.ends_on else "未定",
        )
        for row in ledger.with_contractor(door, session, contractor_id)
    ]
