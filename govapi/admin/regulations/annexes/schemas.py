"""Shapes of the annexes at the doors."""

from pydantic import Field

from govapi.admin.regulations.annexes.rows import Annex
from govapi.edge.shapes import Output


class AnnexRowOut(Output):
    """A row; its columns stand under the headings."""

    columns: list[str]
    source_label: str = Field(examples=["初期値（要確認）"])
    basis: str


class AnnexOut(Output):
    """A table of what the policy set decides."""

    part: str = Field(examples=["cloud_rules"])
    title: str
    intro: str
    headings: list[str]
    rows: list[AnnexRowOut]


def annex_shape(annex: Annex) -> AnnexOut:
    rows = [
        AnnexRowOut(columns=[row.first, row.second, row.third, row.fourth], source_label=row.source_label, basis=row.basis)
        for row in annex.rows
    ]
    return AnnexOut(part=annex.part, title=annex.title, intro=annex.intro, headings=list(annex.headings), rows=rows)
