"""Running contracts from a workbook into force: what is stored, by whom, and that it is stored once."""

import io
from pathlib import Path

import openpyxl

from govapi.audit.tables import AuditRow
from govapi.contracts.intake.rules import GUIDE, SHEET
from govapi.db.session import owned
from govapi.edge.transaction import reading
from tests.contracts.intake.books import FIRST_ROW, ROW, checked, filled, send, template_of
from tests.support.app import CODE, Office
from tests.support.office import convert
from tests.support.require import require

KAYO = "kayo"  # 契約検査課: may register for every section


def test_the_template_knows_the_town(office: Office) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_of(office.as_(KAYO))))
    assert book.sheetnames[:2] == [SHEET, GUIDE]
    sheet = book[SHEET]
    assert sheet.protection.sheet and sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
    words = {cell.value for row in book["選択肢"].iter_rows() for cell in row}
    assert {"税務課", "健康推進課", "一般競争入札", "自治体機密性３Ｂ", "あり", "含む"} <= words
    assert sheet.cell(4, 1).value == "記入例"
    assert not sheet.cell(FIRST_ROW, 2).protection.locked or sheet.column_dimensions["B"].protection is not None


def test_a_clerk_is_offered_own_sections_only(office: Office) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_of(office.as_("haru"))))
    words = {cell.value for row in book["選択肢"].iter_rows() for cell in row}
    assert "税務課" in words and "健康推進課" not in words


def test_the_untouched_template_has_nothing_to_register(office: Office) -> None:
    answer = send(office.as_(KAYO), template_of(office.as_(KAYO)))
    assert (answer.status_code, answer.json()["code"]) == (422, "intake_empty")


def test_a_running_contract_comes_into_force(office: Office) -> None:
    kayo = office.as_(KAYO)
    data = filled(
        template_of(kayo), [ROW, ROW | {"title": "証明書発送業務委託", "starts_on": "令和8年12月1日", "mark": "Ｒ８－１２"}]
    )
    assert checked(kayo, data) == {"rows": 2, "new_contractors": 1, "fault_count": 0, "faults": []}
    assert kayo.get("/contracts").json()["items"] == []
    answer = send(kayo, data)
    assert answer.status_code == 201, answer.text
    done = answer.json()
    assert (done["number"], done["rows"], done["new_contractors"]) == ("移行-0001", 2, 1)
    assert [(one["row"], one["number"], one["status"]) for one in done["contracts"]] == [
        (5, "契約-2026-0001", "active"),
        (6, "契約-2026-0002", "concluded"),
    ]
    contract = kayo.get(f"/contracts/{done['contracts'][0]['id']}").json()
    assert contract["migrated"] and [badge["key"] for badge in contract["badges"]][:1] == ["migrated"]
    assert (contract["amount"], contract["starts_on"], contract["concluded_on"]) == (1_980_000, "2026-04-01", "2026-04-01")
    assert (contract["class_code"], contract["derived_class"], contract["availability"]) == ("3C", "3C", 1)
    assert contract["answers"]["residents_data"] is True and contract["answers"]["outage_hurts"] is False
    assert "zone" not in contract["answers"] and len(contract["unanswered"]) > 3
    clauses = {one["title"]: one for one in kayo.get(f"/contracts/{contract['id']}/clauses").json()["items"]}
    assert (clauses["報告"]["state"], clauses["再委託の制限"]["state"]) == ("included", "absent")
    assert clauses["個人情報の取扱い"]["state"] == "unconfirmed" and clauses["個人情報の取扱い"]["required"]
    assert office.as_(KAYO).get("/approvals/waiting").json()["items"] == []
    assert "整理番号：Ｒ８－１２" in kayo.get(f"/contracts/{done['contracts'][1]['id']}").json()["outline"]
    found = kayo.get("/contracts", params={"q": "証明書発送"}).json()["items"]
    assert [one["title"] for one in found] == ["証明書発送業務委託"]


def test_every_contract_and_the_import_are_audited(office: Office) -> None:
    send(office.as_(KAYO), filled(template_of(office.as_(KAYO)), [ROW]))
    with reading(office.database, CODE) as session:
        rows = [row for row in session.exec(owned(session, AuditRow)) if row.actor_name == "架空　佳代"]
    rows = [row for row in rows if row.noun in ("contractor", "contract")]
    assert [row.action for row in rows] == ["contractor.register", "contract.migrate", "contract.intake"]
    assert rows[-1].number == "移行-0001" and len(rows[-1].changes["sha256"]) == 64 and rows[-1].changes["rows"] == 1


def test_a_double_click_registers_once(office: Office) -> None:
    kayo = office.as_(KAYO)
    data = filled(template_of(kayo), [ROW])
    first = send(kayo, data, headers={"Idempotency-Key": "once"})
    again = send(kayo, data, headers={"Idempotency-Key": "once"})
    assert (again.status_code, again.json()) == (201, first.json())
    other = send(kayo, filled(template_of(kayo), [ROW | {"title": "別の業務委託"}]), headers={"Idempotency-Key": "once"})
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    without_key = send(kayo, data)
    assert (without_key.status_code, without_key.json()["code"]) == (409, "intake_done")
    assert len(kayo.get("/contracts").json()["items"]) == 1


def test_a_second_import_uses_the_company_of_the_first(office: Office) -> None:
    kayo = office.as_(KAYO)
    send(kayo, filled(template_of(kayo), [ROW]))
    spelled = ROW | {"title": "別の業務委託", "name": "（株）見本受付", "corporate_number": 5999900000012}
    answer = send(kayo, filled(template_of(kayo), [spelled]))
    assert answer.status_code == 201, answer.text
    assert answer.json()["new_contractors"] == 0
    assert len(kayo.get("/contractors").json()["items"]) == 1


def test_a_clerk_registers_for_the_own_section(office: Office) -> None:
    haru = office.as_("haru")
    assert send(haru, filled(template_of(haru), [ROW])).status_code == 201
    other = send(haru, filled(template_of(haru), [ROW | {"title": "健診業務委託", "section": "健康推進課"}]))
    assert other.status_code == 422 and "ほかの課の契約" in other.json()["errors"][0]["message"]


def test_who_may_not(office: Office) -> None:
    data = filled(template_of(office.as_(KAYO)), [ROW])
    assert send(office.as_("kayo!contracts:read"), data).status_code == 403
    assert send(office.as_("stranger"), data).status_code == 403
    assert office.as_("stranger").get("/contracts/intake/template").status_code == 403


def test_libreoffice_may_have_saved_it(office: Office, tmp_path: Path) -> None:
    require("office")
    kayo = office.as_(KAYO)
    (tmp_path / "移行.xlsx").write_bytes(filled(template_of(kayo), [ROW, ROW | {"title": "二つ目の業務委託"}]))
    (tmp_path / "out").mkdir()
    [again] = convert([tmp_path / "移行.xlsx"], tmp_path / "out", "xlsx")
    answer = send(kayo, again.read_bytes())
    assert answer.status_code == 201, answer.text
    assert [one["title"] for one in answer.json()["contracts"]] == ["税証明受付業務委託", "二つ目の業務委託"]
