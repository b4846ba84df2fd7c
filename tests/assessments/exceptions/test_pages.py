"""A clerk asks for an exception on the pages, from the assessment to the officer's decision."""

import pytest

from tests.assessments.exceptions.test_exceptions import BODY
from tests.assessments.rounds import needed
from tests.support.app import Office
from tests.support.life import HOLDERS, circulation, decide
from tests.support.web import signed_in

TYPED = {**BODY, "until": "令和9年3月31日"}


def test_from_the_form_to_the_decision(office: Office) -> None:
    rounds, misaki = needed(office, "A"), signed_in(office, "misaki")
    page = f"/assessments/{rounds.assessment_id}/exceptions/new"
    assert page in misaki.get(f"/assessments/{rounds.assessment_id}").links()
    form = misaki.get(page)
    assert "統括情報セキュリティ責任者" in form.text and "未評価" in form.text and "令和9年11月24日までの日" in form.text
    url = misaki.post(page, TYPED).location
    record = misaki.get(url)
    assert "下書き" in record.text and BODY["compensation"] in record.text and "令和9年3月31日まで" in record.text
    misaki.get(f"{url}/submit")
    done = misaki.post(f"{url}/submit", {"note": "許可を申請します。"}, follow=True)
    assert "回議に付しました" in done.text
    approval = circulation(office, url.removeprefix("/assessment-exceptions/"))
    decider = HOLDERS[approval["steps"][-1]["post_title"]]
    assert url in signed_in(office, decider).get(f"/approvals/{approval['id']}").links()
    decide(office, approval["record_id"])
    granted = misaki.get(url)
    assert "有効" in granted.text and "例外措置の期限" in granted.text and "仮名 次郎" in granted.text
    assert url in misaki.get(f"/assessments/{rounds.assessment_id}").links()


def test_a_draft_is_mended_and_given_up(office: Office) -> None:
    rounds, misaki = needed(office, "B"), signed_in(office, "misaki")
    page = f"/assessments/{rounds.assessment_id}/exceptions/new"
    misaki.get(page)
    url = misaki.post(page, TYPED).location
    old = misaki.get(f"{url}/edit").hidden("_version")
    mended = misaki.post(f"{url}/edit", {**TYPED, "reason": "改めた理由", "until": "R9.2.28"}, follow=True)
    assert "保存しました" in mended.text and "改めた理由" in mended.text
    misaki.get(f"{url}/edit")
    stale = misaki.post(f"{url}/edit", {**TYPED, "reason": "遅れた理由", "_version": old})
    assert stale.status == 412 and "遅れた理由" in stale.html
    misaki.get(url)
    assert "取下げ" in misaki.post(f"{url}/withdraw", {"reason": "ほかの委託先を選ぶため。"}, follow=True).text
    assert misaki.get(f"{url}/submit").status == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"compensation": ""}, "「代わりに講じる措置」"),
        ({"until": "いつか"}, "期限"),
        ({"until": "R10.4.1"}, "令和9年11月24日まで"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(office: Office, changes: dict[str, str], sentence: str) -> None:
    page, misaki = f"/assessments/{needed(office, 'B').assessment_id}/exceptions/new", signed_in(office, "misaki")
    misaki.get(page)
    answer = misaki.post(page, {**TYPED, **changes})
    assert answer.status == 422
    assert sentence in answer.text and BODY["reason"] in answer.html
