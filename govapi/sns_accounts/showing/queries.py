"""Gathering the facts the rules of an account look at, for one of them and for a list."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.rules import status_on
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.db.session import find, owned
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.platforms import address_fault
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts import rules
from govapi.sns_accounts.activity.rules import quiet_of
from govapi.sns_accounts.changes.tables import SnsChange
from govapi.sns_accounts.closing.rules import closing_of
from govapi.sns_accounts.entering.service import CONCLUDED, OVER, is_running, platform_in
from govapi.sns_accounts.officers.queries import officer_of
from govapi.sns_accounts.queries import UseLook
from govapi.sns_accounts.rules import AccountFacts, Links
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts import queries as texts
from govapi.sns_accounts.texts.rules import KINDS, Kind, lacking

UNDER_WAY = ("draft", "in_approval")


def facts_of(session: Session, actor: Actor, row: SnsAccount, policy: PolicySet, today: date, look: UseLook) -> AccountFacts:
    """Everything the guards of the workflow look at."""
    officer = officer_of(session, row.id, today)
    change = change_of(session, row.id)
    own = relations(actor, row.department_path, row.department_id)
    links = links_of(session, row, today, look)
    return AccountFacts(
        missing=[rules.LABELS[name] for name in rules.REQUIRED if not getattr(row, name)],
        address_fault=_address_fault(row, policy),
        unknown=_unknown(row, policy),
        unprepared=unprepared(row),
        open_checks=open_checks(row, policy),
        officer=officer is not None and officer.name is not None,
        lacking_texts=lacking_texts(texts.in_force(session, [row.id], today)[row.id]),
        link_faults=rules.link_faults(takes=row.takes, outsourced=row.outsourced, links=links),
        stopped=is_stopped(row),
        may_lift=Who.PUBLIC_RELATIONS_HEAD in own,
        change=change.number if change is not None else "",
        quiet=quiet_of(row, policy.sns.dormancy, today),
        closing=closing_of(row),
    )


def is_stopped(row: SnsAccount) -> bool:
    """緊急停止中."""
    return row.status == "paused" and row.pause_kind == "emergency"


def unprepared(row: SnsAccount) -> list[str]:
    """Labels of what is not said about login and devices; without a second factor nobody keeps its device."""
    unasked = {"mfa_holder"} if row.mfa_kind == "none" else set()
    return [rules.LABELS[name] for name in rules.PREPARED if name not in unasked and not getattr(row, name)]


def open_checks(row: SnsAccount, policy: PolicySet) -> list[str]:
    """Labels of the checks before the opening that are not as they should be."""
    asked = rules.asked_checks(policy.sns, "opening", takes=row.takes, outsourced=row.outsourced)
    return rules.open_checks(asked, row.checks)


def lacking_texts(there: set[Kind]) -> list[str]:
    """Labels of the texts that are not in force."""
    return [KINDS[kind] for kind in lacking(there)]


def _address_fault(row: SnsAccount, policy: PolicySet) -> str | None:
    platform = platform_in(policy.sns, row.platform)
    return None if platform is None else address_fault(platform, row.handle, row.url)


def _unknown(row: SnsAccount, policy: PolicySet) -> list[str]:
    names = {fault.pointer.split("/")[1] for fault in rules.unknown_choices(policy.sns, row.model_dump())}
    return [label for name, label in rules.LABELS.items() if name in names]


def links_of(session: Session, row: SnsAccount, today: date, look: UseLook) -> Links:
    """How the use of the cloud service and the contract stand today."""
    use = look(session, row.cloud_use_id, today) if row.cloud_use_id is not None else None
    state, runs = contract_state(session, row, today)
    return Links(
        use_state=use.state if use is not None else None,
        use_live=use is not None and use.live,
        contract_state=state,
        contract_runs=runs,
    )


def contract_state(session: Session, row: SnsAccount, today: date) -> tuple[str | None, bool]:
    """The state of the contract of today in words, None when none is linked; and whether the account may rest on it."""
    if row.contract_id is None:
        return None, False
    contract = find(session, Contract, row.contract_id)
    runs = is_running(contract, today)
    status = status_on(contract.status, contract.starts_on, today)
    return CONTRACT.labels[status] if runs or status not in CONCLUDED else OVER, runs


def change_of(session: Session, account_id: UUID) -> SnsChange | None:
    """The application to change the account that is under way."""
    statement = owned(session, SnsChange).where(col(SnsChange.account_id) == account_id, col(SnsChange.status).in_(UNDER_WAY))
    return session.exec(statement.order_by(col(SnsChange.id).desc()).limit(1)).first()


def texts_of(session: Session, rows: Sequence[SnsAccount], today: date) -> Mapping[UUID, set[Kind]]:
    """Which texts of each account are in force: for a list."""
    return texts.in_force(session, [row.id for row in rows], today)
