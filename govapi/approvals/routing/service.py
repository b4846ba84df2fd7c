"""Submitting: the policy's steps become posts of the town, frozen with the policy version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi.approvals import queries
from govapi.approvals.rules import Seat, seat_for
from govapi.approvals.tables import Approval, ApprovalStep
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.errors import Conflict, NotAllowed, Unmet
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor, full_title
from govapi.people.queries import holders, posts_on
from govapi.people.records import SectionRecord
from govapi.people.tables import Department
from govapi.policy.schema.routes import DecisionKind, RouteStep

HEAD = "section_security_manager"


@dataclass(frozen=True)
class Subject:
    """What a decision is asked for: a record of any room."""

    noun: str
    record_id: UUID
    record_number: str
    title: str
    amount: int
    class_code: str | None
    organ_id: UUID
    department_id: UUID
    department_path: str

    @classmethod
    def about(cls, record: SectionRecord, noun: str, *, title: str, amount: int, class_code: str | None) -> "Subject":
        """The decision about a record, asked for by the section that keeps it."""
        return cls(
            noun=noun,
            record_id=record.id,
            record_number=record.number,
            title=title,
            amount=amount,
            class_code=class_code,
            organ_id=record.organ_id,
            department_id=record.department_id,
            department_path=record.department_path,
        )


def seats_on(session: Session, on: date) -> list[Seat]:
    """The posts of the town on that day."""
    return [
        Seat(
            post_id=post.id,
            title=post.title,
            full_title=full_title(department.name, post.title),
            rank=post.rank,
            duties=frozenset(post.duties),
            department_path=department.path,
            organ_id=department.organ_id,
        )
        for post, department in posts_on(session, on)
    ]


@dataclass(frozen=True)
class Applicant:
    """The section that applies, and its head of the day; None where the post is not filled."""

    section_name: str
    head_title: str | None
    head_name: str | None


def applicant(session: Session, record: SectionRecord, on: date) -> Applicant:
    """Who stands behind an application, for the papers about it."""
    section = find(session, Department, record.department_id)
    own = [seat for seat in seats_on(session, on) if seat.department_path == record.department_path and HEAD in seat.duties]
    seat = min(own, key=lambda one: one.rank, default=None)
    if seat is None:
        return Applicant(section.name, None, None)
    held = holders(session, [seat.post_id], on)[seat.post_id]
    return Applicant(section.name, seat.title, held[0][0].name if held else None)


def submit(
    session: Session,
    actor: Actor,
    subject: Subject,
    kind: DecisionKind,
    steps: Sequence[RouteStep],
    *,
    policy_version: int,
    note: str,
    now: datetime,
    today: date,
) -> Approval:
    """Starts a circulation. Raises Conflict when one is under way, Unmet when the town has no post for a step."""
    if actor.person_id is None:
        raise NotAllowed("起案できるのは職員だけです。連携システムからは起案できません。")
    if queries.circulating(session, subject.record_id) is not None:
        raise Conflict("この案件は既に回議中です。")
    year = fiscal_year(today)
    approval = Approval(
        number=f"起案-{year}-{next_number(session, f'approval-{year}'):05d}",
        kind=kind.value,
        kind_label=kind.label,
        policy_version=policy_version,
        note=note,
        applied_by=actor.person_id,
        applied_at=now,
        applicant_name=actor.name,
        applicant_post=actor.title,
        **_fields(subject),
    )
    session.add(approval)
    session.flush()
    placed = _placed(steps, seats_on(session, today), subject, actor)
    for position, (step, seat) in enumerate(placed, start=1):
        session.add(_row(approval.id, position, step, seat))
    return approval


def _fields(subject: Subject) -> dict[str, Any]:
    return {name: getattr(subject, name) for name in Subject.__dataclass_fields__}


def _placed(steps: Sequence[RouteStep], seats: Sequence[Seat], subject: Subject, actor: Actor) -> list[tuple[RouteStep, Seat]]:
    """Each step with its post. A review by the applicant's own post falls away: nobody reviews himself."""
    placed: list[tuple[RouteStep, Seat]] = []
    for step in steps:
        seat = seat_for(step.post, seats, subject.department_path, subject.organ_id)
        if seat is None and step.skip_if_absent:
            continue
        if seat is None:
            raise Unmet(
                f"決裁経路の「{step.label}」に当たる職が組織に登録されていません。システム管理者に職の登録を依頼してください。",
                code="no_post",
            )
        own_review = step.decides_as is None and actor.holds(seat.post_id)
        doubled = any(other.post_id == seat.post_id for _step, other in placed)
        if step.decides_as is None and (own_review or doubled):
            continue
        placed = [pair for pair in placed if pair[1].post_id != seat.post_id]
        placed.append((step, seat))
    return placed


def _row(approval_id: UUID, position: int, step: RouteStep, seat: Seat) -> ApprovalStep:
    return ApprovalStep(
        approval_id=approval_id,
        position=position,
        kind=step.kind.value,
        decides_as=step.decides_as.value if step.decides_as else "",
        label=step.label,
        post_id=seat.post_id,
        post_title=seat.full_title,
        deputy_path=seat.department_path if step.decides_as else "",
        status="current" if position == 1 else "waiting",
    )
