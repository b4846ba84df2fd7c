"""The quick way through a workbook and the long one agree: on what is well formed, and on what stands in the cells."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govapi.files import sheet_book
from govapi.files.plain_xml import CellXml
from govapi.files.spreadsheet import Column, Sheet, open_book, write_workbook
from govapi.files.xml_scan import XmlFault, scan_xml
from govapi.kit.errors import TooLarge
from tests.files.samples import packed, shared_texts
from tests.files.test_spreadsheet import NOW

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SURE = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.text(SURE, max_size=12), st.sampled_from(["", " ", "<b>&amp;", "_x000D_", "一\n二", "=1+1", "'x'", '"', "]]>"])
)
TYPED = '<t>見本製作</t><rPh sb="0" eb="2"><t>ミホン</t></rPh><rPh sb="2" eb="4"><t>セイサク</t></rPh><phoneticPr fontId="1"/>'
PIECES = (
    f"<si>{TYPED}</si>", '<phoneticPr fontId="1"/>',
    "<row r=\"1\">", "<row r='1'>", "</row>", '<row r="2"/>', '<row r="3" spans="1:2" ht="12.5" customHeight="1">',
    '<c r="A1" s="3"/>', '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" s="1" t="s"><v>1</v></c>', '<c r="A1">', "</c>", "<v>5</v>",
    "<f>1+1</f>", "<!-- ", " -->", "<![CDATA[", "]]>", "<", ">", "&", "&amp;", '"', "<si><t>文</t></si>", "<si><t>", "</t></si>",
    "<row/>", "<si/>", "文", "<x a=\"", "<?p ", "?>",
)  # fmt: skip


def well_formed(data: bytes) -> bool:
    try:
        scan_xml([data])
    except XmlFault:
        return False
    return True


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(["worksheet", "sst"]))
@example(['<x a="', '<c r="A1" s="3"/>', '"', ">"], "worksheet")
@example(["<", '<row r="2"/>', ">"], "worksheet")
def test_what_is_left_is_well_formed_exactly_when_the_whole_is(pieces: list[str], root: str) -> None:
    data = f'{HEAD}<{root} xmlns="{MAIN}"><sheetData>{"".join(pieces)}</sheetData></{root}>'.encode()
    assert well_formed(CellXml.of(data).rest) == well_formed(data)


@pytest.mark.parametrize("encoding", ["Shift_JIS", "UTF-16", "utf-7"])
def test_other_encodings_go_the_long_way(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><sst><si><t>a</t></si></sst>'.encode()
    assert CellXml.of(data).rest == data


def both_ways(data: bytes, name: str = "表") -> tuple[object, object]:
    book = open_book(data)
    return book.grid(name), book._parsed(name)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=6))
def test_texts_read_the_same_either_way(rows: list[list[str]]) -> None:
    data = write_workbook([Sheet("表", [Column("一"), Column("二"), Column("三")], rows)], created=NOW)
    quick, long = both_ways(data)
    assert quick == long


def as_saved_by_openpyxl(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("rows", [[["a", "b"], [None, "c"]], [["a", 5]], [["=1+1", "x"]], [["a", True]], [[]]])
def test_what_is_more_than_texts_is_read_by_the_parser(rows: list[list[object]]) -> None:
    quick, long = both_ways(as_saved_by_openpyxl(rows))
    assert quick == long


def with_sheet(cells: str, texts: str) -> bytes:
    base = as_saved_by_openpyxl([["a"]])
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    parts["xl/sharedStrings.xml"] = HEAD + texts
    return packed(parts)


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ('<row r="1"><c r="B1" t="s"><v>0</v></c></row>', shared_texts("<t>見本</t><rPh sb='0' eb='2'><t>ミホン</t></rPh>")),
        ('<row r="1"><c r="B1" t="s"><v>1</v></c></row>', shared_texts("<t>一</t>", TYPED)),
        ('<row r="1"><c r="B1" t="s"><v>0</v></c></row>', shared_texts("<r><t>見</t></r><r><t>本</t></r>")),
        ('<row r="1"><c r="B1" t="s"><v>0</v></c></row>', shared_texts("<t>&#x9AD9;&amp;</t>")),
        ('<row r="1"><c r="B1" t="inlineStr"><is><t>見本</t></is></c></row>', shared_texts()),
        ('<row r="2"><c r="B2" t="s"><v>0</v></c></row><row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared_texts("<t>a</t>")),
        (
            '<!-- <row r="1"><c r="A1" t="s"><v>0</v></c></row> --><row r="2"><c r="B2" t="s"><v>0</v></c></row>',
            shared_texts("<t>a</t>"),
        ),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f><v>7</v></c></row>', shared_texts("<t>a</t>")),
    ],
    ids=["furigana", "typed in Japanese", "runs", "references", "inline", "out of order", "comment", "formula"],
)
def test_other_manners_of_writing_read_the_same(cells: str, texts: str) -> None:
    quick, long = both_ways(with_sheet(cells, texts))
    assert quick == long and quick


def test_texts_typed_in_japanese_are_plain_too() -> None:
    shared = HEAD + shared_texts(
        "<t>一</t>", TYPED, '<t xml:space="preserve"> 二 </t><phoneticPr fontId="2" type="noConversion"/>'
    )
    assert CellXml.of(shared.encode()).texts() == ["一", "見本製作", " 二 "]


def test_limits_hold_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_workbook([Sheet("表", [Column("一")], [["長" * 100]] * 50)], created=NOW)
    for limits in (
        sheet_book.SheetLimits(rows=50),
        sheet_book.SheetLimits(columns=0),
        sheet_book.SheetLimits(characters=5_000),
    ):
        with pytest.raises(TooLarge):
            open_book(data, limits).grid("表")
        with pytest.raises(TooLarge):
            open_book(data, limits)._parsed("表")
    assert len(open_book(data, sheet_book.SheetLimits(rows=51, columns=1, characters=5_002)).grid("表")) == 51
