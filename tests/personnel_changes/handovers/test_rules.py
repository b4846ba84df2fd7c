"""Who passes what on, as rules: holders of two days, sections left and kept, the four eyes of a handover."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.errors import NotAllowed, Refusal, Unmet, WrongState
from govapi.people.relations import Who
from govapi.personnel_changes.handovers.checking.rules import may_confirm, standing
from govapi.personnel_changes.handovers.rules import HandoverFacts, HolderChange, gives_up, passed_on
from govapi.personnel_changes.handovers.workflow import HANDOVER

POST, A, B, C = (UUID(int=number) for number in range(1, 5))
DAY = date(2027, 4, 1)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ([], [A], []),
        ([A], [A], []),
        ([A], [B], [HolderChange(POST, A, B, DAY)]),
        ([A], [], [HolderChange(POST, A, None, DAY)]),
        # 兼務 leaves beside the 本務: his own things pass, to whoever leads; what the post holds stays.
        ([A, B], [A], [HolderChange(POST, B, A, DAY, leads=False)]),
        # 職務代理 stays in the post, but no longer leads.
        ([A], [B, A], [HolderChange(POST, A, B, DAY, leaves=False)]),
        ([A, B], [C], [HolderChange(POST, A, C, DAY), HolderChange(POST, B, C, DAY, leads=False)]),
    ],
)
def test_a_change_of_holders_is_told_by_the_holders_of_two_days(
    before: list[UUID], after: list[UUID], wanted: list[HolderChange]
) -> None:
    assert passed_on(POST, DAY, before, after) == wanted


PEOPLE = st.lists(st.sampled_from([A, B, C]), unique=True, max_size=3)


@given(PEOPLE, PEOPLE)
def test_nobody_hands_over_to_himself_and_whoever_left_is_named_once(before: list[UUID], after: list[UUID]) -> None:
    found = passed_on(POST, DAY, before, after)
    assert all(one.giver_id != one.receiver_id for one in found)
    assert {one.giver_id for one in found if one.leaves} == set(before) - set(after)
    assert len({one.giver_id for one in found}) == len(found)
    if before and (not after or after[0] != before[0]):
        assert [one.giver_id for one in found if one.leads] == [before[0]]


@pytest.mark.parametrize(
    ("record", "before", "after", "given_up"),
    [
        ("/b/s/", {"/b/s/"}, {"/b/t/"}, True),
        ("/b/s/", {"/b/s/"}, set(), True),
        ("/b/s/", {"/b/s/"}, {"/b/s/"}, False),  # another post of the same section
        ("/b/s/", {"/b/s/"}, {"/b/s/u/"}, False),  # a unit of the section
        ("/b/s/", {"/b/s/"}, {"/b/"}, True),  # head of the bureau now: no longer at the desk
        ("/b/s/", {"/b/"}, {"/b/", "/c/"}, False),
        ("/b/s/", {"/c/k/"}, {"/c/k/"}, False),  # 検査職員 of another section, who stays there
        ("/b/s/", {"/c/k/"}, {"/d/"}, True),
        ("/b/s/", {"/c/k/", "/d/"}, {"/d/"}, False),  # loses a 兼務 that has nothing to do with it
    ],
)
def test_what_is_held_in_person_passes_with_the_section(record: str, before: set[str], after: set[str], given_up: bool) -> None:
    assert gives_up(record, before, after) is given_up


READY = HandoverFacts(today=DAY, effective_on=DAY)
ROLES = {
    "giver": frozenset({Who.GIVER}),
    "receiver": frozenset({Who.RECEIVER}),
    "head": frozenset({Who.SECTION_HEAD, Who.SECTION_STAFF}),
    "personnel": frozenset({Who.PERSONNEL_OFFICE}),
    "staff": frozenset({Who.SECTION_STAFF}),
    "clock": frozenset({Who.CLOCK}),
}
# action → from which states, and by whom. Everything else is refused.
ALLOWED = {
    "give": ({"open"}, {"giver"}),
    "give_for": ({"open"}, {"head", "personnel"}),
    "receive": ({"given"}, {"receiver"}),
    "return": ({"given"}, {"receiver"}),
    "drop": ({"open", "given"}, {"personnel"}),
    "fall_away": ({"open", "given"}, {"clock"}),
    "revive": ({"dropped"}, {"clock"}),
}


@pytest.mark.parametrize("action", ALLOWED)
@pytest.mark.parametrize("status", HANDOVER.labels)
@pytest.mark.parametrize("role", ROLES)
def test_state_action_role(action: str, status: str, role: str) -> None:
    states, people = ALLOWED[action]
    refused: type[Refusal] | None = None if status in states else WrongState
    refused = refused if role in people else NotAllowed
    if refused is None:
        assert HANDOVER.step(action, status, READY, ROLES[role], person=A, stamped={}).source == status
        return
    with pytest.raises(refused):
        HANDOVER.step(action, status, READY, ROLES[role], person=A, stamped={})


def test_the_table_above_is_whole() -> None:
    assert {row.action for row in HANDOVER.transitions} == ALLOWED.keys()


@pytest.mark.parametrize(
    ("action", "status", "facts"),
    [
        ("give", "open", HandoverFacts(DAY, DAY, todo_giver=["機器"])),
        ("receive", "given", HandoverFacts(DAY, DAY, todo_receiver=["パスワード"])),
        ("receive", "given", HandoverFacts(date(2027, 3, 31), DAY)),
    ],
)
def test_nothing_is_confirmed_before_its_items_and_its_day(action: str, status: str, facts: HandoverFacts) -> None:
    with pytest.raises(Unmet):
        HANDOVER.step(action, status, facts, ROLES["giver"] | ROLES["receiver"], person=A, stamped={})


def test_the_giver_never_receives() -> None:
    with pytest.raises(NotAllowed):
        HANDOVER.step("receive", "given", READY, ROLES["receiver"], person=A, stamped={"given": A})


def test_the_head_of_a_section_who_takes_over_does_not_give_in_the_place_of_another() -> None:
    found = frozenset({Who.SECTION_HEAD, Who.SECTION_STAFF, Who.PERSONNEL_OFFICE})
    receiver = standing(found, gives=False, receives=True, person=True)
    assert receiver == {Who.SECTION_STAFF, Who.RECEIVER}
    assert not may_confirm("giver", "open", receiver) and may_confirm("receiver", "given", receiver)
    assert standing(found, gives=False, receives=False, person=False) == {Who.SECTION_STAFF}
