"""Whichever clauses are in, numbers run without gaps, and references point where the clause stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.documents.numbering import AIUEO, Article, Item, Paragraph, as_facts, number_articles, references

KEYS = [f"clause_{n}" for n in range(25)]
LEAF = st.builds(Item, st.just("文"))
SUB_ITEMS = st.lists(st.builds(Item, st.just("文"), st.lists(LEAF, max_size=3)), max_size=3)
ITEMS = st.lists(st.builds(Item, st.just("文"), SUB_ITEMS), max_size=4)
PARAGRAPHS = st.lists(st.builds(Paragraph, st.just("文"), ITEMS), min_size=1, max_size=4)


def article(key: str, *paragraphs: Paragraph) -> Article:
    return Article(key, 1, "見出し", paragraphs or (Paragraph("文"),))


def test_labels_of_every_level() -> None:
    deep = Item("号", [Item("細分", [Item("再細分"), Item("再細分")]), Item("細分")])
    (numbered,) = number_articles([article("a", Paragraph("一"), Paragraph("二", [deep, Item("号")]), Paragraph("三"))], start=12)
    assert (numbered.label, [p.label for p in numbered.paragraphs]) == ("第１２条", ["", "２", "３"])
    items = numbered.paragraphs[1].items
    assert [item.label for item in items] == ["(1)", "(2)"]
    assert [item.label for item in items[0].items] == ["ア", "イ"]
    assert [item.label for item in items[0].items[0].items] == ["(ア)", "(イ)"]


@given(st.lists(st.sampled_from(KEYS), unique=True), st.integers(1, 30))
def test_numbers_run_without_gaps_and_references_agree(keys: list[str], start: int) -> None:
    numbered = number_articles([article(key) for key in keys], start)
    assert [a.number for a in numbered] == list(range(start, start + len(keys)))
    where = references(numbered)
    assert set(where) == set(keys)
    assert all(where[a.key] == a.label for a in numbered)
    assert len({a.label for a in numbered}) == len(keys)


@given(PARAGRAPHS)
def test_every_level_starts_anew_and_loses_nothing(paragraphs: list[Paragraph]) -> None:
    (fact,) = as_facts(number_articles([article("a", *paragraphs)]))
    written = fact["paragraphs"]
    assert isinstance(written, list) and len(written) == len(paragraphs)
    for number, (paragraph, source) in enumerate(zip(written, paragraphs, strict=True), 1):
        assert paragraph["label"] == ("" if number == 1 else chr(0xFF10 + number))
        assert [item["label"] for item in paragraph["items"]] == [f"({n})" for n in range(1, len(source.items) + 1)]
        for item, below in zip(paragraph["items"], source.items, strict=True):
            assert "".join(sub["label"] for sub in item["items"]) == AIUEO[: len(below.items)]


def test_a_clause_of_several_articles_is_referred_to_by_its_first() -> None:
    numbered = number_articles([article("a"), article("b"), article("b"), article("c")])
    assert references(numbered) == {"a": "第１条", "b": "第２条", "c": "第４条"}


def test_texts_are_filled_in_once_numbers_are_known() -> None:
    numbered = number_articles([article("a", Paragraph("<b>により"))])
    (fact,) = as_facts(numbered, lambda text: text.replace("<b>", "第５条"))
    assert fact["paragraphs"] == [{"label": "", "text": "第５条により", "items": []}]


def test_what_has_no_label_is_an_error_and_not_a_guess() -> None:
    number_articles([article("a", Paragraph("文", [Item("文", [Item("文")] * 46)]))])
    with pytest.raises(ValueError, match="46個まで"):
        number_articles([article("a", Paragraph("文", [Item("文", [Item("文")] * 47)]))])
    with pytest.raises(ValueError, match="（ア）まで"):
        number_articles([article("a", Paragraph("文", [Item("文", [Item("文", [Item("文", [Item("文")])])])]))])
