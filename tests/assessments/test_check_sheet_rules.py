"""The pure rules of a round: whole answers, the score, knock-outs, offers, verdicts. By table and by hypothesis."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.assessments.check_sheets.answers.rules import Certificate, change, copied, offers, pre_answers
from govapi.assessments.check_sheets.deciding.rules import Proposal, default_until, proposal_faults
from govapi.assessments.check_sheets.reviewing.rules import (
    KnockedOut,
    Reviewed,
    breakdown,
    knocked_out,
    proven,
    score,
    verdict_faults,
    worth,
)
from govapi.assessments.check_sheets.rules import ANSWERS, Given, answer_faults
from govapi.kit.ids import new_id
from govapi.policy.loading import default_policy
from govapi.policy.schema.assessing import SheetQuestion

ASSESSING = default_policy().assessing
QUESTIONS = ASSESSING.questions
SHORT = ASSESSING.questions_of(ASSESSING.sheet("short"))
TODAY = date(2026, 11, 24)
LADDER = ("not_done", "partly", "done")

answers = st.sampled_from(["", *ANSWERS])
verdicts = st.sampled_from(["", "accepted", "insufficient"])
rounds = st.lists(st.tuples(st.sampled_from(QUESTIONS), answers, verdicts), max_size=40).map(
    lambda rows: [Reviewed(*row) for row in rows]
)
texts = st.text(alphabet="対策を実施する、。 ", max_size=8)
given_answers = st.lists(
    st.builds(Given, st.sampled_from([*(one.id for one in SHORT), "Z9-9"]), st.sampled_from(["", "yes", *ANSWERS]), texts, texts),
    max_size=30,
)


def whole() -> list[Given]:
    return [Given(one.id, "done") for one in SHORT]


@given(given_answers)
def test_no_faults_means_every_question_once_with_its_reason(some: list[Given]) -> None:
    faults = answer_faults(SHORT, some)
    sound = (
        sorted(one.question for one in some) == sorted(question.id for question in SHORT)
        and all(one.answer in ANSWERS for one in some)
        and all(one.reason.strip() for one in some if one.answer in ("na", "not_done"))
    )
    assert (faults == []) == sound
    draft = answer_faults(SHORT, some, complete=False)
    assert {(one.index, one.field) for one in draft} <= {(one.index, one.field) for one in faults}  # a draft is asked for less


@given(st.sampled_from(SHORT), st.sampled_from(["missing", "doubled", "blank", "word", "na", "not_done", "long", "number"]))
def test_each_fault_names_its_question_and_nothing_else(question: SheetQuestion, spoiled: str) -> None:
    rows = whole()
    at = next(index for index, one in enumerate(rows) if one.question == question.id)
    changes: dict[str, dict[str, str]] = {
        "blank": {"answer": ""}, "word": {"answer": "はい"}, "na": {"answer": "na"}, "not_done": {"answer": "not_done"},
        "long": {"remark": "あ" * 2001}, "number": {"reason": "123456789018"},
    }  # fmt: skip
    if spoiled == "missing":
        rows.pop(at)
    elif spoiled == "doubled":
        rows.append(rows[at])
    else:
        rows[at] = replace(rows[at], **changes[spoiled])
    faults = answer_faults(SHORT, rows)
    assert [one.question for one in faults] == [question.id]
    assert question.id in faults[0].message
    assert faults[0].index == {"missing": None, "doubled": len(rows) - 1}.get(spoiled, at)


@given(rounds, st.data())
def test_a_better_answer_never_lowers_the_score(some: list[Reviewed], data: st.DataObject) -> None:
    before = score(some, ASSESSING.scoring)
    rising = [index for index, one in enumerate(some) if one.answer in LADDER[:-1]]
    if not rising:
        return
    at = data.draw(st.sampled_from(rising))
    better = replace(some[at], answer=data.draw(st.sampled_from(LADDER[LADDER.index(some[at].answer) + 1 :])))
    after = score([*some[:at], better, *some[at + 1 :]], ASSESSING.scoring)
    assert before is not None and after is not None and after >= before
    lifted = {one.question for one in knocked_out([*some[:at], better, *some[at + 1 :]])}
    assert lifted <= {one.question for one in knocked_out(some)}


@given(rounds)
def test_what_is_found_insufficient_never_raises_the_score(some: list[Reviewed]) -> None:
    trusting = score([replace(one, verdict="accepted") for one in some], ASSESSING.scoring)
    doubting = score([replace(one, verdict="insufficient") for one in some], ASSESSING.scoring)
    judged = score(some, ASSESSING.scoring)
    if trusting is not None and doubting is not None and judged is not None:
        assert 0 <= doubting <= judged <= trusting <= 100


@given(rounds)
def test_the_breakdown_counts_every_question_once(some: list[Reviewed]) -> None:
    found = breakdown(ASSESSING, some)
    assert sum(part.asked for part in found.domains) == found.whole.asked == len(some)
    assert sum(part.answered for part in found.domains) == found.whole.answered
    for part in (*found.domains, *found.threats):
        assert part.done + part.partly + part.not_done + part.not_applicable <= part.asked
    assert [part.key for part in found.threats] == ["T1", "T2", "T3", "T4", "T5"]


def test_a_town_that_does_not_score_gets_none() -> None:
    off = ASSESSING.scoring.model_copy(update={"used": False})
    assert score([Reviewed(QUESTIONS[0], "done")], off) is None
    assert score([Reviewed(QUESTIONS[0], "na")], ASSESSING.scoring) is None


@pytest.mark.parametrize(
    ("answer", "verdict", "counted"),
    [
        ("done", "accepted", "done"), ("done", "", "done"), ("done", "insufficient", "partly"), ("partly", "insufficient", "not_done"),
        ("not_done", "insufficient", "not_done"), ("na", "accepted", "na"), ("na", "insufficient", "not_done"), ("", "insufficient", ""),
    ],
)  # fmt: skip
def test_what_an_answer_counts_as(answer: str, verdict: str, counted: str) -> None:
    assert worth(answer, verdict) == counted


def test_knock_outs_look_at_the_least_answer() -> None:
    wanting_done = next(one for one in QUESTIONS if one.knock_out and one.knock_out.at_least == "done")
    cases = {"done": False, "partly": True, "not_done": True, "": True, "na": False}
    assert {answer: bool(knocked_out([Reviewed(wanting_done, answer)])) for answer in cases} == cases
    assert wanting_done.knock_out is not None
    assert knocked_out([Reviewed(wanting_done, "done", "insufficient")])[0].because == wanting_done.knock_out.because


@pytest.mark.parametrize(
    ("verdict", "conditions", "until", "opinion", "below", "fields"),
    [
        ("fit", "", None, "", False, []),
        ("fit", "", date(2028, 11, 24), "", False, []),
        ("fit", "", date(2028, 11, 25), "", False, ["until"]),
        ("fit", "", None, "", True, ["verdict"]),
        ("conditional", "期限までに改善する。", date(2027, 5, 24), "", True, []),
        ("conditional", "期限までに改善する。", date(2027, 5, 25), "", False, ["until"]),
        ("conditional", " ", None, "", False, ["conditions", "until"]),
        ("unfit", "", None, "対策が講じられていない。", True, []),
        ("unfit", "", None, "", False, ["opinion"]),
        ("unfit", "", TODAY, "対策が講じられていない。", False, ["until"]),
    ],
)
def test_what_may_be_proposed(
    verdict: str, conditions: str, until: date | None, opinion: str, below: bool, fields: list[str]
) -> None:
    knocked = [KnockedOut("D3-1", "多要素認証がないため")] if below else []
    proposal = Proposal(verdict, opinion, conditions, until)  # type: ignore[arg-type]  # a table of texts
    assert [one.field for one in proposal_faults(proposal, ASSESSING.tier("B"), knocked, TODAY)] == fields


def test_how_long_a_verdict_holds() -> None:
    held = {tier.code: default_until(tier, "fit", TODAY) for tier in ASSESSING.tiers}
    year, two = date(2027, 11, 24), date(2028, 11, 24)
    assert held == {"S": year, "A": year, "B": two, "C": year}
    assert {default_until(tier, "conditional", TODAY) for tier in ASSESSING.tiers} == {date(2027, 5, 24)}
    assert default_until(ASSESSING.tier("S"), "unfit", TODAY) is None
    assert default_until(ASSESSING.tier("S"), "fit", date(2028, 2, 29)) == date(2029, 2, 28)


def test_only_the_same_question_is_offered() -> None:
    same, reworded, new = SHORT[:3]
    before = {one.id: (Given(one.id, "done", remark="前回"), "") for one in (same, reworded)}
    found = offers((same, reworded.model_copy(update={"version": 2}), new), (same, reworded), before)
    assert {key: one.same_question for key, one in found.items()} == {same.id: True, reworded.id: False}
    assert copied(found, [same.id, reworded.id, new.id]) == [Given(same.id, "done", remark="前回")]
    assert offers((same,), (same,), {same.id: (Given(same.id, ""), "")}) == {}


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (Given("A1-1", "done"), Given("A1-1", "done"), "same"), (Given("A1-1", "done"), Given("A1-1", "partly"), "worse"),
        (Given("A1-1", "not_done"), Given("A1-1", "done"), "better"), (Given("A1-1", "na"), Given("A1-1", "done"), "changed"),
        (Given("A1-1", "done", remark="一"), Given("A1-1", "done", remark="二"), "changed"),
    ],
)  # fmt: skip
def test_how_an_answer_moved(before: Given, now: Given, moved: str) -> None:
    assert change(before, now) == moved


def test_a_certificate_speaks_for_the_questions_that_name_its_kind() -> None:
    asked = [one for one in QUESTIONS if one.answered_by]
    old, newer = (Certificate(new_id(), "iso27001", f"証跡-{number}", "ISO/IEC 27001") for number in (1, 2))
    found = pre_answers(QUESTIONS, [old, newer])
    assert set(found) == {one.id for one in asked if "iso27001" in one.answered_by} and set(found.values()) == {newer}
    assert pre_answers(QUESTIONS, []) == {}


@pytest.mark.parametrize(
    ("answer", "wants", "has", "accepted"),
    [("done", "写し", True, True), ("done", "写し", False, False), ("done", "", False, True), ("partly", "", True, False)],
)
def test_what_counts_as_proven(answer: str, wants: str, has: bool, accepted: bool) -> None:
    question = SHORT[0].model_copy(update={"evidence": wants})
    assert proven(answer, question, has_proof=has) is accepted


def test_verdicts_are_checked_one_by_one() -> None:
    given_ = [("A1-1", "accepted", ""), ("A1-1", "", ""), ("X1-1", "", ""), ("A2-1", "insufficient", " ")]
    assert [(index, field) for index, field, _sentence in verdict_faults({"A1-1", "A2-1"}, given_)] == [
        (1, "question"),
        (2, "question"),
        (3, "comment"),
    ]
