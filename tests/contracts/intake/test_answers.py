"""The columns give exactly the facts they name, for every combination, and leave open what nobody knows."""

from itertools import product
from uuid import UUID

import pytest

from govapi.contracts.intake.answers.rules import answers_for
from govapi.contracts.intake.rules import BY_KEY, FACTS, fiscal_year_of, headings, words
from govapi.kit.entry_sheet import lookup, plain
from govapi.kit.japan.numbers import corporate_number_ok
from govapi.people.rules import section_labels
from govapi.policy.loading import default_policy
from govapi.policy.rules import answer_faults, derive

NAMES = (*FACTS, "availability2")
POLICY = default_policy()


def test_every_combination_of_the_columns_gives_its_facts() -> None:
    for values in product((True, False, None), repeat=len(NAMES)):
        facts = {name: value for name, value in zip(NAMES, values, strict=True) if value is not None}
        answers = answers_for(POLICY, facts, None)
        found = derive(POLICY, answers).facts
        expected = {name for name, there in facts.items() if there} | ({"personal"} if facts.get("my_number") else set())
        assert {name for name in NAMES if getattr(found, name)} == expected, facts
        assert not answer_faults(POLICY.questionnaire, answers)


@pytest.mark.parametrize(
    ("facts", "handles", "answers"),
    [
        ({}, None, {}),
        ({}, True, {"handles_information": True}),
        ({}, False, {"handles_information": False}),
        ({"hosted": False}, True, {"handles_information": True, "processing_place": "on_premises"}),
        ({"hosted": False}, None, {"processing_place": "on_premises"}),
        ({"hosted": True}, None, {"handles_information": True, "processing_place": "contractor_site"}),
        ({"controlled_area": False}, None, {"enters_office": False, "enters_server_room": False}),
        ({"availability2": True}, None, {"outage_hurts": True}),
    ],
)
def test_what_is_not_known_stays_unanswered(facts: dict[str, bool], handles: bool | None, answers: dict[str, object]) -> None:
    assert answers_for(POLICY, facts, handles) == answers


def test_no_two_columns_are_called_alike() -> None:
    found = [plain(heading) for heading in headings(POLICY)]
    assert len(found) == len(set(found)) > 45
    assert corporate_number_ok(BY_KEY["corporate_number"].example)
    for key, among in words(POLICY).items():
        assert len(lookup(among)) >= len(among) and key in BY_KEY


@pytest.mark.parametrize(
    ("text", "year"),
    [("令和8年度", 2026), ("Ｒ８", 2026), ("令和元年度", 2019), ("２０２６年度", 2026), ("平成31年", 2019), ("8", None), ("令和82年度", 2100)],
)  # fmt: skip
def test_a_fiscal_year_is_read(text: str, year: int | None) -> None:
    assert fiscal_year_of(text) == year


def test_sections_are_told_apart_by_what_stands_above_them() -> None:
    ids = [UUID(int=number) for number in range(1, 6)]
    rows = [
        (ids[0], "税務課", "総務部", "市長部局"),
        (ids[1], "庶務係", "税務課", "市長部局"),
        (ids[2], "庶務係", "給水課", "水道事業"),
        (ids[3], "総務係", "総務課", "市長部局"),
        (ids[4], "総務係", "総務課", "消防本部"),
    ]
    assert list(section_labels(rows).values()) == [
        "税務課",
        "税務課　庶務係",
        "給水課　庶務係",
        "市長部局　総務課　総務係",
        "消防本部　総務課　総務係",
    ]
