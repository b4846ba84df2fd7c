"""Published lists as towns really get them: how they are understood, and what is refused with which sentence."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from govapi.cloud_services.registrations.reading.cells.service import Reading, read
from govapi.cloud_services.registrations.reading.service import open_list
from govapi.kit.errors import Refusal
from govapi.policy.loading import default_policy
from tests.cloud_services.registrations.lists import HEADINGS, as_csv, as_xlsx, entry, table
from tests.files import samples

ISMAP = default_policy().cloud.registry("ismap")
LIMIT = 5 << 20


def understood(data: bytes) -> Reading:
    return read(open_list(data, "list", ISMAP, LIMIT), ISMAP)


ROWS = table([entry(1), entry(2)])
NOTES: list[list[str | None]] = [["登録簿"], ["令和8年11月24日現在"], [None]]


@pytest.mark.parametrize(
    "data",
    [
        as_csv(ROWS, "utf-8-sig"),
        as_csv(ROWS, "utf-8"),
        as_csv(ROWS, "cp932"),
        as_csv([["登録簿", ""], [], *ROWS], "cp932"),
        as_xlsx(ROWS),
        as_xlsx(ROWS, above=NOTES),
        as_xlsx([["No.", *ROWS[0]], [1, *ROWS[1]], [2, *ROWS[2]]]),
        as_xlsx(
            [["登録\n番号", "ｸﾗｳﾄﾞｻｰﾋﾞｽ名", "事業者名\n", "登　録　日", "有効期限", "言明の\r\n対象範囲", *ROWS[0][6:]], *ROWS[1:]]
        ),
        as_xlsx([*ROWS, ["※登録番号は、変わることがあります。"], ROWS[0]]),
    ],
    ids=["bom", "utf-8", "cp932", "cp932 under a title", "xlsx", "under notes", "numbered", "broken headings", "a note below"],
)
def test_a_list_is_understood_however_it_was_saved(data: bytes) -> None:
    found = understood(data)
    assert found.faults == [] and found.warnings == []
    assert [(one.number, one.service_name, one.provider_name, one.expires_on) for one in found.lines] == [
        ("C26-0001-1", "見本クラウド0001", "株式会社見本事業者0001", date(2029, 3, 31)),
        ("C26-0002-1", "見本クラウド0002", "株式会社見本事業者0002", date(2029, 3, 31)),
    ]
    assert {(one.registered_on, one.scope, one.state) for one in found.lines} == {
        (date(2026, 4, 1), "見本の機能一式", "registered")
    }


@pytest.mark.parametrize(
    "written",
    [
        "2027-03-31",
        "2027/3/31",
        "２０２７／３／３１",
        "令和９年３月３１日",
        "R9.3.31",
        "2027年3月31日",
        date(2027, 3, 31),
        datetime(2027, 3, 31),
    ],
)
def test_a_day_is_understood_however_it_is_written(written: Any) -> None:
    assert understood(as_xlsx(table([entry(1, expires_on=written)]))).lines[0].expires_on == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("text", "state", "known"),
    [
        ("登録", "registered", True),
        ("", "registered", True),
        ("一時停止中（令和8年10月から）", "suspended", True),
        ("登録取消", "cancelled", True),
        ("更新審査中", "renewing", True),
        ("登録（一時停止なし）", "registered", False),
        ("調査中", "registered", False),
    ],
)
def test_the_words_of_a_state(text: str, state: str, known: bool) -> None:
    found = understood(as_csv(table([entry(1, state=text)])))
    assert (found.lines[0].state, found.warnings == []) == (state, known)


def test_what_is_odd_is_told_and_taken() -> None:
    odd = entry(1, number="ＬＩＵ－2026－0001", expires_on="", scope="あ" * 5000, service_name="見本\nクラウド")
    found = understood(as_xlsx(table([odd])))
    assert found.faults == []
    assert (found.lines[0].number, found.lines[0].expires_on, found.lines[0].service_name) == (
        "LIU-2026-0001",
        None,
        "見本 クラウド",
    )
    assert len(found.lines[0].scope) == 4000
    assert sorted(one.pointer.rpartition("/")[2] for one in found.warnings) == ["A2", "E2", "F2"]


def test_every_fault_is_told_by_row_and_column() -> None:
    faulty = [
        entry(1, number=""),
        entry(2, expires_on="2027年2月30日"),
        entry(3, provider_name="", registered_on="きのう"),
        entry(2, service_name="見" * 301),
        entry(5, expires_on="1899-12-31"),
    ]
    found = understood(as_csv(table(faulty)))
    assert [one.pointer for one in found.faults] == ["/CSV/A2", "/CSV/E3", "/CSV/C4", "/CSV/D4", "/CSV/A5", "/CSV/B5", "/CSV/E6"]
    told = {one.pointer.rpartition("/")[2]: one.message for one in found.faults}
    assert told["A2"].startswith("セルA2（登録番号）：") and "3行目と同じ登録番号" in told["A5"] and "2027-03-31" in told["E3"]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "file_empty"),
    "headings only": (lambda: as_csv([HEADINGS]), "list_empty"),
    "another table": (lambda: as_csv([["氏名", "住所"], ["見本", "架空市"]]), "heading_missing"),
    "a heading twice": (lambda: as_csv([[*HEADINGS, "事業者名"], [*ROWS[1], "別"]]), "heading_twice"),
    "a PDF": (samples.pdf, "file_kind"),
    "a web page": (lambda: b"<html><table></table></html>", "file_kind"),
    "UTF-16": (lambda: as_csv(ROWS, "utf-16"), "file_kind"),
    "no encoding": (lambda: b"\x81\xff\xfe\x00"[:3] + b",\n", "file_encoding"),
    "an open quote": (lambda: as_csv(ROWS) + b'"C26-0003-1,\r\n', "file_corrupt"),
    "too wide": (lambda: as_csv([["x"] * 300]), "sheet_too_large"),
    "a broken workbook": (lambda: as_xlsx(ROWS)[:800], "file_corrupt"),
    "too long": (lambda: as_csv([HEADINGS, *[ROWS[1]] * 10_001]), "list_too_long"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_list_is_refused_with_a_sentence(case: str) -> None:
    make, code = HOSTILE[case]
    with pytest.raises(Refusal) as refused:
        understood(make())
    assert refused.value.code == code and refused.value.detail.endswith("。")


def test_a_missing_heading_is_named() -> None:
    with pytest.raises(Refusal, match="「登録番号」") as refused:
        understood(as_csv([["サービス名", "事業者名"], ["見本", "見本"]]))
    assert len(refused.value.errors) == 1
