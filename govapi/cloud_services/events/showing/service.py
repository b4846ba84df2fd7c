"""Events and answers in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.events import queries, rules
from govapi.cloud_services.events.schemas import CloudEventOut, CloudEventRow, EventAnswerOut
from govapi.cloud_services.events.service import may_answer, may_record
from govapi.cloud_services.events.tables import CloudEvent
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.rules import LIVE
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet

Shape = TypeVar("Shape", bound=CloudEventRow)
SHOWN = 50


@dataclass(frozen=True)
class ServiceEvents:
    """The newest events of a service, as its page shows them."""

    service_id: UUID
    items: Sequence[CloudEventRow]
    may_record: bool


@dataclass(frozen=True)
class UseEvents:
    """What a use was asked, as its page shows it."""

    use_id: UUID
    items: Sequence[EventAnswerOut]

    @property
    def wanted(self) -> bool:
        return any(one.wanted for one in self.items)


def rows(session: Session, found: Sequence[CloudEvent]) -> list[CloudEventRow]:
    """The rows of a list: one query for all."""
    counts = queries.counts(session, [one.id for one in found])
    return [_counted(CloudEventRow.model_validate(one), counts) for one in found]


def shape(session: Session, actor: Actor, policy: PolicySet, row: CloudEvent, today: date) -> CloudEventOut:
    """An event with the answers of the uses this actor sees; the words of an answer only to those who read the application."""
    out = _counted(CloudEventOut.model_validate(row), queries.counts(session, [row.id]))
    found = queries.answers_of_event(session, row.id, uses.seen(session, actor, policy))
    whole = {one[2].id for one in queries.answers_of_event(session, row.id, uses.reads_application(session, actor, policy))}
    out.answers = [_answer(actor, one, today) for one in found]
    for told in out.answers:
        if told.use_id not in whole:
            told.note = ""
    return out


def view_of_service(session: Session, actor: Actor, service_id: UUID) -> ServiceEvents:
    """For the page of a service. The caller has checked that the service may be seen."""
    found = queries.of_service(session, service_id, limit=SHOWN).items
    return ServiceEvents(service_id, rows(session, found), may_record(actor, uses.live_of_service(session, service_id)))


def view_of_use(session: Session, actor: Actor, use_id: UUID, today: date) -> UseEvents:
    """For the page of a use. The caller has checked that the use may be seen."""
    return UseEvents(use_id, of_use(session, actor, use_id, today))


def of_use(session: Session, actor: Actor, use_id: UUID, today: date) -> list[EventAnswerOut]:
    """What a use was asked, the newest first. The caller has checked that the use may be seen."""
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
