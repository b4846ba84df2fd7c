"""How a published list is understood: what a number and a state mean, and what stands in it twice. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from govapi.cloud_services.registrations.rules import State
from govapi.kit.headings import plain
from govapi.policy.schema.cloud import Registry

MAX_ROWS = 10_000
MAX_FAULTS = 200
LENGTHS: Mapping[str, int] = {
    "number": 60,
    "service_name": 300,
    "provider_name": 300,
    "scope": 4000,
    "auditor": 300,
    "audit_period": 200,
    "state": 100,
}
# What names an entry is never cut; what only describes it may be.
NAMES = frozenset({"number", "service_name", "provider_name"})
NO_DATE = frozenset({"-", "なし", "無し", "無期限", "期限なし", "未定"})
PLAIN_STATES = frozenset({"", "-", "登録", "登録中", "登録済", "登録済み", "有効", "掲載", "掲載中"})
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list as it was understood."""

    row: int
    number: str
    service_name: str
    provider_name: str
    registered_on: date | None
    expires_on: date | None
    scope: str
    auditor: str
    audit_period: str
    state: State
    state_text: str


def clean_number(text: str) -> str:
    """Ｃ２１－０００４－２ → C21-0004-2."""
    return plain(text)


def one_line(text: str) -> str:
    """A name that was broken over lines to fit its cell."""
    return " ".join(text.split())


def state_of(text: str, registry: Registry) -> tuple[State, bool]:
    """The state that the words of the list mean, and whether they are known. The graver one wins."""
    said = plain(text)
    words: tuple[tuple[State, tuple[str, ...]], ...] = (
        ("cancelled", registry.cancelled_words),
        ("suspended", registry.suspended_words),
        ("renewing", registry.renewing_words),
    )
    for state, among in words:
        if any(_says(said, plain(word)) for word in among):
            return state, True
    return "registered", said in PLAIN_STATES


def _says(said: str, word: str) -> bool:
    """一時停止中 says 一時停止; 一時停止なし does not."""
    return word in said and not said.partition(word)[2].startswith(("なし", "無", "ではない"))


def number_is_odd(number: str, registry: Registry) -> bool:
    """Whether a number has another form than the town expects: told, not refused."""
    return bool(registry.number_pattern) and re.search(registry.number_pattern, number) is None


def doubled(lines: Iterable[Line]) -> list[tuple[int, int]]:
    """(row, the earlier row) of every number that stands in the list already."""
    first: dict[str, int] = {}
    found = []
    for line in lines:
        earlier = first.setdefault(line.number.casefold(), line.row)
        if line.number and earlier != line.row:
            found.append((line.row, earlier))
    return found
