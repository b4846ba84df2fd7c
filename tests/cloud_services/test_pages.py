"""A clerk's way through the register: looked for, registered, corrected; terms checked, a judgement put in writing."""

from tests.cloud_services.register import ABROAD, registered
from tests.cloud_services.running import running
from tests.files.samples import pdf
from tests.support import life
from tests.support.app import Office
from tests.support.web import signed_in

TYPED = {
    **ABROAD,
    "name": "見本チャット",
    "kana": "ミホンチャット",
    "kinds": ["", "saas"],
    "forms": ["", "individual"],
    "data_countries": "日本、架空国",
}


def test_a_service_is_looked_for_and_registered(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    assert "まだ登録されていません" in misaki.get("/cloud-services").text
    assert "/cloud-services/new?name=" in misaki.get("/cloud-services/choose?q=見本").html
    assert misaki.get("/cloud-services/new").status == 200
    refused = misaki.post("/cloud-services/new", TYPED | {"provider_country": "日本", "kinds": [""]})
    assert refused.status == 422
    assert "委託先に登録してから" in misaki.post("/cloud-services/new", TYPED | {"provider_country": "日本"}).text
    made = misaki.post("/cloud-services/new", TYPED)
    record = misaki.get(made.location)
    for words in ("見本チャット", "Mihon Cloud Inc.（架空国）", "日本、架空国", "未判断", "約款の控えは、まだ記録されていません"):
        assert words in record.text
    assert f"/cloud-uses/new?service_id={made.location.rsplit('/', 1)[1]}" in record.links()
    assert "見本チャット" in misaki.get("/cloud-services/choose?q=チャット").text
    again = signed_in(office, "haru").post("/cloud-services/new", TYPED)
    assert (again.status, "既に登録されています" in again.text) == (409, True)


def test_a_service_is_corrected_and_taken_off(office: Office) -> None:
    service = registered(office)
    sora, url = signed_in(office, "sora"), f"/cloud-services/{service['id']}"
    company = life.contractor(office)
    assert "見本チャット" in sora.get(f"{url}/edit").html
    sora.get(f"{url}/edit?contractor_id={company}")
    changed = {**TYPED, "contractor_id": company, "provider_name": "", "provider_country": "", "name": "見本トーク"}
    page = sora.post(f"{url}/edit", changed, follow=True)
    assert "見本トーク" in page.text
    assert f"/contractors/{company}" in page.links()
    assert "受付終了" in sora.post(f"{url}/retire", {"reason": "提供が終わるため"}, follow=True).text
    assert "見本トーク" not in sora.get("/cloud-services").text
    assert "受付終了" in sora.get("/cloud-services?retired=true").text
    assert signed_in(office, "haru").get(f"{url}/edit").status == 403


def test_terms_and_judgements_on_the_page(office: Office) -> None:
    service = registered(office)
    running(office, service["id"])
    misaki, url = signed_in(office, "misaki"), f"/cloud-services/{service['id']}"
    assert "あなたの所属では、既にこのサービスを利用しています" in misaki.get(url).text
    assert misaki.get(f"{url}/terms/new").status == 200
    typed = {"checked_on": "R8.11.24", "risks": ["", "no_secrecy"], "edition": "第3版"}
    assert "ファイルを選ぶか、本文を貼り付けてください" in misaki.post(f"{url}/terms/new", typed).text
    page = misaki.post(f"{url}/terms/new", typed, files={"file": ("規約.pdf", pdf(), "application/pdf")}, follow=True)
    assert "規約.pdf" in page.text
    assert "最初の控え" in page.text
    link = next(one for one in page.links() if one.endswith("/content"))
    assert misaki.get(link).headers["content-disposition"].startswith("attachment;")
    misaki.get(f"{url}/terms/new")
    page = misaki.post(f"{url}/terms/new", {"checked_on": "R8.11.24", "text": "改めた約款"}, follow=True)
    assert "前回から変わっています" in page.text
    assert misaki.get(f"{url}/judgements/new").status == 403
    akira = signed_in(office, "akira")
    asked = akira.get(f"{url}/judgements/new?kind=disclosure")
    assert "判断する者：" in asked.text
    assert "例示　明" in asked.html
    given = {"kind": "disclosure", "judged_on": "R8.11.24", "text": "国内にのみ保存される。", "acceptable": "true"}
    assert akira.post(f"{url}/judgements/new", given | {"acceptable": ""}).status == 422
    judged = akira.post(f"{url}/judgements/new", given, follow=True)
    assert "おそれがないと判断" in judged.text
    assert "情報政策課課長" in judged.text
