"""Scenes of the lists of moves. Each list is about another day, so that none stands in the way of another."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.api.scenes import Call, Stage
from tests.api.seeds_personnel import one_day
from tests.personnel_changes.lists import CLERK, HEAD, act, correct, files, taken, xlsx
from tests.support.app import NOW, Office

REASON = {"reason": "議会の議決を待つため。"}
Scene = Callable[[Stage], Call]


def at(status: str, who: str = HEAD, body: Any = None, name: str = "record_id") -> Scene:
    """A step of a list in this state."""

    def scene(stage: Stage) -> Call:
        return Call(who, {name: _in(stage.office, status)}, body)

    return scene


def _in(office: Office, status: str) -> str:
    publish_on = (NOW.date() + timedelta(days=0 if status in ("published", "corrected") else 1)).isoformat()
    change_id = taken(office, one_day(office), publish_on)
    if status != "draft":
        assert act(office, change_id, "apply").status_code == 200
    if status == "corrected":
        assert correct(office, change_id, one_day(office)).status_code == 200
    return change_id


def late(stage: Stage) -> Call:
    """The job of the day before did not run."""
    call = at("applied", body={})(stage)
    stage.office.clock.go_to(NOW + timedelta(days=1))
    return call


def handed_in(stage: Stage) -> Call:
    body = {"title": "令和9年4月1日付け人事異動", "publish_on": "2027-03-25"}
    return Call(CLERK, body=body, files=files(xlsx(one_day(stage.office))))


def looked_at(stage: Stage) -> Call:
    return Call(CLERK, body={}, files=files(xlsx(one_day(stage.office))))


def handed_in_again(stage: Stage) -> Call:
    return Call(CLERK, {"change_id": _in(stage.office, "published")}, {}, files=files(xlsx(one_day(stage.office))))


PERSONNEL: dict[str, Scene] = {
    "checkPersonnelChange": looked_at,
    "takeInPersonnelChange": handed_in,
    "checkPersonnelList": handed_in_again,
    "replacePersonnelList": handed_in_again,
    "revisePersonnelChange": at("draft", CLERK, {"publish_on": "2027-03-26"}, "change_id"),
    "applyPersonnelChange": at("draft", body={}),
    "publishPersonnelChange": late,
    "correctPersonnelChange": at("corrected", body={}),
    "withdrawPersonnelChange": at("published", body=REASON),
    "downloadPersonnelChangeTemplate": lambda _stage: Call(CLERK),
}
