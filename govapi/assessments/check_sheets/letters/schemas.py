"""Shapes of the papers of a round at the doors."""

from typing import Literal

from govapi.documents.schemas import DocumentOut
from govapi.edge.shapes import Input, Output


class LetterIn(Input):
    """The paper to make, by the key of its template."""

    template: Literal["check_sheet_request", "assessment_result"]


class LetterOut(Output):
    """A paper a round may have; ``edition`` is the last one made, 0 for none."""

    template: str
    title: str
    blocked_because: str | None
    edition: int


class LettersOut(Output):
    """The papers that were made of a round, the newest first, and those that may be."""

    items: list[DocumentOut]
    papers: list[LetterOut]
