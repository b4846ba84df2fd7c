"""The end of a contract and of a waiver are duties from the moment they are known, and go with what they belong to."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.contracts.ending.rules import Allowed, end_wanted, fates
from tests.contracts.waivers.test_waivers import drafted, submitted
from tests.support.app import Office
from tests.support.life import decide, draft

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def duties(office: Office, kind: str) -> list[Any]:
    found: list[Any] = office.as_("misaki").get("/duties", params={"kind": kind}).json()["items"]
    return found


def states(office: Office, kind: str) -> list[tuple[str, str]]:
    return [(one["status"], one["nominal_on"]) for one in duties(office, kind)]


def test_the_end_of_a_contract_is_planned_when_it_is_concluded_and_met_when_performed(office: Office) -> None:
    life = draft(office, ends_on="2027-03-28")  # a Sunday
    life.to_selected()
    assert duties(office, "contract.end") == []
    life.to_concluded_from_selected()
    duty = duties(office, "contract.end")[0]
    assert (duty["status"], duty["nominal_on"], duty["due_on"], duty["opens_on"]) == (
        "planned",
        "2027-03-28",
        "2027-03-26",
        "2026-12-26",
    )
    assert duty["record_url"] == f"/api/v1/contracts/{life.id}"
    life.day(date(2027, 4, 1))
    life.act("complete")
    assert states(office, "contract.end") == [("done", "2027-03-28")]


def test_the_end_of_a_waiver_is_planned_when_it_is_granted(office: Office) -> None:
    life = drafted(office)
    waiver = submitted(office, life)
    assert duties(office, "waiver.end") == []
    decide(office, waiver["id"])
    duty = duties(office, "waiver.end")[0]
    assert (duty["status"], duty["number"], duty["due_on"]) == ("planned", waiver["number"], "2027-03-31")
    assert duty["record_url"] == f"/api/v1/waivers/{waiver['id']}"


@pytest.mark.parametrize(
    ("status", "ends_on", "wanted"),
    [
        ("draft", date(2027, 3, 31), "drop"),
        ("concluded", date(2027, 3, 31), "plan"),
        ("suspended", date(2027, 3, 31), "plan"),
        ("active", None, "drop"),
        ("completed", date(2027, 3, 31), "settle"),
        ("closed", date(2027, 3, 31), "settle"),
        ("terminated", date(2027, 3, 31), "drop"),
        ("failed", None, "drop"),
    ],
)
def test_what_becomes_of_the_end(status: str, ends_on: date | None, wanted: str) -> None:
    assert end_wanted(status, ends_on) == wanted


def test_what_becomes_of_waivers() -> None:
    early, late = Allowed(ONE, "training", date(2027, 1, 31)), Allowed(TWO, "training", date(2027, 6, 30))
    other = Allowed(THREE, "reporting", date(2027, 3, 31))
    found = {fate.waiver.id: fate.what for fate in fates([early, late, other], frozenset(), under_way=True)}
    assert found == {ONE: "settle", TWO: "plan", THREE: "plan"}
    found = {fate.waiver.id: fate.what for fate in fates([late, other], frozenset({"training"}), under_way=False)}
    assert found == {TWO: "drop", THREE: "drop"}
