"""Every route of the room, for the API."""

from typing import Any

ROUTES: list[Any] = []
