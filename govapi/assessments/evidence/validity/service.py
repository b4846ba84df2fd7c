"""What every piece of evidence of a contractor is worth, and what follows: the duties of their last days, the next review."""

from datetime import date, datetime

from sqlmodel import Session

from govapi import audit
from govapi.assessments.calendar.service import follow
from govapi.assessments.evidence import queries
from govapi.assessments.evidence.rules import standings
from govapi.assessments.evidence.tables import Evidence
from govapi.audit.changes import apply
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

EXPIRY = "evidence.expiry"


def recount(session: Session, actor: Actor, stored: StoredPolicy, contractor: Contractor, now: datetime, today: date) -> None:
    """What every piece of the contractor is worth now; then its duties and the next review follow."""
    rows = queries.live(session, contractor.id)
    found = standings(stored.policy.assessing.evidence_kinds, rows)
    for row in rows:
        worth = found[row.id]
        values = {
            name: getattr(worth, name) for name in ("valid_until", "held_open", "counts", "not_counted_because", "replaced_by_id")
        }
        changed = apply(row, values)
        if changed:
            session.flush()
            audit.note(session, actor, "evidence", row, "count", f"{row.number}の有効期間を計算", changed)
    for row in rows:
        _oblige(session, actor, stored.policy, contractor, row, now, today)
    session.flush()
    follow(session, actor, stored, contractor.id, now=now, today=today)


def _oblige(
    session: Session, actor: Actor, policy: PolicySet, contractor: Contractor, row: Evidence, now: datetime, today: date
) -> None:
    """One duty for the last day of a piece that counts; settled when a later one takes its place, dropped when it counts no more."""
    wanted = _key(session, row)
    for old in duty_queries.unsettled(session, row.id, [EXPIRY]):
        if old.key == wanted:
            continue
        if row.replaced_by_id is not None:
            heir = find(session, Evidence, row.replaced_by_id)
            duties.settle(session, actor, old.key, f"後継の証跡（{heir.number}）が登録されました。", now=now)
        else:
            duties.drop(session, actor, old.key, "証跡の有効期間が変わりました。", now=now)
    if not wanted or row.valid_until is None or row.valid_until < today:
        return
    obligation = Obligation.about(
        row,
        "evidence",
        key=wanted,
        kind=EXPIRY,
        title=f"{contractor.name}　{row.title}",
        on=row.valid_until,
        cause="renewal" if row.held_open else "expiry",
        cause_label=_cause(row),
    )
    duties.plan(session, actor, policy, obligation, now=now, today=today)


def _key(session: Session, row: Evidence) -> str:
    """The key of the duty wanted now, empty for none. Where what settled it fell away again, a further one is wanted."""
    if row.valid_until is None or not row.counts or row.replaced_by_id is not None:
        return ""
    key, round_ = f"{EXPIRY}:{row.id}:{row.valid_until}", 1
    while (known := duty_queries.by_key(session, key if round_ == 1 else f"{key}:{round_}")) and known.status == "done":
        round_ += 1
    return key if round_ == 1 else f"{key}:{round_}"


def _cause(row: Evidence) -> str:
    assert row.valid_until is not None
    if row.held_open and row.renewal_applied_on is not None:
        return f"{wareki(row.renewal_applied_on)}に申請した更新の結果を確かめてください。"
    return f"有効期間が{wareki(row.valid_until)}に満了します。更新後の証跡を求めてください。"
