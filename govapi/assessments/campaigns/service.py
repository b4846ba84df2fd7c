"""Drafting a campaign and taking its steps. What takes long is left to jobs (``running``)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.campaigns import queries, rules
from govapi.assessments.campaigns.queries import LateRound
from govapi.assessments.campaigns.rules import CampaignFacts, Progress
from govapi.assessments.campaigns.running.service import OPENS, SENDS, nudge
from govapi.assessments.campaigns.schemas import CampaignIn, CampaignOut, CampaignPatch, LateOut, ProgressOut
from govapi.assessments.campaigns.tables import Campaign
from govapi.assessments.campaigns.workflow import CAMPAIGN, OFFICE
from govapi.assessments.links.service import Office
from govapi.audit.changes import apply
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.jobs.port import enqueue
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

EMPTIABLE = frozenset({"section_id", "due_before"})


def draft(session: Session, actor: Actor, policy: PolicySet, given: CampaignIn, today: date) -> Campaign:
    """Makes a campaign ready. Raises NotAllowed for anybody but the security office."""
    if Who.SECURITY_OFFICE not in relations(actor, "", UUID(int=0)) or not actor.posts:
        raise NotAllowed("一斉確認を行うことができるのは、情報政策担当課の職員です。")
    post, year = actor.posts[0], fiscal_year(today)
    campaign = Campaign(
        number="",
        title=given.title,
        organ_id=post.organ_id,
        department_id=post.department_id,
        department_path=post.department_path,
        deadline=given.deadline,
    )
    _apply(session, policy, campaign, given.model_dump(), today)
    campaign.number = f"一斉-{year}-{next_number(session, f'campaign-{year}'):04d}"
    session.add(campaign)
    session.flush()
    audit.note(session, actor, "campaign", campaign, "draft", f"一斉確認「{campaign.title}」を準備")
    return campaign


def revise(
    session: Session, actor: Actor, policy: PolicySet, campaign_id: UUID, given: CampaignPatch, expected: int, today: date
) -> Campaign:
    """Changes a draft."""
    campaign = _held(session, actor, policy, campaign_id, expected)
    if not who(actor, campaign) & OFFICE:
        raise NotAllowed("一斉確認を変更できるのは、情報政策担当課の職員です。")
    if campaign.status != "draft":
        raise WrongState("始めた一斉確認の条件は変更できません。期限は、チェックシートごとに変更してください。")
    values = {
        name: value for name, value in given.model_dump(exclude_unset=True).items() if value is not None or name in EMPTIABLE
    }
    changed = _apply(session, policy, campaign, values, today)
    session.flush()
    if changed:
        audit.note(session, actor, "campaign", campaign, "revise", f"{campaign.number}の条件を変更", changed)
    return campaign


def act(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    campaign_id: UUID,
    action: str,
    reason: str,
    expected: int,
    office: Office,
    *,
    now: datetime,
    today: date,
) -> Campaign:
    """One step of a campaign; what takes long is queued in the same transaction."""
    campaign = _held(session, actor, policy, campaign_id, expected)
    if actor.person_id is None:
        raise NotAllowed("一斉確認を進めることができるのは職員だけです。")
    known = facts(session, campaign, today)
    perform(
        session,
        actor,
        campaign,
        CAMPAIGN,
        action,
        status=campaign.status,
        facts=known,
        who=who(actor, campaign),
        now=now,
        reason=reason,
    )
    if action == "nudge":
        nudge(session, actor, campaign, office, now=now, today=today)
        campaign.nudged_on = today
    _follow(session, actor, campaign, action, now)
    session.flush()
    return campaign


def _follow(session: Session, actor: Actor, campaign: Campaign, action: str, now: datetime) -> None:
    """What a step leaves on the campaign, and the job it queues."""
    args = {"campaign_id": str(campaign.id)}
    if action == "open":
        campaign.opened_name = actor.name
        enqueue(session, OPENS, args, run_at=now, key=f"{OPENS} {campaign.id}")
    elif action == "send":
        campaign.sending_by, campaign.sending_since = actor.person_id, now
        enqueue(session, SENDS, args, run_at=now)
    elif action == "close":
        campaign.closed_at, campaign.closed_name = now, actor.name


def facts(session: Session, campaign: Campaign, today: date) -> CampaignFacts:
    """What the guards look at: two queries."""
    targets = queries.count_chosen(session, campaign) if campaign.status == "draft" else 0
    return _facts(campaign, targets, queries.progress(session, [campaign.id], today)[campaign.id], today)


def _facts(campaign: Campaign, targets: int, progress: Progress, today: date) -> CampaignFacts:
    prepared, sending = campaign.prepared_at is not None, campaign.sending_since is not None
    return CampaignFacts(targets, campaign.deadline, prepared, sending, progress, campaign.nudged_on, today)


def who(actor: Actor, campaign: Campaign) -> frozenset[Who]:
    return relations(actor, campaign.department_path, campaign.department_id)


def shape(session: Session, actor: Actor, campaign: Campaign, today: date) -> CampaignOut:
    """A campaign with this actor's actions."""
    known = facts(session, campaign, today)
    out = _brief(campaign, known)
    out.target_count = known.targets if campaign.status == "draft" else None
    stamped = stamps_of(CAMPAIGN, campaign)
    out.available_actions = shown(
        CAMPAIGN.available(campaign.status, known, who(actor, campaign), person=actor.person_id, stamped=stamped)
    )
    return out


def briefs(session: Session, campaigns: Sequence[Campaign], today: date) -> list[CampaignOut]:
    """Campaigns for a list: one query for how far they all have come."""
    known = queries.progress(session, [one.id for one in campaigns], today)
    return [_brief(one, _facts(one, 0, known[one.id], today)) for one in campaigns]


def late_out(one: LateRound, today: date) -> LateOut:
    """A late answer with the ways to its contractor."""
    return LateOut(
        id=one.sheet.id,
        number=one.sheet.number,
        contractor_id=one.contractor.id,
        contractor_name=one.contractor.name,
        contact_name=one.sheet.contact_name,
        address=one.address,
        phone=one.contractor.phone,
        deadline=one.sheet.deadline,
        days_late=(today - one.sheet.deadline).days,
    )


def _brief(campaign: Campaign, known: CampaignFacts) -> CampaignOut:
    out = CampaignOut.model_validate({**campaign.model_dump(), "progress": ProgressOut.model_validate(known.progress)})
    out.status_label = CAMPAIGN.labels[campaign.status]
    out.badges = rules.badges(known, campaign.status)
    return out


def _apply(session: Session, policy: PolicySet, campaign: Campaign, values: dict[str, Any], today: date) -> dict[str, list[Any]]:
    faults = []
    if set(values.get("tiers", ())) - {tier.code for tier in policy.assessing.tiers}:
        faults.append(FieldFault("/tiers", "方針セットにない区分です。一覧から選んでください。"))
    if "deadline" in values and values["deadline"] < today:
        faults.append(FieldFault("/deadline", "回答の期限は、今日以後の日にしてください。"))
    if faults:
        raise Invalid("入力内容に誤りがあります。", errors=faults)
    if "section_id" in values:
        section = find(session, Department, values["section_id"]) if values["section_id"] else None
        values = {**values, "section_path": section.path if section else ""}
    if "tiers" in values:
        values = {**values, "tiers": sorted(set(values["tiers"]), key=policy.assessing.rank, reverse=True)}
    return apply(campaign, values)


def _held(session: Session, actor: Actor, policy: PolicySet, campaign_id: UUID, expected: int) -> Campaign:
    campaign = queries.one(session, actor, policy, campaign_id, lock=True)
    if campaign.version != expected:
        raise Stale
    return campaign
