"""Sending a round, taking it in, giving it back, giving it up; and the duty that goes with it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.service import held
from govapi.assessments.check_sheets.schemas import CheckSheetIn, CheckSheetPatch, ReceiveIn, ReturnIn
from govapi.assessments.check_sheets.service import DUTIES, certify, facts_of, open_round, policy_of, questions, take_answers, who
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, STAFF
from govapi.assessments.tables import Assessment
from govapi.audit.changes import apply
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.errors import Invalid, NotAllowed, WrongState
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.people.relations import relations
from govapi.policy.schema.assessing import Tier
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform

OPEN = ("draft", "awaiting")


def prepare(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    assessment: Assessment,
    given: CheckSheetIn,
    *,
    now: datetime,
    today: date,
) -> CheckSheet:
    """A round made ready by hand. Raises NotAllowed for who neither works in the section nor in the security office."""
    if not relations(actor, assessment.department_path, assessment.department_id) & STAFF:
        raise NotAllowed("チェックシートを準備できるのは、所管課又は情報政策担当課の職員です。")
    if given.deadline is not None and given.deadline < today:
        raise Invalid("回答の期限は、今日以後の日にしてください。", pointer="/deadline")
    return open_round(session, actor, stored, assessment, **given.model_dump(), now=now, today=today)


def default_deadline(tier: Tier, today: date) -> date:
    """The day a contractor of this tier has to answer by, asked today."""
    return today + timedelta(days=tier.answer_days)


def act(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    sheet_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CheckSheet:
    """One step of a round up to its review: send, receive, return, withdraw."""
    sheet = held(session, actor, policy, sheet_id, expected)
    if action == "receive":
        return _receive(session, actor, sheet, given, now, today)
    if action == "return":
        _new_deadline(session, actor, sheet, given, today)
    step(session, actor, policy, sheet, action, reason=str(getattr(given, "reason", "")), now=now, today=today)
    return sheet


def step(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    sheet: CheckSheet,
    action: str,
    *,
    reason: str = "",
    now: datetime,
    today: date,
) -> None:
    """Send, return or withdraw a round that is at hand, with its duty. Campaigns send many by it."""
    rows = queries.answers_of(session, sheet.id)
    known = facts_of(sheet, questions(policy_of(session, sheet), sheet), rows, today)
    may = who(actor, sheet)
    perform(session, actor, sheet, CHECK_SHEET, action, status=sheet.status, facts=known, who=may, now=now, reason=reason)
    if action == "send":
        sheet.sent_on = today
        certify(session, sheet, rows, today)
    if action == "return":
        sheet.returned, sheet.return_comment = True, reason
    session.flush()
    if action == "withdraw":
        duties.drop_record(session, actor, sheet.id, "チェックシートを取り下げた。", now=now, kinds=DUTIES)
    else:
        _oblige(session, actor, policy, sheet, now, today)


def revise(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    sheet_id: UUID,
    given: CheckSheetPatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CheckSheet:
    """Another deadline or contact, while no answer has come."""
    sheet = held(session, actor, policy, sheet_id, expected)
    if not who(actor, sheet) & STAFF:
        raise NotAllowed("チェックシートを変更できるのは、所管課又は情報政策担当課の職員です。")
    if sheet.status not in OPEN:
        raise WrongState("回答を受け付けたチェックシートの期限及び連絡先は、変更できません。")
    if given.deadline is not None and given.deadline < today:
        raise Invalid("回答の期限は、今日以後の日にしてください。", pointer="/deadline")
    changed = apply(sheet, given.model_dump(exclude_unset=True, exclude_none=True))
    session.flush()
    if changed:
        audit.note(session, actor, "check_sheet", sheet, "revise", f"{sheet.number}の期限又は連絡先を変更", changed)
    if sheet.status == "awaiting":
        _oblige(session, actor, policy, sheet, now, today)
    return sheet


def _receive(session: Session, actor: Actor, sheet: CheckSheet, given: BaseModel, now: datetime, today: date) -> CheckSheet:
    who_answered = given if isinstance(given, ReceiveIn) else ReceiveIn()
    return take_answers(
        session,
        actor,
        sheet,
        (),
        by="clerk",
        respondent_name=who_answered.respondent_name,
        respondent_title=who_answered.respondent_title,
        complete=True,
        now=now,
        today=today,
    )


def _new_deadline(session: Session, actor: Actor, sheet: CheckSheet, given: BaseModel, today: date) -> None:
    wanted = given.deadline if isinstance(given, ReturnIn) else None
    if sheet.status != "answered" or not who(actor, sheet) & STAFF:
        return  # the workflow refuses it with its own sentence
    if (wanted or sheet.deadline) < today:
        raise Invalid("回答の期限が過ぎています。今日以後の日を、新しい期限として入力してください。", pointer="/deadline")
    sheet.deadline = wanted or sheet.deadline


def _oblige(session: Session, actor: Actor, policy: PolicySet, sheet: CheckSheet, now: datetime, today: date) -> None:
    """The duty to have the answer by the deadline: the one under way follows, else a new one, as a settled one stays settled."""
    under_way = next(iter(duty_queries.unsettled(session, sheet.id, DUTIES)), None)
    company = find(session, Contractor, sheet.contractor_id).name
    obligation = Obligation.about(
        sheet,
        "check_sheet",
        key=under_way.key if under_way else f"check_sheet.answer:{sheet.id}:{sheet.version}",
        kind="check_sheet.answer",
        title=f"{company}のチェックシートの回答（区分{zenkaku(sheet.tier)}）",
        on=sheet.deadline,
        cause=sheet.occasion,
        cause_label=sheet.occasion_label,
    )
    duties.plan(session, actor, policy, obligation, now=now, today=today)
