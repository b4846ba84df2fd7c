"""Keeping the register: a regulation, its dated texts, their repeal, and the yearly look. What is due is told by the room above."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.documents.regulations import queries, rules
from govapi.documents.regulations.rules import Review
from govapi.documents.regulations.schemas import (
    RegulationIn,
    RegulationPatch,
    RegulationReviewIn,
    RegulationTextIn,
    RegulationTextPatch,
    RepealIn,
)
from govapi.documents.regulations.tables import Regulation, RegulationText
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.regulating import RegulationKind
from govapi.search import index

WRITERS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})
MAY_BE_BLANK = frozenset({"kind", "remark", "edition", "approver_name", "approval_number", "summary"})
NOT_YOURS = "規程を登録し、又は変更することができるのは、所管課又は情報政策担当課の職員です。"


def may_write(actor: Actor, row: Regulation | Department) -> bool:
    """Whether the actor keeps the regulation (or would, in this section)."""
    section_id = row.department_id if isinstance(row, Regulation) else row.id
    path = row.department_path if isinstance(row, Regulation) else row.path
    return actor.kind == "system" or bool(relations(actor, path, section_id) & WRITERS)


def refuse_stranger(actor: Actor, row: Regulation | Department) -> None:
    """Raises NotAllowed for who does not keep the regulation."""
    if not may_write(actor, row):
        raise NotAllowed(NOT_YOURS)


def register(session: Session, actor: Actor, policy: PolicySet, given: RegulationIn) -> Regulation:
    """Registers a regulation; it is in force with its first text. Raises NotAllowed, or Invalid for a kind nobody knows."""
    kind = _kind(policy, given.kind)
    section = _section(session, actor, given.department_id)
    row = Regulation(
        number=f"規程-{next_number(session, 'regulation'):04d}",
        kind=given.kind,
        title=given.title,
        layer=given.layer or (kind.layer if kind else "rule"),
        publicity=given.publicity or (kind.usually if kind else "internal"),
        organ_id=section.organ_id,
        department_id=section.id,
        department_path=section.path,
        remark=given.remark,
    )
    session.add(row)
    session.flush()
    _index(session, row)
    audit.note(session, actor, "regulation", row, "register", f"{_named(row)}を登録")
    return row


def revise(
    session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, given: RegulationPatch, expected: int
) -> Regulation:
    """Changes what the register says of a regulation; its texts stay as they are."""
    row = worked_on(session, actor, policy, regulation_id, expected)
    values = _cleared(given.model_dump(exclude_unset=True))
    _refuse_null(values)
    if "kind" in values and values["kind"] != row.kind:
        _kind(policy, values["kind"])
    if values.get("department_id", row.department_id) != row.department_id:
        section = _section(session, actor, values["department_id"], moving=True)
        values |= {"organ_id": section.organ_id, "department_path": section.path}
    changed = apply(row, values)
    if changed:
        session.flush()
        _index(session, row)
        audit.note(session, actor, "regulation", row, "revise", f"{_named(row)}の登録事項を変更", changed)
    return row


def enact(
    session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, given: RegulationTextIn, file: ReadyFile
) -> tuple[Regulation, RegulationText]:
    """Records a text with its file, frozen with its hash. Raises Conflict where another text stands on that day."""
    row = worked_on(session, actor, policy, regulation_id, None)
    every = queries.texts(session, row.id)
    _refuse_days(given.enacted_on, given.effective_on, held(every))
    made = RegulationText(
        regulation_id=row.id,
        turn=len(every) + 1,
        **given.model_dump(),
        filename=file.name,
        media_type=file.kind.media_type,
        sha256=file.stored.sha256,
        size=file.stored.size,
        recorded_by=actor.person_id,
        recorded_name=actor.name,
    )
    session.add(made)
    session.flush()
    changes = {"effective_on": [None, given.effective_on.isoformat()], "sha256": [None, made.sha256]}
    summary = f"{_named(row)}の本文（{wareki(made.effective_on)}施行）を記録"
    audit.note(session, actor, "regulation", row, "enact", summary, changes)
    return row, made


def correct(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    regulation_id: UUID,
    text_id: UUID,
    given: RegulationTextPatch,
    expected: int,
) -> tuple[Regulation, RegulationText]:
    """Corrects the record of a text; its file stays. A repeal recorded by mistake is taken back with null."""
    row, made = _text(session, actor, policy, regulation_id, text_id, expected)
    values = _cleared(given.model_dump(exclude_unset=True))
    _refuse_null(values, besides=("repealed_on",))
    changed = apply(made, values)
    _refuse_days(made.enacted_on, made.effective_on, _others(session, made))
    if made.repealed_on is not None:
        if made.repealed_on <= made.effective_on:
            raise Invalid("廃止の日は、施行日より後の日にしてください。", pointer="/repealed_on")
        if any(made.effective_on < other.effective_on < made.repealed_on for other in _others(session, made)):
            raise Conflict("廃止の日より前に施行する本文があります。廃止の日を、その施行日以前の日にしてください。")
    if changed:
        session.flush()
        summary = f"{_named(row)}の本文（{wareki(made.effective_on)}施行）の記録を訂正"
        audit.note(session, actor, "regulation", row, "correct_text", summary, changed)
    return row, made


def withdraw_text(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    regulation_id: UUID,
    text_id: UUID,
    reason: str,
    expected: int,
    today: date,
) -> tuple[Regulation, RegulationText]:
    """Takes back a text recorded by mistake: it counts as if it never had been in force, and stays on record."""
    row, made = _text(session, actor, policy, regulation_id, text_id, expected)
    made.withdrawn_on, made.withdrawn_reason = today, reason
    session.flush()
    summary = f"{_named(row)}の本文（{wareki(made.effective_on)}施行）の記録を取消し"
    audit.record(
        session, actor, action="regulation.withdraw_text", noun="regulation", record_id=row.id, number=row.number,
        summary=summary, reason=reason,
    )  # fmt: skip
    return row, made


def repeal(
    session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, given: RepealIn, expected: int
) -> tuple[Regulation, RegulationText]:
    """The regulation is no longer in force from a day on. Raises WrongState where there is nothing to repeal on that day."""
    row = worked_on(session, actor, policy, regulation_id, expected)
    texts = held(queries.texts(session, row.id))
    fault, last = rules.repeal_fault(texts, given.repealed_on), rules.newest_of(texts)
    if fault or last is None:
        raise WrongState(fault or "")
    last.repealed_on = given.repealed_on
    session.flush()
    summary = f"{_named(row)}を{wareki(given.repealed_on)}に廃止"
    changes = {"repealed_on": [None, given.repealed_on.isoformat()]}
    audit.record(
        session, actor, action="regulation.repeal", noun="regulation", record_id=row.id, number=row.number,
        summary=summary, reason=given.reason, changes=changes,
    )  # fmt: skip
    return row, last


def review(
    session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, given: RegulationReviewIn, expected: int, today: date
) -> Regulation:
    """Records that the regulation was looked at and stays as it is. A person answers for it."""
    row = worked_on(session, actor, policy, regulation_id, expected)
    if not actor.is_person:
        raise NotAllowed("規程の見直しの結果を記録できるのは、職員です。")
    if given.reviewed_on > today:
        raise Invalid("見直しを行った日には、今日以前の日を入力してください。", pointer="/reviewed_on")
    if row.reviewed_on is not None and given.reviewed_on < row.reviewed_on:
        raise Invalid(f"{wareki(row.reviewed_on)}の見直しが、既に記録されています。", pointer="/reviewed_on")
    if rules.in_force(held(queries.texts(session, row.id)), today) is None:
        raise WrongState("施行中の本文がないため、見直しを記録できません。先に本文を記録してください。")
    changed = apply(row, {"reviewed_on": given.reviewed_on, "reviewed_name": actor.name})
    session.flush()
    summary = f"{_named(row)}を見直し、改正しないことを確認"
    audit.record(
        session, actor, action="regulation.review", noun="regulation", record_id=row.id, number=row.number,
        summary=summary, reason=given.result, changes=changed,
    )  # fmt: skip
    return row


def count_review(session: Session, row: Regulation, texts: Sequence[RegulationText], policy: PolicySet) -> Review | None:
    """Counts the next review anew and writes its day on the regulation. None: nothing stays in force."""
    due = rules.next_review(held(texts), row.reviewed_on, policy.regulating.review_every_months)
    if apply(row, {"review_on": due.on if due else None}):
        session.flush()
    return due


def held(texts: Sequence[RegulationText]) -> list[RegulationText]:
    """The texts that were not taken back."""
    return [one for one in texts if one.withdrawn_on is None]


def worked_on(session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, expected: int | None) -> Regulation:
    """The regulation, held until the commit, for who keeps it. Raises NotFound, NotAllowed, Stale."""
    row = queries.one(session, actor, policy, regulation_id, lock=True)
    refuse_stranger(actor, row)
    if expected is not None and row.version != expected:
        raise Stale
    return row


def _text(
    session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, text_id: UUID, expected: int
) -> tuple[Regulation, RegulationText]:
    row = worked_on(session, actor, policy, regulation_id, None)
    made = queries.text(session, row.id, text_id, lock=True)
    if made.version != expected:
        raise Stale
    if made.withdrawn_on is not None:
        raise WrongState("取り消した本文の記録は変更できません。必要なときは、新たに記録してください。")
    return row, made


def _others(session: Session, made: RegulationText) -> list[RegulationText]:
    with session.no_autoflush:
        return [one for one in held(queries.texts(session, made.regulation_id)) if one.id != made.id]


def _refuse_days(enacted_on: date, effective_on: date, others: Sequence[RegulationText]) -> None:
    if effective_on < enacted_on:
        raise Invalid("施行日は、決定した日以後の日にしてください。", pointer="/effective_on")
    fault = rules.text_fault(others, effective_on)
    if fault:
        raise Conflict(fault, errors=[FieldFault("/effective_on", fault)])


def _kind(policy: PolicySet, key: str) -> RegulationKind | None:
    if not key:
        return None
    try:
        return policy.regulating.kind(key)
    except KeyError:
        raise Invalid("この種類は、方針セットの規程の種類にありません。一覧から選んでください。", pointer="/kind") from None


def _section(session: Session, actor: Actor, department_id: UUID | None, *, moving: bool = False) -> Department:
    """The section that keeps it: one of the actor's, or any for the security office. Who keeps it may hand it to another."""
    if department_id is None and not actor.posts:
        raise NotAllowed(NOT_YOURS)
    section = find(session, Department, department_id or actor.posts[0].department_id)
    if not moving:
        refuse_stranger(actor, section)
    return section


def _named(row: Regulation) -> str:
    """As the trail names it: more people read the trail than a restricted regulation."""
    return f"規程（{row.number}）" if row.publicity == "restricted" else f"規程「{row.title}」"


def _index(session: Session, row: Regulation) -> None:
    index(session, "regulation", row.id, [row.title, row.number, row.remark])


def _cleared(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with null for a text that may be blank taken as blank."""
    return {name: "" if value is None and name in MAY_BE_BLANK else value for name, value in values.items()}


def _refuse_null(values: Mapping[str, Any], besides: Sequence[str] = ()) -> None:
    empty = [name for name, value in values.items() if value is None and name not in besides]
    if empty:
        faults = [FieldFault(f"/{name}", "この項目は空にできません。") for name in empty]
        raise Invalid("空（null）にできない項目があります。", errors=faults)
