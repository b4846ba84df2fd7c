"""Which entries may be a service, by their names. A proposal is a hint: a base does not cover what is built upon it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

SHORTEST = 3  # a name that says so little is looked for whole only
MOST = 20  # proposals for one service

SAME = "サービス名及び事業者名が一致しています。"
SAME_NAME = "サービス名が一致しています（事業者名は異なります。）。"
PART = "事業者名が一致し、サービス名の一部が一致しています。登録の対象範囲に含まれるサービスかどうか確かめてください。"
BY_HAND = "職員が一覧から選びました。"


@dataclass(frozen=True, slots=True)
class Named:
    """A service or an entry, by the keys of its name and its provider. ``number``: of an entry."""

    id: UUID
    name_key: str
    provider_key: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry that may be a service, and why."""

    service_id: UUID
    entry: Named
    because: str


def pairs(services: Iterable[Named], entries: Iterable[Named]) -> Iterator[Pair]:
    """The proposals for each service, the likeliest first."""
    by_name: dict[str, list[Named]] = defaultdict(list)
    by_provider: dict[str, list[Named]] = defaultdict(list)
    for entry in entries:
        by_name[entry.name_key].append(entry)
        by_provider[entry.provider_key].append(entry)
    for service in services:
        found: dict[UUID, Pair] = {}
        for entry in by_name.get(service.name_key, ()) if service.name_key else ():
            because = SAME if entry.provider_key == service.provider_key else SAME_NAME
            found[entry.id] = Pair(service.id, entry, because)
        for entry in by_provider.get(service.provider_key, ()) if service.provider_key else ():
            if _part(service.name_key, entry.name_key):
                found.setdefault(entry.id, Pair(service.id, entry, PART))
        yield from sorted(found.values(), key=lambda pair: (SAME, SAME_NAME, PART).index(pair.because))[:MOST]


def _part(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORTEST and (one in other or other in one)
