"""Every page of the room."""

from typing import Any

from govapi.personnel_changes import web as changes
from govapi.personnel_changes.handovers import web as handovers

ROUTES: list[Any] = [
    *changes.ROUTES,
    *handovers.ROUTES,
]
