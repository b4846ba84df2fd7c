"""Importing running uses: looked through whole, and stored whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services.intake.matching import queries as matching_queries
from govapi.cloud_services.intake.matching.rules import Matching, Who, duplicates, match, same
from govapi.cloud_services.intake.reading.rules import faults_of
from govapi.cloud_services.intake.reading.service import read
from govapi.cloud_services.intake.rules import MAX_FAULTS, Entry
from govapi.cloud_services.intake.storing.service import Known, Source, companies_of, register_services, register_uses
from govapi.cloud_services.judgements.following import service as judgements
from govapi.cloud_services.registrations.following import service as registrations
from govapi.cloud_services.rules import name_key
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts import queries as contract_queries
from govapi.contracts.intake.matching.queries import companies
from govapi.contracts.intake.matching.rules import name_key as company_key
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.files.entry_book import EntryBook, Reading
from govapi.files.entry_book import refuse as refuse_faults
from govapi.kit.entry_sheet import RowFault, plain
from govapi.kit.errors import Conflict, FieldFault, NotAllowed
from govapi.people import queries as people
from govapi.people.actor import Actor
from govapi.people.rules import Section
from govapi.people.tables import Post
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy


@dataclass(frozen=True)
class Plan:
    """What a workbook asks for, and what is wrong with it."""

    book: EntryBook
    entries: Sequence[Entry]
    matching: Matching
    faults: Sequence[FieldFault]
    contracts: Mapping[int, UUID] = field(default_factory=dict)
    posts: Mapping[int, Post] = field(default_factory=dict)
    all_known: bool = False  # every row is a use that is registered already

    @property
    def new_contractors(self) -> int:
        return len(companies_of(self.matching.new))


@dataclass(frozen=True)
class Imported:
    """What was stored: the number of the import, and each use with its row and how many points it leaves open."""

    number: str
    uses: Sequence[tuple[int, CloudUse, int]]
    new_services: int
    new_contractors: int


def sections(session: Session, actor: Actor, today: date) -> tuple[list[Section], list[str]]:
    """The sections the actor may register for, and the names of the others. Raises NotAllowed when there is none."""
    own, others = people.sections(session, actor, today, everywhere="security_office")
    if not own:
        raise NotAllowed("移行登録ができるのは、利用する課と情報政策担当課の職員です。所属の発令を確かめてください。")
    return own, others


def plan(session: Session, actor: Actor, policy: StoredPolicy, book: EntryBook, today: date) -> Plan:
    """Looks the whole workbook through; every fault is found, none is raised."""
    own, others = sections(session, actor, today)
    found = read(book, policy.policy, own, others)
    found.add([fault for entry in found.entries for fault in faults_of(entry, policy.policy, today)])
    matching = _match(session, found)
    stored = matching_queries.stored(session, [who for who in matching.who.values() if isinstance(who, UUID)])
    found.add(matching.faults)
    found.add(duplicates(found.entries, matching.who, stored))
    contracts = _contracts(session, actor, policy.policy, found)
    posts = _posts(session, found, today)
    all_known = all(same(entry, matching.who.get(entry.row)) in stored for entry in found.entries)
    return Plan(book, found.entries, matching, found.sorted(), contracts, posts, all_known)


def _match(session: Session, found: Reading[Entry]) -> Matching:
    named = [entry for entry in found.entries if entry.service]
    services = matching_queries.services(session, {name_key(entry.service) for entry in named})
    numbers = {entry.corporate_number for entry in named if entry.corporate_number}
    names = {company_key(entry.provider) for entry in named if entry.provider and not entry.corporate_number}
    return match(named, services, companies(session, numbers, names))


def _contracts(session: Session, actor: Actor, policy: PolicySet, found: Reading[Entry]) -> dict[int, UUID]:
    named = {entry.row: number for entry in found.entries if (number := entry.texts["contract"])}
    known = contract_queries.by_numbers(session, actor, policy, set(named.values()))
    message = "この番号の契約は、登録されていないか、閲覧できません。番号を確かめるか、空欄にしてください。"
    found.add([RowFault(row, "contract", message) for row, number in named.items() if number not in known])
    return {row: known[number] for row, number in named.items() if number in known}


def _posts(session: Session, found: Reading[Entry], today: date) -> dict[int, Post]:
    """The post of the section that manages the use."""
    named = [(entry, plain(entry.texts["manager"])) for entry in found.entries if entry.section and entry.texts["manager"]]
    known = matching_queries.posts_of(session, {entry.section.id for entry, _title in named if entry.section}, today)
    posts: dict[int, Post] = {}
    for entry, title in named:
        assert entry.section is not None
        post = known.get((entry.section.id, title))
        if post is not None:
            posts[entry.row] = post
            continue
        titles = "、".join(one.title for (section, _), one in reversed(known.items()) if section == entry.section.id)
        message = f"この課にない職です。この課の職（{titles}）のいずれかを記入するか、空欄にしてください。"
        found.add([RowFault(entry.row, "manager", message)])
    return posts


def refuse(found: Plan) -> None:
    """Raises what stands against storing; nothing when the workbook is right."""
    if found.all_known:
        raise Conflict("このファイルの利用は、全て登録済みです。利用の一覧で確かめてください。", code="intake_done")
    refuse_faults(found.faults, MAX_FAULTS)


def store(session: Session, actor: Actor, policy: StoredPolicy, book: EntryBook, *, now: datetime, today: date) -> Imported:
    """Enters every use of the workbook as permitted, with its service and provider; raises Invalid, Conflict.

    The number is taken first: another import of the town waits for it, so that neither misses what the other has just stored.
    """
    number = f"移行-{next_number(session, 'intake'):04d}"
    found = plan(session, actor, policy, book, today)
    refuse(found)
    new, companies_made = register_services(session, actor, policy, found.matching.new)
    services = {row: _service(session, who, new) for row, who in found.matching.who.items()}
    known = Known(services, found.contracts, found.posts)
    uses = register_uses(session, actor, policy, found.entries, known, Source(number, now, today))
    concerned = sorted({one.id for one in services.values()})
    judgements.follow(session, actor, policy, concerned, now=now, today=today)
    registrations.follow(session, actor, policy, concerned, now=now, today=today)
    audit.record(
        session,
        actor,
        action="cloud_use.intake",
        noun="cloud_use",
        number=number,
        summary=f"クラウドサービスの利用の移行登録（{len(uses):,}件）",
        changes={"sha256": book.sha256, "file": book.name, "rows": len(uses), "services": len(new)},
    )
    return Imported(number, uses, len(new), companies_made)


def _service(session: Session, who: Who, new: Mapping[str, CloudService]) -> CloudService:
    return find(session, CloudService, who) if isinstance(who, UUID) else new[who]
