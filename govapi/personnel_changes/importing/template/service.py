"""Building the workbook a town may fill in; any table with these headings is read as well."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from govapi.files.entry_template import entry_columns, guide_sheet
from govapi.files.spreadsheet import CellValue, Sheet, write_workbook
from govapi.kit.entry_sheet import Item
from govapi.personnel_changes.importing.rules import LENGTHS
from govapi.personnel_changes.rules import MAX_ROWS
from govapi.policy.schema.personnel import MoveField, Personnel

FILE_NAME = "人事異動一覧.xlsx"
SHEET, GUIDE = "人事異動", "記入要領"
BLANK_ROWS = 600
GENERAL = (
    f"シート「{SHEET}」の見出しの下に、異動を1行に1件ずつ記入します（{MAX_ROWS:,}件まで）。見出しの語は、方針セットの定めによります。",
    "転出と転入は、それぞれの職員の行に書きます。前任者のいる職に就く職員の行があるときは、前任者の行も必要です。",
    "取込みの前に「確かめる」を押すと、誤りのあるセルが全て表示されます。一つでも誤りがあれば、何も取り込みません。",
    "取り込んだ内容は、公表されるまで、人事担当課の職員だけが見られます。後任者、引継ぎ及び期限のある仕事は、公表日に現れます。",
)
_DAY = "例：令和9年4月1日、R9.4.1、2027-04-01。"
HOW: Mapping[MoveField, str] = {
    "staff_number": "職員番号と氏名の両方が、職員の登録と一致するかどうかを確かめます。",
    "name": "空白及び異体字の違いは問いません。",
    "kana": "新しく採用する職員について記入します。",
    "subject": "新しく採用する職員について、サインインに使う識別子を記入します。",
    "email": "新しく採用する職員について記入します。",
    "kind": "一覧から選びます。",
    "effective_on": f"{_DAY}退職は、在職する最後の日を記入します。",
    "until": f"期間を定めた発令のときに、最後の日を記入します。{_DAY}",
    "from_department": "記入すると、前日に就いている職と一致するかどうかを確かめます。兼務解除のときは必要です。",
    "from_post": "旧所属の職名です。",
    "to_department": "課の名称です。同じ名称の課があるときは、部の名称から記入します（総務部総務課）。",
    "to_post": "新所属の職名です。同じ職名の職が複数あるときは、空いている職に就きます。",
    "remark": "ほかに残しておくことがあれば記入します。",
}


def workbook(personnel: Personnel, sections: Sequence[str], now: datetime) -> bytes:
    """The xlsx: the sheet to fill in, and the instructions."""
    items = [
        Item(column.field, column.headings[0], HOW[column.field], "", column.required, 16, LENGTHS.get(column.field, 200))
        for column in personnel.columns
    ]
    kinds = tuple(dict.fromkeys(word for kind in personnel.kinds for word in (kind.label, *kind.words)))
    choices = {"kind": kinds, "from_department": tuple(sections), "to_department": tuple(sections)}
    no_rows: list[list[CellValue]] = []
    sheet = Sheet(SHEET, entry_columns(items, choices), no_rows, blank_rows=BLANK_ROWS, protect=True)
    return write_workbook([sheet, guide_sheet(GUIDE, GENERAL, items, title="人事異動の一覧の記入要領")], created=now)
