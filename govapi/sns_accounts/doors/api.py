"""Every route of the room, for the API."""

from typing import Any

from govapi.sns_accounts import api as accounts
from govapi.sns_accounts.activity import api as activity
from govapi.sns_accounts.changes import api as sns_changes
from govapi.sns_accounts.closing import api as closing
from govapi.sns_accounts.intake import api as intake
from govapi.sns_accounts.ledger import api as ledger
from govapi.sns_accounts.officers import api as officers
from govapi.sns_accounts.papers import api as papers
from govapi.sns_accounts.public_list import api as public_list
from govapi.sns_accounts.publication import api as publication
from govapi.sns_accounts.queries import UseChoices, UseLook
from govapi.sns_accounts.reviews import api as reviews
from govapi.sns_accounts.services import api as sns_services
from govapi.sns_accounts.texts import api as texts

ROUTES: list[Any] = [
    *sns_services.ROUTES,
    *officers.ROUTES,
    *activity.ROUTES,
    *publication.ROUTES,
    *reviews.ROUTES,
    *closing.ROUTES,
    *ledger.ROUTES,
    *texts.ROUTES,
    *public_list.ROUTES,
]


def routes(look: UseLook, choices: UseChoices) -> list[Any]:
    """All routes; ``look`` and ``choices`` tell about the uses of cloud services."""
    return [*accounts.routes(look), *sns_changes.routes(look), *papers.routes(look), *intake.routes(look, choices), *ROUTES]
