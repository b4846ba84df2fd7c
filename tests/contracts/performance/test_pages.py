"""履行の確認 on the pages: what is due, reports with their file, a visit to its end, a roster, places, the certificate."""

from datetime import date

from tests.contracts.performance.test_papers import FINAL, signed
from tests.contracts.performance.test_reports import FEW
from tests.contracts.performance.test_rosters import ROSTER
from tests.support.app import Office
from tests.support.life import draft
from tests.support.web import signed_in


def test_a_report_is_taken_in_and_corrected(office: Office) -> None:
    life = draft(office, answers=FEW).to_active()
    life.day(date(2027, 1, 13))
    misaki = signed_in(office, "misaki")
    page = misaki.get(f"{life.path}/performance")
    assert "四半期ごと" in page.text and "遅延" in page.text
    link = f"{life.path}/reports/new?period=2026-12-01"
    assert link in page.links()
    misaki.get(link)
    typed = {"received_on": "R9.1.13", "security_ok": "false", "summary": "計画のとおり。"}
    refused = misaki.post(f"{life.path}/reports/new", typed | {"period_from": "2026-12-01"})
    assert refused.status == 422 and "その内容を入力してください" in refused.text and "計画のとおり。" in refused.html
    done = misaki.post(
        f"{life.path}/reports/new", typed | {"period_from": "2026-12-01", "security_note": "更新の遅れ"}, follow=True
    )
    assert "定期報告を受領しました" in done.text and "対策に問題あり" in done.text and "遅れて受領" in done.text
    url = next(one for one in done.links() if "/reports/" in one and "new" not in one)
    misaki.get(url)
    mended = misaki.post(url, typed | {"security_ok": "true", "security_note": ""}, follow=True)
    assert "対策に問題なし" in mended.text and "更新の遅れ" not in mended.text


def test_a_visit_to_its_end(office: Office) -> None:
    life, misaki = draft(office).to_active(), signed_in(office, "misaki")
    signed(office)
    misaki.get(f"{life.path}/site-visits/new")
    typed = {
        "planned_on": "R9.1.20",
        "from_time": "10時",
        "place": "作業所",
        "inspectors": "主事　架空　美咲",
        "items": "入退室\n媒体",
    }
    url = misaki.post(f"{life.path}/site-visits/new", typed).location
    shown = misaki.get(url)
    assert "調査-2026-0001" in shown.text and "媒体" in shown.text
    misaki.get(f"{url}/edit")
    assert "保存しました" in misaki.post(f"{url}/edit", typed | {"place": "第二作業所"}, follow=True).text
    assert "通知済" in misaki.post(f"{url}/notify", {}, follow=True).text
    assert "実地調査通知書" in misaki.post(f"{url}/documents/site_visit_notice", {}, follow=True).text
    life.day(date(2027, 1, 21))
    misaki = signed_in(office, "misaki")
    assert "予定の日を過ぎています" in misaki.get(f"{life.path}/performance").text
    misaki.get(f"{url}/carry-out")
    result = {
        "visited_on": "R9.1.20", "place": "第二作業所", "inspectors": "主事　架空　美咲", "attended_by": "見本　守", "conclusion": "おおむね適正",
        "findings.0.item": "媒体", "findings.0.content": "施錠がない。", "findings.0.due_on": "R9.2.10",
        "findings.1.item": "", "findings.1.content": "", "findings.1.due_on": "",
    }  # fmt: skip
    bad = misaki.post(f"{url}/carry-out", result | {"findings.0.due_on": "R9.1.1"})
    assert bad.status == 422 and "実施の日以後" in bad.text and "施錠がない。" in bad.html
    done = misaki.post(f"{url}/carry-out", result, follow=True)
    assert "結果を記録しました" in done.text and "施錠がない。" in done.text
    finding = next(one for one in done.links() if "/findings/" in one)
    assert any(f"source=site_visit&source_id={url.rsplit('/', 1)[1]}" in one for one in misaki.get(finding).links())
    settled = misaki.post(finding, {"settled_on": "R9.1.21", "settlement": "鍵を付けた。"}, follow=True)
    assert "確認済" in settled.text
    assert "実地調査結果書" in misaki.post(f"{url}/documents/site_visit_result", {}, follow=True).text
    assert "終了しました" in misaki.post(f"{url}/close", {}, follow=True).text


def test_a_roster_is_renewed_from_the_last_one(office: Office) -> None:
    life, misaki = draft(office).to_active(), signed_in(office, "misaki")
    misaki.get(f"{life.path}/rosters/new")
    typed = {
        "effective_on": "R8.12.1", "received_on": "R8.12.1", "workers.0.name": "見本　守", "workers.0.trained_on": "R8.10.1",
        "workers.1.name": "", "workers.1.role": "",
    }  # fmt: skip
    refused = misaki.post(f"{life.path}/rosters/new", typed | {"workers.0.trained_on": "R8.12.2"})
    assert refused.status == 422 and "今日以前の日" in refused.text
    done = misaki.post(f"{life.path}/rosters/new", typed, follow=True)
    assert "従事者名簿　第1版" in done.text.replace(" ", "　") and "見本　守" in done.text.replace(" ", "　")
    again = misaki.get(f"{life.path}/rosters/new")
    assert "見本　守" in again.html and "変更届により名簿を改める" in again.text
    haru = signed_in(office, "haru")
    assert "だけが閲覧できます" in haru.get(f"{life.path}/performance").text
    listed = office.as_("misaki").get(f"{life.path}/rosters").json()["items"][0]["id"]
    assert haru.get(f"{life.path}/rosters/{listed}").status == 404
    assert office.as_("misaki").post(f"{life.path}/rosters", ROSTER | {"received_on": "2026-12-01"}).status_code == 201
    assert "第2版" in misaki.get(f"{life.path}/performance").text


def test_a_place_and_its_end(office: Office) -> None:
    life, misaki = draft(office).to_active(), signed_in(office, "misaki")
    misaki.get(f"{life.path}/work-places/new")
    typed = {"kind": "contractor_site", "name": "作業所", "starts_on": "R8.12.1", "notified_on": "R8.12.1"}
    added = misaki.post(f"{life.path}/work-places/new", typed, follow=True)
    assert "作業場所を登録しました" in added.text and "使用中" in added.text
    link = next(one for one in added.links() if one.endswith("/end"))
    misaki.get(link)
    assert misaki.post(link, {"ends_on": "R8.12.31", "notified_on": "R8.12.1", "reason": ""}).status == 422
    ended = misaki.post(link, {"ends_on": "R8.12.31", "notified_on": "R8.12.1", "reason": "移転"}, follow=True)
    assert "廃止を記録しました" in ended.text and "移転" in ended.text


def test_the_certificate_is_made_on_the_page_of_the_inspections(office: Office) -> None:
    life, sora = draft(office).to_completed(), signed_in(office, "sora")
    made = office.as_("sora").post(f"{life.path}/inspections", FINAL).json()["id"]
    page = sora.get(f"{life.path}/closing")
    assert "検査調書を作成する" in page.text
    done = sora.post(f"{life.path}/closing/inspections/{made}/certificate", {}, follow=True)
    assert "検査調書　第1版" in done.text.replace(" ", "　")
