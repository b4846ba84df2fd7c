"""Writing down a verdict. What leads to it is a check sheet; when it is looked at again is the calendar's."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.assessments.calendar.service import REGULAR
from govapi.assessments.exceptions.service import settle_ends
from govapi.assessments.rules import PASSING, Verdict
from govapi.assessments.tables import Assessment
from govapi.assessments.workflow import ASSESSMENT
from govapi.duties import service as duties
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.workflow.perform import perform


def judge(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    verdict: Verdict,
    *,
    check_sheet_id: UUID,
    judged_on: date,
    valid_until: date | None,
    conditions: str,
    score: int | None,
    name: str,
    post: str,
    now: datetime,
) -> Assessment:
    """The verdict of a decided round, stamped with who gave it. The caller then has the calendar follow."""
    before = {"judged_on": assessment.judged_on, "valid_until": assessment.valid_until}
    assessment.check_sheet_id, assessment.judged_on, assessment.judged_at = check_sheet_id, judged_on, now
    assessment.valid_until, assessment.conditions, assessment.score = valid_until, conditions, score
    assessment.judged_by_name, assessment.judged_by_post = name, post
    after = {"judged_on": judged_on, "valid_until": valid_until}
    perform(
        session,
        actor,
        assessment,
        ASSESSMENT,
        f"find_{verdict}",
        status=assessment.status,
        facts=None,
        who=frozenset({Who.ROUTE}),
        now=now,
        changes={key: [_iso(before[key]), _iso(after[key])] for key in before if before[key] != after[key]},
    )
    label = f"{wareki(judged_on)}に評価を決裁（{ASSESSMENT.labels[verdict]}）"
    duties.settle_record(session, actor, assessment.id, label, now=now, kinds=REGULAR)
    if verdict in PASSING:
        settle_ends(session, actor, assessment.id, label, now=now)
    session.flush()
    return assessment


def who(actor: Actor, assessment: Assessment) -> frozenset[Who]:
    return relations(actor, assessment.department_path, assessment.department_id)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
