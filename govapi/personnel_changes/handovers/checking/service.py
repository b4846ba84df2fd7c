"""Working on a handover: what the giver writes, what each confirms, the steps, and what follows when it was received."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contracts.overseers import service as overseers
from govapi.db.session import find
from govapi.duties import service as duties
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, NotFound, Stale, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Person
from govapi.personnel_changes.handovers import queries
from govapi.personnel_changes.handovers.checking.rules import ANSWERS, GIVING, NAMING, answer_of, may_confirm, standing
from govapi.personnel_changes.handovers.holdings.queries import title
from govapi.personnel_changes.handovers.rules import LIVE, HandoverFacts
from govapi.personnel_changes.handovers.schemas import HandoverPatch, ItemIn, ItemsIn, ReceiverIn
from govapi.personnel_changes.handovers.service import KIND, clear, obligation, set_receivers
from govapi.personnel_changes.handovers.tables import Handover, HandoverItem
from govapi.personnel_changes.handovers.workflow import HANDOVER
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform


def who(actor: Actor, row: Handover) -> frozenset[Who]:
    """How the actor stands to this handover."""
    own = actor.person_id is not None
    return standing(
        relations(actor, row.department_path, row.department_id),
        gives=own and actor.person_id == row.giver_id,
        receives=own and actor.person_id == row.receiver_id,
        person=actor.is_person,
    )


def may_name(actor: Actor, row: Handover) -> bool:
    """Whether this actor may say who takes over: the head of the section (before he leaves it, too) and the personnel office."""
    if row.status not in LIVE or not actor.is_person or actor.person_id == row.receiver_id:
        return False
    return bool(relations(actor, row.department_path, row.department_id) & NAMING)


def may_write(actor: Actor, row: Handover) -> bool:
    return row.status == "open" and bool(who(actor, row) & GIVING)


def facts(row: Handover, items: Sequence[HandoverItem], today: date) -> HandoverFacts:
    """What the guards look at."""
    todo = [one for one in items if answer_of(one.done_at is not None, one.not_needed_because) == "open"]
    return HandoverFacts(
        today=today,
        effective_on=row.effective_on,
        todo_giver=[one.label for one in todo if one.by == "giver"],
        todo_receiver=[one.label for one in todo if one.by == "receiver"],
    )


def revise(
    session: Session, actor: Actor, stored: StoredPolicy, handover_id: UUID, given: HandoverPatch, expected: int
) -> Handover:
    """Writes what is handed over. Raises WrongState once it was given."""
    row = _held(session, actor, stored, handover_id, expected)
    if not who(actor, row) & GIVING:
        raise NotAllowed("引継ぎの内容を書けるのは、前任者（不在のときは所管課の所属長又は人事担当課の職員）です。")
    if row.status != "open":
        raise WrongState("引継ぎの内容を書けるのは、前任者が確認する前です。直すときは、後任者から戻してもらってください。")
    changed = apply(row, given.model_dump())
    session.flush()
    if changed:
        audit.note(session, actor, "handover", row, "revise", f"{row.number}の引継ぎの内容を記入", changed)
    return row


def name_receiver(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    handover_id: UUID,
    given: ReceiverIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Handover:
    """Says who takes over. Raises Invalid for the giver himself and for one who is no longer in use."""
    row = _held(session, actor, stored, handover_id, expected)
    if not may_name(actor, row):
        if row.status not in LIVE:
            raise WrongState("終わった引継ぎの後任者は、変更できません。")
        raise NotAllowed("後任者を指定できるのは、所管課の所属長と人事担当課の職員です。")
    try:
        person = find(session, Person, given.receiver_id)
    except NotFound:
        raise Invalid("後任者を一覧から選んでください。", pointer="/receiver_id") from None
    if person.id == row.giver_id:
        raise Invalid("前任者を後任者にすることはできません。ほかの職員を選んでください。", pointer="/receiver_id")
    if person.id == row.given_by:
        raise Invalid(
            "前任者に代わって確認した職員を、後任者にすることはできません。ほかの職員を選んでください。", pointer="/receiver_id"
        )
    if not person.active:
        raise Invalid("この職員は使用中でないため、後任者にできません。ほかの職員を選んでください。", pointer="/receiver_id")
    if person.id != row.receiver_id:
        found = [(row, person.id, title(session, person.id, today))]
        set_receivers(session, actor, stored.policy, found, now=now, today=today)
    return row


def confirm(
    session: Session, actor: Actor, stored: StoredPolicy, handover_id: UUID, given: ItemsIn, expected: int, *, now: datetime
) -> Handover:
    """Records what was confirmed; all of it or nothing. Raises Invalid with every fault by its place."""
    row = _held(session, actor, stored, handover_id, expected)
    if row.status not in LIVE:
        raise WrongState("終わった引継ぎの確認事項は、変更できません。")
    known = {one.item: one for one in queries.items(session, [row.id]).get(row.id, [])}
    standing_as, faults = who(actor, row), []
    for place, one in enumerate(given.items):
        fault = _fault(known.get(one.item), one, row.status, standing_as)
        if fault is not None:
            faults.append(FieldFault(f"/items/{place}/{fault[0]}", fault[1]))
    if faults:
        raise Invalid("確認の内容に誤りがあります。各事項の説明を確かめて、直してください。", errors=faults)
    told = {one.item: _answer(known[one.item], one, actor, now) for one in given.items}
    changed = {item: words for item, words in told.items() if words is not None}
    if changed:
        flag_modified(row, "status")  # the items are part of the handover: its version tells that they changed
        session.flush()
        said = "、".join(f"「{known[item].label}」を{ANSWERS[words[1]]}に" for item, words in changed.items())
        audit.note(session, actor, "handover", row, "confirm", f"{row.number}の{said}記録", changed)
    return row


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    handover_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Handover:
    """One step of a handover. What the giver held in person follows when it is received, where its own room allows it."""
    row = _held(session, actor, stored, handover_id, expected)
    known = facts(row, queries.items(session, [row.id]).get(row.id, []), today)
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, row, HANDOVER, action, status=row.status, facts=known, who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if action == "give_for":
        row.given_for_reason = reason
    elif action == "return":
        row.given_by, row.given_at, row.given_for_reason = None, None, ""
    elif action == "drop":
        row.dropped_reason = reason[:500]
        duties.drop(session, actor, f"{KIND}:{row.id}", reason, now=now)
    elif action == "receive":
        duties.settle(session, actor, f"{KIND}:{row.id}", f"{row.receiver_name}が受領を確認", now=now)
        _succeed(session, actor, row)
    session.flush()
    if row.status in LIVE:
        duties.plan(session, actor, stored.policy, obligation(row), now=now, today=today)
    return row


def _succeed(session: Session, actor: Actor, row: Handover) -> None:
    """What a post holds has passed with the post; what a person holds passes now."""
    if row.receiver_id is None:
        return
    if row.role == "contract.supervisor":
        overseers.succeed(session, actor, row.record_id, "supervisor_id", row.giver_id, row.receiver_id, row.receiver_name)
    elif row.role == "contract.inspector":
        overseers.succeed(session, actor, row.record_id, "inspector_id", row.giver_id, row.receiver_id, row.receiver_name)
    elif row.role == "duty.person":
        duties.reassign(session, actor, row.record_id, row.giver_id, row.receiver_id, row.receiver_name)


def _held(session: Session, actor: Actor, stored: StoredPolicy, handover_id: UUID, expected: int) -> Handover:
    row = queries.one(session, actor, stored.policy, handover_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def _fault(item: HandoverItem | None, given: ItemIn, status: str, standing_as: frozenset[Who]) -> tuple[str, str] | None:
    """The field and why this answer cannot be recorded, in Japanese; None when it can."""
    if item is None:
        return "item", "この引継ぎの確認事項にありません。一覧から選んでください。"
    if not may_confirm(item.by, status, standing_as):
        if item.by == "giver":
            return (
                "item",
                f"「{item.label}」を今確認できるのは、引き継ぐ前の前任者（不在のときは所属長又は人事担当課の職員）です。",
            )
        return "item", f"「{item.label}」を確認できるのは、後任者です。"
    if given.answer == "not_needed" and not given.note:
        return "note", f"「{item.label}」を該当なしとする理由を入力してください。"
    return None


def _answer(item: HandoverItem, given: ItemIn, actor: Actor, now: datetime) -> list[str] | None:
    """Records one answer; returns what it was before and what it is, None when nothing changed."""
    before = answer_of(item.done_at is not None, item.not_needed_because)
    if before == given.answer and given.note == (item.not_needed_because or item.note):
        return None
    clear(item)
    if given.answer != "open":
        item.done_by, item.done_name, item.done_at = actor.person_id, actor.name, now
    if given.answer == "not_needed":
        item.not_needed_because = given.note
    else:
        item.note = given.note
    return [before, given.answer]
