"""Reading the procedure and the policy of accounts. The caller has checked that the accounts may be seen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.documents.regulations import queries as regulations
from govapi.documents.regulations import rules as dated
from govapi.documents.regulations.tables import Regulation, RegulationText
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.sns_accounts.texts.rules import KINDS, Kind
from govapi.sns_accounts.texts.tables import SnsText


@dataclass(frozen=True)
class AccountText:
    """The procedure or the policy of an account: its regulation, and the text of it in force on the day, and the one to come."""

    kind: Kind
    regulation: Regulation
    in_force: RegulationText | None
    coming: RegulationText | None

    @property
    def label(self) -> str:
        return KINDS[self.kind]


def links(session: Session, account_ids: Collection[UUID]) -> Sequence[SnsText]:
    """Which regulation is which text of these accounts."""
    return session.exec(owned(session, SnsText).where(col(SnsText.account_id).in_(account_ids))).all()


def link(session: Session, account_id: UUID, kind: Kind) -> SnsText | None:
    """The link of an account to its procedure or policy; None when it never had one."""
    return next((one for one in links(session, [account_id]) if one.kind == kind), None)


def in_force(session: Session, account_ids: Collection[UUID], on: date) -> dict[UUID, set[Kind]]:
    """Which texts of each account are in force on the day; whoever asks, also those of restricted regulations."""
    found: dict[UUID, set[Kind]] = {one: set() for one in account_ids}
    named = links(session, found)
    held = regulations.held_of_many(session, {one.regulation_id for one in named})
    for one in named:
        if dated.in_force(held[one.regulation_id], on) is not None:
            found[one.account_id].add(cast(Kind, one.kind))
    return found


def of_account(session: Session, account_id: UUID, on: date) -> Mapping[Kind, AccountText]:
    """The texts of an account that were ever registered, by kind."""
    named = {one.regulation_id: cast(Kind, one.kind) for one in links(session, [account_id])}
    held = regulations.held_of_many(session, named)
    rows = session.exec(owned(session, Regulation).where(col(Regulation.id).in_(named))).all()
    return {named[row.id]: _text(named[row.id], row, held[row.id], on) for row in rows}


def _text(kind: Kind, row: Regulation, texts: Sequence[RegulationText], on: date) -> AccountText:
    coming = min((one for one in texts if one.effective_on > on), key=lambda one: one.effective_on, default=None)
    return AccountText(kind, row, dated.in_force(texts, on), coming)


def watched(session: Session, account_ids: Collection[UUID]) -> set[UUID]:
    """Those of these accounts that have an unsettled duty about their texts."""
    statement = owned_columns(session, Duty, col(Duty.record_id)).where(
        col(Duty.record_id).in_(account_ids), col(Duty.kind) == "sns.text", col(Duty.status).in_(UNSETTLED)
    )
    return set(session.execute(statement).scalars())
