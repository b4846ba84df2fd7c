"""The condition language: which facts of an outsourcing job make a clause or a step apply.

There is no "not" and no comparison downwards, so raising a fact can never make a holding condition fail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

from govapi.kit.japan.era import wareki

Info = Literal["none", "class1", "class2"]
INFO_RANK: Mapping[Info, int] = {"none": 0, "class1": 1, "class2": 2}


@dataclass(frozen=True, slots=True)
class Facts:
    """What an outsourcing job touches (the facts of the clause catalogue).

    `info`: what is handed over or can be seen ("class2" = 自治体機密性２以上). `starts_on`: first day of performance.
    """

    info: Info = "none"
    personal: bool = False
    my_number: bool = False
    system: bool = False
    hosted: bool = False
    availability2: bool = False
    long_term: bool = False
    controlled_area: bool = False
    starts_on: date | None = None

    def raised(self, other: "Facts") -> "Facts":
        """The least facts that are at least as high as both."""
        values: dict[str, bool] = {name: getattr(self, name) or getattr(other, name) for name in FLAGS}
        days = [day for day in (self.starts_on, other.starts_on) if day is not None]
        info = max(self.info, other.info, key=lambda level: INFO_RANK[level])
        return Facts(info=info, starts_on=max(days, default=None), **values)


FLAGS: tuple[str, ...] = tuple(field.name for field in fields(Facts) if field.type is bool)

# 連用形, 連体形: joined as 「Ａし、Ｂするため」.
_WORDS: Mapping[str, tuple[str, str]] = {
    "class1": ("本市の情報を取り扱い", "本市の情報を取り扱う"),
    "class2": ("自治体機密性２以上の情報を取り扱い", "自治体機密性２以上の情報を取り扱う"),
    "personal": ("個人情報を取り扱い", "個人情報を取り扱う"),
    "my_number": ("個人番号（マイナンバー）を取り扱い", "個人番号（マイナンバー）を取り扱う"),
    "system": ("情報システムの開発、運用、保守又は提供を行い", "情報システムの開発、運用、保守又は提供を行う"),
    "hosted": ("本市の情報を庁外に保管し", "本市の情報を庁外に保管する"),
    "availability2": ("停止した場合に住民又は行政に支障が生じる業務であり", "停止した場合に住民又は行政に支障が生じる業務である"),
    "long_term": ("長期継続契約であり", "長期継続契約である"),
    "controlled_area": ("本市の情報を保管する区域に立ち入り", "本市の情報を保管する区域に立ち入る"),
}


class Condition(BaseModel):
    """`always`, one fact, or `any` / `all` of conditions. Exactly one key is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    always: Literal[True] | None = None
    any: tuple["Condition", ...] | None = None
    all: tuple["Condition", ...] | None = None
    info: Literal["class1", "class2"] | None = None
    personal: Literal[True] | None = None
    my_number: Literal[True] | None = None
    system: Literal[True] | None = None
    hosted: Literal[True] | None = None
    availability2: Literal[True] | None = None
    long_term: Literal[True] | None = None
    controlled_area: Literal[True] | None = None
    starts_on_or_after: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _always_as_a_word(cls, value: object) -> object:
        return {"always": True} if value == "always" else value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = sorted(self.model_fields_set)
        if len(given) != 1 or getattr(self, given[0]) is None:
            raise ValueError("条件には、一つの事実、any、all 又は always のいずれか一つだけを書いてください。")
        if self.any == () or self.all == ():
            raise ValueError("any 又は all には、一つ以上の条件を書いてください。")
        return self

    @model_serializer
    def _short(self) -> object:
        name = self.kind
        if name == "always":
            return "always"
        value = getattr(self, name)
        return {name: [part.model_dump() for part in value] if name in ("any", "all") else value}

    @property
    def kind(self) -> str:
        """The one key that is given."""
        return next(iter(self.model_fields_set))


ALWAYS = Condition(always=True)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition holds; monotone in `facts`."""
    kind = condition.kind
    if kind == "always":
        return True
    if condition.any is not None:
        return any(holds(part, facts) for part in condition.any)
    if condition.all is not None:
        return all(holds(part, facts) for part in condition.all)
    if condition.info is not None:
        return INFO_RANK[facts.info] >= INFO_RANK[condition.info]
    if condition.starts_on_or_after is not None:
        return facts.starts_on is not None and facts.starts_on >= condition.starts_on_or_after
    flag: bool = getattr(facts, kind)
    return flag


def explain(condition: Condition, facts: Facts) -> str:
    """Why the condition holds, e.g. 「個人情報を取り扱うため」; empty when it does not hold."""
    if not holds(condition, facts):
        return ""
    reasons = list(dict.fromkeys(_reasons(condition, facts)))
    if not reasons:
        return "全ての業務委託に共通するため"
    *firsts, last = reasons
    return "、".join([first[0] for first in firsts] + [f"{last[1]}ため"])


def words(condition: Condition) -> str:
    """The condition itself, whatever the facts: 「情報システムの…を行い、本市の情報を庁外に保管する」."""
    if condition.any is not None:
        return "又は".join(words(part) for part in condition.any)
    if condition.all is not None:
        *firsts, last = condition.all
        return "、".join([*(_form(part, 0) for part in firsts), words(last)])
    return _form(condition, 1)


def _form(condition: Condition, form: int) -> str:
    if condition.any is not None or condition.all is not None:
        return f"（{words(condition)}）"
    if condition.starts_on_or_after is not None:
        return f"{wareki(condition.starts_on_or_after)}以後に履行を開始{('し', 'する')[form]}"
    name = condition.info or condition.kind
    return "全ての業務委託" if name == "always" else _WORDS[name][form]


def _reasons(condition: Condition, facts: Facts) -> list[tuple[str, str]]:
    """The facts that made it hold, each as (連用形, 連体形)."""
    parts = condition.any or condition.all
    if parts is not None:
        return [reason for part in parts if holds(part, facts) for reason in _reasons(part, facts)]
    if condition.starts_on_or_after is not None:
        day = wareki(condition.starts_on_or_after)
        return [(f"{day}以後に履行を開始し", f"{day}以後に履行を開始する")]
    name = condition.info or condition.kind
    return [] if name == "always" else [_WORDS[name]]
