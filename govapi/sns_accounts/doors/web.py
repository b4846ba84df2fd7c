"""Every page of the room."""

from typing import Any

from govapi.contracts.interventions.web import Concerns
from govapi.sns_accounts import web as accounts
from govapi.sns_accounts.activity import web as activity
from govapi.sns_accounts.changes import web as changes
from govapi.sns_accounts.closing import web as closing
from govapi.sns_accounts.drafting import web as drafting
from govapi.sns_accounts.intake import web as intake
from govapi.sns_accounts.ledger import web as ledger
from govapi.sns_accounts.officers import web as officers
from govapi.sns_accounts.papers import web as papers
from govapi.sns_accounts.public_list import web as public_list
from govapi.sns_accounts.publication import web as publication
from govapi.sns_accounts.queries import UseChoices, UseLook
from govapi.sns_accounts.reviews import web as reviews
from govapi.sns_accounts.reviews.correcting import web as correcting
from govapi.sns_accounts.services import web as sns_services
from govapi.sns_accounts.texts import web as texts

ROUTES: list[Any] = [
    *sns_services.ROUTES,
    *officers.ROUTES,
    *activity.ROUTES,
    *publication.ROUTES,
    *reviews.ROUTES,
    *correcting.ROUTES,
    *closing.ROUTES,
    *ledger.ROUTES,
    *texts.ROUTES,
    *public_list.ROUTES,
]


def routes(concerns: Concerns, look: UseLook, choices: UseChoices) -> list[Any]:
    """All pages; ``concerns`` tells what other rooms have to say about an account, ``look`` and ``choices`` about the uses of cloud
    services."""
    return [
        *accounts.routes(concerns, look),
        *papers.routes(look),
        *changes.routes(look),
        *drafting.routes(look, choices),
        *intake.routes(look, choices),
        *ROUTES,
    ]
