"""Every page of the room."""

from typing import Any

from govapi.sns_accounts.officers import web as officers
from govapi.sns_accounts.services import web as sns_services

ROUTES: list[Any] = [
    *sns_services.ROUTES,
    *officers.ROUTES,
]
