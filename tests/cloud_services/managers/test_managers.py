"""Who manages a use: a post from a day on; a vacancy is a duty at once, once, and settles itself."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col

from govapi.cloud_services.managers import queries
from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.managers.vacancies.service import recount
from govapi.db.session import find, owned
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict
from govapi.people.tables import Appointment, Post
from tests.assessments.jobs import run
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import drafted, service
from tests.support.app import Office
from tests.support.copies import writes


@pytest.fixture
def use(office: Office) -> str:
    """A use that began long ago."""
    return running(office, str(registered(office)["id"]), starts_on=date(2026, 4, 1))


def name(office: Office, use: str, post: str, day: str, by: str = "kenichi") -> Any:
    return office.as_(by).post(f"/cloud-uses/{use}/managers", {"post_id": str(office.town.posts[post]), "from_date": day})


def vacancies(office: Office, use: str) -> list[tuple[str, str]]:
    """(status, due day) of the vacancies of a use, in the order in which they came."""
    items = office.as_("akira").get("/duties", params={"record_id": use, "kind": "cloud.manager"}).json()["items"]
    return [(one["status"], one["due_on"]) for one in sorted(items, key=lambda one: str(one["id"]))]


def go_to(office: Office, day: date) -> None:
    office.clock.go_to(datetime.combine(day, time(10), JST))


def leaves(office: Office, post: str, day: date | None) -> None:
    """Whoever holds the post leaves it on that day, without a successor; None: he stays after all."""
    with writes(office) as session:
        held = owned(session, Appointment).where(col(Appointment.post_id) == office.town.posts[post])
        for row in session.exec(held).all():
            row.to_date = day


def test_a_post_from_a_day_on_and_the_next_one(office: Office, use: str) -> None:
    assert name(office, use, "health-head", "2026-11-01", "misaki").status_code == 403  # its head, or 情報政策担当課
    first = name(office, use, "health-head", "2026-11-01").json()
    assert (first["post_title"], first["name"], first["current"]) == ("健康推進課課長", "仮名　健一", True)
    second = name(office, use, "health-sub", "2027-04-01", "akira").json()
    assert (second["name"], second["current"]) == ("見本　幸", False)
    shown = office.as_("aoi").get(f"/cloud-uses/{use}/managers").json()["items"]
    assert [(one["from_date"], one["last_day"]) for one in shown] == [("2026-11-01", "2027-03-31"), ("2027-04-01", None)]
    twice = name(office, use, "it-head", "2027-04-01")
    assert (twice.status_code, "同じ日に2つ置けません" in twice.json()["detail"]) == (409, True)
    assert name(office, use, "it-head", "2027-02-01").status_code == 409  # within what is named already
    unknown = {"post_id": str(UUID(int=7)), "from_date": "2027-05-01"}
    assert office.as_("kenichi").post(f"/cloud-uses/{use}/managers", unknown).status_code == 422
    back = office.as_("kenichi").request("DELETE", f"/cloud-uses/{use}/managers/{second['id']}", etag='"1"')
    assert back.status_code == 204
    [left] = office.as_("aoi").get(f"/cloud-uses/{use}/managers").json()["items"]
    assert left["last_day"] is None


def test_the_section_proposes_with_its_application(office: Office) -> None:
    made = drafted(office, service(office))
    assert name(office, made["id"], "health-sub", "2026-12-01", "misaki").status_code == 201
    assert vacancies(office, made["id"]) == []


def test_the_database_refuses_a_second_open_one(office: Office, use: str) -> None:
    first = name(office, use, "health-head", "2026-11-01").json()
    with pytest.raises(Conflict), writes(office) as session:
        row = find(session, CloudManager, UUID(first["id"]))
        values = row.model_dump(exclude={"id", "version", "created_at", "from_date"})
        session.add(CloudManager(from_date=date(2026, 11, 2), **values))
        session.flush()


def test_a_use_without_a_manager_is_a_duty_until_one_is_named(office: Office, use: str) -> None:
    assert [run(office, recount), run(office, recount)] == [1, 1]  # found, then watched; planned once
    assert vacancies(office, use) == [("open", "2026-11-24")]
    assert office.as_("misaki").get(f"/cloud-uses/{use}/vacancy").json()["reason"] == "管理者が指定されていません。"
    assert name(office, use, "health-head", "2026-11-24").status_code == 201
    assert vacancies(office, use) == [("done", "2026-11-24")]
    assert run(office, recount) == 0  # nothing is vacant: nothing is looked at


def test_whoever_held_the_post_has_gone_and_is_followed(office: Office, use: str) -> None:
    name(office, use, "health-head", "2026-04-01")
    leaves(office, "health-head", date(2026, 12, 1))
    assert (run(office, recount), vacancies(office, use)) == (0, [])
    go_to(office, date(2026, 12, 1))
    assert (run(office, recount), vacancies(office, use)) == (1, [("open", "2026-12-01")])
    seen = office.as_("misaki").get(f"/cloud-uses/{use}/vacancy").json()
    assert (seen["vacant"], seen["reason"]) == (True, "管理者に指定された職に就いている職員がいません。")
    leaves(office, "health-head", None)
    assert (run(office, recount), vacancies(office, use)) == (1, [("done", "2026-12-01")])
    go_to(office, date(2027, 1, 4))
    leaves(office, "health-head", date(2027, 1, 4))
    run(office, recount)
    assert vacancies(office, use) == [("done", "2026-12-01"), ("open", "2027-01-04")]  # another one


def test_a_post_that_is_abolished_manages_nothing(office: Office, use: str) -> None:
    name(office, use, "health-head", "2026-04-01")
    with writes(office) as session:
        find(session, Post, office.town.posts["health-head"]).valid_to = date(2026, 12, 1)
    go_to(office, date(2026, 12, 1))
    assert (run(office, recount), vacancies(office, use)) == (1, [("open", "2026-12-01")])


def test_a_designation_that_ends_is_a_duty_ahead_of_its_day(office: Office, use: str) -> None:
    row = name(office, use, "health-head", "2026-11-01").json()
    ended = office.as_("kenichi").act(f"/cloud-uses/{use}/managers/{row['id']}/end", {"last_day": "2027-03-31"})
    assert (ended.status_code, ended.json()["last_day"]) == (200, "2027-03-31")
    assert vacancies(office, use) == [("planned", "2027-04-01")]
    assert (run(office, recount), vacancies(office, use)) == (1, [("planned", "2027-04-01")])
    assert name(office, use, "health-sub", "2027-04-01").status_code == 201
    assert vacancies(office, use) == [("done", "2027-04-01")]


def test_the_listing_of_a_day(office: Office, use: str) -> None:
    other = running(office, str(registered(office, name="見本会議")["id"]), "税務課", starts_on=date(2026, 4, 1))
    name(office, use, "health-head", "2026-11-01")
    shown = office.as_("aoi").get("/cloud-uses/managers").json()["items"]
    assert {(one["id"], one["post_title"], one["name"]) for one in shown} == {
        (use, "健康推進課課長", "仮名　健一"),
        (other, "", None),
    }
    before = office.as_("aoi").get("/cloud-uses/managers", params={"on": "2026-10-31", "limit": 1}).json()
    assert [one["post_title"] for one in before["items"]] == [""] and before["next_cursor"]
    with writes(office) as session:
        held = queries.held_by_many(session, [UUID(use), UUID(other)], date(2026, 11, 24))
        assert {use_id: one.title for use_id, one in held.items()} == {UUID(use): "健康推進課課長"}


def test_the_listing_of_a_day_to_come_tells_what_is_announced_only(office: Office, use: str) -> None:
    name(office, use, "health-head", "2026-11-01")
    leaves(office, "health-head", date(2027, 4, 1))
    [shown] = office.as_("aoi").get("/cloud-uses/managers", params={"on": "2027-04-01"}).json()["items"]
    assert shown["name"] == "仮名　健一"
    go_to(office, date(2027, 4, 1))
    assert office.as_("aoi").get("/cloud-uses/managers").json()["items"][0]["name"] is None


@pytest.mark.parametrize("last_day", ["9999-12-31", "0001-01-01"])
def test_a_day_from_which_nothing_can_be_counted_is_refused(office: Office, last_day: str) -> None:
    use = running(office, str(registered(office)["id"]))
    made = office.as_("kenichi").post(
        f"/cloud-uses/{use}/managers", {"post_id": str(office.town.posts["health-head"]), "from_date": "2026-11-24"}
    )
    path = f"/cloud-uses/{use}/managers/{made.json()['id']}"
    assert office.as_("kenichi").act(f"{path}/end", {"last_day": last_day}).status_code == 422
