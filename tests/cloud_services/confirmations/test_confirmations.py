"""The yearly confirmation over HTTP: planned by the permission, answered, planned anew; the end of the use beside it."""

from datetime import date, datetime, time
from typing import Any

from govapi.cloud_services.deciding.service import recount
from govapi.kit.clock import JST
from tests.assessments.jobs import run
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import act, managed, now, permitted, submission
from tests.support.app import Office
from tests.support.life import decide


def duties(office: Office, use_id: str, kind: str) -> list[tuple[str, str, str]]:
    """(status, due day, cause) in the order in which they were planned."""
    items = office.as_("akira").get("/duties", params={"record_id": use_id, "kind": kind}).json()["items"]
    return [(one["status"], one["due_on"], one["cause"]) for one in sorted(items, key=lambda one: str(one["id"]))]


def answers(office: Office, use_id: str, **changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The good answer to every question; ``changes`` by key."""
    asked = office.as_("misaki").get(f"/cloud-uses/{use_id}/confirmation-sheet").json()["questions"]
    return [{"key": one["key"], "answer": one["good"], **changes.get(one["key"], {})} for one in asked]


def confirm(office: Office, use_id: str, result: str = "continue", **changes: dict[str, Any]) -> Any:
    body = {"answers": answers(office, use_id, **changes), "result": result}
    return office.as_("misaki").post(f"/cloud-uses/{use_id}/confirmations", body)


def go_to(office: Office, day: date) -> None:
    office.clock.go_to(datetime.combine(day, time(10), JST))


def test_a_year_after_the_beginning_and_a_year_after_that(office: Office) -> None:
    use = permitted(office, ends_on="2029-03-31")
    assert use["confirm_on"] == "2027-12-01"
    assert duties(office, use["id"], "cloud.confirmation") == [("planned", "2027-12-01", "yearly")]
    assert duties(office, use["id"], "cloud.end") == [("planned", "2029-03-30", "ends_on")]  # a Saturday
    go_to(office, date(2027, 11, 30))
    body = {"answers": answers(office, use["id"]), "result": "continue"}
    assert office.as_("haru").post(f"/cloud-uses/{use['id']}/confirmations", body).status_code == 403
    made = confirm(office, use["id"])
    assert (made.status_code, made.json()["turn"], made.json()["due_on"]) == (201, 1, "2027-12-01"), made.text
    assert (made.json()["next_on"], made.json()["confirmed_post"]) == ("2028-11-30", "健康推進課主事")
    assert now(office, use["id"])["confirm_on"] == "2028-11-30"
    assert duties(office, use["id"], "cloud.confirmation") == [
        ("done", "2027-12-01", "yearly"),
        ("planned", "2028-11-30", "yearly"),
    ]
    go_to(office, date(2028, 11, 30))
    assert confirm(office, use["id"]).json()["next_on"] == "2029-03-31"  # not after the last day
    listed = office.as_("sora").get(f"/cloud-uses/{use['id']}/confirmations").json()["items"]
    assert [one["turn"] for one in listed] == [2, 1]


def test_what_is_not_good_is_explained(office: Office) -> None:
    use = permitted(office)
    bad: dict[str, dict[str, Any]] = {"still_needed": {"answer": False}}
    refused = confirm(office, use["id"], "stop", **bad)
    assert (refused.status_code, "状況と今後の対応" in refused.json()["errors"][0]["message"]) == (422, True)
    missing = office.as_("misaki").post(f"/cloud-uses/{use['id']}/confirmations", {"answers": [], "result": "continue"})
    assert {one["pointer"] for one in missing.json()["errors"]} == {"/answers"}
    explained: dict[str, dict[str, Any]] = {"still_needed": {"answer": False, "remark": "別のサービスに移る。"}}
    made = confirm(office, use["id"], "stop", **explained).json()
    assert (made["result_label"], made["next_on"]) == ("利用を終える", None)
    assert duties(office, use["id"], "cloud.confirmation") == [
        ("done", "2027-11-30", "yearly"),
        ("open", "2026-12-24", "stop"),
    ]
    act(office, use["id"], "start-ending", {"reason": "別のサービスに移るため。"})
    assert {status for status, _due, _cause in duties(office, use["id"], "cloud.confirmation")} <= {"done", "dropped"}
    assert duties(office, use["id"], "cloud.end")[0][0] == "done"


def test_a_change_is_applied_for_and_settles_what_was_asked(office: Office) -> None:
    use = permitted(office)
    assert confirm(office, use["id"], "change").json()["next_on"] == "2027-11-24"
    assert ("open", "2026-12-24", "change") in duties(office, use["id"], "cloud.confirmation")
    again = office.as_("misaki").post(f"/cloud-uses/{use['id']}/applications", {"occasion": "change"}).json()
    changed = office.as_("misaki").get(f"/cloud-uses/{again['id']}")
    managed(office, again["id"])
    etag = changed.headers["ETag"]
    assert office.as_("misaki").patch(f"/cloud-uses/{again['id']}", {"user_count": 20}, etag=etag).status_code == 200
    assert submission(office, again["id"]).status_code == 200
    decide(office, again["id"])
    assert [status for status, _due, _cause in duties(office, use["id"], "cloud.end")] == ["done"]
    go_to(office, date(2026, 12, 1))
    run(office, recount)
    assert now(office, use["id"])["status"] == "superseded"
    assert ("done", "2026-12-24", "change") in duties(office, use["id"], "cloud.confirmation")
    assert [status for status, _due, _cause in duties(office, use["id"], "cloud.end")] == ["done"]
    assert {status for status, _due, _cause in duties(office, use["id"], "cloud.condition")} == {"dropped"}
    assert duties(office, again["id"], "cloud.confirmation") == [("planned", "2027-11-30", "yearly")]


def test_generative_ai_is_asked_its_own_questions(office: Office) -> None:
    plain = running(office, str(registered(office)["id"]))
    learned = running(office, str(registered(office, name="見本文章作成", kinds=["generative_ai"])["id"]))
    sheets = [
        {one["key"] for one in office.as_("misaki").get(f"/cloud-uses/{use}/confirmation-sheet").json()["questions"]}
        for use in (plain, learned)
    ]
    assert sheets[0] < sheets[1]


def test_only_a_running_use_is_confirmed(office: Office) -> None:
    use = running(office, str(registered(office)["id"]), status="draft")
    assert confirm(office, use).status_code == 409


def test_sent_twice_it_is_one_confirmation(office: Office) -> None:
    use = permitted(office)
    assert confirm(office, use["id"]).status_code == 201
    assert confirm(office, use["id"]).status_code == 409
    assert confirm(office, use["id"], "change").json()["turn"] == 2  # says otherwise: it corrects the first
