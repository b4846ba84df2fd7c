"""Lists played on paper: whatever the list and the order of its lines, nobody is in two 本務, and no post has two."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from govapi.people.rules import Interval
from govapi.personnel_changes.effects.rules import Played, Stage, Term, Wish, fixed
from govapi.personnel_changes.preview.rules import holder_changes, vacancies
from govapi.personnel_changes.rules import Line

SINCE, DAY = date(2020, 4, 1), date(2027, 4, 1)
PEOPLE = [UUID(int=number) for number in range(1, 7)]
POSTS = [UUID(int=number) for number in range(101, 107)]
FOREVER = {post: Interval(date(2000, 4, 1)) for post in POSTS}


def stage(*held: tuple[int, int, str]) -> Stage:
    """(person, post, kind) of those in office."""
    terms = [Term(UUID(int=900 + n), PEOPLE[p], POSTS[q], kind, SINCE, None) for n, (p, q, kind) in enumerate(held)]
    return Stage(terms, FOREVER, {person: f"職員{person.int}" for person in PEOPLE})


def line(row: int, person: int, effect: str, to: int | None = None, **more: object) -> Wish:
    made = Line(
        row, f"{person:05d}", f"職員{person}", effect, effect, effect, DAY, person_id=PEOPLE[person],  # type: ignore[arg-type]
        to_post_id=None if to is None else POSTS[to], **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return fixed(made)


def test_a_chain_is_played_in_whatever_order_it_is_written() -> None:
    retires = line(2, 0, "leave")
    retires = replace(retires, line=replace(retires.line, last_day=True, effective_on=DAY - timedelta(days=1)))
    wishes = [retires, line(3, 1, "move", 0), line(4, 2, "move", 1)]
    for order in (wishes, wishes[::-1], [wishes[1], wishes[2], wishes[0]]):
        on = stage((0, 0, "principal"), (1, 1, "principal"), (2, 2, "principal"))
        found = on.play(order)
        assert found.faults == []
        assert [(term.person_id, term.post_id, term.start) for term in found.begun] == [
            (PEOPLE[1], POSTS[0], DAY),
            (PEOPLE[2], POSTS[1], DAY),
        ]
        assert {(one.giver_id, one.receiver_id) for one in holder_changes(found, on)} == {
            (PEOPLE[0], PEOPLE[1]),
            (PEOPLE[1], PEOPLE[2]),
            (PEOPLE[2], None),
        }
        assert [(one.post_id, one.before) for one in vacancies(found, on)] == [(POSTS[2], PEOPLE[2])]


def test_of_posts_of_one_title_the_free_one_is_taken() -> None:
    on = stage((0, 0, "principal"), (1, 1, "principal"))
    moving = replace(line(2, 1, "move", 0), to_posts=(POSTS[0], POSTS[3]))
    assert [term.post_id for term in on.play([moving]).begun] == [POSTS[3]]


def test_a_move_to_ones_own_post_changes_nothing() -> None:
    found = stage((0, 0, "principal")).play([line(2, 0, "move", 0)])
    assert (found.idle, found.begun, found.ended, found.faults) == ({2}, [], [], [])


def test_who_leaves_leaves_every_post() -> None:
    found = stage((0, 0, "principal"), (0, 1, "concurrent"), (0, 2, "acting")).play([line(2, 0, "leave")])
    assert {term.post_id for term in found.ended} == set(POSTS[:3]) and {term.end for term in found.ended} == {DAY}


def test_a_second_post_is_released_alone() -> None:
    released = line(2, 0, "release", from_post_id=POSTS[1])
    found = stage((0, 0, "principal"), (0, 1, "concurrent")).play([released])
    assert [(term.post_id, term.end) for term in found.ended] == [(POSTS[1], DAY)] and found.lines[0].from_post_id == POSTS[1]


def test_a_post_is_held_in_trust_only_while_nobody_holds_it() -> None:
    assert stage((0, 0, "principal")).play([line(2, 1, "in_charge", 0)]).faults[0].field == "to_post"
    assert stage((0, 0, "principal")).play([line(2, 1, "in_charge", 0), line(3, 0, "leave")]).faults == []


@st.composite
def lists(draw: st.DrawFn) -> list[Wish]:
    """Up to twelve lines about six people and six posts, in any order, on three days."""
    found = []
    for row in range(2, 2 + draw(st.integers(1, 12))):
        effect = draw(st.sampled_from(["move", "move", "move", "leave", "concurrent", "in_charge", "acting", "release"]))
        post = draw(st.integers(0, 5))
        places = {"from_post_id": POSTS[post]} if effect == "release" else {}
        made = line(row, draw(st.integers(0, 5)), effect, post if effect not in ("leave", "release") else None, **places)
        day = DAY + timedelta(days=draw(st.integers(0, 2)))
        found.append(fixed(replace(made.line, effective_on=day)))
    return found


@settings(max_examples=200)
@given(lists())
def test_nobody_is_in_two_posts_and_no_post_has_two(wishes: list[Wish]) -> None:
    held = [(number, number, "principal") for number in range(5)]
    terms = [Term(UUID(int=900 + p), PEOPLE[p], POSTS[q], kind, SINCE, None) for p, q, kind in held]
    found = Stage(terms, FOREVER, {}).play(wishes)
    _check(found, terms, wishes)


def _check(found: Played, terms: list[Term], wishes: list[Wish]) -> None:
    every = [*terms, *found.begun]
    principal = [term for term in every if term.kind == "principal" and term.start != term.end]
    for one, other in combinations(principal, 2):
        if one.person_id == other.person_id or one.post_id == other.post_id:
            assert not one.holding.interval.meets(other.holding.interval), (one, other)
    assert all(term.end is None or term.end > term.start for term in every)
    told = {line.row for line in found.lines} | {fault.row for fault in found.faults}
    assert told == {wish.line.row for wish in wishes}
    # What is at fault is told once, and does nothing that could not be taken back: it begins nothing.
    assert not {term.by for term in found.begun} & {fault.row for fault in found.faults}
