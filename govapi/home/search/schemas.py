"""Shapes of the search at the doors."""

from typing import Annotated, Literal
from uuid import UUID

from litestar.params import Parameter
from pydantic import Field

from govapi.edge.shapes import Output
from govapi.home.search.rules import NOUNS, Hit

Words = Annotated[str, Parameter(min_length=1, max_length=200, description="検索する語（空白で区切ると、すべてを含むもの）")]


class HitOut(Output):
    """A record that was found, and where it is."""

    noun: Literal["contracts", "contractors", "cloud-services", "cloud-uses", "sns-accounts", "regulations"]
    noun_label: str = Field(examples=["業務委託契約"])
    id: UUID
    number: str
    title: str
    url: str = Field(examples=["/api/v1/contracts/019b4a3e-8f60-7c3a-9d0e-3f1b5a7c9e21"])


def shape(hit: Hit) -> HitOut:
    """The hit as the API tells it."""
    return HitOut.model_validate(
        {
            "noun": hit.noun,
            "noun_label": NOUNS[hit.noun],
            "id": hit.id,
            "number": hit.number,
            "title": hit.title,
            "url": f"/api/v1{hit.path}",
        }
    )
