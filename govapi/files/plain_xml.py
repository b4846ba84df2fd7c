"""The plain majority of a workbook's XML, taken at a stroke: cells that hold a shared text, and texts without marks.

Office programs write nearly all of a sheet of texts in one manner. What matches that manner to the letter is a complete,
well-formed element; it is recognised by an expression instead of a parser, some twenty times as fast. Everything else, and any
file that differs in encoding, goes the long way round.
"""

import re
from dataclasses import dataclass
from typing import Self

_CELL = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]++")?+(?:/>| t="s"><v>[0-9]++</v></c>)'
_ROW_ATTRIBUTES = b"".join(
    rb'(?: %s="[-+.:0-9a-zE ]*+")?+' % name.encode()
    for name in ("spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed", "x14ac:dyDescent")
)
_ROWS = re.compile(rb'(?:<row r="[0-9]++"%s(?:/>|>(?:%s)*+</row>))++' % (_ROW_ATTRIBUTES, _CELL))
# What a Japanese Excel notes beside a text: how it was typed, and in which letters that is shown. It is no part of the text.
_READINGS = (
    rb'(?:<rPh sb="[0-9]++" eb="[0-9]++"><t>[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+</t></rPh>)*+'
    rb'(?:<phoneticPr fontId="[0-9]++"(?: type="[A-Za-z]++")?+(?: alignment="[A-Za-z]++")?+/>)?+'
)
_TEXTS = re.compile(rb'(?:<si><t(?: xml:space="preserve")?+>[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+</t>%s</si>)++' % _READINGS)
_DECLARED = re.compile(rb'<\?xml version="1\.0" encoding="(?i:utf-8)"(?: standalone="(?:yes|no)")?\s*\?>')

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]++")?+ t="s"><v>([0-9]{1,9})</v></c>')
_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?+>([^<]*+)</t>' + _READINGS.decode() + "</si>")
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|[a-z]+);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

Cells = list[tuple[bytes, bytes, bytes]]


@dataclass(frozen=True, slots=True)
class CellXml:
    """The XML of a sheet or of the shared texts. `rest` is well formed exactly when `data` is, and as deep: runs of plain rows
    and of plain texts stand in it as one empty element each."""

    data: bytes
    rest: bytes

    @classmethod
    def of(cls, data: bytes) -> Self:
        if not _is_plain_utf8(data):
            return cls(data, data)
        is_texts = b"<sst" in data[:400]
        return cls(data, _TEXTS.sub(b"<si/>", data) if is_texts else _ROWS.sub(b"<row/>", data))

    def filled(self) -> Cells | None:
        """Column, row and number of the shared text of each filled cell, in their order; None when the sheet holds any row
        that is not plain. The XML is known to be well formed."""
        rest = self.rest
        if rest.count(b"<sheetData><row/></sheetData>") != 1 or rest.count(b"<sheetData") != 1 or not _is_unmixed(rest):
            return None
        return _FILLED.findall(self.data)

    def texts(self) -> list[str] | None:
        """The shared texts, in their order; None when one of them is more than a text. The XML is known to be well formed."""
        if not _is_unmixed(self.rest) or b"\r" in self.data or b"_x" in self.data or not _is_plain_utf8(self.data):
            return None
        decoded = self.data.decode()
        found = _TEXT.findall(decoded)
        if len(found) != decoded.count("<si") or self.rest.count(b"<sst") != 1:
            return None
        return [_ENTITY.sub(_character, text) for text in found] if "&" in decoded else found


def _is_unmixed(rest: bytes) -> bool:
    """One name space without a prefix, and nothing that is not read: no comment, no CDATA, no instruction."""
    return rest.count(_MAIN) == 1 and b"<!" not in rest and rest.count(b"<?") == 1 and b'xmlns="%s"' % _MAIN in rest


def _is_plain_utf8(data: bytes) -> bool:
    """UTF-8 by declaration and in fact, without the two code points that are no characters of XML."""
    if _DECLARED.match(data) is None:
        return False
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return text.isascii() or not ("\ufffe" in text or "\uffff" in text)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    return chr(int(name[1:])) if name.startswith("#") else _NAMED[name]
