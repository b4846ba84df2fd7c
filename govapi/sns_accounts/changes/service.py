"""Applying for a change of an account, and making it when it is approved."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Ending, Outcome
from govapi.approvals.tables import Approval
from govapi.audit.changes import apply
from govapi.contracts.schemas import SubmitIn
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.conditions import Facts
from govapi.policy.platforms import address_fault
from govapi.policy.rules import route_for
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts import rules as account_rules
from govapi.sns_accounts import service as accounts
from govapi.sns_accounts.changes import queries
from govapi.sns_accounts.changes.queries import NOUN
from govapi.sns_accounts.changes.rules import BINDING, CHANGEABLE, ChangeFacts, differing, emptied
from govapi.sns_accounts.changes.schemas import SnsChangeIn, SnsChangePatch
from govapi.sns_accounts.changes.tables import SnsChange
from govapi.sns_accounts.changes.workflow import FIRES, SNS_CHANGE
from govapi.sns_accounts.deciding import service as deciding
from govapi.sns_accounts.entering.service import addressed, check, platform_in, reindex, save, values_of
from govapi.sns_accounts.gaps import service as gaps
from govapi.sns_accounts.queries import UseLook
from govapi.sns_accounts.showing.queries import links_of
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.workflow import SNS_ACCOUNT
from govapi.workflow.perform import perform

BY_ROUTE = frozenset({Who.ROUTE})
WRITTEN = tuple(account_rules.APPROVED)


def draft(
    session: Session, actor: Actor, stored: StoredPolicy, account_id: UUID, given: SnsChangeIn, today: date, *, look: UseLook
) -> SnsChange:
    """Begins an application. Raises Conflict when one is under way, WrongState for an account that is not to be changed."""
    account = accounts.worked_on(session, actor, stored.policy, account_id, lock=True)
    if Who.SECTION_STAFF not in accounts.who(actor, account):
        raise NotAllowed("変更を申請できるのは、所管課の職員です。")
    if account.status == "draft":
        raise WrongState("下書きの間は、変更の申請によらず、申請の内容をそのまま直してください。")
    if account.status not in CHANGEABLE:
        raise WrongState(f"「{SNS_ACCOUNT.labels[account.status]}」のアカウントは、変更を申請できません。")
    other = queries.under_way(session, account.id)
    if other is not None:
        raise Conflict(
            f"このアカウントには、変更の申請（{other.number}）が既にあります。その申請を続けるか、取り下げてください。"
        )
    year = fiscal_year(today)
    row = SnsChange(
        number="",
        account_id=account.id,
        organ_id=account.organ_id,
        department_id=account.department_id,
        department_path=account.department_path,
        policy_version=stored.version,
        created_by=actor.person_id,
        title=given.title,
        reason=given.reason,
        values=_proposed(session, actor, account, stored.policy, given, today, look),
    )
    row.number = f"SNS変更-{year}-{next_number(session, f'sns-change-{year}'):04d}"
    session.add(row)
    session.flush()
    audit.note(session, actor, NOUN, row, "draft", f"{account.number}「{account.name}」の変更の申請を起案")
    return row


def revise(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change_id: UUID,
    given: SnsChangePatch,
    expected: int,
    today: date,
    *,
    look: UseLook,
) -> SnsChange:
    """Changes a draft."""
    row = _held(session, actor, stored.policy, change_id, expected)
    if Who.SECTION_STAFF not in who(actor, row):
        raise NotAllowed("変更の申請を直せるのは、所管課の職員です。")
    if row.status != "draft":
        raise WrongState("申請した内容は変更できません。直すときは、差戻し又は引戻しを受けてください。")
    values: dict[str, Any] = given.model_dump(exclude_unset=True, exclude_none=True, include={"title", "reason"})
    if given.changes is not None:
        account = find(session, SnsAccount, row.account_id)
        values["values"] = _proposed(session, actor, account, stored.policy, given, today, look)
    changed = apply(row, values)
    row.policy_version = stored.version
    session.flush()
    if changed:
        audit.note(session, actor, NOUN, row, "revise", f"{row.number}の内容を変更", changed)
    return row


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    look: UseLook,
    now: datetime,
    today: date,
) -> SnsChange:
    """One step of a change; submitting starts the circulation."""
    row = _held(session, actor, stored.policy, change_id, expected)
    account = find(session, SnsAccount, row.account_id, lock=True)
    known = facts_of(session, row, account, stored.policy, today, look)
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, row, SNS_CHANGE, action, status=row.status, facts=known, who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if action == "submit":
        row.returned, row.policy_version = False, stored.version
        subject = Subject.about(row, NOUN, title=f"「{account.name}」の変更（{row.title}）"[:200], amount=0, class_code=None)
        kind = DecisionKind.SNS_CHANGE
        route = route_for(stored.policy, kind, 0, None, Facts())
        note = given.note if isinstance(given, SubmitIn) else ""
        submit(session, actor, subject, kind, route, policy_version=stored.version, note=note, now=now, today=today)
    session.flush()
    return row


def ending(look: UseLook) -> Ending:
    """What the end of a decision about a change sets off."""

    def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
        row = find(session, SnsChange, approval.record_id, lock=True)
        account = find(session, SnsAccount, row.account_id, lock=True)
        today = now.astimezone(JST).date()
        stored = current(session, today)
        known = facts_of(session, row, account, stored.policy, today, look) if outcome == "decided" else None
        perform(session, actor, row, SNS_CHANGE, FIRES[outcome], status=row.status, facts=known, who=BY_ROUTE, now=now)
        row.returned = outcome == "returned"
        if outcome in ("decided", "rejected"):
            row.decided_by_name = approval.outside_name or actor.name
            row.decided_by_post = approval.outside_post or actor.title
            row.decided_on = approval.outside_decided_on or today
        if outcome == "decided":
            _make(session, actor, stored, row, account, now=now, today=today)
            gaps.follow(session, actor, stored, account, look=look, now=now, today=today)
        session.flush()

    return on_decision


def _make(
    session: Session, actor: Actor, stored: StoredPolicy, row: SnsChange, account: SnsAccount, *, now: datetime, today: date
) -> None:
    """The approved values replace those of the account, and what hangs on them follows."""
    row.before = {name: getattr(account, name) for name in row.values}
    changed = apply(account, addressed(account, stored.policy, row.values))
    save(session, account)
    reindex(session, account)
    audit.note(session, actor, "sns_account", account, "change", f"{row.number}の承認により内容を変更", changed)
    deciding.in_force(session, actor, stored, account, now=now, today=today)


def facts_of(session: Session, row: SnsChange, account: SnsAccount, policy: PolicySet, today: date, look: UseLook) -> ChangeFacts:
    """What the guards look at."""
    proposed = {name: getattr(account, name) for name in WRITTEN} | row.values
    platform = platform_in(policy.sns, account.platform)
    unknown = {fault.pointer.split("/")[1] for fault in account_rules.unknown_choices(policy.sns, row.values)}
    binds = account.status == "active" and any(row.values.get(name) for name in BINDING)
    links = links_of(session, account, today, look) if binds else account_rules.Links()
    faults = account_rules.link_faults(
        takes=row.values.get("takes", []), outsourced=row.values.get("outsourced", False), links=links
    )  # fmt: skip
    return ChangeFacts(
        account_status=SNS_ACCOUNT.labels[account.status],
        changeable=account.status in CHANGEABLE,
        differs=bool(differing(row.values, {name: getattr(account, name) for name in WRITTEN})),
        emptied=emptied(row.values),
        unknown=[label for name, label in account_rules.APPROVED.items() if name in unknown],
        address_fault=address_fault(platform, proposed["handle"], proposed["url"]) if platform else None,
        link_faults=faults if binds else (),
    )


def who(actor: Actor, row: SnsChange) -> frozenset[Who]:
    """How the actor stands to the section that keeps the account."""
    return relations(actor, row.department_path, row.department_id)


def _proposed(
    session: Session,
    actor: Actor,
    account: SnsAccount,
    policy: PolicySet,
    given: SnsChangePatch,
    today: date,
    look: UseLook,
) -> dict[str, Any]:
    """The proposed values that differ, checked like those of an application; a new handle brings its address along."""
    assert given.changes is not None
    values = values_of(given.changes)
    if values.get("handle", account.handle) != account.handle and "url" not in values:
        values = {**values, "url": ""}
    check(session, actor, account, policy, values, today, look=look)
    whole: Mapping[str, Any] = addressed(account, policy, values)
    present = {name: getattr(account, name) for name in WRITTEN}
    return differing({name: whole[name] for name in WRITTEN if name in whole}, present)


def _held(session: Session, actor: Actor, policy: PolicySet, change_id: UUID, expected: int) -> SnsChange:
    row = queries.one(session, actor, policy, change_id, lock=True)
    if row.version != expected:
        raise Stale
    return row
