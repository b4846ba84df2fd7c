"""Every page of the room."""

from typing import Any

ROUTES: list[Any] = []
