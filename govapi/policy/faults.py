from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """One fault of a policy set: the file, the place in it, and a Japanese sentence that says what to do."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}" + (f"（{self.place}）" if self.place else "") + f": {self.message}"


class FaultyPolicy(Exception):
    """A policy set that cannot be used; `faults` has at least one entry."""

    def __init__(self, faults: Iterable[PolicyFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


_WORDS = {
    "missing": "この項目がありません。加えてください。",
    "extra_forbidden": "この項目は使えません。綴りを確かめるか、削除してください。",
    "string_type": "文字で書いてください。数字や日付に見える値は、引用符で囲んでください。",
    "string_pattern_mismatch": "使えない文字が含まれているか、形が違います。初期値の書き方に合わせてください。",
    "string_too_short": "空にできません。文字を書いてください。",
    "string_too_long": "長過ぎます。短くしてください。",
    "int_type": "整数で書いてください。",
    "int_parsing": "整数で書いてください。",
    "bool_type": "true 又は false で書いてください。",
    "bool_parsing": "true 又は false で書いてください。",
    "date_type": "日付で書いてください（例 2027-07-01）。",
    "date_parsing": "日付で書いてください（例 2027-07-01）。",
    "date_from_datetime_parsing": "日付で書いてください（例 2027-07-01）。",
    "tuple_type": "「-」で始まる並びで書いてください。",
    "dict_type": "「項目: 値」の形で書いてください。",
    "model_type": "「項目: 値」の形で書いてください。",
    "too_short": "一つ以上書いてください。",
}


def from_validation(file: str, error: ValidationError) -> list[PolicyFault]:
    """The faults pydantic found, in Japanese, with the place as `steps[2].post.duty`."""
    return [PolicyFault(file, _place(detail["loc"]), _message(detail)) for detail in error.errors(include_url=False)]


def _place(loc: tuple[int | str, ...]) -> str:
    place = ""
    for part in loc:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if place else part
    return place


def _message(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return str(context["error"])
    if detail["type"] in ("enum", "literal_error"):
        return f"使える値は {context['expected'].replace(' or ', '、').replace(', ', '、')} です。このいずれかに改めてください。"
    bounds = {"greater_than_equal": ("ge", "以上"), "less_than_equal": ("le", "以下")}
    if detail["type"] in bounds:
        name, word = bounds[detail["type"]]
        return f"{context[name]}{word}の数で書いてください。"
    return _WORDS.get(detail["type"], "値の形が正しくありません。初期値の書き方に合わせてください。")
