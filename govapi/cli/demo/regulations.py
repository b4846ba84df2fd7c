"""The regulations of the invented city: those of ``regulations.yaml`` are in force, the other kinds are 未整備."""

import io
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import yaml
from docx import Document

from govapi.admin.regulations import service as regulations
from govapi.cli.demo.stage import Stage, Story
from govapi.db.session import find
from govapi.documents.regulations import service as register
from govapi.documents.regulations.schemas import RegulationIn, RegulationReviewIn, RegulationTextIn
from govapi.documents.regulations.tables import Regulation
from govapi.files.uploads import ready
from govapi.policy.store import current

KEEPERS = {"it": "ren", "contracts": "itsuki"}
DECIDED_BEFORE = timedelta(days=10)
MOST_BYTES = 1 << 20


def regulations_of_the_town(stage: Stage, today: date) -> list[Story]:
    """One story for each regulation."""
    given: list[Mapping[str, Any]] = yaml.safe_load(
        files("govapi.cli.demo").joinpath("regulations.yaml").read_text(encoding="utf-8")
    )
    return [_story(stage, one, today) for one in given]


def _story(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    effective_on = today + timedelta(days=given["effective_days"])
    yield effective_on - DECIDED_BEFORE
    file = ready(stage.files, f"{given['title']}.docx", paper(given), MOST_BYTES)
    with stage.scene(KEEPERS[given["section"]]) as (session, actor):
        stored = current(session, stage.day)
        asked = RegulationIn(title=given["title"], kind=given["kind"], department_id=stage.town.departments[given["section"]])
        row = register.register(session, actor, stored.policy, asked)
        text = RegulationTextIn(
            edition=given["edition"],
            enacted_on=stage.day,
            effective_on=effective_on,
            approver_post=given["approver_post"],
            summary="新たに定めた。",
        )
        regulations.enact(session, actor, stored, row.id, text, file, now=stage.moment, today=stage.day)
        regulation_id = row.id
    if "reviewed_days" in given:
        yield today + timedelta(days=given["reviewed_days"])
        with stage.scene(KEEPERS[given["section"]]) as (session, actor):
            stored, version = current(session, stage.day), find(session, Regulation, regulation_id).version
            looked = RegulationReviewIn(reviewed_on=stage.day, result="改正を要する点がないことを確かめた。")
            regulations.review(session, actor, stored, regulation_id, looked, version, now=stage.moment, today=stage.day)


def paper(given: Mapping[str, Any]) -> bytes:
    """The text as a Word file of a few lines."""
    paper = Document()
    paper.add_heading(given["title"], level=1)
    for line in (f"（{given['edition']}）", f"第１条　{given['text']}", "附則　この規程は、施行の日から施行する。"):
        paper.add_paragraph(line)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()
