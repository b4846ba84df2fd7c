"""Scenes of the exceptions for contractors that do not pass, and of the confirmation after a conclusion."""

from collections.abc import Callable
from typing import Any

from tests.api.scenes import REASON, Call, Stage
from tests.api.seeds_of_exceptions import EXCEPTION, exception, unjudged

CONFIRMED = {"confirmed_on": "2026-11-24", "confirmation_result": "チェックシートの全ての項目を確かめた。"}


def of_draft(body: Any, name: str = "record_id") -> Callable[[Stage], Call]:
    return lambda stage: Call("misaki", {name: exception(stage.office)[1]}, body)


EXCEPTIONS: dict[str, Callable[[Stage], Call]] = {
    "draftAssessmentException": lambda stage: Call("misaki", {"assessment_id": unjudged(stage.office)}, EXCEPTION),
    "getAssessmentException": of_draft(None, "exception_id"),
    "reviseAssessmentException": of_draft({"until": "2027-02-26"}, "exception_id"),
    "submitAssessmentException": of_draft({"note": "許可を申請します。"}),
    "withdrawAssessmentException": of_draft(REASON),
    "confirmContractorMeasures": lambda stage: Call("misaki", {"contract_id": stage.contract("active")}, CONFIRMED),
}
