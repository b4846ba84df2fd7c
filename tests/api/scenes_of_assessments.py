"""Scenes of the assessments and the campaigns."""

from collections.abc import Callable
from datetime import date, datetime, time

from govapi.assessments.campaigns.running.service import OPENS, SENDS
from govapi.kit.clock import JST
from tests.api.scenes import Call, Stage
from tests.api.world import made, register
from tests.assessments.jobs import work_off

AHEAD = {
    "tier": "A", "title": "住民健康管理システム更新業務委託", "reason": "見積依頼の前に確かめるため。",
    "starts_on": "2027-02-01", "ends_on": "2027-09-30",
}  # fmt: skip
CAMPAIGN = {"title": "令和8年度委託先一斉確認", "tiers": ["A"], "deadline": "2026-12-18"}
FOUND = {"kind": "audit_finding", "label": "監査で指摘があった。", "happened_on": "2026-11-20"}


def assessment(stage: Stage) -> str:
    """The id of an assessment that the contracts of the city want."""
    return str(stage.office.as_("misaki").get("/assessments").json()["items"][0]["id"])


def campaign(stage: Stage, to: str = "draft") -> str:
    """The id of a campaign for one new company: a draft, opened with its round made, or sent."""
    office = stage.office
    made(office, f"/contractors/{register(office)}/assessments", AHEAD)
    one = made(office, "/campaigns", CAMPAIGN, "ren")
    for verb, task in (("open", OPENS), ("send", SENDS)):
        if to == "draft" or (to == "open" and verb == "send"):
            break
        answer = office.as_("ren").act(f"/campaigns/{one}/{verb}")
        assert answer.status_code == 200, answer.text
        work_off(office, task)
    return one


def late(stage: Stage) -> Call:
    one = campaign(stage, "sent")
    stage.office.clock.go_to(datetime.combine(date(2026, 12, 21), time(10), JST))
    return Call("ren", {"record_id": one}, {})


ASSESSMENTS: dict[str, Callable[[Stage], Call]] = {
    "askForAssessment": lambda stage: Call("misaki", {"contractor_id": register(stage.office)}, AHEAD),
    "raiseReviewTrigger": lambda stage: Call("misaki", {"assessment_id": assessment(stage)}, FOUND),
    "draftCampaign": lambda _stage: Call("ren", {}, CAMPAIGN),
    "reviseCampaign": lambda stage: Call("ren", {"campaign_id": campaign(stage)}, {"title": "令和8年度再確認"}),
    "openCampaign": lambda stage: Call("ren", {"record_id": campaign(stage)}, {}),
    "sendCampaign": lambda stage: Call("ren", {"record_id": campaign(stage, "open")}, {}),
    "nudgeCampaign": late,
    "closeCampaign": lambda stage: Call("ren", {"record_id": campaign(stage, "sent")}, {}),
    "withdrawCampaign": lambda stage: Call("ren", {"record_id": campaign(stage)}, {"reason": "時期を改めるため。"}),
}
