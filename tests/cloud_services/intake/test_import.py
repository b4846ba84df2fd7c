"""Running uses from a workbook into the ledger: what is stored, what becomes a duty, and that it is stored whole or not at all."""

import io
from typing import Any

import openpyxl
import pytest

from govapi.cloud_services.intake.rules import GUIDE, SHEET
from tests.cloud_services.intake.books import ABROAD, ROW, checked, filled, handed_in, place_of, send, template_of
from tests.cloud_services.register import registered
from tests.support.app import Office
from tests.support.web import signed_in

MIO, MISAKI = "mio", "misaki"  # 情報政策課: for every section; 健康推進課: for its own


def duties_of(office: Office, use_id: str, who: str = MISAKI) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in office.as_(who).get("/duties", params={"record_id": use_id, "limit": 200}).json()["items"]:
        found.setdefault(one["kind"], []).append(one)
    return found


def test_a_running_use_enters_the_ledger_with_its_service_and_provider(office: Office) -> None:
    mio = office.as_(MIO)
    rows = [ROW | {"mark": "Ａ－１２"}, ABROAD]
    looked = checked(mio, *rows)
    assert looked == {"rows": 2, "new_services": 2, "new_contractors": 1, "fault_count": 0, "faults": []}
    assert mio.get("/cloud-uses").json()["items"] == []
    answer = handed_in(mio, *rows)
    assert answer.status_code == 201, answer.text
    done = answer.json()
    assert (done["number"], done["rows"], done["new_services"], done["new_contractors"]) == ("移行-0001", 2, 2, 1)
    assert {one["status"] for one in done["uses"]} == {"permitted"}
    use = office.as_("haru").get(f"/cloud-uses/{done['uses'][0]['id']}").json()  # seen by all staff
    assert use["migrated"] and use["number"] == "クラウド-2026-0001" and "整理番号：Ａ－１２" in use["purpose"]
    assert (use["class_code"], use["zone"], use["form"], use["cost"]) == ("2", "internet", "individual", 132_000)
    assert (use["starts_on"], use["decided_on"], use["confirm_on"]) == ("2025-04-01", "2025-03-20", "2027-03-20")
    service = mio.get(f"/cloud-services/{use['service_id']}").json()
    assert (service["provider_name"], service["data_countries"]) == ("株式会社見本ソフトウェア", ["日本", "架空国"])
    abroad = mio.get(f"/cloud-services/{done['uses'][1]['service_id']}").json()
    assert (abroad["provider_name"], abroad["provider_country"], abroad["contractor_id"]) == ("Mihon Meet Inc.", "架空国", None)
    managers = mio.get(f"/cloud-uses/{use['id']}/managers").json()["items"]
    assert [one["post_title"] for one in managers] == ["健康推進課課長"]
    assert office.as_("akira").get("/approvals/waiting").json()["items"] == []


def test_what_is_lacking_becomes_a_duty_and_what_is_there_does_not(office: Office) -> None:
    gaps = {"class_code": None, "personal": None, "my_number": None, "learns": None, "decided_on": None, "confirm_on": None}
    poor = ABROAD | gaps | {"manager": None, "users": None, "section": "税務課"}
    done = handed_in(office.as_(MIO), ROW, poor).json()["uses"]
    whole, lacking = (duties_of(office, one["id"], MIO) for one in done)
    assert set(whole) >= {"cloud.confirmation", "cloud.condition"} and "cloud.manager" not in whole
    assert [one["due_on"] for one in whole["cloud.confirmation"]] == ["2027-03-19"]  # the working day before
    assert len(lacking["cloud.manager"]) == 1
    titles = {one["title"] for one in lacking["cloud.condition"]}
    assert any("移行登録の不足の補充" in title for title in titles)
    # that the disclosure is not judged is a duty of the service, and told once
    assert not any("規則に合わない" in one["title"] for one in whole["cloud.condition"])
    of_service = duties_of(office, done[0]["service_id"], MIO)["cloud.judgement"]
    assert any("外国" in one["title"] for one in of_service)
    assert len(lacking["cloud.condition"]) == done[1]["open_points"]
    [gap] = [
        one for one in office.as_(MIO).get(f"/cloud-uses/{done[1]['id']}/conditions").json()["items"] if "不足" in one["label"]
    ]
    shown = [office.as_(MIO).get(f"/cloud-uses/{one['id']}").json() for one in done]
    assert [(one["class_label"], one["harder"]) for one in shown] == [("自治体機密性２", None), ("分類は未確認", None)]
    assert "「利用者の範囲」" in gap["text"] and gap["due_on"] == "2027-02-22" and gap["state"] == "open"


def test_a_use_against_the_rules_is_entered_and_has_to_be_looked_at(office: Office) -> None:
    done = handed_in(office.as_(MIO), ABROAD | {"class_code": "自治体機密性３Ｂ", "personal": "あり"}).json()["uses"]
    use = office.as_(MIO).get(f"/cloud-uses/{done[0]['id']}").json()
    assert (use["class_code"], use["personal"]) == ("3B", True)
    conditions = office.as_(MIO).get(f"/cloud-uses/{use['id']}/conditions").json()["items"]
    [review] = [one for one in conditions if one["label"] == "許可の規則に合わない利用の見直し"]
    assert "利用できない" in review["text"] and review["due"] == "date"


def test_a_registered_service_is_used_and_two_sections_share_a_new_one(office: Office) -> None:
    known = registered(office, name="見本チャット", forms=["standard_terms"])
    chat = ABROAD | {"service": "見本　チャット", "provider": None, "country": None, "kind": None}
    rows = [chat, ROW, ROW | {"section": "税務課", "form": "約款型", "title": "通知の作成"}]
    done = handed_in(office.as_(MIO), *rows).json()
    assert (done["new_services"], done["uses"][0]["service_id"]) == (1, known["id"])
    assert done["uses"][1]["service_id"] == done["uses"][2]["service_id"]
    shared = office.as_(MIO).get(f"/cloud-services/{done['uses'][1]['service_id']}").json()
    assert sorted(shared["forms"]) == ["individual", "standard_terms"]


def test_the_same_file_again_stores_nothing(office: Office) -> None:
    mio = office.as_(MIO)
    data = filled(template_of(mio), [ROW])
    assert send(mio, data).status_code == 201
    again = send(mio, data)
    assert (again.status_code, again.json()["code"]) == (409, "intake_done")
    assert len(mio.get("/cloud-uses").json()["items"]) == 1


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": None}, "title", "入力してください"),
    ({"section": "隣町税務課"}, "section", "この団体の組織にない課です"),
    ({"form": "口約束"}, "form", "次のいずれかを選んでください"),
    ({"zone": None}, "zone", "次のいずれかを選んでください"),
    ({"provider": None}, "provider", "提供者の名称を入力してください"),
    ({"kind": None}, "kind", "サービスの種類を選んでください"),
    ({"corporate_number": "5999900000013"}, "corporate_number", ""),
    ({"corporate_number": None}, "corporate_number", "国外の事業者のときは提供者の国"),
    ({"corporate_number": None, "country": "日本"}, "corporate_number", "提供者の国を空欄にし、法人番号を"),
    ({"country": "架空国"}, "country", "提供者の国を空欄にしてください"),
    ({"starts_on": "令和8年12月1日"}, "starts_on", "利用の申請をしてください"),
    ({"starts_on": "来年"}, "starts_on", ""),
    ({"ends_on": "R8.3.31"}, "ends_on", "利用期間が既に終わっています"),
    ({"decided_on": "R8.12.1"}, "decided_on", "承認日が先の日付です"),
    ({"personal": "あり"}, "class_code", "「自治体機密性３Ｃ」以上になります"),
    ({"my_number": "あり", "class_code": None}, "personal", "「あり」を選んでください"),
    ({"class_code": "取り扱わない", "personal": "あり"}, "class_code", "情報を取り扱っています"),
    ({"user_count": "十人くらい"}, "user_count", ""),
    ({"user_count": 2_000_000}, "user_count", "以下の数"),
    ({"remark": "番号 123456789018"}, "remark", "個人番号"),
    ({"terms_url": "javascript:alert(1)"}, "terms_url", "https://"),
    ({"contract": "契約-2026-9999"}, "contract", "登録されていないか、閲覧できません"),
    ({"manager": "課長代理補佐"}, "manager", "課長、係長、主事"),
    ({"data_countries": "あ" * 61}, "data_countries", "60字以内"),
]


def test_every_fault_stands_under_its_cell_and_nothing_is_stored(office: Office) -> None:
    mio = office.as_(MIO)
    template = template_of(mio)
    rows = [ROW | {"service": f"見本文書作成{number}"} | change for number, (change, _key, _message) in enumerate(FAULTS)]
    rows += [ROW | {"service": "見本重複"}, ROW | {"service": "見本　重複"}]
    answer = send(mio, filled(template, rows))
    assert (answer.status_code, answer.json()["code"]) == (422, "intake_faults"), answer.text
    faults = {one["pointer"].rpartition("/")[2]: one["message"] for one in answer.json()["errors"]}
    for number, (change, key, message) in enumerate(FAULTS):
        cell = place_of(template, key, 5 + number)
        assert message in faults.get(cell, "―"), (change, faults)
    assert "1行にまとめてください" in faults[place_of(template, "service", 5 + len(FAULTS) + 1)]
    assert mio.get("/cloud-uses").json()["items"] == mio.get("/cloud-services").json()["items"] == []


def test_a_row_of_another_provider_or_form_is_told(office: Office) -> None:
    registered(office, name="見本文書作成", forms=["standard_terms"])
    mio = office.as_(MIO)
    told = checked(mio, ROW | {"provider": None, "corporate_number": None})["faults"]
    assert len(told) == 1 and "約款型で提供される" in told[0]["message"]
    assert checked(mio, ROW)["new_services"] == 1  # another provider: another service


def test_a_clerk_registers_for_the_own_section_only(office: Office) -> None:
    words = openpyxl.load_workbook(io.BytesIO(template_of(office.as_(MISAKI))))
    assert words.sheetnames[:2] == [SHEET, GUIDE]
    offered = {cell.value for row in words["選択肢"].iter_rows() for cell in row}
    assert {"健康推進課", "生成ＡＩ", "約款型", "自治体機密性３Ｂ"} <= offered and "税務課" not in offered
    told = checked(office.as_(MISAKI), ROW | {"section": "税務課"})
    assert "ほかの課の利用は登録できません" in told["faults"][0]["message"]
    assert handed_in(office.as_(MISAKI), ROW).status_code == 201


@pytest.mark.parametrize("act", ["check", "store"])
def test_the_page_looks_through_and_registers(office: Office, act: str) -> None:
    mio = signed_in(office, MIO)
    mio.get("/cloud-uses/intake")
    template = template_of(office.as_(MIO))
    bad = mio.post("/cloud-uses/intake", {"act": act}, files={"file": ("a.xlsx", filled(template, [ROW | {"title": None}]))})
    assert bad.status == 422 and f"{place_of(template, 'title')} 利用の名称 入力してください" in bad.text
    mio.get("/cloud-uses/intake")
    good = mio.post("/cloud-uses/intake", {"act": act}, files={"file": ("a.xlsx", filled(template, [ROW]))})
    if act == "check":
        assert good.status == 200 and "登録できる利用は1件" in good.text
    else:
        assert "1件の利用を移行登録しました（移行-0001）" in mio.get(good.location).text
