"""Scenes of the links by which contractors answer."""

from collections.abc import Callable

from tests.api.scenes import Call, Stage
from tests.api.seeds_of_check_sheets import opened
from tests.api.seeds_of_links import link


def issue(stage: Stage) -> Call:
    return Call("misaki", {"check_sheet_id": opened(stage.office).to_awaiting().id}, {"mail": False})


def on_link(stage: Stage) -> Call:
    one, issued = link(stage.office)
    return Call("misaki", {"check_sheet_id": one.id, "link_id": issued}, {})


LINKS: dict[str, Callable[[Stage], Call]] = {
    "issueAnswerLink": issue,
    "getAnswerLink": on_link,
    "revokeAnswerLink": on_link,
}
