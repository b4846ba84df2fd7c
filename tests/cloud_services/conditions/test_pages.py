"""A condition through its pages, without JavaScript: added on the route, met with a proof, returned, checked."""

from tests.cloud_services.uses.records import permitted, submitted
from tests.files import samples
from tests.support.app import Office
from tests.support.web import signed_in


def test_one_is_added_on_the_route_and_taken_back(office: Office) -> None:
    use = submitted(office)["id"]
    akira, misaki = signed_in(office, "akira"), signed_in(office, "misaki")
    new = f"/cloud-uses/{use}/conditions/new"
    assert new in akira.get(f"/cloud-uses/{use}").links() and new not in misaki.get(f"/cloud-uses/{use}").links()
    assert misaki.get(new).status == 403
    akira.get(new)
    body = {"label": "利用者の範囲", "text": "健診係の職員に限ること。", "due": "date"}
    wrong = akira.post(new, body)
    assert wrong.status == 422 and "どちらか一方を入力してください" in wrong.text and "健診係の職員に限ること。" in wrong.html
    added = akira.post(new, body | {"due_days": "３０"}, follow=True)
    assert "条件を加えました" in added.text and "決定の日から30日以内" in added.text
    url = next(link for link in added.links() if "/conditions/" in link and "利用者の範囲" in akira.get(link).text)
    akira.get(url)
    assert "取り消しました" in akira.post(f"{url}/remove", follow=True).text


def test_it_blocks_the_start_until_it_is_met_and_is_checked(office: Office) -> None:
    use = permitted(office)["id"]
    misaki, akira = signed_in(office, "misaki"), signed_in(office, "akira")
    record = misaki.get(f"/cloud-uses/{use}")
    assert "利用の開始前です" in record.text
    url = next(link for link in record.links() if "/conditions/" in link and "責任分界の取決め" in misaki.get(link).text)
    misaki.get(url)
    wrong = misaki.post(f"{url}/meet", {"met_on": "R9.1.1", "note": "責任分界を定めた。"})
    assert wrong.status == 422 and "今日以前の日" in wrong.text
    file = {"file": ("責任分界表.pdf", samples.pdf(), "application/pdf")}
    given = {"met_on": "R8.11.24", "note": "責任分界を定めた。"}
    misaki.get(url)
    assert "情報政策担当課の確認待ち" in misaki.post(f"{url}/meet", given, files=file, follow=True).text
    page = akira.get(url)
    assert f"{url}/proof/content" in page.links() and "条件は満たされていますか" in page.text
    stale = akira.post(f"{url}/check", {"satisfied": "true", "_version": "1"})
    assert stale.status == 412 and "先に更新しています" in stale.text
    akira.get(url)
    back = akira.post(f"{url}/check", {"satisfied": "false", "note": "写しが読めない。"}, follow=True)
    assert "差戻し" in back.text
    assert "写しが読めない。" in misaki.get(url).text
