"""The history of the demo's assessments: contractors asked, answering, judged, each as far as ``rounds.yaml`` says."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from sqlmodel import Session

from govapi.assessments.check_sheets.answers import service as answers
from govapi.assessments.check_sheets.answers.schemas import AnswerIn, AnswersIn
from govapi.assessments.check_sheets.deciding import service as deciding
from govapi.assessments.check_sheets.deciding.schemas import ProposalIn
from govapi.assessments.check_sheets.reviewing import service as reviewing
from govapi.assessments.check_sheets.reviewing.schemas import VerdictIn, VerdictsIn
from govapi.assessments.check_sheets.schemas import CheckSheetIn
from govapi.assessments.check_sheets.sending import service as sending
from govapi.assessments.check_sheets.service import policy_of, questions
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.evidence import service as evidence
from govapi.assessments.evidence.schemas import EvidenceIn, ScopeIn
from govapi.assessments.needs import service as needs
from govapi.assessments.queries import of_contractor
from govapi.assessments.schemas import AskIn
from govapi.cli.demo.stage import Stage, Story
from govapi.db.session import find
from govapi.edge.actions import ReasonIn
from govapi.kit.japan.holidays import add_months
from govapi.people.actor import Actor
from govapi.policy.store import current

# How many days before its last step each step of a round was taken.
STEPS = {"ask": 33, "send": 31, "answer": 9, "review": 6, "propose": 4, "decide": 0}
STOPS = {"awaiting": ("ask", "send"), "answered": ("ask", "send", "answer"), "in_approval": ("ask", "send", "answer", "review", "propose"),
         "decided": tuple(STEPS)}  # fmt: skip
SECURITY_OFFICE = "mio"


def rounds(stage: Stage, today: date) -> list[Story]:
    """One story for each contractor of ``rounds.yaml``."""
    given: list[Mapping[str, Any]] = yaml.safe_load(files("govapi.cli.demo").joinpath("rounds.yaml").read_text(encoding="utf-8"))
    return [_story(stage, one, today) for one in given]


def _story(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    steps = STOPS[given["until"]]
    last = today - timedelta(days=given["days_ago"])
    offset = STEPS[steps[-1]]
    day = {step: last - timedelta(days=STEPS[step] - offset) for step in steps}
    yield day["ask"]
    _ask(stage, given, today)
    yield day["send"]
    sheet_id = _send(stage, given)
    if "answer" in steps:
        yield day["answer"]
        _answer(stage, given, sheet_id)
    if "review" in steps:
        yield day["review"]
        _review(stage, given, sheet_id)
    if "propose" in steps:
        yield day["propose"]
        _propose(stage, given, sheet_id)
    if "decide" in steps:
        yield day["decide"]
        stage.decide(sheet_id)


def _ask(stage: Stage, given: Mapping[str, Any], today: date) -> None:
    company = stage.companies[given["company"]]
    with stage.scene(given["staff"]) as (session, actor):
        wanted = AskIn(
            tier=given["tier"],
            title=given["title"],
            reason="公告、指名又は見積りの依頼の前に、対策の状況を確かめるため。",
            starts_on=stage.day + timedelta(days=40),
            ends_on=today + timedelta(days=150),
        )
        stored = current(session, stage.day)
        needs.ask(session, actor, stored, company, wanted, now=stage.moment, today=stage.day)
    if "evidence" in given:
        _prove(stage, given["staff"], company, given["evidence"])


def _prove(stage: Stage, staff: str, company: UUID, proof: Mapping[str, Any]) -> None:
    """A certificate is recorded; the security office looks whether it covers our work."""
    issued = stage.day - timedelta(days=proof["issued_days"])
    with stage.scene(staff) as (session, actor):
        until = add_months(issued, 12 * proof["years"]) - timedelta(days=1)
        texts = {name: proof[name] for name in ("kind", "certificate_number", "issuer", "scope")}
        stored = current(session, stage.day)
        piece = EvidenceIn(**texts, issued_on=issued, stated_until=until)
        row = evidence.record(session, actor, stored, company, piece, None, now=stage.moment, today=stage.day)
        evidence_id, version = row.id, row.version
    with stage.scene(SECURITY_OFFICE) as (session, actor):
        scope = ScopeIn(in_scope=True, note="登録証の適用範囲に、本市の業務を行う事業所が含まれている。")
        stored = current(session, stage.day)
        evidence.decide_scope(session, actor, stored, evidence_id, scope, version, now=stage.moment, today=stage.day)


def _reviewer(given: Mapping[str, Any]) -> str:
    """The security office looks at the heavy tiers, whichever section they belong to; the section itself at the others."""
    return SECURITY_OFFICE if given["tier"] in ("S", "A") else str(given["staff"])


def _send(stage: Stage, given: Mapping[str, Any]) -> UUID:
    with stage.scene(_reviewer(given)) as (session, actor):
        stored = current(session, stage.day)
        assessment = next(one for one in of_contractor(session, stage.companies[given["company"]]) if one.followed)
        asked = CheckSheetIn(occasion="first", contact_name="情報管理担当　見本　次郎", contact_email="anzen@example.jp")
        sheet = sending.prepare(session, actor, stored, assessment, asked, now=stage.moment, today=stage.day)
        session.flush()
        sending.act(session, actor, stored.policy, sheet.id, "send", ReasonIn(), sheet.version, now=stage.moment, today=stage.day)
        return sheet.id


def _on_sheet(stage: Stage, person: str, sheet_id: UUID, work: Callable[[Session, Actor, CheckSheet], object]) -> None:
    with stage.scene(person) as (session, actor):
        work(session, actor, find(session, CheckSheet, sheet_id))


def _answer(stage: Stage, given: Mapping[str, Any], sheet_id: UUID) -> None:
    weak: Mapping[str, list[str]] = given.get("weak", {})

    def work(session: Session, actor: Actor, sheet: CheckSheet) -> None:
        asked = questions(policy_of(session, sheet), sheet)
        rows = [AnswerIn(question=one.id, answer="done") for one in asked if one.id not in weak]
        for question in asked:
            if question.id in weak:
                answer, reason = weak[question.id]
                rows.append(AnswerIn.model_validate({"question": question.id, "answer": answer, "reason": reason}))
        filled = AnswersIn(answers=rows, respondent_name="見本　次郎", respondent_title="情報管理担当", complete=True)
        policy = current(session, stage.day).policy
        answers.write(session, actor, policy, sheet.id, filled, sheet.version, now=stage.moment, today=stage.day)

    _on_sheet(stage, _reviewer(given), sheet_id, work)


def _review(stage: Stage, given: Mapping[str, Any], sheet_id: UUID) -> None:
    weak: Mapping[str, list[str]] = given.get("weak", {})

    def work(session: Session, actor: Actor, sheet: CheckSheet) -> None:
        asked = questions(policy_of(session, sheet), sheet)
        looked = [
            VerdictIn(question=one.id, verdict="insufficient", comment="対応の時期と方法を示してください。")
            if one.id in weak
            else VerdictIn(question=one.id, verdict="accepted")
            for one in asked
        ]
        policy = current(session, stage.day).policy
        reviewing.judge_answers(session, actor, policy, sheet.id, VerdictsIn(verdicts=looked), sheet.version)

    _on_sheet(stage, _reviewer(given), sheet_id, work)


def _propose(stage: Stage, given: Mapping[str, Any], sheet_id: UUID) -> None:
    def work(session: Session, actor: Actor, sheet: CheckSheet) -> None:
        proposal = ProposalIn.model_validate(
            {
                "verdict": given["verdict"],
                "opinion": "回答及び証跡を確かめた。",
                "conditions": given.get("conditions", ""),
                "until": (stage.day + timedelta(days=150)).isoformat() if given["verdict"] == "conditional" else None,
                "note": "次のとおり評価してよろしいか、伺います。",
            }
        )
        stored = current(session, stage.day)
        deciding.propose(session, actor, stored, sheet.id, proposal, sheet.version, now=stage.moment, today=stage.day)

    _on_sheet(stage, _reviewer(given), sheet_id, work)
