"""A clerk walks a round through the pages, JavaScript off: ready, sent, typed in, reviewed, given back, judged."""

import re
from datetime import date
from typing import Any

import pytest

from tests.assessments.rounds import FIT, Round, Rounds, needed, represented
from tests.assessments.test_check_sheet_answers import certificate, second
from tests.support.app import Office
from tests.support.life import circulation
from tests.support.web import Browser, Shown, signed_in


def typed(shown: Shown, kind: str, values: dict[str, dict[str, str]], default: dict[str, str]) -> dict[str, Any]:
    """Every field of the page's form, with the values for the questions named and ``default`` for the rest."""
    found: dict[str, Any] = {}
    for index, question in re.findall(rf'name="{kind}\.(\d+)\.question" value="([^"]+)"', shown.html):
        found[f"{kind}.{index}.question"] = question
        for name, value in {**default, **values.get(question, {})}.items():
            found[f"{kind}.{index}.{name}"] = value
    return found


def entered(misaki: Browser, one: Round, values: dict[str, dict[str, str]], **more: str) -> Shown:
    shown = misaki.get(f"{one.path}/answers/edit")
    assert shown.status == 200, shown.text
    return misaki.post(f"{one.path}/answers/edit", {**typed(shown, "answers", values, {"answer": "done"}), **more})


def reviewed(misaki: Browser, url: str) -> None:
    """Every answer is looked at; one does not do, which wants a word."""
    review = misaki.get(f"{url}/answers")
    verdicts = typed(review, "verdicts", {"B3-1": {"verdict": "insufficient"}}, {"verdict": "accepted"})
    refused = misaki.post(f"{url}/answers", verdicts)
    assert refused.status == 422 and "設問B3-1：不足とするときは、何が足りないかを入力してください。" in refused.text
    lacking = typed(
        review, "verdicts", {"B3-1": {"verdict": "insufficient", "comment": "計画を示すこと。"}}, {"verdict": "accepted"}
    )
    misaki.get(f"{url}/answers")
    saved = misaki.post(f"{url}/answers", {**lacking, "_at": "B"})
    assert saved.location == f"{url}/answers#domain-B"
    assert "計画を示すこと。" in misaki.get(f"{url}/answers?only=insufficient").text


def test_a_round_on_the_pages(office: Office) -> None:
    rounds, misaki = needed(office), signed_in(office, "misaki")
    represented(office, rounds.contractor_id)
    asked = misaki.get(f"/assessments/{rounds.assessment_id}/check-sheets/new")
    assert "25問" in asked.text and "令和8年12月24日" in asked.html
    given = {"occasion": "first", "deadline": "R8.12.24", "contact_name": "見本　守", "contact_email": "mamoru@mihon.example.jp"}
    url = misaki.post(f"/assessments/{rounds.assessment_id}/check-sheets/new", given).location
    one = Round(office, url.rsplit("/", 1)[1])
    record = misaki.get(url)
    assert "準備中" in record.text and "見本　守" in record.text.replace(" ", "　")
    assert "作成しました" in misaki.post(f"{url}/documents/check_sheet_request", follow=True).text
    misaki.get(url)
    assert "「回答待ち」にしました" in misaki.post(f"{url}/send", follow=True).text
    late = entered(misaki, one, {"B3-1": {"answer": "na"}}, complete="true", respondent_name="見本　守")
    assert late.status == 422 and "設問B3-1：「該当なし」とする理由を入力してください。" in late.text
    assert late.html.count('value="done" checked') == 24  # nothing typed is lost
    done = entered(
        misaki, one, {"B3-1": {"answer": "partly", "remark": "12月に実施"}}, complete="true", respondent_name="見本　守"
    )
    assert (done.status, done.location) == (303, url)
    reviewed(misaki, url)
    page = misaki.get(f"{url}/submit")
    assert "領域ごとの集計" in page.text and "所属長が決裁します。" in page.text
    sent = misaki.post(f"{url}/submit", FIT, follow=True)
    assert "回議に付しました" in sent.text and "判断待ち" in sent.text
    approval = circulation(office, one.id)["id"]
    assert url in signed_in(office, "sachi").get(f"/approvals/{approval}").links()
    misaki.get(url)
    one.decide()
    decided = misaki.get(url)
    assert "評価済" in decided.text and "適合" in decided.text and "回議に付" not in decided.text
    assert "作成しました" in misaki.post(f"{url}/documents/assessment_result", follow=True).text
    assert rounds.assessment().valid_until == date(2028, 11, 24)


def test_answers_are_saved_part_by_part(office: Office) -> None:
    one, misaki = needed(office).opened().to_awaiting(), signed_in(office, "misaki")
    shown = misaki.get(f"{one.path}/answers/edit")
    part = typed(shown, "answers", {"A1-1": {"answer": "done"}, "A2-1": {"answer": "na", "remark": "確認中"}}, {"answer": ""})
    saved = misaki.post(f"{one.path}/answers/edit", {**part, "_at": "A"})
    assert saved.location == f"{one.path}/answers/edit#domain-A"
    again = misaki.get(f"{one.path}/answers/edit")
    assert "回答2問（全25問）" in again.text and "確認中" in again.html
    old = again.hidden("_version")
    office.as_("kenichi").patch(one.path, {"contact_name": "例示"}, etag=office.as_("kenichi").get(one.path).headers["ETag"])
    stale = misaki.post(f"{one.path}/answers/edit", {**part, "answers.0.remark": "書いたもの", "_version": old})
    assert stale.status == 412 and "ほかの人が先に更新しています" in stale.text and "書いたもの" in stale.html
    kept = misaki.post(f"{one.path}/answers/edit", {**part, "answers.0.remark": "書いたもの"})
    assert kept.status == 303


def test_the_last_answers_are_copied_by_a_button(office: Office) -> None:
    rounds = needed(office)
    first = rounds.opened().to_submitted()
    first.decide()
    one, misaki = second(office, rounds).to_awaiting(), signed_in(office, "misaki")
    page = misaki.get(f"{one.path}/answers/edit")
    assert "前回の回答：実施済" in page.text and "この領域に前回の回答を写す" in page.text
    part = typed(page, "answers", {"B3-1": {"answer": "partly"}}, {"answer": ""})
    copied = misaki.post(f"{one.path}/answers/edit", {**part, "_copy": "B"})
    assert copied.location.endswith("#domain-B")
    answers = one.answers()
    assert (answers["B3-1"]["answer"], answers["B2-1"]["answer"], answers["A1-1"]["answer"]) == ("partly", "done", "")
    misaki.get(f"{one.path}/answers/edit")
    page = misaki.get(f"{one.path}/answers/edit")
    kept = typed(page, "answers", {"B3-1": {"answer": "partly"}, "B2-1": {"answer": "done"}}, {"answer": ""})
    misaki.post(f"{one.path}/answers/edit", {**kept, "_copy": "all"})
    assert one.now()["progress"]["answered"] == 25
    assert one.answers()["B3-1"]["answer"] == "partly"


def test_a_certificate_and_what_is_proven_on_the_pages(office: Office) -> None:
    rounds = needed(office)
    proof = certificate(office, rounds)
    one, misaki = rounds.opened().to_answered(), signed_in(office, "misaki")
    page = misaki.get(f"{one.path}/answers")
    assert proof["number"] in page.text and "まとめて確認済にする" in page.text
    after = misaki.post(f"{one.path}/accept-proven", follow=True)
    assert "まとめて確認済にしました" in after.text
    assert one.now()["progress"]["reviewed"] > 0


def test_giving_back_and_giving_up(office: Office) -> None:
    one, misaki = needed(office).opened().to_answered().review({"C1-1": "手順書の写しを示すこと。"}), signed_in(office, "misaki")
    page = misaki.get(f"{one.path}/return")
    assert "「不足」とした設問が1問あります" in page.text
    assert misaki.post(f"{one.path}/return", {"reason": "", "deadline": "R9.1.15"}).status == 422
    misaki.get(f"{one.path}/return")
    back = misaki.post(f"{one.path}/return", {"reason": "手順書を補ってください。", "deadline": "R9.1.15"}, follow=True)
    assert "差戻し" in back.text and "手順書を補ってください。" in back.text and "令和9年1月15日" in back.text
    assert "手順書の写しを示すこと。" in misaki.get(f"{one.path}/answers/edit").text
    misaki.get(one.path)
    gone = misaki.post(f"{one.path}/withdraw", {"reason": "契約しないこととしたため。"}, follow=True)
    assert "取下げ" in gone.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"verdict": ""}, "「評価」を選んでください。"),
        ({"verdict": "conditional"}, "付する条件を入力してください"),
        ({"verdict": "conditional", "conditions": "改善", "until": "R10.1.1"}, "令和9年5月24日までの日"),
        ({"verdict": "unfit", "opinion": ""}, "その理由を意見に入力してください"),
    ],
)
def test_what_may_not_be_proposed_is_said_and_nothing_typed_is_lost(
    office: Office, changes: dict[str, str], sentence: str
) -> None:
    one, misaki = needed(office).opened().to_answered().review(), signed_in(office, "misaki")
    misaki.get(f"{one.path}/submit")
    answer = misaki.post(f"{one.path}/submit", {**FIT, **changes})
    assert answer.status == 422 and sentence in answer.text
    assert FIT["note"] in answer.html


def test_the_list_and_who_sees_it(office: Office) -> None:
    one = needed(office).opened().to_awaiting()
    misaki = signed_in(office, "misaki")
    listed = misaki.get("/check-sheets?status=awaiting&tier=B")
    assert one.path in listed.links() and "0／25" in listed.text
    assert "条件に合うチェックシートはありません" in misaki.get("/check-sheets?late=true").text
    kayo = signed_in(office, "kayo")  # 契約担当: sees, does nothing
    record = kayo.get(one.path)
    assert record.status == 200 and f"{one.path}/answers/edit" not in record.links()
    assert [kayo.get(f"{one.path}/{part}").status for part in ("answers", "answers/edit", "edit", "receive")] == [
        200,
        404,
        404,
        404,
    ]
    aoi = signed_in(office, "aoi")
    assert [aoi.get(f"{one.path}{part}").status for part in ("", "/answers", "/answers/edit", "/submit")] == [404] * 4
    assert "チェックシートは、まだありません" in aoi.get("/check-sheets").text


def test_pages_of_another_state_are_not_there(office: Office) -> None:
    rounds: Rounds = needed(office)
    one, misaki = rounds.opened(), signed_in(office, "misaki")
    for part in ("answers/edit", "receive", "return", "submit"):
        assert misaki.get(f"{one.path}/{part}").status == 404
    assert misaki.get(f"{one.path}/edit").status == 200
