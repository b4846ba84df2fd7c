"""Importing running contracts: looked through whole, and stored whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts.intake.matching import queries as matching_queries
from govapi.contracts.intake.matching.rules import Matching, Who, duplicates, match, name_key, same
from govapi.contracts.intake.reading.rules import faults_of
from govapi.contracts.intake.reading.service import read
from govapi.contracts.intake.rules import MAX_FAULTS, Entry, Party
from govapi.contracts.intake.storing.service import Source, register_contractors, register_contracts
from govapi.contracts.needs import service as needs
from govapi.contracts.performance import service as performance
from govapi.contracts.tables import Contract
from govapi.db.counters import next_number
from govapi.files.entry_book import EntryBook, Reading
from govapi.files.entry_book import refuse as refuse_faults
from govapi.kit.errors import Conflict, FieldFault, NotAllowed
from govapi.people import queries as people
from govapi.people.actor import Actor
from govapi.people.rules import Section
from govapi.policy.store import StoredPolicy


@dataclass(frozen=True)
class Plan:
    """What a workbook asks for, and what is wrong with it."""

    book: EntryBook
    entries: Sequence[Entry]
    who: Mapping[int, Who]
    new: Mapping[str, Party]
    faults: Sequence[FieldFault]
    all_known: bool = False  # every row is a contract that is registered already


@dataclass(frozen=True)
class Imported:
    """What was stored: the number of the import, and each contract with its row."""

    number: str
    contracts: Sequence[tuple[int, Contract]]
    new_contractors: int


def sections(session: Session, actor: Actor, today: date) -> tuple[list[Section], list[str]]:
    """The sections the actor may register for, and the names of the others. Raises NotAllowed when there is none."""
    own, others = people.sections(session, actor, today, everywhere="contract_office")
    if not own:
        raise NotAllowed("移行登録ができるのは、所管課と契約担当課の職員です。所属の発令を確かめてください。")
    return own, others


def plan(session: Session, actor: Actor, policy: StoredPolicy, book: EntryBook, today: date) -> Plan:
    """Looks the whole workbook through; every fault is found, none is raised."""
    own, others = sections(session, actor, today)
    found = read(book, policy.policy, own, others)
    found.add([fault for entry in found.entries for fault in faults_of(entry, policy.policy, today)])
    matching = _match(session, found)
    known = [who for who in matching.who.values() if isinstance(who, UUID)]
    stored = matching_queries.stored(session, actor, policy.policy, known)
    twice = duplicates(found.entries, matching.who, stored)
    found.add(matching.faults)
    found.add(twice)
    all_known = all(same(entry, matching.who.get(entry.row)) in stored for entry in found.entries)
    return Plan(book, found.entries, matching.who, matching.new, found.sorted(), all_known)


def _match(session: Session, found: Reading[Entry]) -> Matching:
    parties = [entry.party for entry in found.entries if entry.party.name]
    numbers = {party.corporate_number for party in parties if party.corporate_number}
    names = {name_key(party.name) for party in parties if not party.corporate_number}
    return match(found.entries, matching_queries.companies(session, numbers, names))


def refuse(found: Plan) -> None:
    """Raises what stands against storing; nothing when the workbook is right."""
    if found.all_known:
        raise Conflict("このファイルの契約は、全て登録済みです。契約の一覧で確かめてください。", code="intake_done")
    refuse_faults(found.faults, MAX_FAULTS)


def store(session: Session, actor: Actor, policy: StoredPolicy, book: EntryBook, *, now: datetime, today: date) -> Imported:
    """Registers every contract of the workbook in force, with its companies and clause rows; raises Invalid, Conflict.

    The number is taken first: another import of the town waits for it, so that neither misses what the other has just stored.
    """
    number = f"移行-{next_number(session, 'intake'):04d}"
    found = plan(session, actor, policy, book, today)
    refuse(found)
    companies = register_contractors(session, actor, found.new)
    who = {row: one if isinstance(one, UUID) else companies[one].id for row, one in found.who.items()}
    contracts = register_contracts(session, actor, policy, found.entries, who, Source(number, today))
    taken = [contract for _row, contract in contracts]
    needs.tell_all(session, actor, policy, taken, now=now, today=today)
    performance.follow_new(session, actor, policy, taken, now=now, today=today)
    audit.record(
        session,
        actor,
        action="contract.intake",
        noun="contract",
        number=number,
        summary=f"移行登録（{len(contracts):,}件）",
        changes={"sha256": book.sha256, "file": book.name, "rows": len(contracts), "contractors": len(companies)},
    )
    return Imported(number, contracts, len(companies))
