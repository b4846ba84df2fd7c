"""A form on an existing record: when another person was first, what was typed stays, and the page says who it was."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

from litestar import Response
from pydantic import BaseModel
from sqlmodel import Session

from govapi.audit.queries import timeline
from govapi.kit.errors import NotAllowed, NotFound, Stale, WrongState
from govapi.kit.validation import label_for, labels_of
from govapi.web.door import WebDoor
from govapi.web.filters import moment
from govapi.web.forms import Bound

M = TypeVar("M", bound=BaseModel)


def who_was_first(session: Session, record_id: UUID) -> str:
    """Who changed the record last, and when: 「令和8年11月24日 10:05に、情報政策課主事の架空　太郎さんが」."""
    last = next(iter(timeline(session, [record_id], limit=1)), None)
    if last is None:
        return "ほかの人が"
    return f"{moment(last.at)}に、{last.actor_post + 'の' if last.actor_post else ''}{last.actor_name}さんが"


def submit_on_record(
    door: WebDoor,
    record_id: UUID,
    model: type[M],
    work: Callable[[Session, M], str],
    again: Callable[[Bound[M], str], Response[bytes]],
    *,
    flash: str = "",
    labels: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """``door.submit`` for a record that others may change too.

    ``again(bound, first)`` shows the form with what was typed; ``first`` is empty, or says who changed the record meanwhile,
    and then the form must carry the record's present version. Where the form is no longer open to this person, what was
    typed is shown to be copied.
    """

    def shown_again(bound: Bound[M], first: str) -> Response[bytes]:
        try:
            return again(bound, first)
        except (NotFound, NotAllowed, WrongState):
            return _kept(door, record_id, bound, {**labels_of(model), **(labels or {})})

    try:
        return door.submit(model, work, lambda bound: shown_again(bound, ""), flash=flash, labels=labels)
    except Stale:
        with door.reading() as session:
            first = who_was_first(session, record_id)
        answer = shown_again(door.form().bind(model, labels), first)
        answer.status_code = Stale.status
        return answer


def _kept(door: WebDoor, record_id: UUID, bound: Bound[M], names: Mapping[str, str]) -> Response[bytes]:
    """What was typed into a form that has closed meanwhile."""
    with door.reading() as session:
        first = who_was_first(session, record_id)
    typed = [
        (label_for([int(part) if part.isdecimal() else part for part in path.split(".")], names), bound.text(path))
        for path in bound.values
        if not path.startswith("_")
    ]
    return door.page("stale.html", first=first, typed=[(label, text) for label, text in typed if text.strip()])
