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
from govapi.assessments.tables import Assessment
from govapi.audit.changes import apply
from govapi.db.counters import next_numbers
from govapi.duties import service as duties
from govapi.duties.planning import queries as planning_queries
from govapi.duties.planning import service as planning
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.jobs.tasks import TaskContext
from govapi.kit.ids import new_id
from govapi.kit.japan.era import wareki
from govapi.kit.japan.fiscal import fiscal_year
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

BATCH = 100
REGULAR = ("assessment.first", "assessment.review", "assessment.condition_end")


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
    work = [(one, _count(stored.policy, one, today)) for one in queries.known(session, contractor_ids, lock=True)]
    opened = _open(session, actor, work, today)
    changes = [(row, _write(one, row, counted, today)) for one, counted in work for row in one.assessments]
    for row, changed in changes:
        row.counted_with = max(row.counted_with, stored.version)
        if changed:
            audit.note(session, actor, "assessment", row, "count", _said(row), changed)
    session.add_all(opened)
    session.flush()
    _oblige(session, actor, stored.policy, [one for one, _counted in work], now, today)
    return {row.contractor_id: row for row, _changed in changes if row.followed}


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
    return in_batches(context, _count_batch)


def _count_batch(counting: Counting, _after: UUID | None) -> tuple[int, UUID | None]:
    due = queries.due(counting.session, counting.stored.version, counting.today, BATCH)
    follow_many(counting.session, counting.actor, counting.stored, due, now=counting.now, today=counting.today)
    return len(due), due[-1] if due else None


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


def _open(session: Session, actor: Actor, work: Sequence[tuple[Known, Counted]], today: date) -> list[Assessment]:
    """The assessments that are wanted for the first time, not yet in the session."""
    wanted = [
        (one, counted.tier)
        for one, counted in work
        if counted.tier is not None and counted.tier not in {row.tier for row in one.assessments}
    ]
    year, opened = fiscal_year(today), []
    numbers = next_numbers(session, f"assessment-{year}", len(wanted)) if wanted else ()
    for (one, tier), number in zip(wanted, numbers, strict=True):
        row = Assessment(
            id=new_id(),
            number=f"評価-{year}-{number:04d}",
            contractor_id=one.contractor.id,
            tier=tier,
            asked_on=today,
            **_section(one, today),
        )
        one.assessments.append(row)
        opened.append(row)
        audit.note(
            session, actor, "assessment", row, "open", f"{one.contractor.name}の委託先評価（区分{zenkaku(tier)}）を開始"[:200]
        )
    return opened


def _section(one: Known, today: date) -> dict[str, Any]:
    """Who looks after the assessment: the section of the earliest live need."""
    live = [need for need in one.needs if need.ends_on is None or need.ends_on >= today]
    need = min(live, key=lambda need: (need.starts_on, need.record_number))
    return {"organ_id": need.organ_id, "department_id": need.department_id, "department_path": need.department_path}


def _write(one: Known, row: Assessment, counted: Counted, today: date) -> dict[str, list[Any]]:
    """What was counted, on the row; returns what that changed."""
    followed = row.tier == counted.tier
    following = counted.following if followed else None
    values: dict[str, Any] = {
        "followed": followed,
        "last_review_on": counted.last_on if followed else row.judged_on,
        "next_review_on": following.due_on if following else None,
        "next_nominal_on": following.nominal_on if following else None,
        "next_cause": following.cause if following else "",
        "next_cause_label": following.cause_label[:500] if following else "",
        "recount_on": counted.recount_on if followed else None,
    }
    return apply(row, values | (_section(one, today) if followed else {}))


def _said(row: Assessment) -> str:
    if row.next_review_on is None:
        return "次回の評価の予定なし"
    return f"次回の評価を{wareki(row.next_review_on)}に（{row.next_cause_label}）"[:200]


def _oblige(session: Session, actor: Actor, policy: PolicySet, work: Sequence[Known], now: datetime, today: date) -> None:
    """One duty for the next review of each, one for the conditions it must meet; those of another round fall away."""
    pairs = [(one, row) for one in work for row in one.assessments]
    wanted = [_obligation(one, row) for one, row in pairs if row.next_nominal_on is not None]
    wanted += [_conditions(one, row, row.valid_until) for one, row in pairs if row.followed and _bound(row) and row.valid_until]
    keys = {one.key for one in wanted}
    rows = [row.id for _one, row in pairs]
    for old in planning_queries.unsettled(session, rows, REGULAR):
        if old.key not in keys:
            duties.drop(session, actor, old.key, "評価の予定が変わりました。", now=now)
    planning.plan_all(session, actor, policy, wanted, now=now, today=today)


def _bound(row: Assessment) -> bool:
    return row.status == "conditional" and row.judged_on == row.last_review_on


def _conditions(one: Known, row: Assessment, until: date) -> Obligation:
    """The last day of a 条件付適合: by then the conditions are met and looked at. It does not move the regular review."""
    return Obligation.about(
        row,
        "assessment",
        key=f"assessment.condition_end:{row.id}:{row.judged_on}",
        kind="assessment.condition_end",
        title=f"{one.contractor.name}の条件付適合の期限（区分{zenkaku(row.tier)}）",
        on=until,
        cause="condition",
        cause_label=f"条件：{row.conditions}" if row.conditions else "",
    )


def _obligation(one: Known, row: Assessment) -> Obligation:
    assert row.next_nominal_on is not None
    first = row.next_cause == "first"
    return Obligation.about(
        row,
        "assessment",
        key=f"assessment.review:{row.id}:{row.last_review_on.isoformat() if row.last_review_on else 'first'}",
        kind="assessment.first" if first else "assessment.review",
        title=f"{one.contractor.name}の{'初回の評価' if first else '再評価'}（区分{zenkaku(row.tier)}）",
        on=row.next_nominal_on,
        cause=row.next_cause,
        cause_label=row.next_cause_label,
    )
