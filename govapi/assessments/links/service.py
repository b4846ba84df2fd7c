"""Giving an address out and taking it back. The token exists in the address alone; what is kept is its hash."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.check_sheets.service import policy_of, who
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET, STAFF
from govapi.assessments.links import queries
from govapi.assessments.links.rules import STATES, TOKEN_BYTES, LinkFacts, expiry_fault, hashed, last_day, state_of
from govapi.assessments.links.schemas import LinkIn, LinkOut
from govapi.assessments.links.tables import AnswerLink
from govapi.contractors.tables import Contractor
from govapi.db.session import find, municipality_of
from govapi.duties.mail.service import send
from govapi.kit.clock import JST
from govapi.kit.errors import Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.queries import municipality
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.settings import Settings

OFF = (
    "回答用リンクは、この団体では使用していません。"
    "Excelの回答票を送付してください。使用するときは、システム管理者に設定（GOVAPI_ANSWER_LINKS）を依頼してください。"
)
WHO = "回答用リンクを発行し、又は取り消すことができるのは、所管課又は情報政策担当課の職員です。"


@dataclass(frozen=True)
class Office:
    """What the installation says about links: where their addresses begin (empty: links are off), whether letters go out."""

    base: str
    sends_mail: bool


def office_of(settings: Settings) -> Office:
    """What the settings say about links."""
    return Office("" if settings.answer_links == "off" else settings.answer_base, bool(settings.smtp_url))


def issue(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    sheet_id: UUID,
    given: LinkIn,
    office: Office,
    *,
    now: datetime,
    today: date,
) -> tuple[AnswerLink, str]:
    """A new link and its address, which nobody can be told again. Links issued before to the same round end with it."""
    sheet = _sheet(session, actor, policy, sheet_id)
    if not office.base:
        raise WrongState(OFF, code="links_off")
    if sheet.status not in ("draft", "awaiting"):
        raise WrongState(f"「{CHECK_SHEET.labels[sheet.status]}」の間は、回答用リンクを発行できません。")
    _refuse_day(sheet, given, today)
    for old in queries.of_sheet(session, sheet.id):
        if old.revoked_at is None:
            _revoke(old, actor, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = AnswerLink(
        check_sheet_id=sheet.id,
        token_hash=hashed(token),
        expires_on=given.expires_on or sheet.deadline,
        follows_deadline=given.expires_on is None,
        issued_by=actor.person_id,
        issued_name=actor.name,
        issued_at=now,
    )
    session.add(link)
    session.flush()
    address = f"{office.base}/answer/{municipality_of(session)}.{token}"
    if given.mail and office.sends_mail and sheet.contact_email and sheet.status == "awaiting":
        _mail(session, link, sheet, address, now)
    until = wareki(last_day(facts_of(link, sheet)))
    audit.note(session, actor, "check_sheet", sheet, "issue_link", f"回答用リンクを発行（{until}まで）")
    session.flush()
    return link, address


def revoke(
    session: Session, actor: Actor, policy: PolicySet, sheet_id: UUID, link_id: UUID, expected: int, *, now: datetime
) -> AnswerLink:
    """Takes an address back at once. Raises WrongState when that was done before."""
    sheet = _sheet(session, actor, policy, sheet_id)
    link = queries.one(session, sheet.id, link_id, lock=True)
    if link.version != expected:
        raise Stale
    if link.revoked_at is not None:
        raise WrongState("この回答用リンクは、既に取り消されています。")
    _revoke(link, actor, now)
    session.flush()
    audit.note(session, actor, "check_sheet", sheet, "revoke_link", "回答用リンクを取消し")
    return link


def may_issue(actor: Actor, sheet: CheckSheet) -> bool:
    return bool(who(actor, sheet) & STAFF)


def facts_of(link: AnswerLink, sheet: CheckSheet) -> LinkFacts:
    """What decides whether the link opens."""
    return LinkFacts(
        expires_on=link.expires_on,
        follows_deadline=link.follows_deadline,
        issued_on=_aware(link.issued_at).astimezone(JST).date(),
        deadline=sheet.deadline,
        revoked=link.revoked_at is not None,
        submitted=link.submitted_at is not None and sheet.answered_by == "link",
        sheet_status=sheet.status,
    )


def _aware(moment: datetime) -> datetime:
    """SQLite keeps moments without their zone, which is Universal Time."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def shape(link: AnswerLink, sheet: CheckSheet, today: date) -> LinkOut:
    out = LinkOut.model_validate(link)
    known = facts_of(link, sheet)
    out.state, out.opens_until = state_of(known, today), last_day(known)
    out.state_label = STATES[out.state]
    return out


def _sheet(session: Session, actor: Actor, policy: PolicySet, sheet_id: UUID) -> CheckSheet:
    """The round under lock: two links issued at once are issued one after the other."""
    sheet = sheets.one(session, actor, policy, sheet_id, lock=True)
    if not may_issue(actor, sheet):
        raise NotAllowed(WHO)
    return sheet


def _refuse_day(sheet: CheckSheet, given: LinkIn, today: date) -> None:
    fault = expiry_fault(given.expires_on, today)
    if fault is not None:
        raise Invalid(fault, pointer="/expires_on")
    if given.expires_on is None and sheet.deadline < today:
        raise Invalid("回答の期限が過ぎています。期限を変更するか、リンクの期限を入力してください。", pointer="/expires_on")


def _revoke(link: AnswerLink, actor: Actor, now: datetime) -> None:
    link.revoked_at, link.revoked_name = now, actor.name


def _mail(session: Session, link: AnswerLink, sheet: CheckSheet, address: str, now: datetime) -> None:
    company = find(session, Contractor, sheet.contractor_id).name
    link.mailed_to = sheet.contact_email
    send(
        session,
        key=f"answer_link:{link.id}",
        to_address=sheet.contact_email,
        to_name=sheet.contact_name,
        subject=f"情報セキュリティ対策チェックシートの回答のお願い（{sheet.number}）",
        body=_letter(session, link, sheet, company, address),
        now=now,
        noun="check_sheet",
        record_id=sheet.id,
        forget=True,
    )


def _letter(session: Session, link: AnswerLink, sheet: CheckSheet, company: str, address: str) -> str:
    town = municipality(session).name
    section = find(session, Department, sheet.department_id).name
    title = policy_of(session, sheet).assessing.sheet(sheet.sheet_key).title
    until = wareki(last_day(facts_of(link, sheet)))
    return "\n".join(
        [
            company,
            f"{sheet.contact_name}　様" if sheet.contact_name else "御担当者　様",
            "",
            f"{town}{section}です。",
            f"「{title}」（{sheet.number}）に御回答くださるようお願いします。",
            "",
            "次のアドレスをブラウザーで開いて回答してください。",
            address,
            "",
            f"回答の期限　{wareki(sheet.deadline)}",
            f"開くことができる期限　{until}",
            "",
            "このアドレスは、貴社の回答のためだけのものです。回答に関わる方以外に知らせないでください。",
            "途中まで入力して保存し、後で続けることができます。",
            f"お心当たりのないときは、開かずに{town}{section}に連絡してください。",
        ]
    )
