"""Writing many records in few statements, as the ordinary use cases write one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contractors.tables import Contractor
from govapi.contracts.clauses.service import defaults
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.intake.matching.rules import name_key
from govapi.contracts.intake.reading.rules import answers_of
from govapi.contracts.intake.rules import NO_INFORMATION, Entry, Party
from govapi.contracts.rules import settled_class
from govapi.contracts.service import derived
from govapi.contracts.tables import ConcludedTerms, Contract
from govapi.contracts.terms.rules import PLAN_FIELDS
from govapi.db.base import utc_now
from govapi.db.counters import next_numbers
from govapi.db.grams import new_slot
from govapi.kit.ids import new_id
from govapi.kit.text import kana_key
from govapi.people.actor import Actor
from govapi.policy.conditions import Facts
from govapi.policy.rules import required_clauses, tax_rate, with_class
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.search.rules import entry_key
from govapi.search.tables import SearchEntry

KANA_LIMIT = 200


@dataclass(frozen=True)
class Source:
    """The import: its number, and its day."""

    number: str
    today: date


def register_contractors(session: Session, actor: Actor, parties: Mapping[str, Party]) -> dict[str, Contractor]:
    """Registers the companies that are new; their 法人番号 and names have been looked at."""
    if not parties:
        return {}
    numbers = next_numbers(session, "contractor", len(parties))
    found = {key: _contractor(party, number) for (key, party), number in zip(parties.items(), numbers, strict=True)}
    session.add_all(found.values())
    session.flush()
    for row in found.values():
        audit.note(session, actor, "contractor", row, "register", f"委託先「{row.name}」を移行登録により登録")
    texts = {row.id: [row.name, row.kana, row.corporate_number or "", row.number, row.address] for row in found.values()}
    _index(session, "contractor", texts)
    return found


def _contractor(party: Party, number: int) -> Contractor:
    return Contractor(
        **_identity(),
        number=f"委託先-{number:05d}",
        kind=party.kind or "corporation",
        name=party.name,
        kana=party.kana,
        kana_key=kana_key(party.kana or party.name)[:KANA_LIMIT],
        name_key=name_key(party.name),
        corporate_number=party.corporate_number or None,
        representative_title=party.representative_title,
        representative_name=party.representative_name,
        address=party.address,
    )


def register_contracts(
    session: Session, actor: Actor, policy: StoredPolicy, entries: Sequence[Entry], who: Mapping[int, UUID], source: Source
) -> list[tuple[int, Contract]]:
    """Registers the contracts in force, with the terms that hold and a row for each clause."""
    made: list[tuple[int, Contract]] = []
    rows: list[ContractClause | ConcludedTerms] = []
    for entry, number in _numbered(session, entries):
        contract = _contract(entry, number, who[entry.row], actor, policy, source.today)
        facts = _settle(contract, policy.policy)
        rows += _clauses(contract.id, policy.policy, facts, entry.clauses)
        rows.append(_terms(contract))
        made.append((entry.row, contract))
    session.add_all([contract for _row, contract in made])
    session.flush()
    session.add_all(rows)
    session.flush()
    for row, contract in made:
        origin = {"intake": source.number, "row": row}
        audit.note(session, actor, "contract", contract, "migrate", f"「{contract.title}」を移行登録", origin)
    _index(session, "contract", {one.id: [one.title, one.number, one.outline] for _row, one in made})
    return made


def _numbered(session: Session, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each row with its 契約番号, counted by fiscal year in the order of the file."""
    years = [entry.fiscal_year for entry in entries]
    counts = {year: years.count(year) for year in sorted({year for year in years if year is not None})}
    numbers = {year: iter(next_numbers(session, f"contract-{year}", count)) for year, count in counts.items()}
    for entry in entries:
        assert entry.fiscal_year is not None, "a row without faults has its first day"
        yield entry, f"契約-{entry.fiscal_year}-{next(numbers[entry.fiscal_year]):04d}"


def _contract(entry: Entry, number: str, contractor_id: UUID, actor: Actor, policy: StoredPolicy, today: date) -> Contract:
    assert entry.section is not None and entry.starts_on is not None and entry.fiscal_year is not None, (
        "a row without faults has them"
    )
    return Contract(
        **_identity(),
        number=number,
        status="active" if entry.starts_on <= today else "concluded",
        migrated=True,
        title=entry.title,
        outline=_outline(entry),
        organ_id=entry.section.organ_id,
        department_id=entry.section.id,
        department_path=entry.section.path,
        fiscal_year=entry.fiscal_year,
        created_by=actor.person_id,
        policy_version=policy.version,
        method=entry.method,
        ground=entry.ground,
        amount=entry.amount,
        tax_rate=tax_rate(policy.policy, entry.starts_on),
        is_unit_price=entry.is_unit_price,
        budget_line=entry.texts["budget_line"],
        obligation_number=entry.texts["obligation_number"],
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        term_kind=entry.term_kind,
        concluded_on=entry.concluded_on,
        place=entry.texts["place"],
        contractor_officer_name=entry.texts["officer_name"],
        answers=answers_of(entry, policy.policy),
        chosen_class=None if entry.class_code == NO_INFORMATION else entry.class_code,
        contractor_id=contractor_id,
        unit_prices=[],
        information=[],
        handed_documents=[],
        facts={},
    )


def _outline(entry: Entry) -> str:
    """What the job is, and what the town's own list said beside."""
    parts = [entry.texts["outline"]]
    parts += [
        f"{label}：{entry.texts[key]}" for key, label in (("mark", "移行前の整理番号"), ("remark", "備考")) if entry.texts[key]
    ]
    return "\n".join(part for part in parts if part)


def _settle(contract: Contract, policy: PolicySet) -> Facts:
    """Class, levels and facts from the answers, as for every contract."""
    found = derived(contract, policy)
    contract.derived_class = found.class_code
    contract.class_code, _lowered = settled_class(found.class_code, contract.chosen_class, policy.classification.rank)
    contract.integrity, contract.availability = found.integrity, found.availability
    facts = with_class(policy, found.facts, contract.class_code)
    contract.facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(facts).items()}
    return facts


def _clauses(contract_id: UUID, policy: PolicySet, facts: Facts, given: Mapping[str, str]) -> Iterator[ContractClause]:
    """A row for each clause that is required, and for each that the contract has all the same."""
    required = {one.key: one.because for one in required_clauses(policy, facts)}
    for position, clause in enumerate(policy.clauses):
        state = given.get(clause.key, "unconfirmed")
        if clause.key in required or state == "included":
            yield ContractClause(
                **_identity(),
                contract_id=contract_id,
                key=clause.key,
                clause_version=clause.version,
                position=position,
                title=clause.title,
                required=clause.key in required,
                because=required.get(clause.key, ""),
                state=state,
                document=clause.document,
                parameters=defaults(clause),
            )


def _identity() -> dict[str, Any]:
    """What each table makes for itself, given here: a factory for a default is looked into anew for each of many thousand rows."""
    return {"id": new_id(), "created_at": utc_now()}


def _terms(contract: Contract) -> ConcludedTerms:
    """The terms in force from the first day, as a conclusion here would have frozen them."""
    assert contract.starts_on is not None
    terms = {name: value for name, value in contract.model_dump(mode="json").items() if name in PLAN_FIELDS}
    return ConcludedTerms(**_identity(), contract_id=contract.id, effective_on=contract.starts_on, terms=terms)


def _index(session: Session, noun: str, texts: Mapping[UUID, Sequence[str]]) -> None:
    """Makes new records findable; none of them has an entry yet, so none is looked for."""
    keys = {record_id: entry_key(words) for record_id, words in texts.items()}
    entries = [
        SearchEntry(**_identity() | {"id": one}, noun=noun, key=key, slot=new_slot(session, one, key))
        for one, key in keys.items()
    ]
    session.add_all(entries)
    session.flush()
