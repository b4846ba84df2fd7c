"""Pairs of a form → nested data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.errors import Malformed
from govapi.web.form_data import MAX_FIELDS, form_data

CASES = [
    pytest.param([("title", " 件名　")], {"title": "件名"}, id="surrounding spaces, full-width ones too, are no text"),
    pytest.param([("title", "")], {"title": None}, id="blank is no answer"),
    pytest.param([("information.residents", "1")], {"information": {"residents": "1"}}, id="dotted names nest"),
    pytest.param(
        [("places", ""), ("places", "a"), ("places", "b")], {"places": ["a", "b"]}, id="checkboxes: the hidden blank goes"
    ),
    pytest.param([("places", "")], {"places": None}, id="checkboxes: none chosen"),
    pytest.param([("enters", "false"), ("enters", "true")], {"enters": "true"}, id="a checkbox that is set"),
    pytest.param([("enters", "false")], {"enters": "false"}, id="a checkbox that is not set"),
    pytest.param(
        [("c.1.item", "b"), ("c.0.item", "a")], {"c": [{"item": "a"}, {"item": "b"}]}, id="rows in the order of their index"
    ),
    pytest.param([("c.10.i", "k"), ("c.9.i", "j")], {"c": [{"i": "j"}, {"i": "k"}]}, id="the index is a number, not text"),
    pytest.param([("c.0.i", ""), ("c.1.i", "b")], {"c": [{"i": "b"}]}, id="a blank row is no row"),
    pytest.param([("c.999999999999999999999.i", "x")], {"c": [{"i": "x"}]}, id="a huge index costs nothing"),
    pytest.param([("_csrf_token", "t"), ("_version", "3"), ("a", "1")], {"a": "1"}, id="names of the frame stay out"),
    pytest.param([("remarks", "一行目\r\n二行目")], {"remarks": "一行目\n二行目"}, id="line ends"),
]


@pytest.mark.parametrize(("pairs", "expected"), CASES)
def test_pairs_become_nested_data(pairs: list[tuple[str, str]], expected: dict[str, object]) -> None:
    assert form_data(pairs) == expected


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([(".".join("a" * 9), "1")], id="too deep"),
        pytest.param([("a..b", "1")], id="an empty part"),
        pytest.param([("a", "1"), ("a.b", "1")], id="a value and a group"),
        pytest.param([("a.b", "1"), ("a", "1")], id="a group and a value"),
        pytest.param([(f"a{index}", "1") for index in range(MAX_FIELDS + 1)], id="too many"),
    ],
)
def test_names_no_page_makes_are_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(Malformed, match="ください"):
        form_data(pairs)


@given(st.lists(st.tuples(st.text("ab01._", max_size=8), st.text(max_size=5)), max_size=8))
def test_any_pairs_are_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    try:
        assert isinstance(form_data(pairs), dict)
    except Malformed as refused:
        assert refused.status == 400
