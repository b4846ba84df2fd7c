"""The facts of a round as its papers want them, and who may make which paper when."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.service import Round, load, reviewed
from govapi.assessments.check_sheets.letters.rules import LETTERS, REQUEST, blocked_because, contracts, findings
from govapi.assessments.check_sheets.letters.schemas import LetterOut
from govapi.assessments.check_sheets.reviewing.rules import knocked_out
from govapi.assessments.check_sheets.service import who
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.check_sheets.workflow import STAFF
from govapi.assessments.needs import queries as needs
from govapi.assessments.rules import VERDICTS
from govapi.assessments.tables import Assessment
from govapi.contractors import queries as contractors
from govapi.db.session import find
from govapi.documents.issuing.facts import heading
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.kit.errors import NotAllowed, NotFound, WrongState
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def subject(session: Session, actor: Actor, stored: StoredPolicy, sheet_id: UUID, key: str, today: date) -> Subject:
    """The round as the paper ``key`` wants it. Raises NotFound, NotAllowed or WrongState where it may not be made now."""
    sheet = queries.one(session, actor, stored.policy, sheet_id)
    if key not in LETTERS:
        raise NotFound("この書類は、チェックシートからは作成できません。様式を確かめてください。")
    if not who(actor, sheet) & STAFF:
        raise NotAllowed("この書類を作成できるのは、所管課又は情報政策担当課の職員です。")
    blocked = blocked_because(key, sheet.status)
    if blocked is not None:
        raise WrongState(blocked)
    one = load(session, sheet)
    company = contractors.one(session, sheet.contractor_id)
    head = heading(
        session,
        organ_id=sheet.organ_id,
        department_id=sheet.department_id,
        to=company,
        number=sheet.number,
        issued_on=today,
    )
    own = _request(session, one, today) if key == REQUEST else _result(session, one)
    return Subject(
        noun="check_sheet",
        record_id=sheet.id,
        number=sheet.number,
        organ_id=sheet.organ_id,
        department_id=sheet.department_id,
        department_path=sheet.department_path,
        policy_version=stored.version,
        facts=head | own,
    )


def _request(session: Session, one: Round, today: date) -> dict[str, object]:
    sheet, assessing = one.sheet, one.policy.assessing
    live = needs.live(session, sheet.contractor_id, today)
    return {
        "sheet": {
            "number": sheet.number,
            "title": assessing.sheet(sheet.sheet_key).title,
            "tier_label": assessing.tier(sheet.tier).label,
            "deadline": sheet.deadline,
            "question_count": len(one.asked),
            "contracts": contracts([(need.record_number, need.title) for need in live]),
        }
    }


def _result(session: Session, one: Round) -> dict[str, object]:
    sheet, assessing = one.sheet, one.policy.assessing
    assessment = find(session, Assessment, sheet.assessment_id)
    if assessment.check_sheet_id != sheet.id:
        raise WrongState("この回の評価の後に、新しい評価が決裁されています。結果通知書は、新しい回から作成してください。")
    below = {out.question: out.because for out in knocked_out(reviewed(one))}
    rows = [(one.rows[question.id], question) for question in one.asked]
    lacking = findings([(question.id, question.text, row.verdict, row.comment) for row, question in rows], below)
    return {
        "assessment": {
            "number": assessment.number,
            "tier_label": assessing.tier(sheet.tier).label,
            "verdict_label": VERDICTS[assessment.status],
            "judged_on": assessment.judged_on,
            "valid_until": assessment.valid_until,
            "conditions": assessment.conditions or None,
            "findings": [asdict(each) for each in lacking],
            "next_review_on": assessment.next_review_on,
        }
    }


def offered(actor: Actor, sheet: CheckSheet, made: Sequence[GeneratedDocument]) -> list[LetterOut]:
    """The papers of a round: whether each may be made now, and the newest one that was."""
    if not who(actor, sheet) & STAFF:
        return []
    newest = {row.template_key: row for row in reversed(made)}
    return [
        LetterOut(
            template=key,
            title=title,
            blocked_because=blocked_because(key, sheet.status),
            edition=newest[key].edition if key in newest else 0,
        )
        for key, title in LETTERS.items()
    ]
