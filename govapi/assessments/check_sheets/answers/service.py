"""The answers of a round beside its questions, the last cycle and the certificates; and taking them from paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.rules import CHANGES, Change, Offer, change, copied, offers
from govapi.assessments.check_sheets.answers.schemas import AnswerOut, AnswersIn, CertificateOut, KnockOutOut, PreviousOut
from govapi.assessments.check_sheets.reviewing.rules import Reviewed, knocked_out
from govapi.assessments.check_sheets.rules import ANSWERS, VERDICTS, Given
from govapi.assessments.check_sheets.service import as_given, policy_of, questions, take_answers
from govapi.assessments.check_sheets.tables import Answer, CheckSheet
from govapi.assessments.evidence import queries as evidence
from govapi.assessments.evidence.tables import Evidence
from govapi.db.session import find
from govapi.kit.errors import Stale
from govapi.people.actor import Actor
from govapi.policy.schema.assessing import Assessing, SheetQuestion
from govapi.policy.schema.policy_set import PolicySet


@dataclass(frozen=True)
class Round:
    """Everything that stands on the answer pages of a round: six queries, however many questions it has."""

    sheet: CheckSheet
    policy: PolicySet  # that of the round
    asked: tuple[SheetQuestion, ...]
    rows: Mapping[str, Answer]
    offers: Mapping[str, Offer]
    evidence: Mapping[UUID, Evidence]


def load(session: Session, sheet: CheckSheet) -> Round:
    """The caller has checked that the round may be seen."""
    policy = policy_of(session, sheet)
    asked = questions(policy, sheet)
    rows = queries.answers_of(session, sheet.id)
    proofs = {one.id: one for one in evidence.live(session, sheet.contractor_id)}
    return Round(sheet, policy, asked, rows, offers_of(session, sheet, asked), proofs)


def offers_of(session: Session, sheet: CheckSheet, asked: tuple[SheetQuestion, ...]) -> dict[str, Offer]:
    """What was answered in the round before, by question; empty for the first."""
    if sheet.previous_id is None:
        return {}
    previous = find(session, CheckSheet, sheet.previous_id)
    before = {row.question: (as_given(row), row.comment) for row in queries.answers_of(session, previous.id).values()}
    return offers(asked, questions(policy_of(session, previous), previous), before)


def reviewed(one: Round) -> list[Reviewed]:
    """The answers as the rules of the review look at them, in the order of the sheet."""
    return [Reviewed(question, one.rows[question.id].answer, one.rows[question.id].verdict) for question in one.asked]


def write(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    sheet_id: UUID,
    given: AnswersIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CheckSheet:
    """Answers typed in from paper."""
    sheet = held(session, actor, policy, sheet_id, expected)
    answers = [Given(one.question, one.answer, one.reason, one.remark) for one in given.answers]
    return take_answers(
        session,
        actor,
        sheet,
        answers,
        by="clerk",
        respondent_name=given.respondent_name,
        respondent_title=given.respondent_title,
        complete=given.complete,
        now=now,
        today=today,
    )


def copy_previous(session: Session, actor: Actor, sheet: CheckSheet, domain: str, *, now: datetime, today: date) -> CheckSheet:
    """Takes over the last cycle's answers for the questions (of a domain, or all when it is empty) that have none yet."""
    asked = questions(policy_of(session, sheet), sheet)
    rows = queries.answers_of(session, sheet.id)
    wanted = [one.id for one in asked if not rows[one.id].answer and domain in ("", one.domain)]
    return take_answers(
        session,
        actor,
        sheet,
        copied(offers_of(session, sheet, asked), wanted),
        by="clerk",
        respondent_name="",
        respondent_title="",
        complete=False,
        now=now,
        today=today,
    )


def held(session: Session, actor: Actor, policy: PolicySet, sheet_id: UUID, expected: int) -> CheckSheet:
    """The round under lock, as the caller saw it; raises Stale when it has changed since."""
    sheet = queries.one(session, actor, policy, sheet_id, lock=True)
    if sheet.version != expected:
        raise Stale
    return sheet


def shapes(one: Round) -> list[AnswerOut]:
    """The answers in the order of the sheet."""
    below = {out.question for out in knocked_out(reviewed(one))}
    return [_shape(one, question, question.id in below) for question in one.asked]


def _shape(one: Round, question: SheetQuestion, below: bool) -> AnswerOut:
    row, offer = one.rows[question.id], one.offers.get(question.id)
    least, proof = question.knock_out, one.evidence.get(row.evidence_id) if row.evidence_id else None
    return AnswerOut.model_validate(
        {
            "question": question.id,
            "question_version": question.version,
            "domain": question.domain,
            "topic": question.topic,
            **_titles(one.policy.assessing, question),
            "text": question.text,
            "help": question.help,
            "evidence_wanted": question.evidence,
            "weight": question.weight,
            "knock_out": KnockOutOut(at_least=least.at_least, because=least.because) if least else None,
            "answer": row.answer,
            "answer_label": ANSWERS.get(row.answer, ""),
            "reason": row.reason,
            "remark": row.remark,
            "evidence": CertificateOut(id=proof.id, number=proof.number, title=proof.title) if proof else None,
            "verdict": row.verdict,
            "verdict_label": VERDICTS.get(row.verdict, ""),
            "comment": row.comment,
            "below_knock_out": below and bool(row.answer),
            "previous": _previous(offer, row) if offer else None,
        }
    )


def _titles(assessing: Assessing, question: SheetQuestion) -> dict[str, object]:
    domain = next((one.title for one in assessing.domains if one.code == question.domain), "")
    topic = next((one for one in assessing.topics if one.code == question.topic), None)
    threats = [threat.value for threat in topic.threats] if topic else []
    return {"domain_title": domain, "topic_title": topic.title if topic else "", "threats": threats}


def _previous(offer: Offer, row: Answer) -> PreviousOut:
    moved: Change | Literal[""] = change(offer.given, as_given(row)) if row.answer else ""
    return PreviousOut(
        answer=offer.given.answer,
        answer_label=ANSWERS[offer.given.answer],
        reason=offer.given.reason,
        remark=offer.given.remark,
        comment=offer.comment,
        text=offer.text,
        same_question=offer.same_question,
        change=moved,
        change_label=CHANGES[moved] if moved else "",
    )
