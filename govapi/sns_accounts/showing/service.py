"""An account in a list, and whole."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.session import owned, owned_columns
from govapi.duties.rules import kind_of
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import Choice
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts import queries, rules
from govapi.sns_accounts.activity.rules import quiet_of
from govapi.sns_accounts.entering.service import platform_in
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.officers.queries import Answering
from govapi.sns_accounts.queries import UseLook
from govapi.sns_accounts.rules import AccountFacts
from govapi.sns_accounts.schemas import BadgeOut, CheckOut, LinkOut, SnsAccountOut, SnsAccountRow
from govapi.sns_accounts.service import who
from govapi.sns_accounts.showing.queries import (
    change_of,
    contract_state,
    facts_of,
    is_stopped,
    lacking_texts,
    open_checks,
    texts_of,
    unprepared,
)
from govapi.sns_accounts.showing.rules import Standing, badges
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.workflow import SNS_ACCOUNT
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown

Shape = TypeVar("Shape", bound=SnsAccountRow)


def brief(session: Session, rows: Sequence[SnsAccount], policy: PolicySet, today: date) -> list[SnsAccountRow]:
    """Accounts for a list, in a handful of queries however many there are."""
    sections = _sections(session, {row.department_id for row in rows})
    answering = officers.current(session, [row.id for row in rows], today)
    texts = texts_of(session, rows, today)
    found = []
    for row in rows:
        whole = not (unprepared(row) or open_checks(row, policy) or lacking_texts(texts[row.id]))
        out = SnsAccountRow.model_validate(row)
        found.append(_row(out, row, sections[row.department_id], answering[row.id], policy, today, whole=whole))
    return found


def _sections(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    found = owned_columns(session, Department, col(Department.id), col(Department.name)).where(col(Department.id).in_(ids))
    return {row[0]: row[1] for row in session.execute(found)}


def _row(
    out: Shape,
    row: SnsAccount,
    section: str,
    answering: Sequence[Answering],
    policy: PolicySet,
    today: date,
    *,
    whole: bool,
) -> Shape:
    platform = platform_in(policy.sns, row.platform)
    officer = next((one for one in answering if one.role == "officer"), None)
    out.status_label = SNS_ACCOUNT.labels[row.status]
    out.platform_label = platform.label if platform else row.platform
    out.section_name = section
    out.officer_title = officer.title if officer else ""
    out.officer_name = (officer.name or "") if officer else ""
    notice = timedelta(days=kind_of(policy.monitoring, "sns.review").opens_before_days)
    quiet = quiet_of(row, policy.sns.dormancy, today).state
    standing = Standing(
        status=row.status,
        officer=bool(out.officer_name),
        whole=whole,
        idle=quiet == "idle",
        to_review=row.review_on is not None and row.review_on - notice <= today,
        stopped=is_stopped(row),
        returned=row.returned,
        migrated=row.migrated,
        silent=quiet == "warned",
    )
    out.badges = [BadgeOut.model_validate(one) for one in badges(standing)]
    return out


def whole(session: Session, actor: Actor, row: SnsAccount, stored: StoredPolicy, today: date, *, look: UseLook) -> SnsAccountOut:
    """The account with everything this reader may see and do."""
    policy = stored.policy
    facts = facts_of(session, actor, row, policy, today, look)
    shape = SnsAccountOut.model_validate(row.model_dump())
    section = _sections(session, {row.department_id})[row.department_id]
    answering = officers.current(session, [row.id], today)[row.id]
    lacks = rules.sentences(facts, running=True)
    whole = not [one for one in lacks if one != rules.has_officer(facts)]
    out = _row(shape, row, section, answering, policy, today, whole=whole)
    _labelled(out, row, policy)
    _linked(session, actor, out, row, policy, today, look)
    out.opening_checks = _checks(row, policy)
    change = change_of(session, row.id)
    out.change_id, out.change_number = (change.id, change.number) if change else (None, "")
    out.missing = _missing(row, facts, lacks)
    stamped = stamps_of(SNS_ACCOUNT, row)
    out.available_actions = shown(
        SNS_ACCOUNT.available(row.status, facts, who(actor, row), person=actor.person_id, stamped=stamped)
    )  # fmt: skip
    out.keys_visible = queries.sees_keys(actor, policy, row)
    if not out.keys_visible:
        for name in rules.KEYS:
            setattr(out, name, "")
        out.missing, out.opening_checks = [], []  # what is weak about an account is for those who mend it
    return out


def _missing(row: SnsAccount, facts: AccountFacts, lacks: list[str]) -> list[str]:
    """What stands in the way of the next step: of submitting a draft, else of running."""
    if row.status == "draft":
        return rules.sentences(facts, running=False)
    return lacks if row.status in ("approved", *rules.IN_USE) else []


def _labelled(out: SnsAccountOut, row: SnsAccount, policy: PolicySet) -> None:
    sns = policy.sns
    categories = {one.key: one.label for one in sns.categories}
    out.category_labels = [categories.get(key, key) for key in row.categories]
    out.take_labels = [_word(sns.takes, key) for key in row.takes]
    out.login_label = _word(sns.login_methods, row.login_method)
    out.mfa_label = _word(sns.mfa_kinds, row.mfa_kind)
    out.recovery_label = _word(sns.recovery_kinds, row.recovery_kind)
    out.pause_label = rules.PAUSES.get(row.pause_kind, "") if row.status == "paused" else ""


def _word(choices: Sequence[Choice], key: str) -> str:
    return next((one.label for one in choices if one.key == key), key)


def _checks(row: SnsAccount, policy: PolicySet) -> list[CheckOut]:
    found = []
    for one in rules.asked_checks(policy.sns, "opening", takes=row.takes, outsourced=row.outsourced):
        answer: dict[str, Any] = row.checks.get(one.key) or {}
        out = CheckOut(key=one.key, label=one.label, help=one.help, required=one.required, wanted=one.good, **answer)
        out.settled = rules.is_good(one, answer)
        found.append(out)
    return found


def _linked(
    session: Session, actor: Actor, out: SnsAccountOut, row: SnsAccount, policy: PolicySet, today: date, look: UseLook
) -> None:
    """The contract and the use the account rests on; the contract is named only to those who see it."""
    use = look(session, row.cloud_use_id, today) if row.cloud_use_id is not None else None
    if use is not None:
        out.cloud_use = LinkOut(id=use.id, number=use.number, title=use.title, state=use.state, live=use.live)
    state, runs = contract_state(session, row, today)
    if row.contract_id is None or state is None:
        return
    out.contract = LinkOut(id=row.contract_id, state=state, live=runs)
    seen = owned(session, Contract).where(col(Contract.id) == row.contract_id, contracts.seen(session, actor, policy))
    held = session.exec(seen).first()
    if held is not None:
        out.contract.number, out.contract.title = held.number, held.title
