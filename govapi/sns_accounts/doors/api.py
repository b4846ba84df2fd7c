"""Every route of the room, for the API."""

from typing import Any

from govapi.sns_accounts.services import api as sns_services

ROUTES: list[Any] = [
    *sns_services.ROUTES,
]
