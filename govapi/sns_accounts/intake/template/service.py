"""Building the workbook a town fills in."""

from collections.abc import Sequence
from datetime import datetime

from govapi.files.entry_template import entry_columns, guide_sheet
from govapi.files.spreadsheet import CellValue, Sheet, write_workbook
from govapi.kit.entry_sheet import Item
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.intake.rules import GUIDE, ITEMS, MANY, MAX_ROWS, SHEET, lists, words

FILE_NAME = "ソーシャルメディアアカウント移行登録.xlsx"
TITLE = f"ソーシャルメディアアカウントの移行登録（1行に1件、{MAX_ROWS:,}件まで。書き方はシート「{GUIDE}」を見てください。）"
GENERAL = (
    f"シート「{SHEET}」の見出しの下に、現在運用しているアカウントを1行に1件ずつ記入します。見出しは変えないでください。",
    "登録の前に「確かめる」を押すと、誤りのあるセルが全て表示されます。一つでも誤りがあれば、何も登録されません。",
    "計算式は使わず、値を記入してください。個人番号（マイナンバー）及びパスワードは、どの欄にも記入できません。",
    "登録したアカウントは「運用中」となり、「移行」と表示されます。責任者の欠員、運用手順、確認の項目等で整っていないものは、"
    "期限のある仕事として運用する課に示されます。",
    "首長及び議員個人のアカウントは、登録の対象ではありません。",
)


def workbook(policy: PolicySet, sections: Sequence[Section], now: datetime) -> bytes:
    """The xlsx: the sheet to fill in with its example row, and the instructions."""
    headings = {item.key: item.heading for item in ITEMS}
    told = [f"「{headings[key]}」に記入できる言葉：{'、'.join(among)}。" for key, among in lists(policy).items()]
    guide = guide_sheet(GUIDE, [*GENERAL, *told], ITEMS)
    return write_workbook([_entry_sheet(policy, sections), guide], created=now)


def _entry_sheet(policy: PolicySet, sections: Sequence[Section]) -> Sheet:
    choices = {key: tuple(among) for key, among in words(policy).items()} | {"section": tuple(one.label for one in sections)}
    firsts = {**choices, **{key: tuple(among) for key, among in lists(policy).items() if key in MANY}}
    example: list[CellValue] = [_example(item, firsts.get(item.key, ())) for item in ITEMS]
    return Sheet(SHEET, entry_columns(ITEMS, choices), [example], title=TITLE, blank_rows=MAX_ROWS, protect=True)


def _example(item: Item, choices: Sequence[str]) -> str:
    """What the item says, or one of the town's own words."""
    return item.example or (choices[0] if choices else "")
