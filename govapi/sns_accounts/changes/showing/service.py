"""A change in a list, and whole."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.changes.rules import sentences
from govapi.sns_accounts.changes.schemas import DifferenceOut, SnsChangeOut, SnsChangeRow
from govapi.sns_accounts.changes.service import facts_of, who
from govapi.sns_accounts.changes.tables import SnsChange
from govapi.sns_accounts.changes.workflow import SNS_CHANGE
from govapi.sns_accounts.queries import UseLook
from govapi.sns_accounts.rules import APPROVED
from govapi.sns_accounts.tables import SnsAccount
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown

Shape = TypeVar("Shape", bound=SnsChangeRow)


def brief(session: Session, rows: Sequence[SnsChange]) -> list[SnsChangeRow]:
    """Changes for a list, in one more query however many there are."""
    ids = {row.account_id for row in rows}
    accounts: dict[UUID, SnsAccount] = {}
    if ids:
        accounts = {one.id: one for one in session.exec(owned(session, SnsAccount).where(col(SnsAccount.id).in_(ids))).all()}
    return [_row(SnsChangeRow.model_validate(row), row, accounts[row.account_id]) for row in rows]


def _row(out: Shape, row: SnsChange, account: SnsAccount) -> Shape:
    out.status_label = SNS_CHANGE.labels[row.status]
    out.account_number, out.account_name = account.number, account.name
    return out


def whole(session: Session, actor: Actor, row: SnsChange, stored: StoredPolicy, today: date, *, look: UseLook) -> SnsChangeOut:
    """The change with everything this reader may see and do."""
    account = find(session, SnsAccount, row.account_id)
    out = _row(SnsChangeOut.model_validate(row), row, account)
    out.changes = dict(row.values)
    out.differences = differences(row, account, stored.policy)
    known = facts_of(session, row, account, stored.policy, today, look)
    out.missing = sentences(known) if row.status == "draft" else []
    actions = SNS_CHANGE.available(
        row.status, known, who(actor, row), person=actor.person_id, stamped=stamps_of(SNS_CHANGE, row)
    )  # fmt: skip
    out.available_actions = shown(actions)
    return out


def differences(row: SnsChange, account: SnsAccount, policy: PolicySet) -> list[DifferenceOut]:
    """What the change replaces by what: of one that was made, the values it replaced then."""
    found = []
    for name, label in APPROVED.items():
        if name not in row.values:
            continue
        before = row.before.get(name) if row.status == "made" else getattr(account, name)
        after = row.values[name]
        found.append(
            DifferenceOut(field=name, label=label, before=in_words(name, before, policy), after=in_words(name, after, policy))
        )
    return found


def in_words(name: str, value: Any, policy: PolicySet) -> str:
    """A value of the account as a reader knows it."""
    if isinstance(value, bool):
        return "委託する" if value else "委託しない"
    if not isinstance(value, list):
        return str(value or "")
    labels = {one.key: one.label for one in policy.sns.takes}
    if name == "categories":
        labels = {one.key: one.label for one in policy.sns.categories}
    return "、".join(labels.get(str(key), str(key)) for key in value) or "なし"
