"""The pictures of README: the state pictures are those of the tables, and every picture named is there."""

import re

from tests.house.tree import ROOT
from tests.pictures.states import FLOWS, PLACE, drawn

README = (ROOT / "README.md").read_text("utf-8")


def test_the_state_pictures_are_drawn_from_the_tables() -> None:
    assert {noun for _, noun, _ in PLACE.findall(README)} == set(FLOWS), "Give every process its place in README."
    assert drawn(README) == README, "Run: python -m tests.pictures.states"


def test_every_picture_named_exists() -> None:
    named = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert len(named) >= 6
    assert [name for name in named if not (ROOT / name).is_file()] == []
