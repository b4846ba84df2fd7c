"""A clerk asks for a waiver on the pages: from the clause table to the officer's decision; what is refused is said."""

import pytest

from tests.contracts.waivers.test_waivers import BODY, drafted
from tests.support.app import Office
from tests.support.life import HOLDERS, Life, circulation, decide
from tests.support.web import Browser, Shown, signed_in

TYPED = {**BODY, "until": "令和9年3月31日"}


def begun(person: Browser, life: Life, **changes: str) -> Shown:
    person.get(f"{life.path}/waivers/new?clause=staff_training")
    return person.post(f"{life.path}/waivers/new", {**TYPED, **changes})


def test_from_the_clause_table_to_the_decision(office: Office) -> None:
    life, misaki = drafted(office), signed_in(office, "misaki")
    table = misaki.get(f"{life.path}/clauses")
    link = f"{life.path}/waivers/new?clause=staff_training"
    assert link in table.links()
    asked = misaki.get(link)
    assert "統括情報セキュリティ責任者" in asked.text
    url = begun(misaki, life).location
    record = misaki.get(url)
    assert "下書き" in record.text and BODY["reason"] in record.text and "令和9年3月31日まで" in record.text
    assert f"{url}/submit" in record.links() and f"{url}/edit" in record.links()
    misaki.get(f"{url}/submit")
    done = misaki.post(f"{url}/submit", {"note": "許可を申請します。"}, follow=True)
    assert "回議に付しました" in done.text and "判断待ち" in done.text
    approval = circulation(office, url.removeprefix("/waivers/"))
    decider = HOLDERS[approval["steps"][-1]["post_title"]]
    assert url in signed_in(office, decider).get(f"/approvals/{approval['id']}").links()
    decide(office, approval["record_id"])
    granted = misaki.get(url)
    assert "許可" in granted.text and "有効" in granted.text and "仮名　次郎" in granted.text.replace(" ", "　")
    contract = misaki.get(life.path)
    assert url in contract.links() and "例外-2026-0001" in contract.text


def test_a_draft_is_mended_and_given_up(office: Office) -> None:
    life, misaki = drafted(office), signed_in(office, "misaki")
    url = begun(misaki, life).location
    old = misaki.get(f"{url}/edit").hidden("_version")
    mended = misaki.post(f"{url}/edit", {"reason": "改めた理由", "until": "R9.3.31"}, follow=True)
    assert "保存しました" in mended.text and "改めた理由" in mended.text
    misaki.get(f"{url}/edit")
    stale = misaki.post(f"{url}/edit", {"reason": "遅れた理由", "until": "R9.3.1", "_version": old})
    assert stale.status == 412
    assert "ほかの人が先に更新しています" in stale.text and "遅れた理由" in stale.html
    misaki.get(url)
    assert "取下げ" in misaki.post(f"{url}/withdraw", {"reason": "条項を入れることとしたため。"}, follow=True).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "「理由」を入力してください。"),
        ({"until": "いつか"}, "期限"),
        ({"until": "R9.4.1"}, "履行期間の終期（令和9年3月31日）まで"),
        ({"clause_key": "reporting"}, "既に契約に入っています"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(office: Office, changes: dict[str, str], sentence: str) -> None:
    life, misaki = drafted(office), signed_in(office, "misaki")
    answer = begun(misaki, life, **changes)
    assert answer.status == 422
    assert sentence in answer.text
    assert BODY["compensation"] in answer.html


def test_the_form_says_when_nothing_can_be_waived(office: Office) -> None:
    life = drafted(office)
    life.include()
    assert "例外措置を申請できる条項はありません" in signed_in(office, "misaki").get(f"{life.path}/waivers/new").text


def test_who_may_not_see_the_contract_finds_no_page(office: Office) -> None:
    life, misaki = drafted(office), signed_in(office, "misaki")
    url = begun(misaki, life).location
    aoi = signed_in(office, "aoi")
    assert [aoi.get(path).status for path in (url, f"{url}/edit", f"{life.path}/waivers/new")] == [404, 404, 404]
