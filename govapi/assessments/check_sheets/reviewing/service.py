"""Looking at the answers: a verdict on each, all that are proven at once, and what they come to."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from govapi import audit
from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.service import Round, held, load, reviewed
from govapi.assessments.check_sheets.reviewing.rules import breakdown, proven, verdict_faults
from govapi.assessments.check_sheets.reviewing.schemas import BreakdownOut, KnockedOutOut, PartOut, VerdictIn, VerdictsIn
from govapi.assessments.check_sheets.service import certificates, who
from govapi.assessments.check_sheets.tables import Answer, CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, STAFF
from govapi.db.session import change_rows
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, WrongState
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet


def judge_answers(
    session: Session, actor: Actor, policy: PolicySet, sheet_id: UUID, given: VerdictsIn, expected: int
) -> CheckSheet:
    """Writes the verdicts given. Raises Invalid, naming each, for unknown or doubled questions and 不足 without a word."""
    sheet = held(session, actor, policy, sheet_id, expected)
    _refuse_to_review(actor, sheet)
    rows = queries.answers_of(session, sheet.id)
    faults = _faults(rows.keys(), given.verdicts)
    if faults:
        raise Invalid("確認の内容に誤りがあります。誤りのある設問を直してください。", errors=faults)
    changed = [one for one in given.verdicts if _differs(rows[one.question], one)]
    change_rows(session, [(rows[one.question], {"verdict": one.verdict, "comment": one.comment}) for one in changed])
    _note(session, actor, sheet, {one.question: ["", one.verdict] for one in changed})
    return sheet


def accept_proven(session: Session, actor: Actor, policy: PolicySet, sheet_id: UUID, expected: int, today: date) -> CheckSheet:
    """Accepts at once what nobody has looked at yet, is 実施済, and is proven today or wants no proof."""
    sheet = held(session, actor, policy, sheet_id, expected)
    _refuse_to_review(actor, sheet)
    accepted = to_accept(session, load(session, sheet), today)
    change_rows(session, [(row, {"verdict": "accepted"}) for row in accepted])
    _note(session, actor, sheet, {row.question: ["", "accepted"] for row in accepted})
    return sheet


def to_accept(session: Session, one: Round, today: date) -> list[Answer]:
    """The answers that ``accept_proven`` would accept today."""
    valid = {proof.id for proof in certificates(session, one.policy, one.sheet.contractor_id, today)}
    rows = [(question, one.rows[question.id]) for question in one.asked]
    return [row for question, row in rows if not row.verdict and proven(row.answer, question, has_proof=row.evidence_id in valid)]


def may_review(actor: Actor, sheet: CheckSheet) -> bool:
    return sheet.status == "answered" and bool(who(actor, sheet) & STAFF)


def _refuse_to_review(actor: Actor, sheet: CheckSheet) -> None:
    if not who(actor, sheet) & STAFF:
        raise NotAllowed("回答を確認できるのは、所管課又は情報政策担当課の職員です。")
    if not actor.is_person:  # a verdict is somebody's word
        raise NotAllowed("回答を確認できるのは職員だけです。連携システムからは確認できません。", code="people_only")
    if sheet.status != "answered":
        raise WrongState(f"「{CHECK_SHEET.labels[sheet.status]}」の間は、回答を確認できません。")


def _faults(asked: Collection[str], verdicts: Sequence[VerdictIn]) -> list[FieldFault]:
    found = verdict_faults(asked, [(one.question, one.verdict, one.comment) for one in verdicts])
    return [FieldFault(f"/verdicts/{index}/{field}", message) for index, field, message in found]


def _differs(row: Answer, one: VerdictIn) -> bool:
    return (row.verdict, row.comment) != (one.verdict, one.comment)


def _note(session: Session, actor: Actor, sheet: CheckSheet, changed: dict[str, list[str]]) -> None:
    if changed:
        flag_modified(sheet, "status")  # the verdicts are part of the round: its version tells that they changed
        session.flush()
        audit.note(session, actor, "check_sheet", sheet, "review", f"{len(changed)}問の回答を確認", changed)


def breakdown_shape(one: Round) -> BreakdownOut:
    """What the answers come to, as they were judged."""
    found = breakdown(one.policy.assessing, reviewed(one))
    return BreakdownOut(
        score=found.whole.score,
        coverage=found.coverage,
        fit_at_least=one.policy.assessing.scoring.fit_at_least if one.policy.assessing.scoring.used else None,
        whole=PartOut.model_validate(found.whole),
        domains=[PartOut.model_validate(part) for part in found.domains],
        threats=[PartOut.model_validate(part) for part in found.threats],
        knocked_out=[KnockedOutOut.model_validate(out) for out in found.knocked_out],
    )
