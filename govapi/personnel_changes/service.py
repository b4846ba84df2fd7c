"""Taking lists of moves in, making them final, correcting and withdrawing them; what is seen of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.db.counters import next_number
from govapi.db.session import add_rows
from govapi.files.headed_table import HeadedTable
from govapi.kit.errors import Conflict, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import TOWN_WIDE, Who
from govapi.personnel_changes import queries
from govapi.personnel_changes.effects.service import line_of
from govapi.personnel_changes.importing.service import Looked, look, refuse
from govapi.personnel_changes.preview import queries as preview_queries
from govapi.personnel_changes.preview import service as preview
from govapi.personnel_changes.publishing.service import edition, publish, take_back, take_effect
from govapi.personnel_changes.rules import ChangeFacts, Line, four_eyes
from govapi.personnel_changes.schemas import PersonnelChangeOut, PersonnelChangePatch, PersonnelMoveOut, PreviewOut
from govapi.personnel_changes.tables import PersonnelChange, PersonnelMove
from govapi.personnel_changes.workflow import PERSONNEL_CHANGE
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

NOUN = "personnel_change"
CLOCK = frozenset({Who.CLOCK})
SAME = "この一覧は、取込み済みの一覧と同じです。"


def may_take_in(actor: Actor) -> None:
    """Raises NotAllowed for everybody but the personnel office."""
    if "personnel_office" not in actor.duties:
        raise NotAllowed("人事異動の一覧を取り扱えるのは、人事担当課の職員です。")


def take_in(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    title: str,
    publish_on: date,
    remark: str,
    table: HeadedTable,
    today: date,
) -> PersonnelChange:
    """Stores a list, to be made final; raises Invalid with every fault by its cell, and stores nothing.

    The number is taken first: another list waits for it, so that neither misses what the other has just stored.
    """
    may_take_in(actor)
    year = fiscal_year(today)
    number = f"異動-{year}-{next_number(session, f'personnel-change-{year}'):04d}"
    looked = look(session, stored.policy.personnel, table, None, today)
    refuse(looked)
    change = PersonnelChange(
        number=number,
        title=title,
        publish_on=publish_on,
        filename=table.name,
        imported_by=actor.person_id,
        imported_name=actor.name,
        remark=remark,
    )
    session.add(change)
    session.flush()
    _keep(session, change, looked.outcome.played.lines)
    audit.note(session, actor, NOUN, change, "take_in", f"人事異動の一覧（{len(looked.outcome.played.lines):,}行）の取込み")
    return change


def _keep(session: Session, change: PersonnelChange, lines: Sequence[Line]) -> None:
    names = ("staff_number", "name", "kana", "subject", "email", "person_id", "kind", "kind_label", "effect", "effective_on")
    more = ("last_day", "until", "from_post_id", "to_post_id", "remark")
    rows = [{name: getattr(line, name) for name in (*names, *more)} | {"line": line.row} for line in lines]
    add_rows(session, PersonnelMove, [{"change_id": change.id, "edition": change.edition, **row} for row in rows])


def held(session: Session, actor: Actor, stored: StoredPolicy, change_id: UUID, expected: int) -> PersonnelChange:
    """The list, held until the commit; raises NotFound, Stale."""
    change = queries.one(session, actor, stored.policy, change_id, lock=True)
    if change.version != expected:
        raise Stale
    return change


def replace_list(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change: PersonnelChange,
    table: HeadedTable,
    *,
    now: datetime,
    today: date,
) -> PersonnelChange:
    """A corrected list: the next edition. One that was final is to be made final again; of a published one, the correction is.
    The same list again changes nothing."""
    may_take_in(actor)
    if change.status == "withdrawn":
        raise WrongState("取り下げた一覧は訂正できません。新しい一覧として取り込んでください。")
    looked = look(session, stored.policy.personnel, table, change, today)
    refuse(looked)
    lines = looked.outcome.played.lines
    if _content(lines) == _content([line_of(move) for move in queries.moves(session, change.id, change.edition)]):
        return change
    if change.status == "applied":
        perform(session, actor, change, PERSONNEL_CHANGE, "replace", status=change.status, facts=None, who=CLOCK, now=now)
    change.edition += 1
    change.filename, change.imported_by, change.imported_name = table.name, actor.person_id, actor.name
    session.flush()
    _keep(session, change, lines)
    summary = f"訂正した一覧（第{change.edition}版、{len(lines):,}行）の取込み"
    audit.note(session, actor, NOUN, change, "correct_list", summary)
    return change


def _content(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    return sorted((line.signature, line.kind, line.name, line.remark) for line in lines)


def revise(session: Session, actor: Actor, change: PersonnelChange, given: PersonnelChangePatch, today: date) -> PersonnelChange:
    """Changes the title, the day of publication or the remark, before the publication."""
    may_take_in(actor)
    if change.status not in ("draft", "applied"):
        raise WrongState("公表した一覧及び取り下げた一覧は変更できません。訂正するときは、訂正した一覧を取り込んでください。")
    if given.publish_on is not None and change.status == "applied" and given.publish_on <= today:
        raise Invalid(
            "公表日は、明日以後の日にしてください。今日公表するときは、一覧を差し替えて確定してください。", pointer="/publish_on"
        )
    changed = apply(change, given.model_dump(exclude_unset=True, exclude_none=True))
    session.flush()
    if changed:
        audit.note(session, actor, NOUN, change, "revise", f"{change.number}を変更", changed)
    return change


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change: PersonnelChange,
    action: str,
    given: BaseModel,
    *,
    now: datetime,
    today: date,
) -> PersonnelChange:
    """One step of a list. A list that is made final on or after its day is published at once."""
    facts = facts_of(session, actor, change, today)
    if action in ("apply", "correct") and "personnel_office" in actor.duties and (why := four_eyes(facts)) is not None:
        raise NotAllowed(why, code="four_eyes")
    if action == "publish":
        PERSONNEL_CHANGE.step(action, change.status, facts, who(actor), person=actor.person_id, stamped={})
        publish(session, actor, stored, change, now=now, today=today)
        return change
    was_published, reason = change.status == "published", str(getattr(given, "reason", ""))
    flow, status = PERSONNEL_CHANGE, change.status
    perform(session, actor, change, flow, action, status=status, facts=facts, who=who(actor), now=now, reason=reason)
    session.flush()
    if action == "apply" and change.publish_on <= today:
        publish(session, actor, stored, change, now=now, today=today)
    elif action == "correct":
        take_effect(session, actor, stored, change, now=now, today=today)
    elif action == "withdraw" and was_published:
        take_back(session, actor, stored, change, now=now, today=today)
    session.flush()
    return change


def who(actor: Actor) -> frozenset[Who]:
    """The lists belong to no section: only the duty of the town counts."""
    return frozenset({TOWN_WIDE[duty] for duty in actor.duties if duty in TOWN_WIDE})


def facts_of(session: Session, actor: Actor, change: PersonnelChange, today: date) -> ChangeFacts:
    """What the guards look at."""
    own = actor.person_id is not None and change.imported_by == actor.person_id
    published = [change.published_edition] if change.published_edition else []
    return ChangeFacts(
        publish_on=change.publish_on,
        today=today,
        own_line=own and queries.holds_line_of(session, change, actor.person_id, [change.edition, *published]),
        by_machine=not actor.is_person,
        pending=change.edition != change.published_edition,
        begun_on=queries.begun_on(session, change, today),
        in_published=queries.holds_line_of(session, change, actor.person_id, published),
    )


def shape(session: Session, actor: Actor, change: PersonnelChange, today: date) -> PersonnelChangeOut:
    """A list with this actor's actions."""
    out = briefs(session, [change], today)[0]
    facts, stamped = facts_of(session, actor, change, today), stamps_of(PERSONNEL_CHANGE, change)
    found = PERSONNEL_CHANGE.available(change.status, facts, who(actor), person=actor.person_id, stamped=stamped)
    out.available_actions = shown([one for one in found if one.action != "correct" or facts.pending])
    return out


def briefs(session: Session, changes: Sequence[PersonnelChange], today: date) -> list[PersonnelChangeOut]:
    """Lists as a list of them shows each: one query for all."""
    counted, found = queries.counts(session, changes), []
    for change in changes:
        out = PersonnelChangeOut.model_validate({**change.model_dump(), "available_actions": []})
        out.status_label = PERSONNEL_CHANGE.labels[change.status]
        out.lines = counted[change.id]
        out.correction_waits = change.status == "published" and change.edition != change.published_edition
        out.overdue = change.status == "applied" and change.publish_on <= today
        found.append(out)
    return found


def looked_shape(session: Session, stored: StoredPolicy, looked: Looked, today: date) -> PreviewOut:
    """What a list that was handed in would do."""
    return preview.shape(session, stored.policy.personnel, looked.outcome, looked.faults, today)


def preview_of(session: Session, stored: StoredPolicy, change: PersonnelChange, today: date) -> PreviewOut:
    """What the newest edition would do on the 発令 as they are now. Raises Conflict for one that was withdrawn."""
    if change.status == "withdrawn":
        raise Conflict("取り下げた一覧です。")
    outcome = edition(session, change, today)
    return preview.shape(session, stored.policy.personnel, outcome, preview.row_faults(outcome), today)


def move_shapes(session: Session, moves: Sequence[PersonnelMove]) -> list[PersonnelMoveOut]:
    """Lines of a stored edition."""
    lines: list[Any] = [line_of(move) for move in moves]
    titles = preview_queries.titles(session, preview.posts_of(lines))
    return [preview.move(line, titles) for line in lines]
