"""Making the handovers of changed holders, once; and following a correction of the list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.db.counters import next_numbers
from govapi.db.session import add_rows
from govapi.duties import service as duties
from govapi.duties.planning import queries as planned
from govapi.duties.planning import service as planning
from govapi.duties.service import Obligation
from govapi.kit.ids import new_id
from govapi.kit.japan.era import wareki
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.personnel_changes.handovers import queries
from govapi.personnel_changes.handovers.holdings import queries as holdings
from govapi.personnel_changes.handovers.holdings.service import ONE_DAY, held_by
from govapi.personnel_changes.handovers.rules import FELL_AWAY, LIVE, Held, HolderChange, passed_on
from govapi.personnel_changes.handovers.tables import Handover, HandoverItem
from govapi.personnel_changes.handovers.workflow import HANDOVER
from govapi.policy.schema.personnel import Personnel
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform

KIND = "handover.confirm"
CLOCK = frozenset({Who.CLOCK})
Wanted = Mapping[str, tuple[HolderChange, Held]]


def holder_changes(session: Session, moved: Collection[tuple[UUID, date]], *, today: date) -> list[HolderChange]:
    """What changes at these posts on these days, by the 発令 that everybody may know of today: the holders of the day before
    against those of the day. The way to make ``changes`` and ``wanted`` below."""
    found: list[HolderChange] = []
    for on in sorted({day for _post, day in moved}):
        post_ids = sorted({post for post, day in moved if day == on}, key=str)
        before = holdings.holders(session, post_ids, on - ONE_DAY, today)
        after = holdings.holders(session, post_ids, on, today)
        for post_id in post_ids:
            found += passed_on(post_id, on, before.get(post_id, []), after.get(post_id, []))
    return found


def hand_over(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    changes: Sequence[HolderChange],
    *,
    change_id: UUID | None,
    now: datetime,
    today: date,
) -> list[Handover]:
    """One handover with its checklist and its duty for everything these givers hold. Done again, nothing changes; a receiver
    that has become known meanwhile is filled in. The 発令 are written already. Returns those made."""
    wanted = {held.key(one.giver_id, one.on): (one, held) for one, held in held_by(session, changes, today)}
    return _make(session, actor, stored, wanted, change_id, now, today)


def reconcile(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change_id: UUID,
    wanted: Sequence[HolderChange],
    *,
    now: datetime,
    today: date,
) -> None:
    """After a correction of the list: ``wanted`` is all that the change moves now. What is no longer right is dropped, a
    receiver that changed is changed, the rest keeps its progress, what is new is made."""
    right = {held.key(one.giver_id, one.on): (one, held) for one, held in held_by(session, wanted, today)}
    fallen = [row for row in queries.live_of_change(session, change_id) if row.key not in right]
    fall_away(session, actor, fallen, FELL_AWAY, now=now)
    _make(session, actor, stored, right, change_id, now, today)
    kept = [(row, right[row.key][0].receiver_id) for row in queries.live_of_change(session, change_id) if row.key in right]
    others = [(row, one, row.post_title) for row, one in kept if one is not None and one != row.receiver_id]
    set_receivers(session, actor, stored.policy, others, now=now, today=today)


def _make(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    wanted: Wanted,
    change_id: UUID | None,
    now: datetime,
    today: date,
) -> list[Handover]:
    there = queries.by_keys(session, list(wanted))
    for row in there.values():
        _revive(session, actor, stored.policy, row, change_id, now, today)
    missing = [(row, wanted[key][0].receiver_id) for key, row in there.items() if row.status in LIVE and row.receiver_id is None]
    filled = [(row, one, row.post_title) for row, one in missing if one is not None]
    set_receivers(session, actor, stored.policy, filled, now=now, today=today)
    new = {key: pair for key, pair in wanted.items() if key not in there}
    rows = _rows(session, stored, new, change_id, today)
    session.add_all(rows)
    session.flush()
    add_rows(session, HandoverItem, [one for row in rows for one in _items(row, stored.policy.personnel)])
    for row in rows:
        to = f"{row.giver_name}から{row.receiver_name or '後任者（未定）'}"
        audit.note(session, actor, "handover", row, "make", f"{row.record_number}「{row.title}」を{to}に引き継ぐ手続を開始")
    planning.plan_all(session, actor, stored.policy, [obligation(row) for row in rows], now=now, today=today)
    return rows


def _revive(
    session: Session, actor: Actor, policy: PolicySet, row: Handover, change_id: UUID | None, now: datetime, today: date
) -> None:
    """What a correction had dropped comes back."""
    if row.status == "dropped" and row.dropped_reason == FELL_AWAY:
        perform(session, actor, row, HANDOVER, "revive", status=row.status, facts=None, who=CLOCK, now=now)
        row.dropped_reason, row.change_id = "", change_id
        duties.plan(session, actor, policy, obligation(row), now=now, today=today)


def _rows(session: Session, stored: StoredPolicy, new: Wanted, change_id: UUID | None, today: date) -> list[Handover]:
    if not new:
        return []
    changes = [change for change, _held in new.values()]
    people = {one.giver_id for one in changes} | {one.receiver_id for one in changes if one.receiver_id is not None}
    names, places = holdings.names(session, people), holdings.places(session, {one.post_id for one in changes})
    year, within = fiscal_year(today), timedelta(days=stored.policy.personnel.confirm_within_days)
    found = []
    numbers = next_numbers(session, f"handover-{year}", len(new))
    for number, (key, (change, held)) in zip(numbers, new.items(), strict=True):
        title = places[change.post_id].title if change.post_id in places else ""
        receiver = names.get(change.receiver_id, "") if change.receiver_id is not None else ""
        found.append(
            Handover(
                id=new_id(),
                key=key,
                number=f"引継-{year}-{number:04d}",
                change_id=change_id,
                role=held.role,
                noun=held.noun,
                record_id=held.record_id,
                record_number=held.number,
                title=held.title[:300],
                organ_id=held.organ_id,
                department_id=held.department_id,
                department_path=held.department_path,
                post_id=change.post_id,
                post_title=title,
                giver_id=change.giver_id,
                giver_name=names[change.giver_id],
                giver_post=title,
                receiver_id=change.receiver_id,
                receiver_name=receiver,
                receiver_post=title if receiver else "",
                effective_on=change.on,
                due_on=max(change.on, today) + within,
                policy_version=stored.version,
            )
        )
    return found


def _items(row: Handover, personnel: Personnel) -> list[dict[str, object]]:
    blank = {"done_by": None, "done_name": "", "done_at": None, "note": "", "not_needed_because": ""}
    return [
        {"handover_id": row.id, "position": position, "item": one.key, "label": one.label, "by": one.by, **blank}
        for position, one in enumerate(personnel.items(row.role), start=1)
    ]


def obligation(row: Handover) -> Obligation:
    """That both confirm within the days of the policy: the giver first, then the receiver."""
    waits_for = row.giver_id if row.status == "open" else row.receiver_id
    label = f"{wareki(row.effective_on)}付けの異動による{row.giver_name}からの引継ぎ"
    planned_for = Obligation.about(
        row,
        "handover",
        key=f"{KIND}:{row.id}",
        kind=KIND,
        title=f"「{row.title}」の引継ぎ",
        on=row.due_on,
        cause=row.status,
        cause_label=label,
    )
    return replace(planned_for, person_id=waits_for)


def set_receivers(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    found: Sequence[tuple[Handover, UUID, str]],
    *,
    now: datetime,
    today: date,
) -> None:
    """Who receives is known, or is another one: what the receiver before had confirmed is to be confirmed anew. Each with the
    receiver and the title of the receiver's post."""
    if not found:
        return
    names = holdings.names(session, {receiver_id for _row, receiver_id, _title in found})
    items = queries.items(session, [row.id for row, _receiver, _title in found if row.receiver_id is not None])
    for row, receiver_id, title in found:
        for item in items.get(row.id, ()):
            if item.by == "receiver":
                clear(item)
        changes = {"receiver": [row.receiver_name or None, names[receiver_id]]}
        row.receiver_id, row.receiver_name, row.receiver_post = receiver_id, names[receiver_id], title
        summary = f"{row.number}の後任者を「{row.receiver_name}」に決定"
        audit.note(session, actor, "handover", row, "name_receiver", summary, changes)
    session.flush()
    for row, _receiver, _title in found:
        if row.status == "given":  # the duty is the giver's before
            duties.plan(session, actor, policy, obligation(row), now=now, today=today)


def clear(item: HandoverItem) -> None:
    """Nothing is confirmed any more."""
    item.done_by, item.done_at, item.done_name, item.note, item.not_needed_because = None, None, "", "", ""


def fall_away(session: Session, actor: Actor, rows: Sequence[Handover], reason: str, *, now: datetime) -> None:
    """Nothing is left to hand over: the handovers and their duties are dropped."""
    for row in rows:
        row.dropped_reason = reason
        perform(session, actor, row, HANDOVER, "fall_away", status=row.status, facts=None, who=CLOCK, now=now, reason=reason)
    session.flush()
    held = planned.unsettled(session, [row.id for row in rows], [KIND]) if rows else []
    planning.drop_all(session, actor, held, reason, now=now)
