"""The pages of the assessments and the campaigns, as a clerk walks them; JavaScript off."""

from datetime import date

from govapi.assessments.campaigns.running.service import OPENS, SENDS
from tests.assessments import rounds
from tests.assessments.jobs import work_off
from tests.support.app import Office
from tests.support.web import signed_in


def test_from_the_list_to_an_early_review(office: Office) -> None:
    one, misaki = rounds.needed(office, "B"), signed_in(office, "misaki")
    url = f"/assessments/{one.assessment_id}"
    listed = misaki.get("/assessments?within=30&tier=B")
    assert url in listed.links() and "初回評価の時期" in listed.text
    assert url not in misaki.get("/assessments?status=fit").links()
    record = misaki.get(url)
    assert "契約-2026-0901の履行開始（令和8年12月1日）までの初回の評価" in record.text
    assert "情報セキュリティポリシー 6(8)" in record.text and "区分Ｂ" in record.text
    assert f"{url}/check-sheets/new" in record.links()
    asked = misaki.get(f"{url}/triggers/new")
    assert "監査、自己点検又は実地調査による指摘" in asked.text and "事故の発生" not in asked.text
    refused = misaki.post(f"{url}/triggers/new", {"kind": "audit_finding", "label": "", "happened_on": "令和8年11月20日"})
    assert refused.status == 422 and "「何があったか」を入力してください。" in refused.text
    done = misaki.post(
        f"{url}/triggers/new",
        {"kind": "audit_finding", "label": "持出しの記録がなかった。", "happened_on": "令和8年11月20日"},
        follow=True,
    )
    assert "臨時の再評価を始めました" in done.text and "持出しの記録がなかった。" in done.text


def test_the_company_shows_how_it_was_assessed(office: Office) -> None:
    one, misaki = rounds.needed(office, "C"), signed_in(office, "misaki")
    company = misaki.get(f"/contractors/{one.contractor_id}")
    assert f"/assessments/{one.assessment_id}" in company.links() and "未評価" in company.text
    ahead = f"/contractors/{one.contractor_id}/assessments/new"
    assert ahead in company.links()
    misaki.get(ahead)
    typed = {
        "tier": "A", "title": "住民健康管理システム更新業務委託", "reason": "見積依頼の前に確かめるため。", "starts_on": "令和9年2月1日",
        "ends_on": "令和9年9月30日",
    }  # fmt: skip
    done = misaki.post(ahead, typed, follow=True)
    assert "評価の必要を記録しました" in done.text and "区分Ａ" in done.text and "依頼-2026-0001" in done.text
    light = misaki.get(f"/assessments/{one.assessment_id}")
    assert "今は不要" in light.text


def test_other_bureaus_see_nothing(office: Office) -> None:
    one = rounds.needed(office, "B")
    aoi = signed_in(office, "aoi")  # of the 教育部
    assert aoi.get(f"/assessments/{one.assessment_id}").status == 404
    assert one.assessment_id not in aoi.get("/assessments").html
    assert one.assessment_id not in aoi.get(f"/contractors/{one.contractor_id}").html
    assert "一斉確認を行うことができるのは、情報政策担当課の職員です。" in aoi.get("/campaigns").text


def test_a_section_whose_own_contract_wants_it_sees_it(office: Office) -> None:
    one = rounds.needed(office, "B")
    rounds.needed(office, "C", section="schools")
    aoi = signed_in(office, "aoi")
    assert "株式会社見本製作所の委託先評価" in aoi.get(f"/assessments/{one.assessment_id}").text


def test_a_campaign_on_the_pages(office: Office) -> None:
    rounds.needed(office, "B")
    ren = signed_in(office, "ren")
    ren.get("/campaigns/new")
    assert (
        "「件名」を入力してください。" in ren.post("/campaigns/new", {"title": "", "tiers": ["B"], "deadline": "R8.12.18"}).text
    )
    url = ren.post("/campaigns/new", {"title": "令和8年度委託先一斉確認", "tiers": ["B"], "deadline": "令和8年12月18日"}).location
    shown = ren.get(url)
    assert "今始めると対象になる委託先（1件）" in shown.text and "株式会社見本製作所" in shown.text
    ren.get(f"{url}/edit")
    assert (
        "保存しました"
        in ren.post(f"{url}/edit", {"title": "令和8年度一斉確認", "tiers": ["A", "B"], "deadline": "R8.12.18"}, follow=True).text
    )
    ren.get(url)
    assert "準備処理中" in ren.post(f"{url}/open", {}, follow=True).text
    work_off(office, OPENS)
    ren.get(url)
    ren.post(f"{url}/send", {})
    work_off(office, SENDS)
    rounds.go_to(office, date(2026, 12, 21))
    ren = signed_in(office, "ren")
    late = ren.get(url)
    assert "回答の遅れている委託先" in late.text and "遅れ1件" in late.text and "電子メールなし" in late.text
    assert "督促しました" in ren.post(f"{url}/nudge", {}, follow=True).text
    assert url in ren.get("/campaigns?status=open").links()
