from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]
ClassCode = Annotated[str, Field(coerce_numbers_to_str=True, pattern=r"^[0-9A-Z]{1,4}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
PolicyRef = Annotated[str, Field(coerce_numbers_to_str=True, pattern=r"^\d{1,2}(\(\d{1,2}\)[①-⑳]?)?$")]
"""A sentence of the cyber security policy, e.g. `6(8)`, `6(3)①`, `5`."""
Yen = Annotated[int, Field(ge=0, le=10**13)]


class Part(BaseModel):
    """Any piece of a policy set: immutable, and an unknown key is an error instead of a silent loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceKind(StrEnum):
    LAW = "法令"
    MINISTRY = "総務省"
    OWN_RULE = "本市規程"
    INITIAL = "初期値"


class Source(Part):
    """Where a rule comes from. A 初期値 is shown as 要確認 until the municipality confirms it."""

    kind: SourceKind
    basis: Label
    confirmed: bool = False

    @property
    def needs_confirmation(self) -> bool:
        return self.kind is SourceKind.INITIAL and not self.confirmed

    @property
    def label(self) -> str:
        return "初期値（要確認）" if self.needs_confirmation else str(self.kind)


class Rule(Part):
    """A rule names the sentences of the cyber security policy it serves, and its source."""

    policy: tuple[PolicyRef, ...]
    source: Source


class Dated(Part):
    """A value in force from a day on. `since` empty means "from the beginning"; a row ends where the next one starts."""

    since: date | None


class _HasKey(Protocol):
    @property
    def key(self) -> str: ...


KeyedT = TypeVar("KeyedT", bound=_HasKey)
DatedT = TypeVar("DatedT", bound=Dated)


def by_key(rows: Iterable[KeyedT], key: str) -> KeyedT:
    """The row with this key; KeyError when there is none."""
    for row in rows:
        if row.key == key:
            return row
    raise KeyError(key)


def on_day(rows: Iterable[DatedT], day: date) -> DatedT | None:
    """The row in force on `day` (half-open: a row holds from `since` until the day before the next row's), or None."""
    held = [row for row in rows if row.since is None or row.since <= day]
    return max(held, key=lambda row: row.since or date.min, default=None)


class Threat(StrEnum):
    """The five groups of threats in 3 of the policy."""

    INTENTIONAL = "T1"
    UNINTENTIONAL = "T2"
    DISASTER = "T3"
    EPIDEMIC = "T4"
    INFRASTRUCTURE = "T5"

    @property
    def label(self) -> str:
        return _THREATS[self]

    @classmethod
    def labels(cls) -> dict[Self, str]:
        return {threat: threat.label for threat in cls}


_THREATS = {
    "T1": "サイバー攻撃、部外者の侵入、内部不正等の意図的な要因",
    "T2": "規定違反、操作・設定の誤り、委託管理の不備等の非意図的な要因",
    "T3": "地震、落雷、火災等の災害",
    "T4": "大規模・広範囲にわたる疾病による要員不足",
    "T5": "電力、通信、水道等のインフラの障害からの波及",
}
