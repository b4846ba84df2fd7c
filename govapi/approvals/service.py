"""Acting on a circulation; when it ends, the record it decides takes its own step."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal, Protocol
from uuid import UUID

from sqlmodel import Session

from govapi.approvals import queries
from govapi.approvals.routing.service import seats_on
from govapi.approvals.rules import Place, Seat, deputies_of, sees_amount, stands
from govapi.approvals.schemas import ApprovalOut, DecideForIn, OpinionIn, OutsideDecisionIn, StepOut
from govapi.approvals.tables import Approval, ApprovalStep
from govapi.approvals.workflow import APPROVAL, ApprovalFacts
from govapi.kit.clock import JST
from govapi.kit.errors import Invalid, NotAllowed, Stale
from govapi.people.actor import Actor
from govapi.people.queries import holders
from govapi.people.relations import Who, covers
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import by_version, current
from govapi.workflow.machine import Available
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

Outcome = Literal["decided", "returned", "withdrawn", "rejected"]


class Ending(Protocol):
    """What a room does when a decision about one of its records has ended."""

    def __call__(self, session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None: ...


OUTCOMES: Mapping[str, Outcome] = {"decided": "decided", "returned": "returned", "withdrawn": "withdrawn", "rejected": "rejected"}

Endings = Mapping[str, Ending]  # by noun; wired in app.py

Given = OpinionIn | DecideForIn | OutsideDecisionIn


class Desk:
    """One circulation as it lies before one actor today, under the policy set it was submitted under."""

    def __init__(self, session: Session, actor: Actor, approval: Approval, today: date) -> None:
        self.session, self.actor, self.approval, self.today = session, actor, approval, today
        self.policy = by_version(session, approval.policy_version).policy
        self.steps = queries.steps(session, [approval.id])[approval.id]
        self.seats = seats_on(session, today)
        self.current = next((step for step in self.steps if step.status == "current"), None)
        self.pending = next((step for step in self.steps if step.acted_as == "代決" and step.looked_after_at is None), None)

    def place(self) -> Place:
        deciding = self.current is not None and self.current.kind == "決裁"
        return Place(
            applicant_id=self.approval.applied_by,
            current_post=self.current.post_id if self.current else None,
            current_decides=deciding,
            deputies=frozenset(seat.post_id for seat in self._deputies()) if deciding else frozenset(),
            absent_decider_post=self.pending.post_id if self.pending else None,
        )

    def _deputies(self) -> list[Seat]:
        decider = next((seat for seat in self.seats if self.current and seat.post_id == self.current.post_id), None)
        return deputies_of(decider, self.seats) if decider else []

    def who(self) -> frozenset[Who]:
        found = stands(self.actor, self.place())
        if any(covers(post, self.approval.department_path) for post in self.actor.posts) and self.actor.is_person:
            found |= {Who.SECTION_STAFF}
        if self.pending is not None and self.pending.acted_by == self.actor.person_id:
            found -= {Who.ABSENT_DECIDER}  # whoever decided in absence does not look after it, whatever post came later
        return found

    def facts(self, *, urgent: bool = True) -> ApprovalFacts:
        return ApprovalFacts(
            is_weighty=self.policy.deputising.weighty.holds(self.approval.amount),
            urgent=urgent,
            another_person_exists=self._another_person(),
            is_waiver=self.approval.kind in (DecisionKind.WAIVE, DecisionKind.EXCEPT, DecisionKind.CLOUD_EXCEPT),
            awaits_look_after=self.pending is not None,
        )

    def _another_person(self) -> bool:
        """Whether anybody but the applicant could decide: another holder of the post, or a deputy."""
        if self.current is None:
            return True
        posts = [self.current.post_id, *(seat.post_id for seat in self._deputies())]
        held = holders(self.session, posts, self.today)
        return any(person.id != self.approval.applied_by for pairs in held.values() for person, _appointment in pairs)

    def available(self) -> list[Available]:
        return APPROVAL.available(
            self.approval.status,
            self.facts(),
            self.who(),
            person=self.actor.person_id,
            stamped=stamps_of(APPROVAL, self.approval),
        )


def act(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    endings: Endings,
    approval_id: UUID,
    action: str,
    given: Given,
    expected_version: int | None,
    *,
    now: datetime,
    today: date,
) -> ApprovalOut:
    """One act on a circulation, with everything that follows from it."""
    approval = queries.one(session, actor, policy.reading.rule("approvals"), approval_id, lock=True)
    if expected_version is not None and approval.version != expected_version:
        raise Stale
    desk = Desk(session, actor, approval, today)
    urgent = given.urgent if isinstance(given, DecideForIn) else True
    _refuse_own_decision(approval, given, today)
    perform(
        session,
        actor,
        approval,
        APPROVAL,
        action,
        status=approval.status,
        facts=desk.facts(urgent=urgent),
        who=desk.who(),
        now=now,
        reason=given.reason,
    )
    _write(desk, action, given, now)
    if approval.status != "circulating" and action != "look_after":
        approval.ended_at = now
        session.flush()
        endings[approval.noun](session, actor, approval, OUTCOMES[approval.status], now)
    session.flush()
    return shape(Desk(session, actor, approval, today))


def _refuse_own_decision(approval: Approval, given: Given, today: date) -> None:
    if isinstance(given, OutsideDecisionIn):
        if given.name.replace("　", "").replace(" ", "") == approval.applicant_name.replace("　", "").replace(" ", ""):
            raise NotAllowed("起案した職員を決裁者とする決裁は記録できません。決裁した職員を入力してください。", code="four_eyes")
        applied_at = approval.applied_at if approval.applied_at.tzinfo else approval.applied_at.replace(tzinfo=UTC)
        if not applied_at.astimezone(JST).date() <= given.decided_on <= today:
            raise Invalid("決裁日は、起案した日から今日までの日にしてください。", pointer="/decided_on")


def _write(desk: Desk, action: str, given: Given, now: datetime) -> None:
    """What the act leaves on the steps."""
    approval, actor, step = desk.approval, desk.actor, desk.current
    if action == "look_after" and desk.pending is not None:
        desk.pending.looked_after_by, desk.pending.looked_after_name, desk.pending.looked_after_at = (
            actor.person_id,
            actor.name,
            now,
        )
        return
    if isinstance(given, OutsideDecisionIn):
        _write_outside(approval, given)
    if step is not None and action not in ("pull_back", "record_outside"):
        step.status, step.acted_by, step.acted_name, step.acted_at = "done", actor.person_id, actor.name, now
        step.acted_post = _post_title(actor, step)
        step.acted_as = _acted_as(step, action)
        step.comment = given.reason
        if isinstance(given, DecideForIn):
            step.absent_reason, step.urgent = given.absent_reason, given.urgent
    if action == "decide_concurrently":
        approval.concurrent_reason = given.reason
    _advance(desk, action)


def _advance(desk: Desk, action: str) -> None:
    waiting = [step for step in desk.steps if step.status in ("waiting", "current")]
    if action == "agree" and waiting:
        waiting[0].status = "current"
        desk.approval.current_position = waiting[0].position
        return
    for step in waiting:
        step.status = "dropped"


def _acted_as(step: ApprovalStep, action: str) -> str:
    fixed = {"return": "差戻し", "reject": "否決", "decide_for": "代決"}
    return fixed.get(action) or step.decides_as or step.kind


def _post_title(actor: Actor, step: ApprovalStep) -> str:
    held = next((post.full_title for post in actor.posts if post.post_id == step.post_id), None)
    return held or actor.title


def _write_outside(approval: Approval, given: OutsideDecisionIn) -> None:
    approval.outside = True
    approval.outside_decided_on = given.decided_on
    approval.outside_post, approval.outside_name = given.post_title, given.name
    approval.outside_mode, approval.outside_reference = given.mode, given.reference
    approval.outside_file = given.file_sha256


def shape(desk: Desk) -> ApprovalOut:
    """The circulation with its route and this actor's actions."""
    out = ApprovalOut.model_validate(desk.approval)
    out.status_label = APPROVAL.labels[desk.approval.status]
    out.steps = [StepOut.model_validate(step) for step in desk.steps]
    out.available_actions = shown(desk.available())
    policy = current(desk.session, desk.today).policy
    if Who.STEP_DEPUTY not in desk.who() and not _sees_amount(desk.actor, policy, desk.approval, desk.steps):
        out.amount = None
    return out


def _sees_amount(actor: Actor, policy: PolicySet, approval: Approval, steps: Sequence[ApprovalStep]) -> bool:
    price = next(one for one in policy.reading.narrow("contracts") if one.field == "predetermined_price")
    acted = [(step.post_id, step.acted_by) for step in steps]
    return sees_amount(actor, price, approval.kind, approval.department_path, approval.applied_by, acted)


def listed(session: Session, actor: Actor, policy: PolicySet, rows: Sequence[Approval]) -> list[ApprovalOut]:
    """Circulations for a list: with their routes (one query), without actions."""
    steps = queries.steps(session, [row.id for row in rows])
    shapes = []
    for row in rows:
        out = ApprovalOut.model_validate(row)
        out.status_label = APPROVAL.labels[row.status]
        out.steps = [StepOut.model_validate(step) for step in steps[row.id]]
        if not _sees_amount(actor, policy, row, steps[row.id]):
            out.amount = None
        shapes.append(out)
    return shapes
