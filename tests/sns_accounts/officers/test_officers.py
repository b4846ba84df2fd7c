"""Who answers for an account and for a service: posts from a day on; a vacancy is a duty at once, once, and settles itself."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.db.session import find
from govapi.kit.errors import Conflict
from govapi.people.tables import Post
from govapi.sns_accounts.officers import queries
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.officers.vacancies.service import recount
from tests.assessments.jobs import run
from tests.sns_accounts.officers.accounts import becomes, duties, go_to, leaves, name, running, service_of
from tests.support.app import Office
from tests.support.copies import writes


@pytest.fixture
def account(office: Office) -> str:
    """The path of an account in use."""
    return f"/sns-accounts/{running(office)}"


def id_of(path: str) -> str:
    return path.rsplit("/", 1)[1]


def test_an_officer_from_a_day_on_and_the_next_one(office: Office, account: str) -> None:
    first = name(office, account, "health-head", "2026-11-01").json()
    assert (first["post_title"], first["name"], first["current"]) == ("健康推進課課長", "仮名　健一", True)
    second = name(office, account, "health-sub", "2027-04-01", "hikaru").json()  # 広報主管課
    assert (second["name"], second["current"]) == ("見本　幸", False)
    shown = office.as_("aoi").get(f"{account}/officers").json()["items"]
    assert [(one["from_date"], one["last_day"]) for one in shown] == [("2026-11-01", "2027-03-31"), ("2027-04-01", None)]
    twice = name(office, account, "it-head", "2027-04-01").json()
    assert (twice["status"], twice["errors"][0]["pointer"]) == (409, "/from_date")
    assert "健康推進課係長（見本　幸）が、令和9年4月1日から、既に責任者に指定されています" in twice["detail"]
    within = name(office, account, "it-head", "2027-02-01").json()
    assert (
        within["status"] == 409
        and "健康推進課課長（仮名　健一）が、令和8年11月1日から令和9年4月1日の前日まで" in within["detail"]
    )
    unknown = {"post_id": str(UUID(int=7)), "from_date": "2027-05-01"}
    assert office.as_("kenichi").post(f"{account}/officers", unknown).json()["errors"][0]["pointer"] == "/post_id"
    path = f"/sns-accounts/officers/{second['id']}"
    assert office.as_("kenichi").request("DELETE", path, etag='"9"').status_code == 412
    assert office.as_("kenichi").request("DELETE", path, etag='"1"').status_code == 204
    [left] = office.as_("aoi").get(f"{account}/officers").json()["items"]
    assert left["last_day"] is None
    began = office.as_("kenichi").request("DELETE", f"/sns-accounts/officers/{first['id']}", etag=f'"{left["version"]}"')
    assert began.status_code == 409 and "始まった指定は取り消せません" in began.json()["detail"]


def test_what_is_taken_back_leaves_the_days_to_the_one_before(office: Office, account: str) -> None:
    for post, day in (("health-head", "2026-11-01"), ("health-sub", "2026-12-01"), ("it-head", "2027-04-01")):
        assert name(office, account, post, day).status_code == 201
    shown = office.as_("aoi").get(f"{account}/officers").json()["items"]
    assert [one["last_day"] for one in shown] == ["2026-11-30", "2027-03-31", None]
    etag = f'"{shown[1]["version"]}"'
    taken = office.as_("kenichi").request("DELETE", f"/sns-accounts/officers/{shown[1]['id']}", etag=etag)
    assert taken.status_code == 204
    shown = office.as_("aoi").get(f"{account}/officers").json()["items"]
    assert [(one["from_date"], one["last_day"]) for one in shown] == [("2026-11-01", "2027-03-31"), ("2027-04-01", None)]


@pytest.mark.parametrize(
    ("status", "role", "by", "expected"),
    [
        ("draft", "officer", "misaki", 201),  # the section proposes with its application
        ("active", "officer", "misaki", 403),
        ("active", "officer", "kenichi", 201),
        ("active", "officer", "hikaru", 201),
        ("active", "officer", "aoi", 403),
        ("active", "deputy", "misaki", 201),
        ("active", "operator", "misaki", 201),
        ("active", "operator", "aoi", 403),
        ("paused", "officer", "kenichi", 201),
        ("closing", "officer", "kenichi", 201),
        ("closed", "officer", "kenichi", 409),
    ],
)
def test_who_may_name_whom(office: Office, status: str, role: str, by: str, expected: int) -> None:
    answer = name(office, f"/sns-accounts/{running(office, status)}", "health-head", "2026-12-01", by, role)
    assert answer.status_code == expected, answer.text


def test_several_operators_but_one_deputy(office: Office, account: str) -> None:
    for post in ("health-sub", "health-staff"):
        assert name(office, account, post, "2026-11-24", "misaki", "operator").status_code == 201
        assert name(office, account, post, "2026-11-24", "misaki", "deputy").status_code in (201, 409)
    again = name(office, account, "health-sub", "2026-11-24", "misaki", "operator")
    assert again.status_code == 409 and "既に運用担当者に指定されています" in again.json()["detail"]
    shown = office.as_("aoi").get(f"{account}/officers").json()["items"]
    assert [one["role"] for one in shown] == ["deputy", "operator", "operator"]
    ended = office.as_("misaki").act(f"/sns-accounts/officers/{shown[1]['id']}/end", {"last_day": "2026-11-30"})
    assert (ended.status_code, ended.json()["last_day"]) == (200, "2026-11-30")


def test_a_service_has_an_officer_for_the_whole_town(office: Office, account: str) -> None:
    run(office, recount)
    service = f"/sns-services/{service_of(office)}"
    assert duties(office, id_of(service)) == [("open", "2026-11-24")]
    assert name(office, service, "publicity-head", "2026-11-24", "hikaru").status_code == 403
    assert name(office, service, "publicity-head", "2026-11-24", "hiroshi", "deputy").status_code == 422
    made = name(office, service, "publicity-head", "2026-11-24", "hiroshi").json()
    assert (made["target"], made["name"]) == ("service", "仮名　広")
    assert name(office, service, "it-head", "2026-12-01", "akira").status_code == 201
    assert duties(office, id_of(service)) == [("done", "2026-11-24")]
    [line] = office.as_("aoi").get("/sns-accounts/officers", params={"level": "service", "on": "2026-12-01"}).json()["items"]
    assert (line["label"], line["officer"]["post_title"], line["vacant"]) == ("X（旧Twitter）", "情報政策課課長", False)


def test_an_account_without_an_officer_is_a_duty_and_should_be_paused(office: Office, account: str) -> None:
    record = id_of(account)
    assert [run(office, recount), run(office, recount)] == [2, 2]  # the service, and the account: found, then watched
    assert duties(office, record) == duties(office, record, "sns.pause") == [("open", "2026-11-24")]
    [proposed] = office.as_("hiroshi").get("/duties", params={"record_id": record, "kind": "sns.pause"}).json()["items"]
    assert proposed["department_id"] == office.as_("hiroshi").get("/me").json()["posts"][0]["department_id"]
    assert office.as_("misaki").get(f"{account}/vacancy").json()["reason"] == "責任者が指定されていません。"
    becomes(office, record, "paused")
    assert (duties(office, record), duties(office, record, "sns.pause")) == ([("open", "2026-11-24")], [("done", "2026-11-24")])
    assert name(office, account, "health-head", "2026-11-24").status_code == 201
    assert duties(office, record) == [("done", "2026-11-24")]


def test_whoever_held_the_post_has_gone_and_is_followed(office: Office, account: str) -> None:
    record = id_of(account)
    name(office, account, "health-head", "2026-04-01")
    leaves(office, "health-head", date(2026, 12, 1))
    run(office, recount)
    assert duties(office, record) == []
    go_to(office, date(2026, 12, 1))
    run(office, recount)
    assert duties(office, record) == duties(office, record, "sns.pause") == [("open", "2026-12-01")]
    assert "就いている職員がいません" in office.as_("misaki").get(f"{account}/vacancy").json()["reason"]
    go_to(office, date(2026, 12, 2))
    leaves(office, "health-head", None)
    run(office, recount)
    assert (duties(office, record), duties(office, record, "sns.pause")) == (
        [("done", "2026-12-01")],
        [("dropped", "2026-12-01")],
    )
    with writes(office) as session:
        find(session, Post, office.town.posts["health-head"]).valid_to = date(2027, 1, 4)
    go_to(office, date(2027, 1, 4))
    run(office, recount)
    assert duties(office, record) == [("done", "2026-12-01"), ("open", "2027-01-04")]  # another one
    becomes(office, record, "closed")
    assert [status for status, _day in duties(office, record)] == ["done", "dropped"]


def test_a_post_that_is_abolished_or_a_holder_who_is_stopped_leaves_a_vacancy_at_once(office: Office, account: str) -> None:
    name(office, account, "health-head", "2026-04-01")
    for path, patch in (
        (f"/people/{office.town.people['kenichi']}", {"active": False}),
        (f"/people/{office.town.people['kenichi']}", {"active": True}),
        (f"/posts/{office.town.posts['health-head']}", {"valid_to": "2026-11-24"}),
    ):
        etag = office.as_("setsuko").get(path).headers["ETag"]
        assert office.as_("setsuko").patch(path, patch, etag=etag).status_code == 200
    assert [status for status, _day in duties(office, id_of(account))] == ["done", "open"]


def test_a_designation_that_ends_is_a_duty_ahead_of_its_day(office: Office, account: str) -> None:
    record, row = id_of(account), name(office, account, "health-head", "2026-11-01").json()
    ended = office.as_("kenichi").act(f"/sns-accounts/officers/{row['id']}/end", {"last_day": "2027-03-31"})
    assert (ended.status_code, ended.json()["last_day"]) == (200, "2027-03-31")
    assert (duties(office, record), duties(office, record, "sns.pause")) == ([("planned", "2027-04-01")], [])
    assert name(office, account, "health-sub", "2027-04-01").status_code == 201
    assert duties(office, record) == [("done", "2027-04-01")]


def lines(office: Office, **params: Any) -> list[tuple[str, str | None, str | None, bool]]:
    found = office.as_("aoi").get("/sns-accounts/officers", params=params).json()["items"]
    return [
        (one["id"], (one["officer"] or {}).get("post_title"), (one["officer"] or {}).get("name"), one["vacant"]) for one in found
    ]


def test_the_lists_of_a_day_tell_what_is_announced_only(office: Office, account: str) -> None:
    record, other = id_of(account), running(office, "paused", "税務課")
    running(office, "draft")
    name(office, account, "health-head", "2026-11-01")
    assert lines(office) == [(record, "健康推進課課長", "仮名　健一", False), (other, None, None, True)]
    assert lines(office, on="2026-10-31") == [(record, None, None, True), (other, None, None, True)]
    assert lines(office, on="2026-03-31") == []  # before they were opened
    first = office.as_("aoi").get("/sns-accounts/officers", params={"limit": 1}).json()
    rest = office.as_("aoi").get("/sns-accounts/officers", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [one["id"] for one in (*first["items"], *rest["items"])] == [record, other] and rest["next_cursor"] is None
    leaves(office, "health-head", date(2027, 4, 1), end_announced_on=date(2027, 3, 25))
    assert lines(office, on="2027-04-01")[0][2:] == ("仮名　健一", False)  # nobody may know yet
    go_to(office, date(2027, 3, 25))
    assert lines(office, on="2027-04-01")[0][2:] == (None, True)
    assert lines(office, on="2027-03-31")[0][2:] == ("仮名　健一", False)


def test_who_is_asked_for_many_at_once(office: Office, account: str) -> None:
    name(office, account, "health-head", "2026-11-01")
    with writes(office) as session:
        health, target = office.town.posts["health-head"], UUID(id_of(account))
        held = queries.held_by_posts(session, [health, office.town.posts["it-head"]], date(2026, 11, 24))
        assert [(row.role, about.id) for row, about in held] == [("officer", target)]
        assert queries.held_by_posts(session, [health], date(2026, 10, 31)) == []
        found = queries.current(session, [target, UUID(int=7)], date(2026, 11, 24))
        assert ([one.title for one in found[target]], found[UUID(int=7)]) == (["健康推進課課長"], [])


def test_the_wall_of_the_database_refuses_a_second_officer(office: Office, account: str) -> None:
    first = name(office, account, "health-head", "2026-11-01").json()
    with pytest.raises(Conflict), writes(office) as session:
        row = find(session, SnsAssignment, UUID(first["id"]))
        values = row.model_dump(exclude={"id", "version", "created_at", "from_date"})
        session.add(SnsAssignment(from_date=date(2026, 11, 2), **values))
        session.flush()


def test_an_application_of_others_is_not_there(office: Office) -> None:
    account = f"/sns-accounts/{running(office, 'draft')}"
    made = name(office, account, "health-sub", "2026-12-01", "misaki").json()
    for path in (f"{account}/officers", f"{account}/vacancy", f"/sns-accounts/officers/{made['id']}"):
        assert (office.as_("aoi").get(path).status_code, office.as_("misaki").get(path).status_code) == (404, 200)


@pytest.mark.parametrize("last_day", ["9999-12-31", "0001-01-01"])
def test_a_day_from_which_nothing_can_be_counted_is_refused(office: Office, account: str, last_day: str) -> None:
    made = name(office, account, "health-head", "2026-11-24").json()
    assert office.as_("kenichi").act(f"/sns-accounts/officers/{made['id']}/end", {"last_day": last_day}).status_code == 422
