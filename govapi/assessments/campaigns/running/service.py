"""Making the rounds of a campaign, sending them, reminding the late. The jobs work in the name of the person who had it done."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.assessments.campaigns import queries
from govapi.assessments.campaigns.queries import LateRound
from govapi.assessments.campaigns.tables import Campaign
from govapi.assessments.check_sheets.sending.service import step
from govapi.assessments.check_sheets.service import open_round
from govapi.assessments.links.schemas import LinkIn
from govapi.assessments.links.service import Office, issue
from govapi.assessments.tables import Assessment
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.duties.mail.rules import is_address
from govapi.duties.mail.service import send
from govapi.jobs.tasks import Task, TaskContext
from govapi.kit.clock import JST
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.queries import actor_of, municipality
from govapi.people.tables import Department, Person
from govapi.policy.store import StoredPolicy, current

OPENS, SENDS = "open-campaign", "send-campaign"
BATCH = 20  # rounds in a transaction: each brings its answer rows


def open_campaign(context: TaskContext) -> None:
    """The task ``open-campaign``: a round for everybody chosen. A round that is made is seen from its row: run again, the job
    goes on with those that have none."""
    campaign_id = UUID(str(context.args["campaign_id"]))
    while True:
        with context.writing() as session:
            campaign = find(session, Campaign, campaign_id)
            if campaign.status != "open" or not _open_batch(session, campaign, context):
                break
    with context.finishing() as session:
        campaign = find(session, Campaign, campaign_id, lock=True)
        if campaign.prepared_at is None:
            campaign.prepared_at = context.clock.now()
            session.flush()
            actor = _acting(session, campaign.opened_by, context.clock.today())
            made = queries.progress(session, [campaign.id], context.clock.today())[campaign.id].total
            audit.note(session, actor, "campaign", campaign, "prepare", f"チェックシート{made:,}件を準備")


def _open_batch(session: Session, campaign: Campaign, context: TaskContext) -> int:
    now, today = context.clock.now(), context.clock.today()
    stored = current(session, today)
    rows = session.exec(queries.chosen(session, campaign).order_by(col(Assessment.id)).limit(BATCH)).all()
    actor = _acting(session, campaign.opened_by, today)
    for row in rows:
        contractor = find(session, Contractor, row.contractor_id)
        open_round(
            session,
            actor,
            stored,
            row,
            occasion="first" if row.judged_on is None else "regular",
            occasion_label=f"{campaign.title}（{campaign.number}）"[:500],
            deadline=campaign.deadline,
            contact_name=contractor.representative_name,
            contact_email=contractor.email,
            campaign_id=campaign.id,
            now=now,
            today=today,
        )
    return len(rows)


def send_campaign(office: Office) -> Task:
    """The task ``send-campaign``: every round that is made is sent, with a link where the campaign wants one."""

    def task(context: TaskContext) -> None:
        campaign_id = UUID(str(context.args["campaign_id"]))
        while True:
            with context.writing() as session:
                if not _send_batch(session, find(session, Campaign, campaign_id), office, context):
                    break
        with context.finishing() as session:
            find(session, Campaign, campaign_id, lock=True).sending_since = None

    return task


def _send_batch(session: Session, campaign: Campaign, office: Office, context: TaskContext) -> int:
    now, today = context.clock.now(), context.clock.today()
    if campaign.status != "open" or campaign.deadline < today:
        return 0
    stored: StoredPolicy = current(session, today)
    actor = _acting(session, campaign.sending_by, today)
    rounds = queries.unsent(session, campaign.id, BATCH)
    for sheet in rounds:
        step(session, actor, stored.policy, sheet, "send", now=now, today=today)
        # One address nobody can write to must not keep the others from theirs.
        if campaign.with_links and office.base and is_address(sheet.contact_email):
            issue(session, actor, stored.policy, sheet.id, LinkIn(), office, now=now, today=today)
    return len(rounds)


def nudge(session: Session, actor: Actor, campaign: Campaign, office: Office, *, now: datetime, today: date) -> None:
    """Reminds everybody late by mail, each round once a day; those without an address are left for the telephone."""
    late = queries.late(session, campaign.id, today, limit=None, cursor=None).items
    mailed = [one for one in late if office.sends_mail and is_address(one.address) and _mail(session, campaign, one, now)]
    for one in mailed:
        audit.note(session, actor, "check_sheet", one.sheet, "nudge", f"{wareki(today)}に回答を督促（電子メール）")
    others = len(late) - len(mailed)
    rest = f"、電子メールで督促できないもの{others:,}件" if others else ""
    audit.note(session, actor, "campaign", campaign, "nudged", f"{len(mailed):,}件に督促の電子メール{rest}")


def _mail(session: Session, campaign: Campaign, one: LateRound, now: datetime) -> bool:
    town, section = municipality(session).name, find(session, Department, one.sheet.department_id).name
    day = now.astimezone(JST).date()
    lines = [
        f"{one.contractor.name}　御中",
        "",
        f"{town}{section}です。",
        f"{wareki(one.sheet.deadline)}までに回答をお願いした情報セキュリティ対策のチェックシート（{one.sheet.number}）について、"
        "まだ回答を確認できていません。",
        "お手数ですが、至急回答してくださるようお願いします。行き違いで回答済みのときは、御容赦ください。",
        *(["", campaign.message] if campaign.message else []),
        "",
        f"{town}{section}",
    ]
    sent = send(
        session,
        key=f"campaign.nudge:{one.sheet.id}:{day.isoformat()}",
        to_address=one.address,
        to_name=one.contractor.name,
        subject=f"【{town}】チェックシートの回答のお願い（{one.sheet.number}）",
        body="\n".join(lines),
        now=now,
        noun="check_sheet",
        record_id=one.sheet.id,
    )
    return sent is not None


def _acting(session: Session, person_id: UUID | None, today: date) -> Actor:
    """The person who had it done, with the posts held today."""
    assert person_id is not None, "a person opens and sends"
    return actor_of(session, find(session, Person, person_id).subject, today)
