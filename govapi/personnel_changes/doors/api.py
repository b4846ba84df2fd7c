"""Every route of the room, for the API."""

from typing import Any

from govapi.personnel_changes import api as changes
from govapi.personnel_changes.handovers import api as handovers

ROUTES: list[Any] = [
    *changes.ROUTES,
    *handovers.ROUTES,
]
