"""The register of accounts as a page, a workbook and a CSV: what stands in it, for whom, and nothing that would run."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from govapi.sns_accounts.ledger.rules import COLUMNS, KEYS, Line
from tests.sns_accounts.officers.accounts import name
from tests.sns_accounts.standing import becomes, opened
from tests.support.app import Office
from tests.support.web import signed_in

PLAN = {"categories": ["notice", "event"], "takes": ["dm"], "mfa_kind": "app", "secrets_kept": "課の金庫", "mfa_holder": "係長"}
HEADINGS = [heading for heading, _width in COLUMNS]


def rows_of(office: Office, who: str = "misaki", **asked: Any) -> list[dict[str, str]]:
    answer = office.as_(who).get("/sns-accounts/ledger", params={"file_type": "csv", **asked})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_an_account_stands_in_the_ledger(office: Office) -> None:
    path = opened(office, **PLAN)
    assert rows_of(office)[0]["責任者（氏名）"] == "（欠員）"
    name(office, path, "health-head", "2026-11-24")
    name(office, path, "health-staff", "2026-11-24", "misaki", "operator")
    (row,) = rows_of(office)
    assert (row["状態"], row["サービス"], row["所管課"]) == ("運用中", "X（旧Twitter）", "健康推進課")
    assert (row["責任者（職）"], row["責任者（氏名）"], row["運用担当者"]) == (
        "健康推進課課長", "仮名　健一", "健康推進課主事　架空　美咲",
    )  # fmt: skip
    assert (row["発信できる情報"].startswith("行政からのお知らせ"), row["次の年次の確認"]) == (True, "2027-11-24")
    sheet = load_workbook(BytesIO(office.as_("misaki").get("/sns-accounts/ledger").content)).active
    assert sheet is not None
    told = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert HEADINGS in told
    assert "仮名　健一" in signed_in(office, "aoi").get("/sns-accounts/ledger").html
    assert len(COLUMNS) == len(Line.__dataclass_fields__) - 1 + KEYS


def test_where_secrets_are_kept_is_not_for_everybody(office: Office) -> None:
    opened(office, **PLAN)
    assert rows_of(office)[0]["ID及びパスワードの保管場所"] == "課の金庫"
    assert rows_of(office, "hikaru")[0]["多要素認証の機器を保管する職"] == "係長"
    (row,) = rows_of(office, "aoi")
    assert set(row) == set(HEADINGS[:-KEYS])
    assert "課の金庫" not in str(row)
    for extension in ("csv", "xlsx"):
        assert signed_in(office, "aoi").get(f"/sns-accounts/ledger.{extension}").status == 200


def test_nothing_in_a_cell_runs(office: Office) -> None:
    opened(office, name="=HYPERLINK(1)", purpose="+1", secrets_kept="@SUM(A1)")
    (row,) = rows_of(office)
    for heading in ("アカウントの名称", "目的", "アカウントID", "ID及びパスワードの保管場所"):
        assert row[heading].startswith("'"), heading
    sheet = load_workbook(BytesIO(office.as_("misaki").get("/sns-accounts/ledger").content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_it_is_narrowed(office: Office) -> None:
    ended = opened(office)
    opened(office)
    becomes(office, ended, "closed")
    counts = [len(rows_of(office, **asked)) for asked in ({}, {"ended": True}, {"platform": "line"})]
    assert counts == [1, 2, 0]
