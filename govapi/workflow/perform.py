"""The only writer of a status: step, stamps, audit row, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.db.base import TenantRow
from govapi.db.session import update_rows
from govapi.kit.errors import FieldFault, Invalid
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.workflow.machine import Step, Workflow


class Listed(Protocol):
    """A record as a list of many holds it."""

    @property
    def id(self) -> UUID: ...
    @property
    def number(self) -> str: ...


class Stateful(Protocol):
    """A record with a life: its status, its number for people."""

    id: UUID
    status: str
    number: str


def stamps_of(flow: Workflow, record: Stateful) -> dict[str, UUID | None]:
    """Who left which stamp on the record (``submitted`` → ``submitted_by``)."""
    names = {stamp for row in flow.transitions for stamp in (*row.not_by, row.stamps) if stamp}
    return {name: getattr(record, f"{name}_by", None) for name in names}


def perform(
    session: Session,
    actor: Actor,
    record: Stateful,
    flow: Workflow,
    action: str,
    *,
    status: str,
    facts: object,
    who: frozenset[Who],
    now: datetime,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Step:
    """Takes the step and writes it down. ``status`` is the state of today (dates may have moved it on)."""
    step = flow.step(action, status, facts, who, person=actor.person_id, stamped=stamps_of(flow, record))
    if flow.row(action).needs_reason and not reason.strip():
        sentence = f"「{step.label}」の理由を入力してください。"
        raise Invalid(sentence, errors=[FieldFault("/reason", sentence)])
    record.status = step.target
    if step.stamps:
        setattr(record, f"{step.stamps}_by", actor.person_id)
        setattr(record, f"{step.stamps}_at", now)
    audit.record(
        session,
        actor,
        action=f"{flow.noun}.{action}",
        noun=flow.noun,
        record_id=record.id,
        number=record.number,
        summary=f"{step.label}（{flow.labels[step.source]}→{flow.labels[step.target]}）",
        from_status=step.source,
        to_status=step.target,
        reason=reason,
        changes=changes,
    )
    return step


def perform_all(
    session: Session,
    actor: Actor,
    table: type[TenantRow],
    records: Sequence[Listed],
    flow: Workflow,
    action: str,
    *,
    status: str,
    who: frozenset[Who],
    values: Mapping[str, Any],
) -> None:
    """Takes the same step with many records at once, all of them in ``status`` and held by the caller: one statement for the
    records, one audit row for each. For what comes by itself: no guards are asked, no stamps left. ``values`` are set too."""
    step = flow.step(action, status, None, who, person=None, stamped={})
    update_rows(session, table, [one.id for one in records], {"status": step.target, **values})
    summary = f"{step.label}（{flow.labels[step.source]}→{flow.labels[step.target]}）"
    for one in records:
        audit.record(
            session,
            actor,
            action=f"{flow.noun}.{action}",
            noun=flow.noun,
            record_id=one.id,
            number=one.number,
            summary=summary,
            from_status=step.source,
            to_status=step.target,
        )
