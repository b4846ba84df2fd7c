"""Importing running accounts: looked through whole, and stored whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts import queries as contracts
from govapi.db.counters import next_number
from govapi.files.entry_book import EntryBook, Reading
from govapi.files.entry_book import refuse as refuse_faults
from govapi.kit.entry_sheet import RowFault
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed
from govapi.people import queries as people
from govapi.people.actor import Actor
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.entering.service import addressed, check
from govapi.sns_accounts.intake.matching import queries as matching
from govapi.sns_accounts.intake.matching.rules import Key, duplicates, keys_of, named_posts
from govapi.sns_accounts.intake.reading.service import read
from govapi.sns_accounts.intake.rules import BY_KEY, MAX_FAULTS, Entry, fits_together
from govapi.sns_accounts.intake.storing.service import Known, Source, blank, register
from govapi.sns_accounts.officers.rules import Role
from govapi.sns_accounts.queries import UseChoices, UseLook
from govapi.sns_accounts.tables import SnsAccount

# The column in which stands what the account has under another name.
COLUMNS = {"contract_id": "contract", "cloud_use_id": "cloud_use"}


@dataclass(frozen=True)
class Uses:
    """What another room tells about the uses of cloud services."""

    look: UseLook
    choices: UseChoices


@dataclass(frozen=True)
class Plan:
    """What a file asks for, and what is wrong with it."""

    book: EntryBook
    entries: Sequence[Entry]
    faults: Sequence[FieldFault]
    known: Known
    all_known: bool = False  # every row is an account that is registered already

    @property
    def without_officer(self) -> int:
        return sum(not entry.posts.get("officer") for entry in self.entries)


@dataclass(frozen=True)
class Imported:
    """What was stored: the number of the import, and each account with its row and how many points it leaves open."""

    number: str
    accounts: Sequence[tuple[int, SnsAccount, int]]


@dataclass(frozen=True)
class _Looking:
    """One look through a file: what was read, and everything wrong with it."""

    session: Session
    actor: Actor
    policy: PolicySet
    uses: Uses
    today: date
    found: Reading[Entry]
    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    blanks: dict[tuple[UUID | None, str], SnsAccount] = field(default_factory=dict)

    def links(self) -> None:
        """Contracts and uses by their numbers."""
        entries = self.found.entries
        numbers = contracts.by_numbers(self.session, self.actor, self.policy, {one.contract for one in entries if one.contract})
        sections = [one.section for one in entries if one.section and one.cloud_use]
        uses = matching.uses(self.session, self.uses.choices, sections, self.today)
        for entry in entries:
            values = self.values[entry.row] = dict(entry.values)
            if entry.contract:
                values["contract_id"] = numbers.get(entry.contract)
                self._unless(values["contract_id"], entry, "contract", "契約は、登録されていないか、閲覧できません。")
            if entry.cloud_use and entry.section:
                values["cloud_use_id"] = uses.get((entry.section.id, entry.cloud_use))
                self._unless(values["cloud_use_id"], entry, "cloud_use", "利用は、この課で今日有効なものの中にありません。")

    def _blank(self, entry: Entry) -> SnsAccount:
        """An account with nothing in it, only looked at: one for all rows of a section and a service."""
        place = (entry.section.id if entry.section else None, entry.platform)
        if place not in self.blanks:
            self.blanks[place] = blank(entry)
        return self.blanks[place]

    def _unless(self, known: UUID | None, entry: Entry, key: str, message: str) -> None:
        if known is None:
            self.found.add([RowFault(entry.row, key, f"この番号の{message}番号を確かめるか、空欄にしてください。")])

    def addresses(self) -> tuple[Mapping[int, Sequence[Key]], Mapping[Key, str]]:
        """What of each row stands once in the town, by the forms in which it is compared; and what stands already."""
        keys: dict[int, list[Key]] = {}
        for entry in self.found.entries:
            if entry.platform and entry.values["handle"]:
                one = addressed(self._blank(entry), self.policy, {**entry.values, "platform": entry.platform})
                keys[entry.row] = keys_of(entry.platform, one["handle_key"], one["url_key"])
        every = [key for one in keys.values() for key in one]
        handles, urls = ({key[1] for key in every if bool(key[0]) is named} for named in (True, False))
        stored = matching.stored(self.session, handles, urls)
        self.found.add(duplicates(keys, stored))
        return keys, stored

    def posts(self) -> dict[int, Mapping[Role, Sequence[UUID]]]:
        known = matching.posts(self.session, self.today)
        named: dict[int, Mapping[Role, Sequence[UUID]]] = {}
        for entry in self.found.entries:
            named[entry.row], faults = named_posts(entry, known)
            self.found.add(faults)
        return named

    def fields(self) -> None:
        """What the same values would be refused for when they were typed into a form."""
        for entry in self.found.entries:
            self.found.add(RowFault(entry.row, key, message) for key, message in fits_together(entry, self.today))
            if not entry.platform or not entry.values["handle"]:
                continue
            values = {**self.values[entry.row], "platform": entry.platform}
            try:
                check(self.session, self.actor, self._blank(entry), self.policy, values, self.today, look=self.uses.look)
            except Invalid as refused:
                self.found.add(RowFault(entry.row, _column(one), one.message) for one in refused.errors)


def sections(session: Session, actor: Actor, today: date) -> tuple[list[Section], list[str]]:
    """The sections the actor may register for, and the names of the others. Raises NotAllowed when there is none."""
    own, others = people.sections(session, actor, today, everywhere="public_relations")
    if not own:
        raise NotAllowed("移行登録ができるのは、運用する課と広報主管課の職員です。所属の発令を確かめてください。")
    return own, others


def plan(session: Session, actor: Actor, policy: StoredPolicy, book: EntryBook, uses: Uses, today: date) -> Plan:
    """Looks the whole file through; every fault is found, none is raised."""
    own, others = sections(session, actor, today)
    found = read(book, policy.policy, own, others)
    looking = _Looking(session, actor, policy.policy, uses, today, found)
    looking.links()
    keys, stored = looking.addresses()
    looking.fields()
    posts = looking.posts()
    all_known = len(keys) == len(found.entries) and all(any(key in stored for key in one) for one in keys.values())
    return Plan(book, found.entries, found.sorted(), Known(looking.values, posts), all_known)


def refuse(found: Plan) -> None:
    """Raises what stands against storing; nothing when the file is right."""
    if found.all_known:
        raise Conflict("このファイルのアカウントは、全て登録済みです。アカウントの一覧で確かめてください。", code="intake_done")
    refuse_faults(found.faults, MAX_FAULTS)


def store(
    session: Session, actor: Actor, policy: StoredPolicy, book: EntryBook, uses: Uses, *, now: datetime, today: date
) -> Imported:
    """Enters every account of the file as 運用中, with its officers; raises Invalid, Conflict.

    The number is taken first: another import of the town waits for it, so that neither misses what the other has just stored.
    """
    number = f"移行-{next_number(session, 'intake'):04d}"
    found = plan(session, actor, policy, book, uses, today)
    refuse(found)
    accounts = register(session, actor, policy, found.entries, found.known, Source(number, uses.look, now, today))
    audit.record(
        session,
        actor,
        action="sns_account.intake",
        noun="sns_account",
        number=number,
        summary=f"ソーシャルメディアアカウントの移行登録（{len(accounts):,}件）",
        changes={"sha256": book.sha256, "file": book.name, "rows": len(accounts)},
    )
    return Imported(number, accounts)


def _column(fault: FieldFault) -> str:
    name = fault.pointer.strip("/").split("/")[0]
    key = COLUMNS.get(name, name)
    return key if key in BY_KEY else "mark"
