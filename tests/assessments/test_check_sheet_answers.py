"""Answers from paper, what is offered from the last cycle, what a certificate says already, and what makes 適合 impossible."""

from datetime import date
from typing import Any

import pytest

from tests.assessments.rounds import FIT, STAFF, Round, Rounds, go_to, needed, represented
from tests.files.samples import pdf
from tests.support.app import Office


def pointers(answer: Any) -> list[str]:
    return [fault["pointer"] for fault in answer.json()["errors"]]


def test_a_draft_is_kept_as_it_is_and_taken_in_when_it_is_whole(office: Office) -> None:
    one = needed(office).opened().to_awaiting()
    some = [
        {"question": "A1-1", "answer": "done"},
        {"question": "A2-1", "answer": "na"},
        {"question": "A3-1", "remark": "確認中"},
    ]
    draft = one.put("answers", {"answers": some, "respondent_name": "見本　守"})
    assert draft.status_code == 200, draft.text
    assert draft.json()["progress"] | {"reviewed": 0} == {"asked": 25, "answered": 2, "reviewed": 0, "insufficient": 0}
    answers = one.answers()
    assert (answers["A2-1"]["answer_label"], answers["A3-1"]["remark"]) == ("該当なし", "確認中")
    blocked = {action["action"]: action["blocked_because"] for action in one.now()["available_actions"]}
    assert "23問" in blocked["receive"]
    refused = office.as_(STAFF).act(f"{one.path}/receive", {})
    assert refused.status_code == 422 and len(refused.json()["errors"]) == 24  # 23 without an answer, one without its reason
    rest = [{"question": key, "answer": "done"} for key, answer in answers.items() if not answer["answer"]]
    assert one.put("answers", {"answers": [*rest, {"question": "A2-1", "answer": "done"}]}).status_code == 200
    done = one.act("receive", {"respondent_name": "見本　守", "respondent_title": "情報管理部長"})
    assert (done["status"], done["answered_by_label"], done["respondent_title"]) == ("answered", "職員による入力", "情報管理部長")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([{"question": "A1-1", "answer": "na"}], ["/answers/0/reason"]),
        ([{"question": "A1-1", "answer": "not_done", "reason": " "}], ["/answers/0/reason"]),
        ([{"question": "Z9-9", "answer": "done"}], ["/answers/0/question"]),
        ([{"question": "D3-1", "answer": "done"}], ["/answers/0/question"]),  # asked by the full sheet only
        ([{"question": "A1-1", "answer": "done"}] * 2, ["/answers/1/question"]),
        ([{"question": "A1-1", "answer": ""}], ["/answers/0/answer"]),
        (
            [{"question": "Z9-9", "answer": "done"}, {"question": "A1-1", "answer": "na"}, {"question": "A2-1"}],
            ["/answers/0/question", "/answers/1/reason", "/answers/2/answer"],
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(office: Office, given: list[Any], wanted: list[str]) -> None:
    one = needed(office).opened().to_awaiting()
    before = one.answers()
    named = {item["question"] for item in given}
    rest = [{"question": key, "answer": "done"} for key in before if key not in named]
    answer = one.put("answers", {"answers": [*given, *rest], "complete": True})
    assert answer.status_code == 422 and pointers(answer) == wanted
    assert one.answers() == before and one.now()["status"] == "awaiting"


def test_answers_are_taken_while_they_are_awaited_and_from_those_who_may(office: Office) -> None:
    one = needed(office).opened()
    body = {"answers": [{"question": "A1-1", "answer": "done"}]}
    assert one.put("answers", body).status_code == 409
    one.act("send")
    assert one.put("answers", body, by="kayo").status_code == 403  # sees it as 契約担当, does not answer
    misaki = office.as_(STAFF)
    etag = misaki.get(one.path).headers["ETag"]
    assert misaki.put(f"{one.path}/answers", body, etag=etag).status_code == 200
    assert misaki.put(f"{one.path}/answers", body, etag=etag).status_code == 412
    assert misaki.put(f"{one.path}/answers", body).status_code == 428


def second(office: Office, rounds: Rounds, on: date = date(2028, 1, 11)) -> Round:
    go_to(office, on)
    return rounds.opened()


def test_the_last_cycle_is_offered_and_what_changed_is_seen(office: Office) -> None:
    rounds = needed(office)
    first = rounds.opened().to_answered(
        {"B3-1": {"answer": "partly", "reason": "一部の部署で未実施"}, "A2-1": {"remark": "担当：見本"}}
    )
    first.review({"B3-1": "全ての部署で実施すること。"}).act("submit", FIT)
    first.decide()
    again = second(office, rounds)
    assert again.now()["previous_id"] == first.id
    offered = again.answers()["B3-1"]
    assert offered["answer"] == ""  # offered, not taken over
    assert offered["previous"] == {
        "answer": "partly", "answer_label": "一部実施", "reason": "一部の部署で未実施", "remark": "",
        "comment": "全ての部署で実施すること。", "text": offered["text"], "same_question": True, "change": "", "change_label": "",
    }  # fmt: skip
    again.to_awaiting().write({"A1-1": {"answer": "partly"}, "A2-1": {"remark": "担当：例示"}})
    moved = {key: answer["previous"]["change_label"] for key, answer in again.answers().items()}
    assert {key: label for key, label in moved.items() if label != "変更なし"} == {
        "A1-1": "後退", "A2-1": "変更あり", "B3-1": "改善",
    }  # fmt: skip


def test_a_reworded_question_is_shown_beside_its_old_wording_and_not_offered(office: Office) -> None:
    rounds = needed(office)
    first = rounds.opened().to_submitted()
    first.decide()
    reworded(office, "A1-1")
    again = second(office, rounds)
    answers = again.answers()
    assert (answers["A1-1"]["question_version"], answers["A1-1"]["text"]) == (2, "改めた設問の文言ですか。")
    assert answers["A1-1"]["previous"]["same_question"] is False
    assert answers["A1-1"]["previous"]["text"] == first.answers()["A1-1"]["text"] != answers["A1-1"]["text"]
    assert answers["A2-1"]["previous"]["same_question"] is True
    assert first.answers()["A1-1"]["question_version"] == 1  # the old round keeps the questions it was sent with


def reworded(office: Office, question: str) -> None:
    """The next version of the policy set asks this question in other words."""
    ren = office.as_("ren")
    number = ren.get("/policy-sets/current").json()["id"]
    files = dict(ren.get(f"/policy-sets/{number}/files").json()["files"])
    path = next(name for name, text in files.items() if f"id: {question}\n" in text and "questions" in name)
    head, _, tail = files[path].partition(f"id: {question}\n")
    lines = tail.split("\n")
    at = next(index for index, line in enumerate(lines) if line.strip().startswith("text:"))
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    end = next(
        i for i, line in enumerate(lines[at + 1 :], at + 1) if line.startswith(f"{indent}") and line[len(indent)] not in " -"
    )
    lines[at:end] = [f"{indent}text: 改めた設問の文言ですか。", f"{indent}version: 2"]
    kept = [line for index, line in enumerate(lines) if not (line == f"{indent}version: 1" and index < at + 12)]
    files[path] = f"{head}id: {question}\n" + "\n".join(kept)
    answer = ren.post("/policy-sets", {"files": files, "note": "設問の見直し"})
    assert answer.status_code == 201, answer.text


def certificate(office: Office, rounds: Rounds, *, in_scope: bool = True, until: str = "2028-06-30") -> Any:
    """An ISO/IEC 27001 certificate of the contractor, with its scope looked at."""
    misaki = office.as_(STAFF)
    given = {
        "kind": "iso27001",
        "scope": "本社",
        "issued_on": "2025-07-01",
        "stated_until": until,
        "certificate_number": "JP-0001",
    }
    file = {"file": ("認証書.pdf", pdf(), "application/pdf")}
    answer = misaki.request("POST", f"/contractors/{rounds.contractor_id}/evidence", data=given, files=file)
    assert answer.status_code == 201, answer.text
    path = f"/evidence/{answer.json()['id']}"
    scope = {"in_scope": in_scope, "note": "本社で作業を行うため。"}
    decided = misaki.post(f"{path}/decide-scope", scope, etag=misaki.get(path).headers["ETag"])
    assert decided.status_code == 200, decided.text
    return answer.json()


def test_a_certificate_within_scope_answers_its_questions(office: Office) -> None:
    rounds = needed(office)
    proof = certificate(office, rounds)
    one = rounds.opened()
    certified = {key: answer["evidence"]["number"] for key, answer in one.answers().items() if answer["evidence"]}
    assert certified and set(certified.values()) == {proof["number"]}
    assert {one.answers()[key]["answer"] for key in certified} == {"done"}
    one.to_awaiting()
    key = next(iter(certified))
    said = {"question": key, "answer": "partly", "remark": "一部の拠点が認証の対象外"}
    assert one.put("answers", {"answers": [said]}).status_code == 200
    assert one.answers()[key]["evidence"] is None  # the contractor says otherwise: the certificate no longer speaks


def test_a_certificate_recorded_before_the_sending_counts_too(office: Office) -> None:
    rounds = needed(office)
    one = rounds.opened()
    assert not any(answer["evidence"] for answer in one.answers().values())
    proof = certificate(office, rounds)
    one.act("send")
    assert {answer["evidence"]["number"] for answer in one.answers().values() if answer["evidence"]} == {proof["number"]}


@pytest.mark.parametrize(("in_scope", "until"), [(False, "2028-06-30"), (True, "2026-11-23")])
def test_a_certificate_out_of_scope_or_past_its_day_answers_nothing(office: Office, in_scope: bool, until: str) -> None:
    rounds = needed(office)
    certificate(office, rounds, in_scope=in_scope, until=until)
    assert not any(answer["evidence"] or answer["answer"] for answer in rounds.opened().answers().values())


def test_what_is_proven_is_accepted_at_once(office: Office) -> None:
    rounds = needed(office)
    certificate(office, rounds)
    one = rounds.opened().to_answered({"D1-1": {"answer": "partly"}})
    accepted = one.act("accept-proven")
    answers = one.answers()
    taken = {key for key, answer in answers.items() if answer["verdict"] == "accepted"}
    expected = {
        key
        for key, answer in answers.items()
        if answer["answer"] == "done" and (answer["evidence"] or not answer["evidence_wanted"])
    }
    assert taken == expected and 0 < len(taken) < 25
    assert accepted["progress"]["reviewed"] == len(taken)


def test_a_verdict_of_insufficient_wants_a_word(office: Office) -> None:
    one = needed(office).opened().to_answered()
    wrong = [
        {"question": "A1-1", "verdict": "insufficient"},
        {"question": "Z1-1", "verdict": "accepted"},
        {"question": "A2-1", "verdict": "accepted"},
        {"question": "A2-1", "verdict": "accepted"},
    ]
    answer = one.put("verdicts", {"verdicts": wrong})
    assert answer.status_code == 422
    assert pointers(answer) == ["/verdicts/0/comment", "/verdicts/1/question", "/verdicts/3/question"]
    assert one.now()["progress"]["reviewed"] == 0
    assert one.put("verdicts", {"verdicts": wrong[2:3]}, by="kayo").status_code == 403


def test_a_knock_out_forbids_fit_but_not_fit_on_conditions(office: Office) -> None:
    rounds = needed(office)
    key = next(question for question, answer in rounds.opened().answers().items() if answer["knock_out"])
    one = Round(office, office.as_(STAFF).get("/check-sheets").json()["items"][0]["id"])
    one.to_answered({key: {"answer": "not_done", "reason": "令和9年3月までに実施する。"}}).review()
    summary = office.as_(STAFF).get(f"{one.path}/breakdown").json()
    assert [out["question"] for out in summary["knocked_out"]] == [key]
    assert one.answers()[key]["below_knock_out"] is True
    refused = office.as_(STAFF).act(f"{one.path}/submit", FIT)
    assert (refused.status_code, pointers(refused)) == (422, ["/verdict"]) and key in refused.json()["detail"]
    on_terms = {**FIT, "verdict": "conditional", "conditions": "実施後に報告すること。", "until": "2027-03-31"}
    assert one.act("submit", on_terms)["status"] == "in_approval"


def test_an_answer_found_insufficient_counts_one_step_less(office: Office) -> None:
    one = needed(office).opened().to_answered().review()
    whole = office.as_(STAFF).get(f"{one.path}/breakdown").json()
    assert (whole["score"], whole["coverage"], whole["whole"]["done"]) == (100, 100, 25)
    assert {part["key"] for part in whole["threats"]} == {"T1", "T2", "T3", "T4", "T5"}
    one.review({"C1-1": "手順書が示されていません。"})
    less = office.as_(STAFF).get(f"{one.path}/breakdown").json()
    assert less["score"] < 100
    domain = next(part for part in less["domains"] if part["key"] == "C")
    assert (domain["insufficient"], domain["partly"], domain["title"]) == (1, 1, "情報の取扱い・返却消去")


def test_a_system_of_the_section_judges_no_answer(office: Office) -> None:
    one = needed(office, section="contracts").opened("itsuki")
    machine, first = office.as_("machine:documents-system"), {"question": "A1-1", "verdict": "accepted", "comment": ""}
    etag = machine.get(one.path).headers["ETag"]
    for answer in (
        machine.put(f"{one.path}/verdicts", {"verdicts": [first]}, etag=etag),
        machine.post(f"{one.path}/accept-proven", etag=etag),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "people_only")
    assert office.as_("itsuki").post(f"{one.path}/accept-proven", etag=etag).status_code == 409


def test_the_papers_of_a_round(office: Office) -> None:
    rounds = needed(office)
    represented(office, rounds.contractor_id)
    one, misaki = rounds.opened(), office.as_(STAFF)
    path = f"{one.path}/documents"
    made = misaki.post(path, {"template": "check_sheet_request"})
    assert made.status_code == 201, made.text
    facts = misaki.get(f"/documents/{made.json()['id']}").json()["facts"]
    assert facts["sheet"]["question_count"] == 25 and facts["sheet"]["contracts"][0]["number"] == "契約-2026-0901"
    assert misaki.post(path, {"template": "assessment_result"}).status_code == 409
    assert misaki.post(path, {"template": "contract"}).status_code == 422
    assert office.as_("kayo").post(path, {"template": "check_sheet_request"}).status_code == 403
    one.to_answered().review({"B3-1": "記録がありません。"}).act("submit", FIT)
    one.decide()
    result = misaki.post(path, {"template": "assessment_result"})
    assert result.status_code == 201, result.text
    facts = misaki.get(f"/documents/{result.json()['id']}").json()["facts"]["assessment"]
    assert (facts["verdict_label"], [lack["question"] for lack in facts["findings"]]) == ("適合", ["B3-1"])
    listed = misaki.get(path).json()
    assert [item["template_key"] for item in listed["items"]] == ["assessment_result", "check_sheet_request"]
    assert {paper["template"]: paper["edition"] for paper in listed["papers"]} == {
        "check_sheet_request": 1,
        "assessment_result": 1,
    }
