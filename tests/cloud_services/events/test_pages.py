"""The way of an event through the pages of the service and of the use."""

from tests.cloud_services.events.test_events import EVENT
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.support.app import Office
from tests.support.web import signed_in


def test_told_once_answered_for_each_use(office: Office) -> None:
    service = registered(office)["id"]
    use = running(office, service)
    mio, misaki, aoi = (signed_in(office, name) for name in ("mio", "misaki", "aoi"))
    new = f"/cloud-services/{service}/events/new"
    assert new in mio.get(f"/cloud-services/{service}").links()
    assert new not in aoi.get(f"/cloud-services/{service}").links() and aoi.get(new).status == 403
    assert "今1件あります" in mio.get(new).text
    body = EVENT | {"kind": "incident", "known_on": "R8.11.24", "answer_by": ""}
    wrong = mio.post(new, body | {"known_on": "R8.11.25"})
    assert wrong.status == 422 and "今日以前" in wrong.text and EVENT["content"] in wrong.html
    url = mio.post(new, body).location
    event = mio.get(url)
    assert "事故として記録" in event.text and "未回答" in event.text and f"/cloud-uses/{use}#events" in event.links()
    answering = f"/cloud-uses/{use}/event-answers/{url.rsplit('/', 1)[1]}"
    record = misaki.get(f"/cloud-uses/{use}")
    assert answering in record.links() and "回答していない変化があります" in record.text
    assert aoi.get(answering).status == 404
    assert "令和8年11月27日" in misaki.get(answering).text
    assert misaki.post(answering, {"result": "stop"}).status == 422
    done = misaki.post(answering, {"result": "stop", "note": "影響が大きい。"}, follow=True).text
    assert "続けて、利用の終了手続を始めてください" in done and "利用を終了する" in done
    assert misaki.get(answering).status == 200 and "影響が大きい。" in misaki.get(answering).text
    assert "1件中1件" in aoi.get(f"/cloud-services/{service}").text
