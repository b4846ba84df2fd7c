"""The route boxes, the timeline and the buttons of a record that has a decision of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response
from sqlmodel import Session

from govapi.approvals import queries as approvals
from govapi.approvals.proceedings.rules import told
from govapi.approvals.tables import Approval, ApprovalStep
from govapi.approvals.workflow import APPROVAL
from govapi.audit.queries import timeline
from govapi.audit.tables import AuditRow
from govapi.edge.shapes import Input, Reason
from govapi.kit.errors import Invalid
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.shapes import ActionButton, Mark, RouteStep, TimelineEntry, Tone
from govapi.workflow.machine import Available
from govapi.workflow.shapes import AvailableOut

MARKS: Mapping[str, Mark] = {"専決": "専決", "代決": "代決", "差戻し": "差戻し", "否決": "否決"}
TONES: Mapping[str, Tone] = {
    "decided": "good", "granted": "good", "rejected": "danger", "refused": "danger", "withdrawn": "danger", "returned": "danger",
    "in_approval": "info",
}  # fmt: skip


class WithdrawIn(Input):
    """What the button of a withdrawal sends."""

    reason: Reason = ""


@dataclass(frozen=True)
class Circulation:
    """A 回議書 as the page of its record shows it."""

    approval: Approval
    status_label: str
    steps: Sequence[RouteStep]


@dataclass(frozen=True)
class Past:
    """The circulations of a record and its timeline: three queries."""

    circulations: Sequence[Circulation]
    entries: Sequence[TimelineEntry]


def past(session: Session, record_id: UUID, labels: Mapping[str, str]) -> Past:
    """``labels`` are the states of the record in words."""
    rows = approvals.of_record(session, record_id)
    steps = approvals.steps(session, [row.id for row in rows])
    circulations = [Circulation(row, APPROVAL.labels[row.status], [route_step(one) for one in steps[row.id]]) for row in rows]
    trail = timeline(session, [record_id, *(row.id for row in rows)])
    return Past(circulations, [_entry(row, record_id, labels) for row in trail])


def _entry(row: AuditRow, record_id: UUID, labels: Mapping[str, str]) -> TimelineEntry:
    own = row.record_id == record_id
    what = told(row.summary, row.from_status, row.to_status, labels if own else APPROVAL.labels)
    return TimelineEntry(
        at=row.at,
        what=what if own else f"【決裁】{what}",
        who="　".join(part for part in (row.actor_post, row.actor_name) if part),
        reason=row.reason,
        tone=TONES.get(row.to_status, ""),
    )


def buttons(offered: Sequence[AvailableOut], base: str, withdrawing: str) -> list[ActionButton]:
    """The next actions of the record at ``base``; ``withdrawing`` is what is asked before it is given up."""
    available = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in offered]
    return action_buttons(available, base, tones={"withdraw": "danger"}, confirms={"withdraw": withdrawing})


def withdraw(door: WebDoor, url: str, act: Callable[[Session, WithdrawIn], Any]) -> Response[bytes]:
    """Gives the record up for the reason in the form and goes to ``url``."""
    bound = door.form().bind(WithdrawIn, {"reason": "理由"})
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    with door.writing() as session:
        act(session, bound.value)
    return door.redirect(url, "取り下げました。")


def route_step(step: ApprovalStep) -> RouteStep:
    """One box of the route: post and, once acted on, the name of that day."""
    done = step.status == "done"
    note = f"後閲　{step.looked_after_name}" if step.looked_after_name else ("後閲待ち" if step.acted_as == "代決" else "")
    return RouteStep(
        kind=step.decides_as or step.kind,
        post=step.post_title,
        name=step.acted_name or None,
        on=step.acted_at,
        mark=MARKS.get(step.acted_as, "済") if done else None,
        current=step.status == "current",
        note="経路から外れた" if step.status == "dropped" else note,
    )
