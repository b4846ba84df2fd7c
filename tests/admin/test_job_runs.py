"""Starting the periodic review from outside and by hand, foreseeing it, and who may."""

from datetime import date

import pytest

from tests.duties.support import Desk, runtime
from tests.support.app import Office
from tests.support.web import signed_in

RUNS = "/jobs/re-review/runs"


@pytest.fixture
def office_desk(office: Office) -> Desk:
    return Desk(office.database, office.town, office.clock, runtime(office.database, office.clock))


def test_a_dry_run_says_what_would_happen_and_changes_nothing(office: Office, office_desk: Desk) -> None:
    office_desk.plan("one", date(2027, 3, 31))
    office_desk.go_to(date(2027, 2, 1))
    before = (office_desk.duties(), office.as_("ren").get(RUNS).json())
    answer = office.as_("ren").post(RUNS, {"dry_run": True})
    assert answer.status_code == 200
    said = answer.json()
    assert (said["dry_run"], said["run"], said["foreseen"]["opened"], said["foreseen"]["reminded"]) == (True, None, 1, 1)
    assert said["foreseen"]["first"][0]["number"] == "評価-one"
    assert (office_desk.duties(), office.as_("ren").get(RUNS).json()) == before
    office_desk.go_to(date(2027, 2, 6))  # Saturday: opened, and told on Monday
    closed = office.as_("ren").post(RUNS, {"dry_run": True}).json()["foreseen"]
    assert (closed["opened"], closed["reminded"]) == (1, 0)


@pytest.mark.parametrize(("who", "sees"), [("machine:documents-system", False), ("akira", True)])
def test_a_dry_run_names_only_what_its_caller_sees(office: Office, office_desk: Desk, who: str, sees: bool) -> None:
    office_desk.plan("leak", date(2026, 12, 31), kind="incident.preliminary", noun="incident", title="健診結果の誤送付")
    office_desk.go_to(date(2026, 12, 28))
    foreseen = office.as_(who).post(RUNS, {"dry_run": True}).json()["foreseen"]
    assert (foreseen["opened"], [one["title"] for one in foreseen["first"]]) == (1, ["健診結果の誤送付"] if sees else [])


def test_a_run_is_queued_once_and_seen_to_its_end(office: Office, office_desk: Desk) -> None:
    office_desk.plan("one", date(2027, 3, 31))
    office_desk.go_to(date(2027, 2, 1))
    run = office.as_("machine:documents-system").post(RUNS, {"dry_run": False}).json()["run"]
    again = office.as_("ren").post(RUNS).json()["run"]
    assert (run["status"], run["scheduled"], again["id"]) == ("waiting", False, run["id"])
    office_desk.work_off()
    seen = office.as_("ren").get(f"/jobs/runs/{run['id']}").json()
    assert (seen["status"], seen["status_label"], seen["counts"]) == ("done", "完了", {"opened": 1, "notices": 4, "mails": 4})
    assert [one["id"] for one in office.as_("tadashi").get(RUNS).json()["items"]] == [run["id"]]


@pytest.mark.parametrize(
    ("who", "runs", "sees"),
    [
        ("ren", 200, 200),  # システム管理者
        ("akira", 200, 200),  # 情報政策担当課
        ("machine:documents-system", 200, 200),
        ("tadashi", 403, 200),  # 監査担当者
        ("misaki", 403, 403),
        ("kenichi", 403, 403),
        ("machine:documents-system!jobs:read", 403, 200),
        ("ren!duties:read", 403, 403),
    ],
)
def test_who_may(office: Office, who: str, runs: int, sees: int) -> None:
    person = office.as_(who)
    assert (person.post(RUNS, {"dry_run": True}).status_code, person.get(RUNS).status_code) == (runs, sees)
    assert person.post(RUNS).status_code == runs


def test_by_hand(office: Office, office_desk: Desk) -> None:
    office_desk.plan("one", date(2027, 3, 31))
    office_desk.go_to(date(2027, 2, 1))
    ren = signed_in(office, "ren")
    assert "定期の点検" in ren.get("/admin").text
    assert "着手の時期が来る仕事 1件" in ren.get("/admin/jobs").text
    begun = ren.post("/admin/jobs/re-review")
    assert (begun.status, begun.location) == (303, "/admin/jobs")
    office_desk.work_off()
    shown = ren.get("/admin/jobs").text
    assert "着手の時期が来た仕事 1件" in shown and "メールサーバーが設定されていない" in shown
    assert signed_in(office, "misaki").get("/admin/jobs").status == 403
