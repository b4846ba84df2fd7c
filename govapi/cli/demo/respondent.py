"""The contractor of the demo's check: fills the workbook in with nothing but the file, as any spreadsheet program would."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from govapi.assessments.workbook.rules import ANSWER, HEADINGS, NUMBER, REASON, RESPONDENT_NAME, RESPONDENT_TITLE, SHEET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
COLUMNS = dict(zip(HEADINGS, "ABCDEFGH", strict=True))


def filled(data: bytes, reasons: Mapping[str, tuple[str, str]], *, name: str, title: str) -> bytes:
    """The workbook with every question answered 実施済, but for ``reasons`` (question → answer and reason)."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {info.filename: book.read(info) for info in book.infolist()}
    place = _place(parts)
    sheet = _Cells(parts[place], parts["xl/sharedStrings.xml"])
    for row, texts in sheet.texts.items():
        question = texts.get(COLUMNS[NUMBER], "")
        if "-" in question:
            answer, reason = reasons.get(question, ("実施済", ""))
            sheet.write(f"{COLUMNS[ANSWER]}{row}", answer)
            if reason:
                sheet.write(f"{COLUMNS[REASON]}{row}", reason)
        for column, text in texts.items():
            if text in (RESPONDENT_NAME, RESPONDENT_TITLE):
                beside = "C" if column == "A" else chr(ord(column) + 1)
                sheet.write(f"{beside}{row}", name if text == RESPONDENT_NAME else title)
    parts[place] = sheet.packed()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)
    return made.getvalue()


def _place(parts: Mapping[str, bytes]) -> str:
    """Where the sheet to be filled in lies within the package."""
    book, relations = etree.fromstring(parts["xl/workbook.xml"]), etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    wanted = next(one.get(RELATION) for one in book.iter(f"{{{MAIN}}}sheet") if one.get("name") == SHEET)
    return "xl/" + str(next(one.get("Target") for one in relations if one.get("Id") == wanted))


class _Cells:
    """The cells of one sheet by their address."""

    def __init__(self, sheet: bytes, shared: bytes) -> None:
        self._root = etree.fromstring(sheet)
        strings = ["".join(one.itertext()) for one in etree.fromstring(shared)]
        self._cells = {str(cell.get("r")): cell for cell in self._root.iter(f"{{{MAIN}}}c")}
        self.texts: dict[str, dict[str, str]] = {}
        for address, cell in self._cells.items():
            value = cell.find(f"{{{MAIN}}}v")
            if cell.get("t") == "s" and value is not None:
                self.texts.setdefault(address[1:], {})[address[0]] = strings[int(value.text or 0)]

    def write(self, address: str, text: str) -> None:
        cell = self._cells[address]
        for old in list(cell):
            cell.remove(old)
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t").text = text

    def packed(self) -> bytes:
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
