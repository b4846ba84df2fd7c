"""Assessments as people see them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from govapi.assessments import queries, rules
from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.check_sheets.schemas import BadgeOut
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, STAFF
from govapi.assessments.needs import queries as needs
from govapi.assessments.overview.queries import Beside, beside
from govapi.assessments.rules import Moment
from govapi.assessments.schemas import AssessmentDetailOut, AssessmentOut, NeedOut, ReviewDutyOut, RoundOut, StandingOut
from govapi.assessments.service import who
from govapi.assessments.tables import Assessment
from govapi.assessments.triggers import queries as triggers
from govapi.assessments.triggers.schemas import TriggerOut
from govapi.assessments.triggers.service import kinds_by_hand
from govapi.assessments.triggers.tables import Trigger
from govapi.duties import queries as duties
from govapi.duties.rules import kind_of
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.people.relations import covers
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import sees_narrow
from govapi.workflow.shapes import AvailableOut

Brief = TypeVar("Brief", bound=AssessmentOut)
OTHERS = "（ほかの部局の契約）"
DETAILS = {"conditions": "", "score": None}  # what a narrow reader does not see of a verdict


def briefs(session: Session, policy: PolicySet, rows: Sequence[Assessment], today: date) -> list[AssessmentOut]:
    """Assessments for a list: three queries for all of them."""
    known = beside(session, rows)
    return [_brief(AssessmentOut.model_validate(row), policy, row, known, today) for row in rows]


def shape(session: Session, actor: Actor, policy: PolicySet, row: Assessment, today: date) -> AssessmentDetailOut:
    """An assessment with all that hangs on it, and this actor's actions."""
    known, standing = beside(session, [row]), queries.standing(session, policy, row.contractor_id, row.tier, today)
    label = rules.VERDICTS[standing.verdict]
    stands = StandingOut(
        ok=standing.ok,
        verdict=standing.verdict,  # type: ignore[arg-type]  # stored verdicts are Status
        verdict_label=label,
        valid_until=standing.valid_until,
        assessment_id=standing.assessment.id if standing.assessment else None,
        sentence=rules.standing_sentence(standing.verdict, standing.valid_until, today),
    )
    out = AssessmentDetailOut.model_validate({**row.model_dump(), "standing": stands})
    _brief(out, policy, row, known, today)
    rounds = sheets.of_assessment(session, actor, policy, row.id)
    out.rounds, out.round_count = [_round(one) for one in rounds], len(rounds)
    out.needs = _needs(session, actor, policy, row, today)
    out.why_this_tier = _why(policy, row, out.needs)
    out.duties = _duties(session, policy, row.id)
    out.triggers = [trigger_out(policy, one) for one in triggers.of_assessment(session, row.id)]
    out.available_actions = _actions(policy, actor, row, known.rounds.get(row.id, ""))
    for name in _hidden(session, actor, policy, row):
        setattr(out, name, DETAILS[name])
    return out


def trigger_out(policy: PolicySet, row: Trigger) -> TriggerOut:
    """A trigger with its kind in words."""
    out = TriggerOut.model_validate(row)
    labels = {one.key: one.label for one in policy.assessing.early_triggers}
    out.kind_label = labels.get(row.kind, row.kind)
    return out


def tier_label(policy: PolicySet, code: str) -> str:
    """区分Ｓ（…）; a tier the policy no longer knows by its letter alone."""
    return next((tier.label for tier in policy.assessing.tiers if tier.code == code), f"区分{zenkaku(code)}")


def _brief(out: Brief, policy: PolicySet, row: Assessment, known: Beside, today: date) -> Brief:
    out.status_label = rules.VERDICTS[row.status]
    out.contractor_name = known.names.get(row.contractor_id, "")
    out.tier_label = tier_label(policy, row.tier)
    out.holds = rules.holds(row.status, row.judged_on, row.valid_until, today)
    kind = kind_of(policy.monitoring, "assessment.first" if row.next_cause == "first" else "assessment.review")
    opens_on = row.next_review_on - timedelta(days=kind.opens_before_days) if row.next_review_on else None
    round_ = known.rounds.get(row.id, "")
    at = Moment(row.status, row.valid_until, row.next_review_on, opens_on, round_, row.id in known.early, row.followed)
    out.badges = [BadgeOut.model_validate(one) for one in rules.badges(at, today)]
    return out


def _round(row: CheckSheet) -> RoundOut:
    out = RoundOut.model_validate(row)
    out.status_label = CHECK_SHEET.labels[row.status]
    return out


def _needs(session: Session, actor: Actor, policy: PolicySet, row: Assessment, today: date) -> list[NeedOut]:
    """What wants the contractor assessed, the living first. Of what the reader may not see, the number alone."""
    found, shown = [], needs.shown(session, actor, policy, row.contractor_id)
    for need in needs.of_contractor(session, row.contractor_id):
        out = NeedOut.model_validate(need)
        out.live = need.ends_on is None or need.ends_on >= today
        out.title = need.title if need.id in shown else OTHERS
        found.append(out)
    return sorted(found, key=lambda one: (not one.live, one.starts_on, one.record_number))


def _why(policy: PolicySet, row: Assessment, wanted: Sequence[NeedOut]) -> str:
    """Why the contractor is looked at in this tier, in a sentence."""
    label, live = tier_label(policy, row.tier), [one for one in wanted if one.live]
    if not live:
        return f"今は評価を必要とする契約がありません。最後の区分は「{label}」です。"
    if not row.followed:
        return "今の契約は、ほかの区分の評価を必要としています。この区分の次の評価は予定していません。"
    causes = [one for one in live if one.tier == row.tier] or live
    others = f"ほか{len(causes) - 1}件" if len(causes) > 1 else ""
    title = OTHERS if causes[0].title == OTHERS else f"（{causes[0].title}）"
    return f"{causes[0].record_number}{title}{others}が取り扱う情報により、「{label}」として評価します。"


def _duties(session: Session, policy: PolicySet, record_id: UUID) -> list[ReviewDutyOut]:
    found = []
    for duty in duties.of_record(session, record_id):
        out = ReviewDutyOut.model_validate(duty)
        out.kind_label = kind_of(policy.monitoring, duty.kind).label
        found.append(out)
    return found


def _actions(policy: PolicySet, actor: Actor, row: Assessment, round_: str) -> list[AvailableOut]:
    """What may be begun here: a round, and a review ahead of its day."""
    if not who(actor, row) & STAFF:
        return []
    busy = f"「{rules.ROUNDS[round_]}」のチェックシートがあります。その手続を続けてください。" if round_ else None
    idle = None if row.followed else "今は評価を必要とする契約がないため、臨時の再評価は始められません。"
    no_kind = None if kinds_by_hand(policy, row.tier) else "この区分には、職員が記録する臨時の再評価の契機がありません。"
    return [
        AvailableOut(action="open_round", label="評価を始める", needs_reason=False, asks=True, blocked_because=busy),
        AvailableOut(
            action="raise_trigger", label="臨時の再評価を始める", needs_reason=False, asks=True, blocked_because=idle or no_kind
        ),
    ]


def _hidden(session: Session, actor: Actor, policy: PolicySet, row: Assessment) -> list[str]:
    """The details of the verdict that the policy keeps from this reader."""
    narrow = [one for one in policy.reading.narrow("assessments") if one.field in DETAILS]
    if not narrow:
        return []
    in_section = any(covers(post, row.department_path) for post in actor.posts)
    on_route = queries.on_route(session, actor, row.id)
    return [one.field for one in narrow if not sees_narrow(actor, one, in_section=in_section, on_route=on_route)]
