"""Opening a round, taking its answers whichever way they come, and its steps up to the review."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from govapi import audit
from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.rules import Certificate, pre_answers
from govapi.assessments.check_sheets.rules import WAYS, AnswerFault, CheckSheetFacts, Given, answer_faults
from govapi.assessments.check_sheets.tables import Answer, CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, RECEIVERS
from govapi.assessments.evidence import queries as evidence
from govapi.assessments.tables import Assessment
from govapi.db.counters import next_number
from govapi.db.session import add_rows, change_rows
from govapi.duties import service as duties
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.assessing import SheetQuestion
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, by_version
from govapi.workflow.perform import perform

Occasion = Literal["first", "regular", "early"]
Way = Literal["workbook", "link", "clerk"]
DUTIES = ("check_sheet.answer",)


def open_round(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    assessment: Assessment,
    *,
    occasion: Occasion,
    occasion_label: str = "",
    deadline: date | None = None,
    contact_name: str = "",
    contact_email: str = "",
    campaign_id: UUID | None = None,
    now: datetime,
    today: date,
) -> CheckSheet:
    """Makes ready the next round of an assessment, with the questions of today's policy. Raises Conflict when one is under way.

    Without a ``deadline`` the contractor gets the days of its tier.
    """
    other = queries.under_way(session, assessment.id)
    if other is not None:
        raise Conflict(f"この評価のチェックシート（{other.number}）が既にあります。それを続けるか、取り下げてください。")
    sheet = _sheet(session, stored, assessment, deadline, today)
    sheet.occasion, sheet.occasion_label, sheet.campaign_id = occasion, occasion_label, campaign_id
    sheet.contact_name, sheet.contact_email = contact_name, contact_email
    session.add(sheet)
    session.flush()
    _prepare_answers(session, sheet, stored.policy, today)
    audit.note(session, actor, "check_sheet", sheet, "open", f"{assessment.number}のチェックシートを準備")
    return sheet


def _sheet(session: Session, stored: StoredPolicy, assessment: Assessment, deadline: date | None, today: date) -> CheckSheet:
    """The round of an assessment, with its number, under today's policy; after the one that was decided last."""
    tier = stored.policy.assessing.tier(assessment.tier)
    previous = queries.last_decided(session, assessment.id)
    year = fiscal_year(today)
    return CheckSheet(
        number=f"確認-{year}-{next_number(session, f'check-sheet-{year}'):04d}",
        assessment_id=assessment.id,
        contractor_id=assessment.contractor_id,
        organ_id=assessment.organ_id,
        department_id=assessment.department_id,
        department_path=assessment.department_path,
        tier=assessment.tier,
        sheet_key=tier.sheet,
        policy_version=stored.version,
        previous_id=previous.id if previous else None,
        deadline=deadline or today + timedelta(days=tier.answer_days),
    )


def _prepare_answers(session: Session, sheet: CheckSheet, policy: PolicySet, today: date) -> None:
    """A row for each question; a certificate that counts today and answers it says 実施済."""
    asked = questions(policy, sheet)
    certified = pre_answers(asked, certificates(session, policy, sheet.contractor_id, today))
    empty = {"reason": "", "remark": "", "verdict": "", "comment": "", "check_sheet_id": sheet.id}
    rows = [
        {"question": one.id, "answer": "done" if one.id in certified else "", "evidence_id": None, **empty}
        | ({"evidence_id": certified[one.id].id} if one.id in certified else {})
        for one in asked
    ]
    add_rows(session, Answer, rows)


def certify(session: Session, sheet: CheckSheet, rows: Mapping[str, Answer], today: date) -> None:
    """Certificates recorded since the round was made ready answer what nobody has answered yet."""
    policy = policy_of(session, sheet)
    asked = [one for one in questions(policy, sheet) if not rows[one.id].answer]
    found = pre_answers(asked, certificates(session, policy, sheet.contractor_id, today))
    change_rows(session, [(rows[key], {"answer": "done", "evidence_id": one.id}) for key, one in found.items()])


def certificates(session: Session, policy: PolicySet, contractor_id: UUID, on: date) -> list[Certificate]:
    """The contractor's evidence that counts on the day, the oldest first."""
    labels = {kind.key: kind.label for kind in policy.assessing.evidence_kinds}
    found = evidence.valid_on(session, contractor_id, on)
    return [Certificate(one.id, one.kind, one.number, labels.get(one.kind, one.title)) for one in found]


def questions(policy: PolicySet, sheet: CheckSheet) -> tuple[SheetQuestion, ...]:
    """The questions of a round. ``policy`` is that of the round (``policy_of``), not today's."""
    return policy.assessing.questions_of(policy.assessing.sheet(sheet.sheet_key))


def policy_of(session: Session, sheet: CheckSheet) -> PolicySet:
    """The policy set under which the round was opened: its questions stay as they were sent."""
    return by_version(session, sheet.policy_version).policy


def who(actor: Actor, sheet: CheckSheet) -> frozenset[Who]:
    return relations(actor, sheet.department_path, sheet.department_id)


def take_answers(
    session: Session,
    actor: Actor,
    sheet: CheckSheet,
    given: Sequence[Given],
    *,
    by: Way,
    respondent_name: str,
    respondent_title: str,
    complete: bool,
    now: datetime,
    today: date,
) -> CheckSheet:
    """Writes the answers given; those of other questions stay. ``complete``: the round is whole and goes to the review.

    Raises Invalid with every fault, and then changes nothing; WrongState when no answer is awaited.
    """
    refuse_to_answer(actor, sheet)
    asked = questions(policy_of(session, sheet), sheet)
    rows = queries.answers_of(session, sheet.id)
    faults = _whole_faults(asked, rows, given) if complete else answer_faults(asked, given, complete=False)
    if faults:
        raise Invalid("回答に誤りがあります。誤りのある設問を直してください。", errors=[_field_fault(one) for one in faults])
    changes = {one.question: _columns(rows[one.question], one) for one in given if as_given(rows[one.question]) != one}
    changed = {question: [rows[question].answer, values["answer"]] for question, values in changes.items()}
    change_rows(session, [(rows[question], values) for question, values in changes.items()])
    sheet.respondent_name = respondent_name or sheet.respondent_name
    sheet.respondent_title = respondent_title or sheet.respondent_title
    if changed:
        flag_modified(sheet, "status")  # the answers are part of the round: its version tells that they changed
        audit.note(session, actor, "check_sheet", sheet, "answer", f"{len(changed)}問の回答を保存（{WAYS[by]}）", changed)
    if complete:
        _receive(session, actor, sheet, asked, rows, by, now, today)
    session.flush()
    return sheet


def refuse_to_answer(actor: Actor, sheet: CheckSheet) -> None:
    """Raises NotAllowed or WrongState for who may not take answers, or when none are awaited."""
    if not who(actor, sheet) & RECEIVERS:
        raise NotAllowed("回答を入力できるのは、所管課又は情報政策担当課の職員です。")
    if sheet.status != "awaiting":
        now = CHECK_SHEET.labels[sheet.status]
        raise WrongState(f"「{now}」の間は、回答を受け付けていません。回答を直すときは、差し戻してください。")


def _whole_faults(asked: Sequence[SheetQuestion], rows: Mapping[str, Answer], given: Sequence[Given]) -> list[AnswerFault]:
    """The faults of the round as it would stand: of what is given now, with its place, and of what was kept before."""
    named = {one.question for one in given}
    kept = [as_given(rows[one.id]) for one in asked if one.id not in named]
    faults = answer_faults(asked, [*given, *kept])
    return [replace(one, index=None) if (one.index or 0) >= len(given) else one for one in faults]


def _field_fault(fault: AnswerFault) -> FieldFault:
    pointer = "/answers" if fault.index is None else f"/answers/{fault.index}/{fault.field}"
    return FieldFault(pointer, fault.message)


def as_given(row: Answer) -> Given:
    return Given(row.question, row.answer, row.reason, row.remark)


def _columns(row: Answer, one: Given) -> dict[str, Any]:
    """The columns of an answer that changes. It is looked at anew; a certificate speaks no longer where another answer is given."""
    proof = row.evidence_id if row.answer == one.answer else None
    return {"answer": one.answer, "reason": one.reason, "remark": one.remark, "evidence_id": proof, "verdict": ""}


def _receive(
    session: Session,
    actor: Actor,
    sheet: CheckSheet,
    asked: Sequence[SheetQuestion],
    rows: Mapping[str, Answer],
    by: Way,
    now: datetime,
    today: date,
) -> None:
    sheet.answered_on, sheet.answered_by, sheet.returned = today, by, False
    known = facts_of(sheet, asked, rows, today)
    perform(session, actor, sheet, CHECK_SHEET, "receive", status=sheet.status, facts=known, who=who(actor, sheet), now=now)
    duties.settle_record(session, actor, sheet.id, f"回答を受け付けた（{WAYS[by]}）。", now=now, kinds=DUTIES)


def facts_of(sheet: CheckSheet, asked: Sequence[SheetQuestion], rows: Mapping[str, Answer], today: date) -> CheckSheetFacts:
    """What the guards look at."""
    faulty = {one.question for one in answer_faults(asked, [as_given(row) for row in rows.values()])}
    return CheckSheetFacts(
        asked=len(asked),
        answered=sum(1 for row in rows.values() if row.answer),
        faults=sum(1 for row in rows.values() if row.answer and row.question in faulty),
        unreviewed=sum(1 for row in rows.values() if not row.verdict),
        deadline=sheet.deadline,
        today=today,
    )
