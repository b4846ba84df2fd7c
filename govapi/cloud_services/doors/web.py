"""Every page of the room."""

from typing import Any

from govapi.cloud_services import web as cloud_services
from govapi.cloud_services.conditions import web as conditions
from govapi.cloud_services.confirmations import web as use_confirmations
from govapi.cloud_services.ending.removals import web as removals
from govapi.cloud_services.events import web as cloud_events
from govapi.cloud_services.finder import web as finder
from govapi.cloud_services.intake import web as use_intake
from govapi.cloud_services.judgements import web as judgements
from govapi.cloud_services.ledger import web as cloud_ledger
from govapi.cloud_services.managers import web as managers
from govapi.cloud_services.overview import web as cloud_overview
from govapi.cloud_services.papers import web as cloud_papers
from govapi.cloud_services.registrations import web as registrations
from govapi.cloud_services.terms import web as terms
from govapi.cloud_services.unapproved import web as unapproved
from govapi.cloud_services.uses import web as cloud_uses
from govapi.contracts.interventions.web import Concerns


def routes(concerns: Concerns) -> list[Any]:
    """All pages; ``concerns`` tells what other rooms have to say about a use of a service."""
    return [
        *finder.ROUTES,
        *cloud_uses.routes(concerns),
        *use_intake.ROUTES,
        *conditions.ROUTES,
        *managers.ROUTES,
        *use_confirmations.ROUTES,
        *cloud_events.ROUTES,
        *removals.ROUTES,
        *unapproved.routes(concerns),
        *cloud_services.ROUTES,
        *registrations.ROUTES,
        *cloud_overview.ROUTES,
        *terms.ROUTES,
        *cloud_papers.ROUTES,
        *cloud_ledger.ROUTES,
        *judgements.ROUTES,
    ]
