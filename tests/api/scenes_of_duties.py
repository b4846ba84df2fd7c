"""Scenes of the notices, the calendar feeds and the runs of the periodic review."""

from collections.abc import Callable

from tests.api.scenes import Call, Stage
from tests.api.world import made


def revoke(stage: Stage) -> Call:
    feed = made(stage.office, "/me/calendar-feeds", {"label": "職場の予定表"})
    return Call("misaki", {"feed_id": feed}, record=f"/me/calendar-feeds/{feed}")


def of_own(stage: Stage) -> Call:
    return Call("misaki", {"feed_id": made(stage.office, "/me/calendar-feeds", {"label": "自宅の予定表"})})


DUTIES: dict[str, Callable[[Stage], Call]] = {
    "setMyPreferences": lambda _stage: Call("misaki", {}, {"delivery": "each"}, record="/me/preferences"),
    "makeMyCalendarFeed": lambda _stage: Call("misaki", {}, {"label": "Outlook"}),
    "getMyCalendarFeed": of_own,
    "revokeMyCalendarFeed": revoke,
    "startReviewRun": lambda _stage: Call("ren", {}, {"dry_run": False}),
}
