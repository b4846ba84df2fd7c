"""Building the workbook a town fills in."""

from collections.abc import Sequence
from datetime import datetime

from govapi.cloud_services.intake.rules import GUIDE, ITEMS, MAX_ROWS, SHEET, words
from govapi.files.entry_template import entry_columns, guide_sheet
from govapi.files.spreadsheet import CellValue, Sheet, write_workbook
from govapi.kit.entry_sheet import Item
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet

FILE_NAME = "クラウドサービス利用移行登録.xlsx"
TITLE = f"クラウドサービスの利用の移行登録（1行に1件、{MAX_ROWS:,}件まで。書き方はシート「{GUIDE}」を見てください。）"
GENERAL = (
    f"シート「{SHEET}」の見出しの下に、現在続いている利用を1行に1件ずつ記入します。見出しは変えないでください。",
    "登録の前に「確かめる」を押すと、誤りのあるセルが全て表示されます。一つでも誤りがあれば、何も登録されません。",
    "計算式は使わず、値を記入してください。個人番号（マイナンバー）は、どの欄にも記入できません。",
    "登録した利用は「許可」となり、「移行」と表示されます。空欄にしたもの、許可の規則に合わないもの及び確かめていない条件は、"
    "期限のある仕事として利用する課に示されます。",
)


def workbook(policy: PolicySet, sections: Sequence[Section], now: datetime) -> bytes:
    """The xlsx: the sheet to fill in with its example row, and the instructions."""
    return write_workbook([_entry_sheet(policy, sections), guide_sheet(GUIDE, GENERAL, ITEMS)], created=now)


def _entry_sheet(policy: PolicySet, sections: Sequence[Section]) -> Sheet:
    choices = {key: tuple(among) for key, among in words(policy).items()} | {"section": tuple(one.label for one in sections)}
    example: list[CellValue] = [_example(item, choices.get(item.key, ())) for item in ITEMS]
    return Sheet(SHEET, entry_columns(ITEMS, choices), [example], title=TITLE, blank_rows=MAX_ROWS, protect=True)


def _example(item: Item, choices: Sequence[str]) -> str:
    """What the item says, or one of the town's own words."""
    return item.example or (choices[0] if choices else "")
