"""Building the workbook a town fills in."""

from collections.abc import Sequence
from datetime import datetime

from govapi.contracts.intake.rules import (
    CLAUSE_WORDS,
    GUIDE,
    ITEMS,
    MAX_ROWS,
    SHEET,
    clause_headings,
    words,
)
from govapi.files.entry_template import entry_columns, guide_sheet
from govapi.files.spreadsheet import CellValue, Column, Sheet, write_workbook
from govapi.kit.entry_sheet import Item
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet

FILE_NAME = "業務委託契約移行登録.xlsx"
TITLE = f"業務委託契約の移行登録（1行に1件、{MAX_ROWS:,}件まで。書き方はシート「{GUIDE}」を見てください。）"
CLAUSE_HOW = "契約書等にこの条項があれば「含む」、なければ「なし」を選びます。確かめていないときは空欄にします。"
CLAUSE_WIDTH = 13
GENERAL = (
    f"シート「{SHEET}」の見出しの下に、履行中又は履行前の契約を1行に1件ずつ記入します。見出しは変えないでください。",
    "登録の前に「確かめる」を押すと、誤りのあるセルが全て表示されます。一つでも誤りがあれば、何も登録されません。",
    "計算式は使わず、値を記入してください。個人番号（マイナンバー）は、どの欄にも記入できません。",
    "空欄にしたもの、「なし」又は「未確認」とした条項は、登録の後に「不足」として一覧に出ます。後から補うことができます。",
)


def workbook(policy: PolicySet, sections: Sequence[Section], now: datetime) -> bytes:
    """The xlsx: the sheet to fill in with its example row, and the instructions."""
    guide = guide_sheet(GUIDE, GENERAL, ITEMS, [(heading, CLAUSE_HOW) for heading in clause_headings(policy).values()])
    return write_workbook([_entry_sheet(policy, sections), guide], created=now)


def _entry_sheet(policy: PolicySet, sections: Sequence[Section]) -> Sheet:
    choices = {key: tuple(among) for key, among in words(policy).items()} | {"section": tuple(one.label for one in sections)}
    clauses = [Column(heading, CLAUSE_WIDTH, tuple(CLAUSE_WORDS), CLAUSE_HOW) for heading in clause_headings(policy).values()]
    example: list[CellValue] = [_example(item, choices.get(item.key, ())) for item in ITEMS]
    example += [tuple(CLAUSE_WORDS)[number % len(CLAUSE_WORDS)] for number in range(len(clauses))]
    return Sheet(SHEET, [*entry_columns(ITEMS, choices), *clauses], [example], title=TITLE, blank_rows=MAX_ROWS, protect=True)


def _example(item: Item, choices: Sequence[str]) -> str:
    """What the item says, or one of the town's own words."""
    if item.example:
        return item.example
    return "" if item.key in ("register", "ground", "remark") or not choices else choices[0]
