"""Founding the invented city from ``town.yaml``: organs, departments, posts, people and their appointments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from sqlmodel import Session

from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_bounds
from govapi.people.actor import system
from govapi.people.service import found_municipality
from govapi.people.tables import Appointment, Department, MachineClient, Organ, Person, Post
from govapi.policy.service import adopt_default

YEARS_BACK = 3


@dataclass
class Town:
    """The ids of what was founded, by the keys of ``town.yaml``."""

    code: str
    organs: dict[str, UUID] = field(default_factory=dict)
    departments: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    since: date = date(2020, 4, 1)


def described() -> Mapping[str, Any]:
    """What ``town.yaml`` says."""
    content: Mapping[str, Any] = yaml.safe_load(files("govapi.cli.demo").joinpath("town.yaml").read_text(encoding="utf-8"))
    return content


def found(session: Session, today: date) -> Town:
    """Founds the city, its people and its policy set in the session's municipality."""
    text = described()
    given = text["municipality"]
    row = found_municipality(session, given["code"], given["name"], given["kana"], address=given["address"])
    row.postal_code, row.mayor_title = given["postal_code"], given["mayor_title"]
    town = Town(code=given["code"], since=fiscal_year_bounds(fiscal_year(today) - YEARS_BACK)[0])
    for order, organ in enumerate(text["organs"]):
        town.organs[organ["key"]] = _add(session, Organ(sort_order=order, **organ))
    for order, person in enumerate(text["people"], start=1):
        town.people[person["key"]] = _person(session, order, person)
    for order, department in enumerate(text["departments"]):
        _department(session, town, department, order * 100, None, "/")
    for client in text["clients"]:
        department_id = town.departments[client["department"]]
        _add(
            session,
            MachineClient(**{name: value for name, value in client.items() if name != "department"}, department_id=department_id),
        )
    adopt_default(session, system(town.code), today)
    return town


def _add(session: Session, row: Any) -> UUID:
    session.add(row)
    session.flush()
    row_id: UUID = row.id
    return row_id


def _person(session: Session, order: int, person: Mapping[str, Any]) -> UUID:
    return _add(
        session,
        Person(
            name=person["name"],
            kana=person["kana"],
            staff_number=f"{order:05d}",
            subject=person["key"],
            email=f"{person['key']}@example.jp",
        ),
    )


def _department(session: Session, town: Town, given: Mapping[str, Any], order: int, parent: Department | None, path: str) -> None:
    organ_id = parent.organ_id if parent else town.organs[given["organ"]]
    row = Department(
        organ_id=organ_id,
        parent_id=parent.id if parent else None,
        name=given["name"],
        symbol=given.get("symbol", ""),
        sort_order=order,
    )
    row.path = f"{path}{row.id}/"
    town.departments[given["key"]] = _add(session, row)
    for post in given.get("posts", ()):
        post_id = _add(session, Post(department_id=row.id, title=post["title"], rank=post["rank"], duties=post.get("duties", [])))
        town.posts[post["key"]] = post_id
        _add(session, Appointment(person_id=town.people[post["person"]], post_id=post_id, from_date=town.since))
    for number, section in enumerate(given.get("sections", ()), start=1):
        _department(session, town, section, order + number, row, row.path)
