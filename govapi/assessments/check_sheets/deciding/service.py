"""Asking for the verdict, and what its decision sets off."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.assessments import service as assessments
from govapi.assessments.calendar import service as calendar
from govapi.assessments.check_sheets.answers.service import Round, held, load, reviewed
from govapi.assessments.check_sheets.deciding.rules import Proposal, default_until, proposal_faults
from govapi.assessments.check_sheets.deciding.schemas import ProposalIn
from govapi.assessments.check_sheets.reviewing.rules import Breakdown, breakdown
from govapi.assessments.check_sheets.service import facts_of, who
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, FIRES
from govapi.assessments.rules import VERDICTS, Verdict
from govapi.assessments.tables import Assessment
from govapi.assessments.triggers import service as triggers
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.kit.errors import FieldFault, Unmet
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.conditions import Facts
from govapi.policy.rules import route_for
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, by_version, current
from govapi.workflow.perform import perform


def propose(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    sheet_id: UUID,
    given: ProposalIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CheckSheet:
    """Asks for the verdict: the round goes to the posts its tier names. Raises Unmet, naming each field, for what may not be."""
    sheet = held(session, actor, stored.policy, sheet_id, expected)
    one = load(session, sheet)
    found = breakdown(one.policy.assessing, reviewed(one))
    perform(
        session,
        actor,
        sheet,
        CHECK_SHEET,
        "submit",
        status=sheet.status,
        facts=facts_of(sheet, one.asked, one.rows, today),
        who=who(actor, sheet),
        now=now,
    )
    proposal = Proposal(given.verdict, given.opinion, given.conditions, given.until)
    faults = proposal_faults(proposal, one.policy.assessing.tier(sheet.tier), found.knocked_out, today)
    if faults:
        errors = [FieldFault(f"/{fault.field}", fault.message) for fault in faults]
        raise Unmet("".join(fault.message for fault in faults), errors=errors)
    _write(one, proposal, found, today)
    _circulate(session, actor, sheet, stored, one.policy, given.note, now, today)
    session.flush()
    return sheet


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation: a decision is the verdict that holds from its day, and the calendar follows."""
    sheet = find(session, CheckSheet, approval.record_id, lock=True)
    today = now.astimezone(JST).date()
    on = approval.outside_decided_on or today
    if outcome == "decided":
        sheet.decided_on = on
    by_route = frozenset({Who.ROUTE})
    perform(session, actor, sheet, CHECK_SHEET, FIRES[outcome], status=sheet.status, facts=None, who=by_route, now=now)
    session.flush()
    if outcome == "decided":
        _judge(session, actor, approval, sheet, on, now, today)


def _judge(session: Session, actor: Actor, approval: Approval, sheet: CheckSheet, on: date, now: datetime, today: date) -> None:
    tier = by_version(session, sheet.policy_version).policy.assessing.tier(sheet.tier)
    verdict = _verdict(sheet)
    until = sheet.proposed_until or default_until(tier, verdict, on)
    if until is not None and until < on:
        raise Unmet("伺った有効期間の末日が過ぎています。差し戻して、期間を改めてください。", code="validity_passed")
    find(session, Contractor, sheet.contractor_id, lock=True)  # as the calendar does: the company first, then what hangs on it
    sheet.proposed_until = until
    assessments.judge(
        session,
        actor,
        find(session, Assessment, sheet.assessment_id, lock=True),
        verdict,
        check_sheet_id=sheet.id,
        judged_on=on,
        valid_until=until,
        conditions=sheet.conditions,
        score=sheet.score,
        name=approval.outside_name or actor.name,
        post=approval.outside_post or actor.title,
        now=now,
    )
    triggers.settle(session, actor, sheet.assessment_id, sheet.id, on, now=now)
    calendar.follow(session, actor, current(session, today), sheet.contractor_id, now=now, today=today)


def _verdict(sheet: CheckSheet) -> Verdict:
    match sheet.proposed_verdict:
        case "fit" | "conditional" | "unfit":
            return sheet.proposed_verdict
        case other:
            raise ValueError(f"{sheet.number}: no verdict called {other!r}")


def _write(one: Round, proposal: Proposal, found: Breakdown, today: date) -> None:
    """The proposal and what the answers came to, kept as they were when it was made."""
    sheet = one.sheet
    sheet.proposed_verdict, sheet.opinion = proposal.verdict, proposal.opinion
    sheet.conditions = proposal.conditions if proposal.verdict == "conditional" else ""
    sheet.proposed_until = proposal.until
    sheet.score = found.whole.score
    sheet.coverage = {
        "asked": found.whole.asked,
        "answered": found.whole.answered,
        "insufficient": found.whole.insufficient,
        "knocked_out": [out.question for out in found.knocked_out],
        "domains": {part.key: part.score for part in found.domains},
        "threats": {part.key: [part.answered, part.asked] for part in found.threats},
    }


def _circulate(
    session: Session,
    actor: Actor,
    sheet: CheckSheet,
    stored: StoredPolicy,
    own: PolicySet,
    note: str,
    now: datetime,
    today: date,
) -> None:
    company = find(session, Contractor, sheet.contractor_id).name
    subject = Subject.about(
        sheet,
        "check_sheet",
        title=f"{company}の委託先評価（区分{zenkaku(sheet.tier)}、{VERDICTS[sheet.proposed_verdict]}）"[:200],
        amount=0,
        class_code=None,
    )
    kind = own.assessing.tier(sheet.tier).decided_by
    route = route_for(stored.policy, kind, 0, None, Facts())
    submit(session, actor, subject, kind, route, policy_version=stored.version, note=note, now=now, today=today)
