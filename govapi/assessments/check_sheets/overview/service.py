"""The shape of a round: for a list without actions, for its page with what this actor may do."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.queries import Progress
from govapi.assessments.check_sheets.rules import OCCASIONS, WAYS, late
from govapi.assessments.check_sheets.schemas import BadgeOut, CheckSheetOut, ProgressOut
from govapi.assessments.check_sheets.service import facts_of, policy_of, questions, who
from govapi.assessments.check_sheets.tables import Answer, CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET
from govapi.assessments.rules import VERDICTS
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown


def briefs(session: Session, policy: PolicySet, sheets: Sequence[CheckSheet], today: date) -> list[CheckSheetOut]:
    """Rounds for a list: two queries, however many they are. ``policy`` names the tiers as they are called today."""
    names = queries.named(session, sheets)
    progress = queries.progress(session, [sheet.id for sheet in sheets])
    return [_brief(policy, sheet, names.get(sheet.id, ("", "")), progress.get(sheet.id, Progress()), today) for sheet in sheets]


def shape(
    session: Session, actor: Actor, sheet: CheckSheet, today: date, rows: Mapping[str, Answer] | None = None
) -> CheckSheetOut:
    """A round with this actor's actions, in the words of its own policy version. ``rows`` are its answers, where at hand."""
    policy = policy_of(session, sheet)
    found = queries.answers_of(session, sheet.id) if rows is None else rows
    names = queries.named(session, [sheet]).get(sheet.id, ("", ""))
    out = _brief(policy, sheet, names, _progress(found.values()), today)
    known = facts_of(sheet, questions(policy, sheet), found, today)
    may, stamped = who(actor, sheet), stamps_of(CHECK_SHEET, sheet)
    out.available_actions = shown(CHECK_SHEET.available(sheet.status, known, may, person=actor.person_id, stamped=stamped))
    return out


def _progress(rows: Collection[Answer]) -> Progress:
    return Progress(
        asked=len(rows),
        answered=sum(1 for row in rows if row.answer),
        reviewed=sum(1 for row in rows if row.verdict),
        insufficient=sum(1 for row in rows if row.verdict == "insufficient"),
    )


def _brief(policy: PolicySet, sheet: CheckSheet, names: tuple[str, str], progress: Progress, today: date) -> CheckSheetOut:
    assessing = policy.assessing
    out = CheckSheetOut.model_validate(sheet)
    out.contractor_name, out.assessment_number = names
    out.status_label = CHECK_SHEET.labels[sheet.status]
    out.tier_label = next((tier.label for tier in assessing.tiers if tier.code == sheet.tier), f"区分{zenkaku(sheet.tier)}")
    out.sheet_title = next((one.title for one in assessing.sheets if one.key == sheet.sheet_key), sheet.sheet_key)
    out.occasion_label = sheet.occasion_label or OCCASIONS[sheet.occasion]
    out.answered_by_label = WAYS.get(sheet.answered_by, "")
    out.proposed_verdict_label = VERDICTS.get(sheet.proposed_verdict, "")
    out.progress = ProgressOut.model_validate(progress)
    out.late = late(sheet.status, sheet.deadline, today)
    out.badges = _badges(sheet, out.late)
    return out


def _badges(sheet: CheckSheet, is_late: bool) -> list[BadgeOut]:
    found = []
    if sheet.returned and sheet.status == "awaiting":
        found.append(BadgeOut(key="returned", label="差戻し"))
    if is_late:
        found.append(BadgeOut(key="late", label="回答遅延"))
    return found
