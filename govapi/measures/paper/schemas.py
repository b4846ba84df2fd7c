"""Shapes of the papers at the doors."""

from typing import Annotated

from pydantic import Field

from govapi.edge.shapes import Identifier, Input


class PaperIn(Input):
    """The paper to make, by the key of its template."""

    template: Annotated[Identifier, Field(min_length=1)]
