"""Which service a row means, and which rows mean one use. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from govapi.cloud_services.intake.rules import Entry
from govapi.cloud_services.rules import AT_HOME, name_key
from govapi.contracts.intake.matching.rules import Company
from govapi.kit.entry_sheet import RowFault
from govapi.kit.text import company_key
from govapi.policy.schema.cloud import Form


@dataclass(frozen=True, slots=True)
class Known:
    """A registered service, as far as matching looks at it."""

    id: UUID
    number: str
    name: str
    provider: str
    corporate_number: str | None
    forms: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"{self.number}「{self.name}」（{self.provider}）"


@dataclass(slots=True)
class New:
    """A service that is to be registered, once, from the first row that names it. ``company``: an id, or None for one that is
    registered with it (``corporate_number``) or for a firm abroad."""

    first: Entry
    company: UUID | None = None
    forms: list[Form] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


Who = UUID | str
"""A registered service's id, or the key of one that is to be registered."""


@dataclass
class Matching:
    """The service of each row, those to be registered by their key, and the faults."""

    who: dict[int, Who] = field(default_factory=dict)
    new: dict[str, New] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)

    def fault(self, entry: Entry, key: str, message: str) -> None:
        self.faults.append(RowFault(entry.row, key, message))


def match(entries: Iterable[Entry], services: Sequence[Known], companies: Sequence[Company]) -> Matching:
    """Finds each row's service by its name, and by its provider where that is told; else it is registered on the way."""
    found = Matching()
    by_name: dict[str, list[Known]] = {}
    for one in services:
        by_name.setdefault(name_key(one.name), []).append(one)
    for entry in entries:
        if entry.service and entry.corporate_number is not None:
            _match(found, entry, by_name.get(name_key(entry.service), []), companies)
    return found


def _match(found: Matching, entry: Entry, alike: Sequence[Known], companies: Sequence[Company]) -> None:
    fitting = [one for one in alike if _same_provider(entry, one)]
    if len(fitting) > 1:
        names = "、".join(one.words for one in fitting[:3])
        message = f"同じ名称のサービスが複数登録されています（{names}）。提供者の名称又は法人番号を入力してください。"
        found.fault(entry, "provider", message)
    elif fitting:
        _registered(found, entry, fitting[0])
    elif _is_new(found, entry, alike):
        _register(found, entry, companies)


def _same_provider(entry: Entry, one: Known) -> bool:
    if entry.corporate_number and one.corporate_number:
        return entry.corporate_number == one.corporate_number
    return not entry.provider or company_key(entry.provider) == company_key(one.provider)


def _registered(found: Matching, entry: Entry, one: Known) -> None:
    found.who[entry.row] = one.id
    if entry.form is not None and entry.form not in one.forms:
        labels = "、".join(Form(form).label for form in one.forms)
        message = (
            f"{one.words}は、{labels}で提供されるものとして登録されています。選び直すか、先にサービスの登録内容を直してください。"
        )
        found.fault(entry, "form", message)


def _is_new(found: Matching, entry: Entry, alike: Sequence[Known]) -> bool:
    """Whether the row says enough to register the service."""
    more = (
        f"同じ名称のサービスとして{alike[0].words}が登録されています。同じサービスのときは、提供者を合わせてください。"
        if alike
        else ""
    )
    if not entry.provider:
        found.fault(entry, "provider", f"登録されていないサービスです。提供者の名称を入力してください。{more}")
    elif not entry.kind:
        found.fault(entry, "kind", f"登録されていないサービスです。サービスの種類を選んでください。{more}")
    elif entry.corporate_number and entry.country:
        found.fault(entry, "country", "法人番号があるときは国内の事業者です。提供者の国を空欄にしてください。")
    elif entry.country.strip().casefold() in AT_HOME:
        found.fault(entry, "corporate_number", "国内の事業者のときは、提供者の国を空欄にし、法人番号を入力してください。")
    else:
        return True
    return False


def _register(found: Matching, entry: Entry, companies: Sequence[Company]) -> None:
    key = f"{name_key(entry.service)}|{entry.corporate_number or company_key(entry.provider)}"
    company = _company(found, entry, companies)
    found.who[entry.row] = key
    one = found.new.setdefault(key, New(entry, company.id if company else None))
    if entry.form is not None and entry.form not in one.forms:
        one.forms.append(entry.form)
    if entry.kind and entry.kind not in one.kinds:
        one.kinds.append(entry.kind)


def _company(found: Matching, entry: Entry, companies: Sequence[Company]) -> Company | None:
    """The provider among the registered companies; a company that is not there wants its number, a firm abroad its country."""
    if entry.country:
        return None
    if entry.corporate_number:
        one = next((one for one in companies if one.corporate_number == entry.corporate_number), None)
        if one is not None and company_key(one.name) != company_key(entry.provider):
            message = f"この法人番号は{one.words}として登録されています。名称と番号を確かめてください。"
            found.fault(entry, "provider", message)
        return one
    named = [one for one in companies if company_key(one.name) == company_key(entry.provider)]
    if len(named) != 1:
        message = "国内の事業者のときは提供者の法人番号を、国外の事業者のときは提供者の国を入力してください。"
        found.fault(entry, "corporate_number", message)
        return None
    return named[0]


Same = tuple[Who, UUID]
"""A service and a section: a section uses a service once."""


class _Sectioned(Protocol):
    @property
    def id(self) -> UUID: ...


def same(entry: Entry, who: Who | None) -> Same | None:
    """The key of the row's use; None when one of the two could not be read."""
    section: _Sectioned | None = entry.section
    return None if who is None or section is None else (who, section.id)


def duplicates(entries: Sequence[Entry], who: Mapping[int, Who], stored: Mapping[Same, str]) -> list[RowFault]:
    """Rows that name a use of an earlier row, or one that is registered already (``stored``: key → its number)."""
    found: list[RowFault] = []
    first: dict[Same, int] = {}
    for entry in entries:
        key = same(entry, who.get(entry.row))
        if key is None:
            continue
        earlier = first.setdefault(key, entry.row)
        if key in stored:
            message = f"この課のこのサービスの利用（{stored[key]}）が既にあります。この行を消し、内容を変えるときは変更を申請してください。"
            found.append(RowFault(entry.row, "service", message))
        elif earlier != entry.row:
            message = f"{earlier}行目と課及びサービスが同じです。一つの課による一つのサービスの利用は、1行にまとめてください。"
            found.append(RowFault(entry.row, "service", message))
    return found
