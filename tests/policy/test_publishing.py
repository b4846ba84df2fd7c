"""発信可否: what may be published, who approves it, and whether it must stand on the official site. The unknown is the strictest."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.policy.loading import default_policy
from govapi.policy.publishing import PostFacts, publication
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Approver, Category

POLICY = default_policy()
ALL = [row.key for row in POLICY.sns.categories]
CLASSES = [row.code for row in POLICY.classification.confidentiality]
PLAIN = PostFacts(category="event", class_code="1", availability="1", personal=False)


def test_a_plain_post_is_approved_by_whom_its_category_names() -> None:
    found = publication(POLICY, ALL, PLAIN)
    assert (found.publishable, found.approved_by, found.also_on_site, found.afterwards) == (True, Approver.DEPUTY, False, False)
    assert [(one.key, one.source_label) for one in found.reasons] == [("event", "初期値（要確認）")]
    assert "副責任者の承認を得て" in found.reasons[0].because


@pytest.mark.parametrize("row", POLICY.sns.categories, ids=lambda row: row.key)
def test_every_category_has_its_approver_and_its_place(row: Category) -> None:
    found = publication(POLICY, [row.key], replace(PLAIN, category=row.key))
    assert (found.approved_by, found.also_on_site) == (row.approved_by, row.also_on_site)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"class_code": "2"}, ["confidential"]),
        ({"class_code": "3A"}, ["confidential"]),
        ({"class_code": None}, ["confidential"]),
        ({"class_code": "struck"}, ["confidential"]),
        ({"personal": True}, ["personal"]),
        ({"personal": None}, ["personal"]),
        ({"class_code": None, "personal": None}, ["confidential", "personal"]),
        ({"category": "charm"}, ["charm"]),
        ({"category": "struck"}, ["category"]),
    ],
)
def test_what_may_not_be_published_says_why(changes: dict[str, object], rules: list[str]) -> None:
    found = publication(POLICY, ["event"], replace(PLAIN, **changes))  # type: ignore[arg-type]  # a table of cases
    assert (found.publishable, found.approved_by) == (False, None)
    assert [one.key for one in found.reasons] == rules
    assert all(one.label and one.because and one.basis and one.source_label for one in found.reasons)


@pytest.mark.parametrize("availability", ["2", None, "9"])
def test_what_is_missed_when_the_service_stops_stands_on_the_site_as_well(availability: str | None) -> None:
    found = publication(POLICY, ALL, replace(PLAIN, availability=availability))
    assert (found.publishable, found.also_on_site) == (True, True)
    assert [one.key for one in found.reasons] == ["event", "on_site"]


def test_an_emergency_goes_out_as_approved_beforehand_and_is_reported_afterwards() -> None:
    facts = replace(PLAIN, category="emergency", availability="2")
    calm, urgent = publication(POLICY, ALL, facts), publication(POLICY, ALL, replace(facts, emergency=True))
    assert (calm.approved_by, calm.afterwards) == (Approver.OFFICER, False)
    assert (urgent.approved_by, urgent.afterwards, urgent.also_on_site) == (Approver.OPERATOR, True, True)
    assert "事後に責任者へ報告" in urgent.reasons[0].because


def test_an_emergency_opens_no_other_category_and_no_prohibition() -> None:
    assert publication(POLICY, ALL, replace(PLAIN, emergency=True)).approved_by is Approver.DEPUTY
    facts = replace(PLAIN, category="emergency", emergency=True, personal=True)
    assert publication(POLICY, ALL, facts).publishable is False


def _without(**changes: object) -> PolicySet:
    return POLICY.model_copy(update={"sns": POLICY.sns.model_copy(update=changes)})


def test_a_town_without_a_public_class_publishes_nothing() -> None:
    assert publication(_without(highest_class=None), ALL, PLAIN).publishable is False


def test_a_struck_prohibition_does_not_make_a_secret_public() -> None:
    found = publication(_without(prohibitions=()), ALL, replace(PLAIN, class_code="3A"))
    assert found.publishable is False and found.reasons


@given(
    st.builds(
        PostFacts,
        category=st.sampled_from([*ALL, "struck"]),
        class_code=st.sampled_from([*CLASSES, None]),
        availability=st.sampled_from(["1", "2", None]),
        personal=st.sampled_from([True, False, None]),
        emergency=st.booleans(),
    ),
    st.sets(st.sampled_from(ALL)),
    st.sampled_from([*CLASSES, None]),
)
def test_heavier_is_never_easier(facts: PostFacts, allowed: set[str], highest: str | None) -> None:
    policy = _without(highest_class=highest)
    found = publication(policy, allowed, facts)
    heavier = [*CLASSES[CLASSES.index(facts.class_code) + 1 :], None] if facts.class_code else []
    more = [replace(facts, class_code=code) for code in heavier]
    more += [replace(facts, personal=value) for value in ((True, None) if facts.personal is False else ())]
    more += [replace(facts, availability=value) for value in (("2", None) if facts.availability == "1" else ())]
    for one in more:
        other = publication(policy, allowed, one)
        assert found.publishable or not other.publishable
        assert other.also_on_site or not found.also_on_site
        if other.approved_by and found.approved_by:
            assert other.approved_by.rank >= found.approved_by.rank
