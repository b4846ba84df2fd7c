"""Writing running accounts, who answers for them, and what is left to be done about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.db.counters import next_number
from govapi.duties import queries as duties
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.rules import Section
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.deciding.service import all_in_force
from govapi.sns_accounts.entering.service import addressed, reindex, save
from govapi.sns_accounts.intake.rules import Entry
from govapi.sns_accounts.officers.rules import Role
from govapi.sns_accounts.officers.service import assign
from govapi.sns_accounts.queries import NOUN, UseLook
from govapi.sns_accounts.tables import SnsAccount

REASON = "移行登録による。"
NOWHERE = Section(UUID(int=0), UUID(int=0), "", "")
# What an account that is opened has before it runs.
GAPS = ("sns.officer", "sns.text", "sns.check", "sns.link")


@dataclass(frozen=True)
class Source:
    """The import: its number, its day, and what is known of the uses of cloud services."""

    number: str
    look: UseLook
    now: datetime
    today: date


@dataclass(frozen=True)
class Known:
    """What the rows say and refer to, by row."""

    values: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    posts: Mapping[int, Mapping[Role, Sequence[UUID]]] = field(default_factory=dict)


def register(
    session: Session, actor: Actor, stored: StoredPolicy, entries: Sequence[Entry], known: Known, source: Source
) -> list[tuple[int, SnsAccount, int]]:
    """Enters the accounts as running: row, account, and how many points are left open."""
    rows = [(entry.row, _enter(session, actor, stored, entry, known, source)) for entry in entries]
    accounts = [account for _row, account in rows]
    all_in_force(session, actor, stored, accounts, now=source.now, today=source.today, begins=True, look=source.look)
    return [(row, account, len(duties.unsettled(session, account.id, GAPS))) for row, account in rows]


def _enter(session: Session, actor: Actor, stored: StoredPolicy, entry: Entry, known: Known, source: Source) -> SnsAccount:
    row = _account(session, actor, stored, entry, known.values[entry.row], source.today)
    save(session, row)
    reindex(session, row)
    origin = {"intake": source.number, "row": entry.row, "mark": entry.mark}
    audit.note(session, actor, NOUN, row, "migrate", f"アカウント「{row.name}」を移行登録", origin)
    for role, posts in known.posts[entry.row].items():
        for post_id in posts:
            assign(session, actor, row, role, post_id, source.today, today=source.today, reason=REASON)
    return row


def blank(entry: Entry) -> SnsAccount:
    """An account with nothing in it yet, of the section and the service of a row."""
    place = entry.section or NOWHERE
    return SnsAccount(
        number="",
        organ_id=place.organ_id,
        department_id=place.id,
        department_path=place.path,
        platform=entry.platform,
        name=entry.name,
        handle="",
        handle_key="",
        url="",
        url_key="",
    )


def _account(
    session: Session, actor: Actor, stored: StoredPolicy, entry: Entry, values: Mapping[str, Any], today: date
) -> SnsAccount:
    assert entry.section is not None, "a row without faults has its section"
    year = fiscal_year(today)
    row = blank(entry)
    row.number = f"SNS-{year}-{next_number(session, f'sns-account-{year}'):04d}"
    row.status, row.migrated = "active", True
    row.policy_version, row.created_by = stored.version, actor.person_id
    for name, value in addressed(row, stored.policy, {**values, "platform": entry.platform}).items():
        setattr(row, name, value)
    return row
