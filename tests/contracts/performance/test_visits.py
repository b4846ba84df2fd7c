"""実地調査 over HTTP: planned, announced, done with findings, closed when they are settled."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col

from govapi.db.session import owned
from govapi.duties.tables import Duty
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import Life, draft

PLAN = {
    "planned_on": "2027-01-20",
    "from_time": "午後１時30分",
    "place": "株式会社見本製作所　作業所",
    "inspectors": ["健康推進課主事　架空　美咲", "情報政策課主事　作例　澪"],
    "items": ["入退室管理", "媒体の保管"],
}
RESULT = {
    "visited_on": "2027-01-20",
    "attended_by": "見本　守",
    "conclusion": "おおむね適正に行われていた。",
    "findings": [{"item": "媒体の保管", "content": "保管庫が施錠されていなかった。", "due_on": "2027-02-10"}],
}


def planned(office: Office, life: Life, by: str = "misaki", **changes: Any) -> Any:
    answer = office.as_(by).post(f"{life.path}/site-visits", PLAN | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(office: Office, visit: Any, action: str, body: Any = None, by: str = "misaki") -> Any:
    return office.as_(by).act(f"/site-visits/{visit['id']}/{action}", body)


def duties(office: Office, record_id: str, kind: str) -> list[tuple[str, date]]:
    with writes(office) as session:
        statement = owned(session, Duty).where(col(Duty.record_id) == UUID(record_id), col(Duty.kind) == kind)
        return [(row.status, row.nominal_on) for row in session.exec(statement).all()]


def done(office: Office, life: Life) -> Any:
    """A visit carried out, with one thing found."""
    visit = planned(office, life)
    assert act(office, visit, "notify").status_code == 200
    life.day(date(2027, 1, 21))
    answer = act(office, visit, "carry-out", RESULT)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_from_the_plan_to_the_end(office: Office) -> None:
    life = draft(office).to_active()
    assert duties(office, life.id, "site_visit.once_a_term") == [("planned", date(2027, 3, 31))]
    visit = planned(office, life)
    assert (visit["number"], visit["status_label"]) == ("調査-2026-0001", "予定")
    assert "第" in visit["legal_ground"] and "条" in visit["legal_ground"]
    assert duties(office, visit["id"], "site_visit.planned") == [("planned", date(2027, 1, 20))]
    assert act(office, visit, "notify").json()["status"] == "notified"
    life.day(date(2027, 1, 21))
    assert office.as_("misaki").get("/site-visits").json()["items"][0]["overdue"] is True
    found = act(office, visit, "carry-out", RESULT).json()
    assert (found["status"], found["inspectors"], found["findings"][0]["late"]) == ("done", PLAN["inspectors"], False)
    assert duties(office, visit["id"], "site_visit.planned")[0][0] == "done"
    assert duties(office, life.id, "site_visit.once_a_term")[0][0] == "done"
    blocked = act(office, visit, "close")
    assert blocked.status_code == 422 and "「媒体の保管」" in blocked.json()["detail"]
    life.day(date(2027, 2, 12))
    path = f"/site-visits/{visit['id']}/findings/{found['findings'][0]['id']}"
    assert office.as_("misaki").get(path).json()["late"] is True
    early = office.as_("misaki").act(f"{path}/settle", {"settled_on": "2027-01-19", "settlement": "施錠を確認"})
    assert early.status_code == 422
    settled = office.as_("misaki").act(f"{path}/settle", {"settled_on": "2027-02-12", "settlement": "施錠を確認"})
    assert (settled.status_code, settled.json()["settled"], settled.json()["settled_name"]) == (200, True, "架空　美咲")
    assert office.as_("misaki").act(f"{path}/settle", {"settled_on": "2027-02-12", "settlement": "x"}).status_code == 409
    assert act(office, visit, "close").json()["status"] == "closed"


def test_what_was_found_can_go_on_as_a_demand_for_improvement(office: Office) -> None:
    life = draft(office).to_active()
    visit = done(office, life)
    path, body = f"/site-visits/{visit['id']}/findings/{visit['findings'][0]['id']}/hand-over", {"number": "指摘-2026-0001"}
    assert office.as_("kayo").act(path, body).status_code == 403
    assert office.as_("misaki").post(path, body, etag='"9"').status_code == 412
    assert office.as_("misaki").act(path, body).status_code == 200
    assert office.as_("misaki").act(path, body).status_code == 409
    shown = office.as_("misaki").get(f"/site-visits/{visit['id']}/findings").json()["items"][0]
    assert (shown["settled"], shown["handed_over_to"]) == (True, "指摘-2026-0001")
    assert act(office, visit, "close").status_code == 200


def test_a_plan_is_filled_before_it_is_announced_and_changed_before_that_only(office: Office) -> None:
    life, misaki = draft(office).to_active(), office.as_("misaki")
    visit = planned(office, life, items=[], from_time="")
    refused = act(office, visit, "notify")
    assert refused.status_code == 422 and "「開始の時刻」、「調査する事項」" in refused.json()["detail"]
    path = f"/site-visits/{visit['id']}"
    changed = misaki.patch(path, {"items": ["入退室管理"], "from_time": "10時", "planned_on": "2027-02-01"}, etag='"1"')
    assert changed.status_code == 200, changed.text
    assert duties(office, visit["id"], "site_visit.planned") == [("planned", date(2027, 2, 1))]
    assert misaki.patch(path, {"place": "x"}, etag='"1"').status_code == 412
    act(office, visit, "notify")
    assert misaki.patch(path, {"place": "x"}, etag='"3"').status_code == 409
    assert act(office, visit, "replan").status_code == 422
    assert act(office, visit, "replan", {"reason": "先方の都合による。"}).json()["status"] == "planned"
    life.day(date(2027, 2, 2))
    assert "予定の日が過ぎて" in act(office, visit, "notify").json()["detail"]
    assert act(office, visit, "cancel", {"reason": "書面で確認することとした。"}).json()["status"] == "cancelled"
    assert duties(office, visit["id"], "site_visit.planned")[0][0] == "dropped"


@pytest.mark.parametrize("day", ["2026-11-30", "2027-04-01"])
def test_a_visit_is_planned_within_the_term_and_not_in_the_past(office: Office, day: str) -> None:
    life = draft(office).to_active()
    answer = office.as_("misaki").post(f"{life.path}/site-visits", PLAN | {"planned_on": day})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/planned_on")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"visited_on": "2027-01-22"}, "/visited_on"),
        ({"visited_on": "2026-11-30"}, "/visited_on"),
        ({"findings": [{"item": "a", "content": "b", "due_on": "2027-01-19"}]}, "/findings/0/due_on"),
        ({"conclusion": ""}, "/conclusion"),
    ],
)
def test_what_may_not_be_written_down(office: Office, changes: dict[str, Any], pointer: str) -> None:
    life = draft(office).to_active()
    visit = planned(office, life)
    life.day(date(2027, 1, 21))
    answer = act(office, visit, "carry-out", RESULT | changes)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert office.as_("misaki").get(f"/site-visits/{visit['id']}").json()["status"] == "planned"


def test_the_security_office_visits_too_and_neighbours_see_nothing(office: Office) -> None:
    life = draft(office).to_active()
    visit = planned(office, life, by="mio")
    assert act(office, visit, "notify", by="mio").status_code == 200
    assert office.as_("kayo").get(f"/site-visits/{visit['id']}").status_code == 200
    assert act(office, visit, "cancel", {"reason": "x"}, by="kayo").status_code == 403
    assert [office.as_(who).get(f"/site-visits/{visit['id']}").status_code for who in ("haru", "aoi")] == [404, 404]
    assert office.as_("haru").get("/site-visits").json()["items"] == []
    assert office.as_("haru").post(f"{life.path}/site-visits", PLAN).status_code == 403
