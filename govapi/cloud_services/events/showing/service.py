"""Events and answers in words."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.events import queries, rules
from govapi.cloud_services.events.schemas import CloudEventOut, CloudEventRow, EventAnswerOut
from govapi.cloud_services.events.service import may_answer
from govapi.cloud_services.events.tables import CloudEvent
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.rules import LIVE
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet

Shape = TypeVar("Shape", bound=CloudEventRow)


def rows(session: Session, found: Sequence[CloudEvent]) -> list[CloudEventRow]:
    """The rows of a list: one query for all."""
    counts = queries.counts(session, [one.id for one in found])
    return [_counted(CloudEventRow.model_validate(one), counts) for one in found]


def shape(session: Session, actor: Actor, policy: PolicySet, row: CloudEvent, today: date) -> CloudEventOut:
    """An event with the answers of the uses this actor sees."""
    out = _counted(CloudEventOut.model_validate(row), queries.counts(session, [row.id]))
    found = queries.answers_of_event(session, row.id, uses.seen(session, actor, policy))
    out.answers = [_answer(actor, one, today) for one in found]
    return out


def of_service(session: Session, service_id: UUID) -> list[CloudEventRow]:
    """The newest events of a service, for its page. The caller has checked that the service may be seen."""
    return rows(session, queries.of_service(session, service_id, limit=50).items)


def of_use(session: Session, actor: Actor, use_id: UUID, today: date) -> list[EventAnswerOut]:
    """What a use was asked, the newest first, for its page. The caller has checked that the use may be seen."""
    return [_answer(actor, one, today) for one in queries.answers_of_use(session, use_id)]


def _counted(out: Shape, counts: dict[UUID, tuple[int, int]]) -> Shape:
    out.asked, out.answered = counts.get(out.id, (0, 0))
    return out


def _answer(actor: Actor, found: queries.Answered, today: date) -> EventAnswerOut:
    row, event, use, section = found
    live = use.status in LIVE
    out = EventAnswerOut.model_validate(row)
    out.event_number, out.event_title, out.answer_by = event.number, event.title, event.answer_by
    out.kind = event.kind  # type: ignore[assignment]  # stored kinds are Kind
    out.kind_label = rules.KINDS[out.kind]
    out.use_number, out.use_title, out.section_name = use.number, use.title, section
    out.wanted = live and not row.result
    out.late = rules.is_late(row.result, event.answer_by, today, live=live)
    out.may_answer = out.wanted and may_answer(actor, use)
    return out
