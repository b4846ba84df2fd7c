"""The calendar follows what happened: it counts again, writes the next review on the assessment, and plans its duty."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.calendar import queries
from govapi.assessments.calendar.queries import Known
from govapi.assessments.calendar.rules import Counted, Expiring, Held, NeedTerm, TierTerms, next_review
from govapi.assessments.needs.tables import Need
from govapi.assessments.tables import Assessment
from govapi.audit.changes import apply
from govapi.db.counters import next_number
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.jobs.tasks import TaskContext
from govapi.kit.japan.era import wareki
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor, system
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current

BATCH = 100
REGULAR = ("assessment.first", "assessment.review")


@dataclass(frozen=True)
class Change:
    """What a count changes for one contractor: the number of its assessment (empty: a new one), and the day with its cause."""

    contractor_id: UUID
    contractor_name: str
    number: str
    tier: str | None
    before_on: date | None
    after_on: date | None
    cause_label: str


def follow(
    session: Session, actor: Actor, stored: StoredPolicy, contractor_id: UUID, *, now: datetime, today: date
) -> Assessment | None:
    """Counts the contractor's next review anew and has its duty follow. Returns the followed assessment; None: nothing wants one."""
    return follow_many(session, actor, stored, [contractor_id], now=now, today=today).get(contractor_id)


def follow_many(
    session: Session, actor: Actor, stored: StoredPolicy, contractor_ids: Collection[UUID], *, now: datetime, today: date
) -> dict[UUID, Assessment]:
    """The same for many contractors, in few queries. Counting again what has not changed writes nothing."""
    followed: dict[UUID, Assessment] = {}
    for one in queries.known(session, contractor_ids, lock=True):
        counted = _count(stored.policy, one, today)
        if counted.tier is not None:
            followed[one.contractor.id] = _ensure(session, actor, one, counted, today)
        for row in one.assessments:
            _write(session, actor, stored, one, row, counted, now, today)
    session.flush()
    return followed


def foresee(session: Session, stored: StoredPolicy, *, today: date, limit: int = 1000) -> Sequence[Change]:
    """What ``recount`` would change today, of the first ``limit`` contractors that are due. Writes nothing."""
    found = []
    for one in queries.known(session, queries.due(session, stored.version, today, limit), lock=False):
        counted = _count(stored.policy, one, today)
        before = next((row for row in one.assessments if row.followed), None)
        after_on = counted.following.due_on if counted.following else None
        before_on, tier = (before.next_review_on, before.tier) if before else (None, None)
        if (before_on, tier) != (after_on, counted.tier):
            row = next((row for row in one.assessments if row.tier == counted.tier), None)
            label = counted.following.cause_label if counted.following else "評価を必要とする契約がなくなりました。"
            name, number = one.contractor.name, row.number if row else ""
            found.append(Change(one.contractor.id, name, number, counted.tier, before_on, after_on, label))
    return found


def recount(context: TaskContext) -> int:
    """For the job: counts every contractor that is due, batch by batch, each in its own transaction. Returns how many.

    Killed half-way, the batches that are done stay done; run again, it goes on with what is left.
    """
    done = 0
    while True:
        with context.writing() as session:
            today = context.clock.today()
            stored = current(session, today)
            due = queries.due(session, stored.version, today, BATCH)
            actor = system(context.municipality_code)
            follow_many(session, actor, stored, due, now=context.clock.now(), today=today)
        done += len(due)
        if not due:
            return done


def _count(policy: PolicySet, one: Known, today: date) -> Counted:
    """The pure count from the rows."""
    assessing = policy.assessing
    tiers = [
        TierTerms(tier.code, assessing.rank(tier.code), tier.interval_months, tier.before_end_days) for tier in assessing.tiers
    ]
    kinds = {kind.key: kind for kind in assessing.evidence_kinds}
    return next_review(
        tiers,
        [NeedTerm(need.record_number, need.tier, need.starts_on, need.ends_on) for need in one.needs],
        [Held(row.tier, row.status, row.judged_on, row.valid_until, row.asked_on) for row in one.assessments],
        [
            Expiring(kinds[each.kind].label, each.valid_until, kinds[each.kind].lead_days)
            for each in one.evidence
            if each.kind in kinds
        ],
        today=today,
        closed=frozenset(date.fromisoformat(day) for day in policy.monitoring.extra_closed_days),
    )


def _ensure(session: Session, actor: Actor, one: Known, counted: Counted, today: date) -> Assessment:
    """The assessment of the followed tier, made when it is wanted for the first time."""
    assert counted.tier is not None
    row = next((row for row in one.assessments if row.tier == counted.tier), None)
    if row is not None:
        return row
    need = _foremost(one, today)
    year = fiscal_year(today)
    row = Assessment(
        number=f"評価-{year}-{next_number(session, f'assessment-{year}'):04d}",
        contractor_id=one.contractor.id,
        tier=counted.tier,
        organ_id=need.organ_id,
        department_id=need.department_id,
        department_path=need.department_path,
        asked_on=today,
    )
    session.add(row)
    session.flush()
    one.assessments.append(row)
    audit.note(session, actor, "assessment", row, "open", f"{one.contractor.name}の委託先評価（区分{row.tier}）を開始")
    return row


def _foremost(one: Known, today: date) -> Need:
    """The live need whose section looks after the assessment: the earliest of the heaviest tier."""
    live = [need for need in one.needs if need.ends_on is None or need.ends_on >= today]
    return min(live, key=lambda need: (need.starts_on, need.record_number))


def _write(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    one: Known,
    row: Assessment,
    counted: Counted,
    now: datetime,
    today: date,
) -> None:
    """What was counted, on the row; then its duty."""
    followed = row.tier == counted.tier
    following = counted.following if followed else None
    values: dict[str, Any] = {
        "followed": followed,
        "last_review_on": counted.last_on if followed else row.judged_on,
        "next_review_on": following.due_on if following else None,
        "next_nominal_on": following.nominal_on if following else None,
        "next_cause": following.cause if following else "",
        "next_cause_label": following.cause_label if following else "",
        "recount_on": counted.recount_on if followed else None,
    }
    if followed:
        need = _foremost(one, today)
        values |= {"organ_id": need.organ_id, "department_id": need.department_id, "department_path": need.department_path}
    changed = apply(row, values)
    row.counted_with = max(row.counted_with, stored.version)
    if changed:
        session.flush()
        audit.note(session, actor, "assessment", row, "count", _said(row), changed)
    _oblige(session, actor, stored.policy, one, row, now, today)


def _said(row: Assessment) -> str:
    if row.next_review_on is None:
        return "次回の評価の予定なし"
    return f"次回の評価を{wareki(row.next_review_on)}に（{row.next_cause_label}）"[:200]


def _oblige(session: Session, actor: Actor, policy: PolicySet, one: Known, row: Assessment, now: datetime, today: date) -> None:
    """One duty for the next review; those of another round fall away."""
    wanted = f"assessment.review:{row.id}:{row.last_review_on.isoformat() if row.last_review_on else 'first'}"
    for old in duty_queries.unsettled(session, row.id, REGULAR):
        if row.next_review_on is None or old.key != wanted:
            duties.drop(session, actor, old.key, "評価の予定が変わりました。", now=now)
    if row.next_nominal_on is None:
        return
    kind = "assessment.first" if row.next_cause == "first" else "assessment.review"
    obligation = Obligation(
        key=wanted,
        kind=kind,
        noun="assessment",
        record_id=row.id,
        number=row.number,
        title=f"{one.contractor.name}の{'はじめての評価' if kind == 'assessment.first' else '再評価'}（区分{row.tier}）",
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        on=row.next_nominal_on,
        cause=row.next_cause,
        cause_label=row.next_cause_label,
    )
    duties.plan(session, actor, policy, obligation, now=now, today=today)
