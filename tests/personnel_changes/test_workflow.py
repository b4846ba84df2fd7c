"""Every step of a list, in every state, for everybody: what is open, what is refused and how."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from govapi.kit.errors import NotAllowed, Refusal, Unmet, WrongState
from govapi.kit.ids import new_id
from govapi.people.relations import Who
from govapi.personnel_changes.rules import ChangeFacts
from govapi.personnel_changes.workflow import PERSONNEL_CHANGE

TODAY = date(2027, 3, 25)
READY = ChangeFacts(TODAY, TODAY, own_line=False, by_machine=False, pending=True, begun_on=None)
OPEN = {
    ("draft", "apply"): "applied",
    ("applied", "publish"): "published",
    ("applied", "replace"): "draft",
    ("published", "correct"): "published",
    ("draft", "withdraw"): "withdrawn",
    ("applied", "withdraw"): "withdrawn",
    ("published", "withdraw"): "withdrawn",
}
BY = {"apply": {Who.PERSONNEL_OFFICE}, "publish": {Who.PERSONNEL_OFFICE, Who.CLOCK}, "replace": {Who.CLOCK},
      "correct": {Who.PERSONNEL_OFFICE}, "withdraw": {Who.PERSONNEL_OFFICE}}  # fmt: skip


def outcome(status: str, action: str, who: Who, facts: ChangeFacts = READY) -> str | type[Refusal]:
    try:
        step = PERSONNEL_CHANGE.step(action, status, facts, frozenset({who}), person=new_id(), stamped={})
    except Refusal as refused:
        return type(refused)
    return step.target


@pytest.mark.parametrize("who", list(Who))
def test_every_step_in_every_state(who: Who) -> None:
    for status, action in product(PERSONNEL_CHANGE.labels, BY):
        wanted = OPEN.get((status, action), WrongState) if who in BY[action] else NotAllowed
        assert outcome(status, action, who) == wanted, (status, action)


@pytest.mark.parametrize(
    ("status", "action", "facts"),
    [
        ("draft", "apply", replace(READY, own_line=True)),
        ("draft", "apply", replace(READY, by_machine=True)),
        ("applied", "publish", replace(READY, publish_on=date(2027, 3, 26))),
        ("published", "correct", replace(READY, pending=False)),
        ("published", "correct", replace(READY, own_line=True)),
        ("published", "withdraw", replace(READY, begun_on=TODAY)),
        ("published", "withdraw", replace(READY, in_published=True)),
    ],
)
def test_what_is_missing_stops_a_step(status: str, action: str, facts: ChangeFacts) -> None:
    assert outcome(status, action, Who.PERSONNEL_OFFICE, facts) is Unmet


def test_each_of_them_is_in_some_step() -> None:
    assert {row.action for row in PERSONNEL_CHANGE.transitions} == BY.keys()
