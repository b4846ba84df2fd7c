"""The ledger of approved uses as a page, a workbook and a CSV: what stands in it, for whom, and nothing that would run."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from govapi.cloud_services.ledger.rules import COLUMNS, Line
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import permitted
from tests.support.app import Office
from tests.support.web import signed_in


def rows_of(office: Office, who: str = "sora", **asked: Any) -> list[dict[str, str]]:
    answer = office.as_(who).get("/cloud-uses/ledger", params={"file_type": "csv", **asked})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_an_approved_use_stands_in_the_ledger_for_everybody(office: Office) -> None:
    use = permitted(office)
    (row,) = rows_of(office, "aoi")
    assert (row["番号"], row["サービス"], row["所管課"]) == (use["number"], "見本チャット", "健康推進課")
    assert (row["承認の区分"], row["承認の日"], row["次の確認の日"]) == ("条件付承認", "2026-11-24", use["confirm_on"])
    assert row["承認した者（職）"] == use["decided_by_post"]
    assert row["満たしていない条件"].split("、")[0] in [one["label"] for one in use["ruling"]["conditions"]]
    assert (row["登録制度への登録"], row["情報の保存国"], row["移行"]) == ("", "日本", "なし")
    answer = office.as_("aoi").get("/cloud-uses/ledger")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    told = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert any("架空市　承認済みクラウドサービス台帳" in str(line[0]) for line in told)
    assert [heading for heading, _width in COLUMNS] in told
    assert any(line[0] == use["number"] for line in told)


def test_nothing_in_a_cell_runs(office: Office) -> None:
    service = registered(office, name="=HYPERLINK(1)", provider_name="＝見本", subprocessors="")
    running(office, service["id"], title="@SUM(A1)", users="-1+1", decided_by_name="+見本")
    (row,) = rows_of(office)
    for heading in ("サービス", "提供者", "件名", "利用者の範囲", "承認した者（氏名）"):
        assert row[heading].startswith("'"), heading
    sheet = load_workbook(BytesIO(office.as_("sora").get("/cloud-uses/ledger").content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_what_has_ended_is_seen_by_its_own(office: Office) -> None:
    service = registered(office)
    running(office, service["id"], status="ended", title="終わった利用")
    running(office, service["id"], "学校教育課", title="続く利用")
    running(office, service["id"], status="draft", title="下書き")
    assert [row["件名"] for row in rows_of(office)] == ["続く利用"]
    assert {row["件名"] for row in rows_of(office, ended=True)} == {"続く利用", "終わった利用"}
    assert [row["件名"] for row in rows_of(office, "aoi", ended=True)] == ["続く利用"]
    assert rows_of(office, department_id=service["department_id"]) == []
    assert office.as_("sora").get("/cloud-uses/ledger", params={"file_type": "pdf"}).status_code in (400, 422)


def test_the_page_gives_the_files_and_makes_the_list(office: Office) -> None:
    use = permitted(office)
    ren = signed_in(office, "ren")
    page = ren.get("/cloud-uses/ledger")
    assert use["number"] in page.text
    assert "健康推進課課長" in page.text
    assert ren.get("/cloud-uses/ledger.xlsx").headers["content-type"].startswith("application/vnd.openxml")
    assert ren.get("/cloud-uses/ledger.csv?ended=true").headers["content-type"].startswith("text/csv")
    ren.get("/cloud-uses/ledger?department=x&ended=y")
    made = ren.post("/cloud-uses/manager-list", follow=True)
    assert "クラウドサービス管理者指定一覧" in made.text
    assert any(link.startswith("/documents/") for link in made.links())


def test_every_column_has_its_value() -> None:
    assert len(COLUMNS) == len(Line.__dataclass_fields__)
