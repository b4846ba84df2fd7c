"""Scenes of the assessments."""

from collections.abc import Callable

from tests.api.scenes import Call, Stage
from tests.api.world import register

AHEAD = {
    "tier": "A", "title": "住民健康管理システム更新業務委託", "reason": "見積依頼の前に確かめるため。",
    "starts_on": "2027-02-01", "ends_on": "2027-09-30",
}  # fmt: skip
FOUND = {"kind": "audit_finding", "label": "監査で指摘があった。", "happened_on": "2026-11-20"}


def assessment(stage: Stage) -> str:
    """The id of an assessment that the contracts of the city want."""
    return str(stage.office.as_("misaki").get("/assessments").json()["items"][0]["id"])


ASSESSMENTS: dict[str, Callable[[Stage], Call]] = {
    "askForAssessment": lambda stage: Call("misaki", {"contractor_id": register(stage.office)}, AHEAD),
    "raiseReviewTrigger": lambda stage: Call("misaki", {"assessment_id": assessment(stage)}, FOUND),
}
