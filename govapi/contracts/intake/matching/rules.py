"""Which company a row means, and which rows mean one contract. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import UUID

from govapi.contractors.rules import Kind, number_fault
from govapi.contracts.intake.rules import KNOWN, NEW, Entry, Party
from govapi.kit.entry_sheet import RowFault, plain
from govapi.kit.text import company_key

NAME_KEY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Company:
    """A registered company, as far as matching looks at it."""

    id: UUID
    number: str
    name: str
    corporate_number: str | None

    @property
    def words(self) -> str:
        return f"{self.number}「{self.name}」"


Who = UUID | str
"""A registered company's id, or the key of one that is to be registered."""


@dataclass
class Matching:
    """The company of each row, those to be registered by their key, and the faults."""

    who: dict[int, Who] = field(default_factory=dict)
    new: dict[str, Party] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def name_key(name: str) -> str:
    return company_key(name)[:NAME_KEY_LIMIT]


def match(entries: Iterable[Entry], companies: Sequence[Company]) -> Matching:
    """Finds each row's company: by its 法人番号, else by what the row says of a like name."""
    found = Matching()
    by_number = {one.corporate_number: one for one in companies if one.corporate_number}
    by_name: dict[str, list[Company]] = {}
    for one in companies:
        by_name.setdefault(name_key(one.name), []).append(one)
    entries = [entry for entry in entries if entry.party.name and entry.party.corporate_number is not None]
    numbered: dict[str, tuple[int, Party]] = {}
    for entry in entries:
        if entry.party.corporate_number:
            _by_number(found, entry, by_number, numbered)
    names = {name_key(party.name): row for row, party in numbered.values()}
    for entry in entries:
        if not entry.party.corporate_number:
            key = name_key(entry.party.name)
            _by_name(found, entry, by_name.get(key, []), names.get(key))
    return found


def _by_number(found: Matching, entry: Entry, registered: Mapping[str, Company], numbered: dict[str, tuple[int, Party]]) -> None:
    party, number = entry.party, entry.party.corporate_number or ""
    company = registered.get(number)
    if company is not None:
        found.who[entry.row] = company.id
        if name_key(company.name) != name_key(party.name):
            message = f"この法人番号は{company.words}として登録されています。名称と番号を確かめ、社名が変わったときは先に委託先を訂正してください。"
            found.faults.append(RowFault(entry.row, "name", message))
        return
    first, same = numbered.setdefault(number, (entry.row, party))
    if name_key(same.name) != name_key(party.name):
        message = f"{first}行目の「{same.name}」と法人番号が同じです。名称と番号を確かめて、どちらかを直してください。"
        found.faults.append(RowFault(entry.row, "name", message))
    if party.register == KNOWN:
        message = "この法人番号の委託先は登録されていません。番号を確かめるか、「新規登録」を選んでください。"
        found.faults.append(RowFault(entry.row, "register", message))
    _register(found, entry, f"number:{number}")


def _by_name(found: Matching, entry: Entry, alike: Sequence[Company], numbered_row: int | None) -> None:
    party = entry.party
    if party.register == KNOWN:
        if len(alike) == 1:
            found.who[entry.row] = alike[0].id
        else:
            found.faults.append(RowFault(entry.row, "register", _not_one(party, alike)))
    elif party.register != NEW and alike:
        names = "、".join(one.words for one in alike[:3])
        message = f"似た名称の委託先が登録されています（{names}）。「相手方の登録」で、同じ相手方なら「登録済みの相手方」、別なら「新規登録」を選んでください。"
        found.faults.append(RowFault(entry.row, "name", message))
    elif party.register != NEW and numbered_row is not None:
        message = f"{numbered_row}行目の相手方と名称が似ています。同じ相手方のときは法人番号を入力し、別の相手方のときは「新規登録」を選んでください。"
        found.faults.append(RowFault(entry.row, "corporate_number", message))
    else:
        _register(found, entry, f"name:{party.name}")


def _not_one(party: Party, alike: Sequence[Company]) -> str:
    if not alike:
        return f"「{party.name}」という名称の委託先は登録されていません。名称を確かめるか、「新規登録」を選んでください。"
    names = "、".join(one.words for one in alike[:3])
    return f"同じ名称の委託先が複数あります（{names}）。法人番号を入力するか、委託先の名称を区別できるように直してから登録してください。"


def _register(found: Matching, entry: Entry, key: str) -> None:
    """The company will be registered once, from the first row that names it."""
    party = entry.party
    found.who[entry.row] = key
    found.new.setdefault(key, party)
    fault = number_fault(cast(Kind, party.kind or "corporation"), party.corporate_number or None)
    if fault is None:
        return
    more = "" if party.corporate_number else "法人でない相手方のときは、「相手方の種別」を選んでください。"
    found.faults.append(RowFault(entry.row, "corporate_number", fault + more))


Same = tuple[str, Who, date]
"""件名, 相手方 and 始期: two rows with the same three are one contract."""


def same(entry: Entry, who: Who | None) -> Same | None:
    """The key of the row's contract; None when one of the three could not be read."""
    if not entry.title or who is None or entry.starts_on is None:
        return None
    return plain(entry.title), who, entry.starts_on


def duplicates(entries: Sequence[Entry], who: Mapping[int, Who], stored: Mapping[Same, str]) -> list[RowFault]:
    """Rows that name a contract of an earlier row, or one that is registered already (``stored``: key → its number)."""
    found: list[RowFault] = []
    first: dict[Same, int] = {}
    for entry in entries:
        key = same(entry, who.get(entry.row))
        if key is None:
            continue
        earlier = first.setdefault(key, entry.row)
        if key in stored:
            found.append(
                RowFault(
                    entry.row, "title", f"{stored[key]}と{ALIKE}既に登録した契約のときは、この行を消してください。{DISTINCT}"
                )
            )
        elif earlier != entry.row:
            found.append(
                RowFault(entry.row, "title", f"{earlier}行目と{ALIKE}同じ契約のときは、どちらかの行を消してください。{DISTINCT}")
            )
    return found


ALIKE = "件名、相手方及び履行期間の始期が同じです。"
DISTINCT = "別の契約のときは、件名を区別できるように直してください。"
