"""A clerk takes a request for sub-contracting through the pages: tree, form, submission, notice, end; what is refused is said."""

from datetime import date

import pytest

from tests.contracts.performance.test_papers import signed
from tests.contracts.subcontracts.deals import BELOW, REQUEST, act, asked, company, concluded
from tests.support.app import Office
from tests.support.life import Life, decide
from tests.support.web import Browser, Shown, signed_in

TYPED = {
    "name": REQUEST["name"], "address": REQUEST["address"], "representative": REQUEST["representative"], "requested_on": "R8.11.24",
    "scope": REQUEST["scope"], "reason": REQUEST["reason"], "period_from": "令和8年12月10日", "period_to": "R9.2.28", "share_percent": "２０",
    "information": "健診結果\n宛名", "class_code": "3C", "personal": "true", "measures": REQUEST["measures"],
    "supervision": REQUEST["supervision"], "assessment_plan": REQUEST["assessment_plan"], "conditions": "庁外に持ち出さないこと。",
}  # fmt: skip


def begun(person: Browser, life: Life, **changes: str) -> Shown:
    person.get(f"{life.path}/subcontracts/new")
    return person.post(f"{life.path}/subcontracts/new", {**TYPED, **changes})


def test_from_the_request_to_the_notice_and_the_end(office: Office) -> None:
    life, misaki = concluded(office), signed_in(office, "misaki")
    signed(office)
    empty = misaki.get(f"{life.path}/subcontracts")
    assert "再委託の申請はありません" in empty.text and f"{life.path}/subcontracts/new" in empty.links()
    url = begun(misaki, life).location
    record = misaki.get(url)
    assert "再委託-2026-0001" in record.text and "受付" in record.text and "健診結果、宛名" in record.text
    assert f"{url}/submit" in record.links() and f"{url}/submit-refusal" in record.links()
    misaki.get(f"{url}/submit")
    done = misaki.post(f"{url}/submit", {"note": "承諾してよろしいか伺います。"}, follow=True)
    assert "回議に付しました" in done.text and "判断待ち" in done.text
    decide(office, url.removeprefix("/subcontracts/"))
    held = misaki.get(url)
    assert "承諾" in held.text and "承諾した期間の終期" in held.text
    made = misaki.post(f"{url}/documents", {}, follow=True)
    assert "再委託承諾（不承諾）通知書　第1版" in made.text.replace(" ", "　")
    tree = misaki.get(f"{life.path}/subcontracts")
    assert url in tree.links() and "株式会社見本製作所" in tree.text and "第" in tree.text
    life.day(date(2026, 12, 11))
    misaki = signed_in(office, "misaki")
    misaki.get(f"{url}/end")
    ended = misaki.post(f"{url}/end", {"ended_on": "R8.12.11", "reason": "残りは受託者が行う。"}, follow=True)
    assert "終了を記録しました" in ended.text and "残りは受託者が行う。" in ended.text


def test_the_tree_shows_each_tier_under_the_one_it_stands_on(office: Office) -> None:
    life, misaki = concluded(office), signed_in(office, "misaki")
    upper = asked(office, life)
    act(office, upper, "submit")
    decide(office, upper["id"])
    below = asked(office, life, BELOW, parent_id=upper["id"])
    html = misaki.get(f"{life.path}/subcontracts").html
    nested = html[html.index(upper["number"]) :]
    assert "<ul>" in nested[: nested.index(below["number"])]
    assert f"{life.path}/subcontracts/new?parent={upper['id']}" in misaki.get(f"/subcontracts/{upper['id']}").links()
    form = misaki.get(f"{life.path}/subcontracts/new?parent={upper['id']}")
    assert upper["number"] in form.text


def test_the_ledger_fills_in_what_it_knows(office: Office) -> None:
    life, misaki = concluded(office), signed_in(office, "misaki")
    _id, number = company(office)
    page = begun(misaki, life, corporate_number=number, name="", address="", representative="")
    shown = misaki.get(page.location)
    assert "株式会社架空封入" in shown.text and "架空　封太" in shown.text.replace(" ", "　")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "再委託先の名称を入力してください"),
        ({"corporate_number": "1234567890123"}, "検査数字が一致しません"),
        ({"period_to": "R9.4.1"}, "契約の履行期間の終期（令和9年3月31日）まで"),
        ({"my_number": "true"}, "契約では個人番号を取り扱いません"),
        ({"scope": ""}, "再委託する業務の範囲"),
        ({"period_from": "いつか"}, "期間の始期"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(office: Office, changes: dict[str, str], sentence: str) -> None:
    answer = begun(signed_in(office, "misaki"), concluded(office), **changes)
    assert answer.status == 422
    assert sentence in answer.text
    assert TYPED["measures"] in answer.html


def test_mending_giving_up_and_revoking(office: Office) -> None:
    life, misaki = concluded(office), signed_in(office, "misaki")
    url = begun(misaki, life).location
    old = misaki.get(f"{url}/edit").hidden("_version")
    mended = misaki.post(f"{url}/edit", {**TYPED, "scope": "印刷だけ"}, follow=True)
    assert "保存しました" in mended.text and "印刷だけ" in mended.text
    misaki.get(f"{url}/edit")
    stale = misaki.post(f"{url}/edit", {**TYPED, "scope": "遅れた入力", "_version": old})
    assert stale.status == 412 and "ほかの人が先に更新しています" in stale.text and "遅れた入力" in stale.html
    misaki.get(f"{url}/submit")
    misaki.post(f"{url}/submit", {"note": "x"})
    decide(office, url.removeprefix("/subcontracts/"))
    kenichi = signed_in(office, "kenichi")
    kenichi.get(url)
    revoked = kenichi.post(f"{url}/revoke", {"reason": "無断の持出しのため。"}, follow=True)
    assert "承諾を取り消しました" in revoked.text and "無断の持出しのため。" in revoked.text
    other = begun(misaki, life).location
    misaki.get(other)
    assert "取下げ" in misaki.post(f"{other}/withdraw", {"reason": "受託者の取下げ"}, follow=True).text


def test_who_may_not_see_the_contract_finds_no_page(office: Office) -> None:
    life, misaki = concluded(office), signed_in(office, "misaki")
    url = begun(misaki, life).location
    aoi = signed_in(office, "aoi")
    paths = (url, f"{url}/edit", f"{url}/submit", f"{life.path}/subcontracts", f"{life.path}/subcontracts/new")
    assert [aoi.get(path).status for path in paths] == [404] * 5
