"""What the contractor's forms send beside the answers."""

from typing import Annotated

from pydantic import Field

from govapi.assessments.evidence.schemas import KindKey, Number
from govapi.edge.shapes import Day, Input, Line, Reason, RequiredLine


class HandedInIn(Input):
    """A piece of evidence as the contractor describes it; the file comes as a part of its own."""

    kind: KindKey
    title: Line = ""
    issuer: Line = ""
    certificate_number: Number = ""
    scope: Reason = ""
    issued_on: Day | None = None
    period_end: Day | None = None
    stated_until: Day | None = None
    register_reference: Line = ""
    file: object = None


class RespondentIn(Input):
    """Who answers for the contractor."""

    respondent_name: Annotated[RequiredLine, Field(max_length=100)]
    respondent_title: Annotated[Line, Field(max_length=100)] = ""
