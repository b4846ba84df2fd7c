"""The page "what may I use for this?": for all staff, answered from the address alone, so that it can be kept and sent on."""

from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Request, Response
from pydantic import Field

from govapi.cloud_services.finder import service
from govapi.cloud_services.finder.schemas import PermissibleOut
from govapi.contracts.drafting.rules import answers_of
from govapi.contracts.drafting.web import question_groups
from govapi.edge.shapes import Input
from govapi.kit.errors import Invalid
from govapi.policy.schema.cloud import Outcome, Zone
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.form_data import Data, form_data
from govapi.web.forms import Bound, bind, shown
from govapi.web.routes import page
from govapi.web.shapes import Tone

PAGE_SIZE = 50
TONES: dict[Outcome, Tone] = {
    Outcome.PERMITTED: "good",
    Outcome.CONDITIONS: "info",
    Outcome.EXCEPTION: "warn",
    Outcome.REFUSED: "danger",
}
LABELS = {"zone": "接続元"}


class FinderIn(Input):
    """The form of the page."""

    answers: Annotated[dict[str, str | None], Field(max_length=60)] = Field(default_factory=dict)
    zone: Zone


@page("/cloud/finder")
def finder_page(door: WebDoor, request: Request[Any, Any, Any]) -> Response[bytes]:
    given = list(request.query_params.multi_items())
    data = {name: value for name, value in form_data(given).items() if name in FinderIn.model_fields}
    cursor = request.query_params.get("cursor", "")
    if not data:
        return _shown(door, shown({"zone": Zone.INTERNET}), None)
    bound = bind(FinderIn, data, LABELS)
    if bound.value is None:
        return _shown(door, bound, None)
    try:
        found = _found(door, bound.value, cursor)
    except Invalid as refused:
        return _shown(door, bound.with_faults(refused.errors), None)
    return _shown(door, bound, found, data, cursor)


def _found(door: WebDoor, given: FinderIn, cursor: str) -> PermissibleOut:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        policy = stored.policy
        answers = answers_of(policy.cloud.questionnaire.by_key, given.answers)
        asked = service.by_answers(policy, answers, given.zone)
        return service.permissible(session, door.actor, stored, asked, today, limit=PAGE_SIZE, cursor=cursor or None)


def _shown(
    door: WebDoor, bound: Bound[Any], found: PermissibleOut | None, data: Data | None = None, cursor: str = ""
) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
    asked = {name: bound.text(name) for name in bound.values if bound.text(name)}
    here = f"/cloud/finder?{urlencode(asked)}"
    return door.page(
        "cloud_services/finder/show.html",
        form=bound,
        found=found,
        groups=question_groups(policy.cloud.questionnaire),
        zones=[(one.value, one.label) for one in Zone],
        tones=TONES,
        answered=any(name.startswith("answers.") for name in asked),
        next_url=f"{here}&{urlencode({'cursor': found.next_cursor})}" if found and found.next_cursor else None,
        first_url=here if cursor else None,
    )


ROUTES: list[Any] = [finder_page]
