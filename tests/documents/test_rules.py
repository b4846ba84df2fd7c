"""Freezing facts, naming what is missing, and judging the tags of a template."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from govapi.documents.rules import digest, file_name, frozen, labels_of, named, template_faults
from govapi.policy.loading import default_policy

MANIFEST = default_policy().manifest
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
FACTS = st.dictionaries(st.text(min_size=1), VALUES)


@given(FACTS)
def test_frozen_facts_keep_their_digest_whatever_their_order(facts: dict[str, object]) -> None:
    kept = frozen(facts)
    assert digest(dict(reversed(list(facts.items())))) == digest(facts)
    assert digest(kept) == digest(facts)


def test_another_fact_is_another_digest() -> None:
    assert digest({"a": date(2026, 4, 1)}) != digest({"a": date(2026, 4, 2)})
    assert frozen({"a": {"b": [Decimal("1.50"), date(2026, 4, 1)]}}) == {"a": {"b": ["1.50", "2026-04-01"]}}


def test_missing_facts_are_named_once() -> None:
    labels = labels_of(MANIFEST, "security_spec")
    found = named(["security.information", "security.information[]", "contract.place", "unheard.of"], labels)
    assert [one.label for one in found] == ["取り扱う情報の種類", "履行場所", "unheard.of"]


def test_every_fact_the_manifest_names_is_known_to_every_template() -> None:
    known = labels_of(MANIFEST, "nda")
    assert template_faults(list(known), known, carries_clauses=True) == []


def test_a_template_that_carries_clauses_keeps_their_keys() -> None:
    known = labels_of(MANIFEST, "security_spec")
    used = [path for path in known if path != "articles[].version"]
    assert "条項の版" in template_faults(used, known, carries_clauses=True)[0]
    assert template_faults(used, known, carries_clauses=False) == []


def test_the_file_is_called_after_the_record_and_the_edition() -> None:
    assert file_name("契約-2026-0012", "請書", 2) == "契約-2026-0012_請書_第2版.docx"
