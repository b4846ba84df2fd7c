"""Giving a round out as a workbook, and taking its answers from one."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.check_sheets import queries as check_sheets
from govapi.assessments.check_sheets.rules import Given
from govapi.assessments.check_sheets.service import as_given, policy_of, questions, take_answers, who
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.check_sheets.workflow import RECEIVERS
from govapi.assessments.workbook.faults.rules import MAX_FAULTS, summary
from govapi.assessments.workbook.reading.service import Returned
from govapi.assessments.workbook.rules import Round
from govapi.assessments.workbook.tables import WorkbookReturn
from govapi.contractors import queries as contractors
from govapi.db.session import find
from govapi.files.store import FileDamaged, FileMissing, FileStore
from govapi.kit.errors import FieldFault, Invalid, Stale, Unavailable
from govapi.people.actor import Actor
from govapi.people.queries import municipality
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet


def round_of(session: Session, sheet: CheckSheet, *, copy_previous: bool = False) -> Round:
    """The round as its workbook shows it. ``copy_previous`` puts the last cycle's answers where none is given yet."""
    policy = policy_of(session, sheet)
    form = policy.assessing.sheet(sheet.sheet_key)
    rows = check_sheets.answers_of(session, sheet.id)
    previous = _answers(session, sheet.previous_id) if sheet.previous_id else {}
    present = {key: as_given(row) for key, row in rows.items() if row.answer}
    return Round(
        id=sheet.id,
        number=sheet.number,
        policy_version=sheet.policy_version,
        title=form.title,
        instructions=form.instructions,
        city=municipality(session).name,
        section=find(session, Department, sheet.department_id).name,
        contractor=contractors.one(session, sheet.contractor_id).name,
        deadline=sheet.deadline,
        domains=policy.assessing.domains,
        topics={one.code: one for one in policy.assessing.topics},
        questions=questions(policy, sheet),
        present={**previous, **present} if copy_previous else present,
        previous=previous,
        comments={key: row.comment for key, row in rows.items() if row.verdict == "insufficient" and row.comment},
        return_comment=sheet.return_comment if sheet.returned else "",
        respondent_name=sheet.respondent_name,
        respondent_title=sheet.respondent_title,
    )


def _answers(session: Session, sheet_id: UUID) -> dict[str, Given]:
    return {key: as_given(row) for key, row in check_sheets.answers_of(session, sheet_id).items() if row.answer}


def may_take(actor: Actor, sheet: CheckSheet) -> bool:
    """Whether the actor takes answers of this round at all, whatever its state."""
    return bool(who(actor, sheet) & RECEIVERS)


def refuse(returned: Returned) -> None:
    """Raises Invalid with every fault by its cell; nothing when the workbook is right."""
    faults = returned.found.sorted()
    if faults:
        told = [FieldFault(one.pointer, one.sentence) for one in faults[:MAX_FAULTS]]
        raise Invalid(summary(len(faults)), code="workbook_faults", errors=told)


def take(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    sheet_id: UUID,
    returned: Returned,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> WorkbookReturn:
    """Takes the answers of a workbook that is right; its file is in the store already.

    Raises Stale when the round changed since it was shown, Invalid, WrongState or NotAllowed as ``take_answers`` does.
    """
    refuse(returned)
    sheet = check_sheets.one(session, actor, policy, sheet_id, lock=True)
    if sheet.version != expected:
        raise Stale
    found = returned.found
    take_answers(
        session,
        actor,
        sheet,
        found.given,
        by="workbook",
        respondent_name=found.respondent_name,
        respondent_title=found.respondent_title,
        complete=True,
        now=now,
        today=today,
    )
    row = _kept(actor, sheet, returned)
    session.add(row)
    session.flush()
    changes = {"name": [None, row.name], "sha256": [None, row.sha256]}
    audit.note(session, actor, "check_sheet", sheet, "take-workbook", f"回答票「{row.name}」を受付", changes)
    return row


def _kept(actor: Actor, sheet: CheckSheet, returned: Returned) -> WorkbookReturn:
    found = returned.found
    return WorkbookReturn(
        check_sheet_id=sheet.id,
        name=returned.name,
        size=len(returned.data),
        sha256=returned.sha256,
        answers=len(found.given),
        respondent_name=found.respondent_name,
        respondent_title=found.respondent_title,
        received_by=actor.person_id,
        received_name=actor.name,
    )


def content(files: FileStore, row: WorkbookReturn) -> bytes:
    """The file as it came. Raises Unavailable when the store lost it."""
    try:
        return files.get(row.sha256)
    except (FileMissing, FileDamaged) as fault:
        raise Unavailable("ファイルの内容を取り出せません。システム管理者に連絡してください。", code="file_lost") from fault
