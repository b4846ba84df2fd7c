"""Scenes of the check sheets: each round is that of a company of its own."""

from collections.abc import Callable
from typing import Any

from tests.api.scenes import Call, Stage
from tests.api.seeds_of_check_sheets import assessment, opened
from tests.assessments.rounds import FIT, Round

SOME = {"answers": [{"question": "A2-1", "answer": "done", "remark": "担当は見本です。"}], "respondent_name": "見本　守"}
VERDICTS = {"verdicts": [{"question": "A2-1", "verdict": "insufficient", "comment": "連絡網を示すこと。"}]}


def on(state: Callable[[Round], Any], body: Any, name: str = "check_sheet_id") -> Callable[[Stage], Call]:
    """A scene on a round brought into this state."""

    def scene(stage: Stage) -> Call:
        one = opened(stage.office)
        state(one)
        return Call("misaki", {name: one.id}, body, record=one.path)

    return scene


def drafted(one: Round) -> None:
    assert one.to_awaiting().write(complete=False).status_code == 200


def as_it_is(one: Round) -> None:
    """Ready, not sent."""


CHECK_SHEETS: dict[str, Callable[[Stage], Call]] = {
    "openCheckSheet": lambda stage: Call("misaki", {"assessment_id": assessment(stage.office)}, {"occasion": "first"}),
    "reviseCheckSheet": on(as_it_is, {"contact_name": "見本　守"}),
    "sendCheckSheet": on(as_it_is, {}, "record_id"),
    "writeAnswers": on(Round.to_awaiting, SOME),
    "receiveCheckSheet": on(drafted, {"respondent_name": "見本　守"}, "record_id"),
    "judgeAnswers": on(Round.to_answered, VERDICTS),
    "acceptProvenAnswers": on(Round.to_answered, None),
    "returnCheckSheet": on(Round.to_answered, {"reason": "連絡網を補ってください。"}, "record_id"),
    "submitCheckSheet": on(lambda one: one.to_answered().review(), FIT, "record_id"),
    "withdrawCheckSheet": on(as_it_is, {"reason": "宛先の誤りのため。"}, "record_id"),
    "generateCheckSheetDocument": on(as_it_is, {"template": "check_sheet_request"}),
}
