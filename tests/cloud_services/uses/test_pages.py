"""A clerk's way through the pages of a use: chosen, applied for step by step, judged before it is submitted, permitted, changed."""

from typing import Any

import pytest

from tests.cloud_services.uses.records import BODY, INTERNAL, ITEMS, act, permitted, ready, service, submitted, terms
from tests.support.app import Office
from tests.support.life import decide
from tests.support.web import Browser, signed_in

PURPOSE = {name: str(BODY[name]) for name in ("title", "purpose", "users", "user_count", "cost", "budget_line")}
TERM = {"starts_on": "R8.12.1", "ends_on": "R9.11.30"}
RISK = {name: str(BODY[name]) for name in ("residual_risk", "risk_accepted_by", "alternative")}


def typed(name: str, values: dict[str, Any]) -> dict[str, str]:
    """Answers as a form sends them."""
    return {f"{name}.{key}": str(value).lower() if isinstance(value, bool) else str(value) for key, value in values.items()}


def fill(person: Browser, base: str, tab: str, given: dict[str, str]) -> str:
    """Sends one page of the application; the address it leads to."""
    shown = person.get(f"{base}/edit/{tab}")
    assert shown.status == 200
    sent = person.post(f"{base}/edit/{tab}", {**given, "_next": "next"})
    assert sent.status == 303, sent.text
    return sent.location


def begun(person: Browser, service_id: str) -> str:
    """A draft from the first page."""
    person.get(f"/cloud-uses/new?service_id={service_id}")
    made = person.post("/cloud-uses/new", {"service_id": service_id, "title": BODY["title"], "purpose": BODY["purpose"]})
    assert made.status == 303, made.text
    assert made.location.endswith("/edit/information")
    return made.location.removesuffix("/edit/information")


def test_an_application_from_its_service_to_the_circulation(office: Office) -> None:
    service_id, misaki = service(office, name="見本予約"), signed_in(office, "misaki")
    found = misaki.get("/cloud-uses/new?q=予約")
    assert f"/cloud-uses/new?service_id={service_id}" in found.links()
    base = begun(misaki, service_id)
    assert "接続元と契約形態を選んで保存すると" in misaki.get(f"{base}/edit/information").text
    information = {**typed("answers", INTERNAL), "information": "予約の日程"}
    assert fill(misaki, base, "information", information) == f"{base}/edit/setting"
    fill(misaki, base, "setting", {"zone": "internet", "form": "individual", "learns": "false"})
    items = misaki.get(f"{base}/edit/items")
    assert "条件を付けて利用できる" in items.text and "多要素認証" in items.text and "特定通信とする経路" not in items.text
    fill(misaki, base, "items", typed("items", ITEMS))
    fill(misaki, base, "purpose", {**PURPOSE, **TERM})
    post = str(office.town.posts["health-head"])
    assert fill(misaki, base, "risk", {**RISK, "manager_post_id": post}) == f"{base}/submit"
    before = misaki.get(f"{base}/submit").text
    assert "責任分界" in before and "総務省" in before and "未整備" in before and "変えると、扱いが軽くなること" in before
    sent = misaki.post(f"{base}/submit", {"note": "利用してよろしいか伺います。"}, follow=True)
    assert "回議に付しました" in sent.text and "回議中" in sent.text and "健康推進課課長" in sent.text


def test_what_is_missing_leads_to_its_page_and_nothing_can_be_submitted(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = begun(misaki, service(office))
    page = misaki.get(f"{base}/submit")
    assert "利用を申請し、回議に付す" not in page.text
    assert {f"{base}/edit/{tab}" for tab in ("information", "purpose", "risk", "setting")} <= set(page.links())
    record = misaki.get(base)
    assert "申請までに必要なこと" in record.text and f"{base}/edit/purpose" in record.links()
    assert misaki.post(f"{base}/submit", {"note": "伺います。"}).status == 422


def test_what_was_typed_wrong_stays_and_is_said_at_its_field(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = begun(misaki, service(office))
    misaki.get(f"{base}/edit/purpose")
    wrong = misaki.post(f"{base}/edit/purpose", {**PURPOSE, "starts_on": "来春", "user_count": "多数"})
    assert wrong.status == 422 and "2件の誤り" in wrong.text and "来春" in wrong.html and "多数" in wrong.html
    misaki.get(f"{base}/edit/items")
    wrong = misaki.post(f"{base}/edit/items", {"items.mfa": "maybe"})
    assert wrong.status == 422 and "はい又はいいえで答えてください" in wrong.text
    misaki.get(f"{base}/edit/setting")
    assert "提供されている契約形態" in misaki.post(f"{base}/edit/setting", {"form": "closed"}).text
    first, second = signed_in(office, "misaki"), signed_in(office, "sora")
    first.get(f"{base}/edit/purpose")
    second.get(f"{base}/edit/purpose")
    assert second.post(f"{base}/edit/purpose", {**PURPOSE, "users": "全員"}).status == 303
    late = first.post(f"{base}/edit/purpose", PURPOSE)
    assert late.status == 412 and "例示 空さんが" in late.text and BODY["users"] in late.text


def test_an_exception_is_asked_for_where_the_rules_want_one(office: Office) -> None:
    misaki, service_id = signed_in(office, "misaki"), service(office)
    terms(office, service_id)
    base = f"/cloud-uses/{ready(office, service_id, form='standard_terms')['id']}"
    before = misaki.get(f"{base}/submit").text
    assert "例外措置によってのみ利用できる" in before and "契約形態を「個別契約」とするとき" in before
    risk = misaki.get(f"{base}/edit/risk")
    assert "例外措置の期限" in risk.text and "約款の控え：2026-11" in risk.text
    given = {"exception_reason": "ほかにない。", "exception_measures": "氏名を伏せる。", "exception_until": "R9.11.30"}
    terms_id = risk.html.split('name="terms_id" value="')[1].split('"')[0]
    fill(misaki, base, "risk", {**RISK, **given, "terms_id": terms_id})
    assert "利用を申請し、回議に付す" in misaki.get(f"{base}/submit").text


@pytest.fixture
def running(office: Office) -> str:
    return f"/cloud-uses/{permitted(office)['id']}"


def test_a_permitted_use_is_seen_by_everybody_with_its_limits(office: Office, running: str) -> None:
    stranger = signed_in(office, "kotoha")
    page = stranger.get(running).text
    assert "自治体機密性２まで" in page and "個人情報は不可" in page and "健康推進課課長" in page and "利用の条件" in page
    assert "今、この画面でできる手続はありません" in page and "変更を申請する" not in page
    own = (BODY["residual_risk"], 'id="duties"', 'id="confirmations"', 'id="items"', 'id="papers"', "<h2>決裁</h2>")
    told, withheld = signed_in(office, "misaki").get(running).html, stranger.get(running).html
    assert [(one in told, one in withheld) for one in own] == [(True, False)] * len(own) and "申請書の詳しい内容" in page
    assert stranger.get(f"{running}/edit/purpose").status == 403
    assert running in stranger.get("/cloud-uses").links()
    drafted = f"/cloud-uses/{ready(office, service(office, name='見本会議'))['id']}"
    assert stranger.get(drafted).status == 404
    assert drafted not in stranger.get("/cloud-uses?view=all").links()


def test_a_change_shows_what_it_changes(office: Office, running: str) -> None:
    misaki = signed_in(office, "misaki")
    misaki.get(running)
    made = misaki.post(f"{running}/again", {"occasion": "change"})
    base = made.location.removesuffix("/edit")
    fill(misaki, base, "purpose", {**PURPOSE, **TERM, "user_count": "12"})
    post = str(office.town.posts["health-head"])
    assert f'value="{post}" selected' in misaki.get(f"{base}/edit/risk").html
    fill(misaki, base, "risk", {**RISK, "manager_post_id": post})
    page = misaki.get(f"{base}/submit").text
    assert "前の申請から変わるところ" in page and "利用者数" in page
    assert "変更又は更新の申請" in misaki.get(running).text and "変更を申請する" not in misaki.get(running).text
    act(office, base.rsplit("/", 1)[1], "submit", {"note": "伺います。"})
    decide(office, base.rsplit("/", 1)[1])
    assert "前の申請から変わったところ" in misaki.get(base).text


def test_a_use_is_stopped_and_started_again_and_ended(office: Office, running: str) -> None:
    head, clerk = signed_in(office, "kenichi"), signed_in(office, "misaki")
    assert "利用を停止する" in head.get(running).text and "利用を停止する" not in clerk.get(running).text
    stopped = head.post(f"{running}/suspend", {"reason": "提供者に障害があったため。"}, follow=True).text
    assert "利用停止" in stopped and "使うことはできません" in stopped
    assert "利用の再開" in head.post(f"{running}/resume", {"reason": "復旧したため。"}, follow=True).text.replace(
        "利用を再開", "利用の再開"
    )
    clerk.get(running)
    ending = clerk.post(f"{running}/start-ending", {"reason": "業務が終わるため。"}, follow=True).text
    assert "終了手続中" in ending and "終了に伴う情報の消去" in ending


def test_the_list_is_narrowed(office: Office, running: str) -> None:
    misaki = signed_in(office, "misaki")
    for narrowed, there in (
        ("q=健診", True), ("q=道路", False), ("grade=2", True), ("grade=3C", False), ("zone=internet", True), ("zone=lgwan", False),
        ("status=suspended", False), ("view=mine", True), (f"department={office.town.departments['tax']}", False), ("zone=x", True),
    ):  # fmt: skip
        assert (running in misaki.get(f"/cloud-uses?{narrowed}").links()) is there, narrowed
    assert "条件に合う利用はありません" in misaki.get("/cloud-uses?q=道路").text
    sent = f"/cloud-uses/{submitted(office, service(office, name='見本会議'))['id']}"
    assert sent in misaki.get("/cloud-uses?view=mine").links() and sent not in misaki.get("/cloud-uses").links()
    assert sent not in signed_in(office, "kotoha").get("/cloud-uses?view=all").links()
