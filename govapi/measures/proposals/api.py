"""The API's door to the proposals."""

from typing import Any

from govapi.measures.proposals import tables  # noqa: F401

ROUTES: list[Any] = []
