"""The way of an unapproved use through its pages, without JavaScript."""

from tests.cloud_services.register import registered
from tests.cloud_services.running import section
from tests.cloud_services.unapproved.records import FOUND, STOP, STOPPED, found
from tests.support.app import Office
from tests.support.web import signed_in


def test_from_the_discovery_to_the_end(office: Office) -> None:
    mio, misaki = signed_in(office, "mio"), signed_in(office, "misaki")
    service = registered(office, name="見本翻訳", kana="ミホンホンヤク")["id"]
    assert "記録はありません" in mio.get("/unapproved-uses").text
    asked = mio.get(f"/unapproved-uses/new?service_id={service}")
    assert 'value="見本翻訳"' in asked.html and "令和8年12月8日" in asked.text
    body = FOUND | {"department_id": section(office), "service_id": service, "personal": "true", "found_on": "R8.11.20"}
    wrong = mio.post("/unapproved-uses/new", body | {"found_on": "R8.12.20"})
    assert wrong.status == 422 and "今日以前" in wrong.text and FOUND["how_found"] in wrong.html
    url = mio.post("/unapproved-uses/new", body).location
    record = mio.get(url)
    assert "個人情報が入力されていました" in record.text and any(
        one.startswith("/incidents/new?unapproved_use_id=") for one in record.links()
    )
    assert misaki.get(f"{url}/order-stop").status == 404
    assert mio.get(f"{url}/order-stop").status == 200
    assert "停止を指示" in mio.post(f"{url}/order-stop", STOP, follow=True).text
    assert STOP["instruction"] in misaki.get(f"{url}/report").text
    assert "報告あり" in misaki.post(f"{url}/report", STOPPED, follow=True).text
    assert "修正する" not in misaki.last.text  # type: ignore[union-attr]
    mio.get(url)
    ended = mio.post(f"{url}/close-removed", {}, follow=True).text
    assert "対応済" in ended and "利用を停止し、情報を消去した" in ended
    assert url in misaki.get("/unapproved-uses?outcome=removed").links()
    assert "条件に合う記録はありません" in misaki.get("/unapproved-uses?late=1").text


def test_what_another_changed_meanwhile_is_said(office: Office) -> None:
    mio, kenichi = signed_in(office, "mio"), signed_in(office, "kenichi")
    url = f"/unapproved-uses/{found(office)['id']}"
    mio.get(f"{url}/edit"), kenichi.get(f"{url}/edit")
    body = {**FOUND, "found_on": "R8.11.20", "personal": "true"}
    assert "保存しました" in mio.post(f"{url}/edit", body, follow=True).text
    second = kenichi.post(f"{url}/edit", body | {"purpose": "別の目的"})
    assert second.status == 412 and "先に更新しています" in second.text and "別の目的" in second.html
    assert signed_in(office, "misaki").get(f"{url}/edit").status == 404
