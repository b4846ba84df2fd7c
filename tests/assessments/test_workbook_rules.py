"""Whatever a contractor may write, the workbook carries it there and back; what it says is one of few plain things."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govapi.assessments.check_sheets.rules import ANSWERS, Given, answer_faults
from govapi.assessments.workbook.faults.rules import CellFault, column_name, letter, summary
from govapi.assessments.workbook.reading.rules import text_of
from govapi.assessments.workbook.reading.service import open_return
from govapi.assessments.workbook.rules import GUIDANCE, HEADINGS, answer_words, plain
from govapi.assessments.workbook.writing.service import workbook
from tests.assessments.workbooks import NOW, asked_of

QUESTIONS = asked_of("B").questions
LIMIT = 20 << 20
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=25)
SLY = st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "\t=1", "<b>&amp;", "_x000D_", "一\n二", "'a'", '="a"', "#REF!", "TRUE", "007", "1E5"]
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Given]:
    """A whole answer to every question."""
    found = {}
    for question in QUESTIONS:
        texts = [draw(SLY | TEXT).strip() for _ in range(2)]
        answer = draw(st.sampled_from(list(ANSWERS)))
        reason = texts[0] or ("なし" if answer in ("na", "not_done") else "")
        found[question.id] = Given(question.id, answer, reason, texts[1])
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large])
@given(answers())
def test_whatever_is_answered_comes_back_equal(present: Mapping[str, Given]) -> None:
    asked = asked_of("B", present=present, respondent_name="見本　守", respondent_title="部長")
    found = open_return(workbook(asked, now=NOW), "回答票.xlsx", asked, LIMIT).found
    hopeless = {one.question for one in answer_faults(QUESTIONS, list(present.values()))}
    assert {one.question: one for one in found.given if one.question not in hopeless} == {
        key: one for key, one in present.items() if key not in hopeless
    }
    assert bool(found.faults) == bool(hopeless)
    assert (found.respondent_name, found.respondent_title) == ("見本　守", "部長")


def test_an_empty_workbook_lacks_every_answer_and_the_respondent() -> None:
    asked = asked_of("B")
    faults = open_return(workbook(asked, now=NOW), "", asked, LIMIT).found.sorted()
    assert len(faults) == len(QUESTIONS) + 2
    assert [one.address for one in faults[:3]] == ["回答!C4", "回答!F4", "回答!F8"]


def test_every_word_of_the_drop_down_is_understood() -> None:
    words = answer_words()
    assert {words[plain(label)]: label for label in ANSWERS.values()} == ANSWERS
    assert set(words.values()) == set(ANSWERS)


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_does(number: int, name: str) -> None:
    assert column_name(number) == name


@pytest.mark.parametrize(("value", "text"), [(None, ""), (" a ", "a"), (5, "5"), (True, "True"), (NOW.date(), "2026-11-24")])
def test_values_as_a_person_sees_them(value: object, text: str) -> None:
    assert text_of(value) == text


def test_other_questions_make_another_digest() -> None:
    asked = asked_of("B")
    changed = [asked.questions[0].model_copy(update={"help": "別の説明"}), *asked.questions[1:]]
    assert asked.digest == asked_of("B").digest != asked_of("S").digest
    other = asked_of("B")
    object.__setattr__(other, "questions", changed)
    assert other.digest != asked.digest and GUIDANCE in HEADINGS


def test_the_letter_names_every_cell_up_to_a_limit() -> None:
    faults = [CellFault("回答が選ばれていません。", "選んでください。", row, 5) for row in range(205)]
    text = letter(
        faults, contractor="株式会社見本製作所", number="確認-2026-0001", deadline=NOW.date(), city="架空市", section="健康推進課"
    )
    assert text.startswith("株式会社見本製作所　御担当者様") and text.endswith("架空市　健康推進課")
    assert "1　回答!F1：回答が選ばれていません。選んでください。" in text and "（ほかに5件あります。）" in text
    assert "205件の誤り" in summary(205) and "初めの200件" in summary(205) and "初めの" not in summary(3)
