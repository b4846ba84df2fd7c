"""Every route of the room, for the API."""

from typing import Any

from govapi.cloud_services import api as cloud_services
from govapi.cloud_services.conditions import api as conditions
from govapi.cloud_services.confirmations import api as use_confirmations
from govapi.cloud_services.ending.removals import api as removals
from govapi.cloud_services.events import api as cloud_events
from govapi.cloud_services.finder import api as finder
from govapi.cloud_services.intake import api as use_intake
from govapi.cloud_services.judgements import api as judgements
from govapi.cloud_services.ledger import api as cloud_ledger
from govapi.cloud_services.managers import api as managers
from govapi.cloud_services.papers import api as cloud_papers
from govapi.cloud_services.registrations import api as registrations
from govapi.cloud_services.registrations.following.answers import api as losses
from govapi.cloud_services.terms import api as terms
from govapi.cloud_services.unapproved import api as unapproved
from govapi.cloud_services.uses import api as cloud_uses

ROUTES: list[Any] = [
    *finder.ROUTES,
    *cloud_events.ROUTES,
    *removals.ROUTES,
    *unapproved.ROUTES,
    *cloud_services.ROUTES,
    *registrations.ROUTES,
    *losses.ROUTES,
    *terms.ROUTES,
    *cloud_papers.ROUTES,
    *cloud_ledger.ROUTES,
    *judgements.ROUTES,
    *conditions.ROUTES,
    *managers.ROUTES,
    *use_confirmations.ROUTES,
    *cloud_uses.ROUTES,
    *use_intake.ROUTES,
]
