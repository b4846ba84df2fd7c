"""The API's door to the incidents."""

from typing import Any

from govapi.measures.incidents import tables  # noqa: F401

ROUTES: list[Any] = []
