"""A fault of a workbook by its cell, and the words a contractor is told it in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govapi.assessments.workbook.rules import SHEET
from govapi.kit.japan.era import wareki

MAX_FAULTS = 200


@dataclass(frozen=True)
class CellFault:
    """What is wrong at a cell (row and column from 0), and what to do. Without a row: of the whole sheet."""

    wrong: str
    remedy: str
    row: int | None = None
    column: int = 0

    @property
    def address(self) -> str:
        """回答!F23."""
        return SHEET if self.row is None else f"{SHEET}!{column_name(self.column)}{self.row + 1}"

    @property
    def sentence(self) -> str:
        return f"{self.address}：{self.wrong}{self.remedy}"

    @property
    def pointer(self) -> str:
        """/回答/F23."""
        return "/" + self.address.replace("!", "/")


def column_name(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    number += 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def summary(count: int) -> str:
    """How many cells are wrong, and what that means."""
    shown = f"初めの{MAX_FAULTS}件を示します。" if count > MAX_FAULTS else ""
    return f"回答票に{count:,}件の誤りがあるため、何も登録していません。{shown}示したセルを直して、もう一度登録してください。"


def letter(faults: Sequence[CellFault], *, contractor: str, number: str, deadline: date, city: str, section: str) -> str:
    """What to write to the contractor, ready to be pasted into a mail."""
    lines = [f"{position}　{one.sentence}" for position, one in enumerate(faults[:MAX_FAULTS], 1)]
    more = [f"（ほかに{len(faults) - MAX_FAULTS:,}件あります。）"] if len(faults) > MAX_FAULTS else []
    return "\n".join(
        [
            f"{contractor}　御担当者様",
            "",
            f"お送りいただいた情報セキュリティ対策の回答票（{number}）を確認したところ、次の箇所に誤りがあり、受け付けることができませんでした。",
            f"お手数ですが、同じファイルの該当の箇所を直し、{wareki(deadline)}までに再度お送りください。",
            "",
            *lines,
            *more,
            "",
            f"{city}　{section}",
        ]
    )
