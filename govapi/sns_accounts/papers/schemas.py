"""Shapes of the papers at the doors."""

from pydantic import Field

from govapi.edge.shapes import Day, Input
from govapi.sns_accounts.papers.rules import Template


class SnsPaperIn(Input):
    """The paper to make of an account, by the key of its template."""

    template: Template = Field(
        description="sns_opening：開設申請書、sns_policy：運用方針、sns_procedure：運用手順、"
        "sns_publication_table：発信可否早見表、sns_closing：閉鎖届"
    )
    effective_on: Day | None = Field(default=None, description="運用方針又は運用手順の施行の日（省くと空欄）")


class SnsOfficerListIn(Input):
    """責任者指定一覧 as it stands on a day."""

    on: Day | None = Field(default=None, description="一覧の基準日（省くと今日）")
