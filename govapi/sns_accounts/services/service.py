"""The services in use: made with the first account of a platform, and their terms read again and again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.db.counters import next_number
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.jobs.tasks import TaskContext
from govapi.kit.clock import JST
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.services import queries, rules
from govapi.sns_accounts.services.queries import NOUN
from govapi.sns_accounts.services.schemas import SnsServiceOut, SnsServicePatch, TermsReadIn
from govapi.sns_accounts.services.tables import SnsService

KEEPERS = frozenset({"public_relations", "security_office"})
TERMS = "sns.terms"
PAGE = 100


def ensure(session: Session, actor: Actor, stored: StoredPolicy, platform: str, *, now: datetime, today: date) -> SnsService:
    """The service of an account: made with the first one, and its terms watched. Called again, nothing changes.

    To be called whenever an account of the platform is entered, applied for or begins to run.
    """
    row = queries.of_platform(session, platform)
    if row is None:
        next_number(session, NOUN)  # held until the commit: of two first accounts at once, the second sees the first one's
        row = queries.of_platform(session, platform)
    if row is None:
        label = _label(stored.policy, platform)
        row = SnsService(platform=platform, label=label)
        session.add(row)
        session.flush()
        _note(session, actor, row, "begin", f"ソーシャルメディアサービス「{label}」の利用を開始")
    watch(session, actor, stored, row, now=now, today=today)
    return row


def watch(session: Session, actor: Actor, stored: StoredPolicy, row: SnsService, *, now: datetime, today: date) -> None:
    """While an account is bound by the terms, somebody has to read them by a day. Watched again, nothing changes."""
    section = queries.keeping_section(session, today)
    bound = queries.is_bound(session, row.platform)
    wanted = _key(row)
    for duty in duty_queries.unsettled(session, row.id, [TERMS]):
        if not bound:
            duties.drop(session, actor, duty.key, "このサービスのアカウントがなくなりました。", now=now)
        elif duty.key != wanted:
            duties.settle(session, actor, duty.key, "約款を確かめたことが記録されました。", now=now)
    if section is None or not bound:
        return
    one = Obligation(
        key=wanted,
        kind=TERMS,
        noun=NOUN,
        record_id=row.id,
        number=row.label,
        title=f"「{row.label}」の約款の確認",
        organ_id=section.organ_id,
        department_id=section.id,
        department_path=section.path,
        on=due_on(row, stored.policy),
        cause="again" if row.terms_checked_on else "never",
        cause_label=f"{wareki(row.terms_checked_on)}に確かめてから、次に確かめる時期が来ます。"
        if row.terms_checked_on
        else "約款を確かめたことが、まだ記録されていません。",
    )
    duties.plan(session, actor, stored.policy, one, now=now, today=today)


def _key(row: SnsService) -> str:
    """Another one after each reading: what was read once stays read."""
    return f"{TERMS}:{row.id}:{row.terms_checked_on.isoformat() if row.terms_checked_on else 'never'}"


def due_on(row: SnsService, policy: PolicySet) -> date:
    """The day by which the terms are to be read (again)."""
    return rules.read_by(row.terms_checked_on, row.created_at.astimezone(JST).date(), policy.sns.terms_every_months)


def recount(context: TaskContext) -> int:
    """For the daily job: every service in turn; each page is a transaction of its own. Returns how many."""
    return in_batches(context, _watch_page)


def _watch_page(counting: Counting, cursor: str | None) -> tuple[int, str | None]:
    page = queries.listed(counting.session, limit=PAGE, cursor=cursor)
    for row in page.items:
        watch(counting.session, counting.actor, counting.stored, row, now=counting.now, today=counting.today)
    return len(page.items), page.next_cursor


def may_keep(actor: Actor) -> bool:
    """Whether this actor looks after the services: public relations and the information security office."""
    return bool(actor.duties & KEEPERS)


def kept(session: Session, actor: Actor, service_id: UUID, expected: int | None = None) -> SnsService:
    """The service, if this actor looks after it; held until the commit when ``expected`` is given. Raises NotAllowed, Stale."""
    row = queries.one(session, service_id, lock=expected is not None)
    if not may_keep(actor):
        raise NotAllowed("サービスの登録内容と約款の確認を扱えるのは、広報主管課と情報政策担当課の職員です。")
    if expected is not None and row.version != expected:
        raise Stale
    return row


def revise(session: Session, actor: Actor, service_id: UUID, given: SnsServicePatch, expected: int) -> SnsService:
    """Corrects what is written about a service; raises Stale when another person was first."""
    row = kept(session, actor, service_id, expected)
    values = given.model_dump(exclude_unset=True)
    empty = [FieldFault(f"/{name}", "この項目は空（null）にできません。") for name, value in values.items() if value is None]
    if empty:
        raise Invalid("空（null）にできない項目があります。", errors=empty)
    changed = apply(row, values)
    if changed:
        session.flush()
        _note(session, actor, row, "revise", f"ソーシャルメディアサービス「{row.label}」の登録内容を訂正", changed)
    return row


def read_terms(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    service_id: UUID,
    given: TermsReadIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> SnsService:
    """Records that the terms were read; the duty is met and the next one planned. Raises Invalid for a day to come, or one before
    the last reading."""
    row = kept(session, actor, service_id, expected)
    checked_on = given.checked_on or today
    fault = rules.day_fault(checked_on, today)
    if not fault and row.terms_checked_on is not None and checked_on < row.terms_checked_on:
        fault = f"前に確かめた日（{wareki(row.terms_checked_on)}）以後の日にしてください。"
    if fault:
        raise Invalid(fault, pointer="/checked_on")
    values: dict[str, Any] = {
        "terms_checked_on": checked_on,
        "terms_checked_by": actor.person_id,
        "terms_checked_name": actor.name,
        "terms_note": given.note,
    }
    if given.terms_url:
        values["terms_url"] = given.terms_url
    changed = apply(row, values)
    changed.pop("terms_checked_by", None)
    session.flush()
    summary = f"「{row.label}」の約款を{wareki(checked_on)}に確かめたことを記録"
    _note(session, actor, row, "read_terms", summary, changed)
    watch(session, actor, stored, row, now=now, today=today)
    return row


def shapes(session: Session, rows: Sequence[SnsService], policy: PolicySet) -> list[SnsServiceOut]:
    """The services as others see them, in two queries however many there are."""
    platforms = {row.platform for row in rows}
    running = queries.counts(session, platforms)
    bound = queries.counts(session, platforms, rules.BOUND)
    found = []
    for row in rows:
        out = SnsServiceOut.model_validate(row)
        out.running = running.get(row.platform, 0)
        out.terms_due_on = due_on(row, policy) if row.platform in bound else None
        found.append(out)
    return found


def shape(session: Session, row: SnsService, policy: PolicySet) -> SnsServiceOut:
    """One of them."""
    return shapes(session, [row], policy)[0]


def _label(policy: PolicySet, platform: str) -> str:
    try:
        return policy.sns.platform(platform).label
    except KeyError:
        raise Invalid("このサービスは、方針セットにありません。一覧から選んでください。", pointer="/platform") from None


def _note(
    session: Session, actor: Actor, row: SnsService, verb: str, summary: str, changes: dict[str, list[Any]] | None = None
) -> None:
    audit.record(
        session, actor, action=f"{NOUN}.{verb}", noun=NOUN, record_id=row.id, number=row.label, summary=summary, changes=changes
    )
