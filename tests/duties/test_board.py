"""The board at both doors: order, filters, who sees what, and that nobody ticks a duty off."""

from datetime import date

from tests.duties.support import Desk
from tests.support.app import Office
from tests.support.web import signed_in

DAYS = {"late": date(2026, 11, 20), "now": date(2026, 11, 27), "next": date(2027, 1, 15), "far": date(2027, 9, 30)}


def lay_out(desk: Desk) -> None:
    """Duties of two sections on several days."""
    for key, day in DAYS.items():
        desk.plan(key, day)
    desk.plan("school", date(2026, 11, 30), section="schools")


def keys(answer: object) -> list[str]:
    items = answer.json()["items"]  # type: ignore[attr-defined]  # an httpx answer
    return [item["number"].removeprefix("評価-") for item in items]


def test_the_list_is_by_day_and_says_what_is_late(office: Office, office_desk: Desk) -> None:
    lay_out(office_desk)
    answer = office.as_("misaki").get("/duties")
    assert keys(answer) == ["late", "now", "next", "far"]
    first = answer.json()["items"][0]
    assert (first["kind_label"], first["status_label"], first["state"]) == ("委託先の再評価", "対応が必要", "overdue")
    assert first["record_url"] == f"/api/v1/assessments/{first['record_id']}"
    assert answer.json()["items"][1]["state"] == "due_soon"
    assert answer.json()["items"][3]["status"] == "planned"


def test_pages_follow_each_other_without_gap_or_overlap(office: Office, office_desk: Desk) -> None:
    lay_out(office_desk)
    for number in range(3):
        office_desk.plan(f"same-{number}", DAYS["now"])
    found, cursor = [], None
    while True:
        answer = office.as_("misaki").get("/duties", params={"limit": 2, **({"cursor": cursor} if cursor else {})})
        found += keys(answer)
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            break
    assert found == ["late", "now", "same-0", "same-1", "same-2", "next", "far"]


def test_it_is_narrowed(office: Office, office_desk: Desk) -> None:
    lay_out(office_desk)
    office_desk.plan("proof", DAYS["now"], kind="evidence.expiry", noun="evidence")
    misaki, akira = office.as_("misaki"), office.as_("akira")
    schools = str(office.town.departments["school"])
    assert keys(misaki.get("/duties", params={"status": "planned"})) == ["far"]
    assert keys(misaki.get("/duties", params={"kind": "evidence.expiry"})) == ["proof"]
    assert keys(misaki.get("/duties", params={"noun": "evidence"})) == ["proof"]
    assert keys(misaki.get("/duties", params={"due_before": "2026-11-27"})) == ["late"]
    assert keys(misaki.get("/duties", params={"due_from": "2027-01-01"})) == ["next", "far"]
    assert keys(akira.get("/duties", params={"department_id": schools})) == ["school"]  # 情報政策担当課 sees the town
    assert keys(akira.get("/duties", params={"mine": "true"})) == []
    assert keys(office.as_("manabu").get("/duties", params={"mine": "true"})) == ["school"]  # 部長 of the section above


def test_another_section_sees_nothing(office: Office, office_desk: Desk) -> None:
    duty = office_desk.plan("one", DAYS["now"])
    assert office.as_("misaki").get(f"/duties/{duty}").status_code == 200
    assert office.as_("aoi").get(f"/duties/{duty}").status_code == 404
    assert keys(office.as_("aoi").get("/duties")) == []


def test_who_is_named_sees_it_wherever_he_works(office: Office, office_desk: Desk) -> None:
    duty = office_desk.plan("one", DAYS["now"], person_id=office.town.people["aoi"])
    assert office.as_("aoi").get(f"/duties/{duty}").status_code == 200
    assert keys(office.as_("aoi").get("/duties", params={"mine": "true"})) == ["one"]


def test_nobody_ticks_a_duty_off(office: Office, office_desk: Desk) -> None:
    duty = office_desk.plan("one", DAYS["now"])
    for action in ("settle", "drop", "open", "postpone", "revive"):
        assert office.as_("kenichi").post(f"/duties/{duty}/{action}").status_code == 404
    assert office.as_("kenichi").patch(f"/duties/{duty}", {"status": "done"}).status_code == 405


def test_a_wrong_cursor_is_refused(office: Office) -> None:
    for cursor in ("x", "WyJhIiwiYiJd"):
        assert office.as_("misaki").get("/duties", params={"cursor": cursor}).status_code == 422


def test_the_page_has_its_tabs(office: Office, office_desk: Desk) -> None:
    lay_out(office_desk)
    misaki = signed_in(office, "misaki")
    shown = misaki.get("/duties")
    assert "期限切れ 1" in shown.text
    assert "株式会社見本製作所（late）の再評価" in shown.text
    assert "（now）" not in shown.text
    month = misaki.get("/duties?view=month").text
    assert "（now）" in month
    assert "（school）" not in month
    assert "（next）" in misaki.get("/duties?view=later").text
    assert "R9.8.1から着手" in misaki.get("/duties?view=later").text
    akira = signed_in(office, "akira")
    assert "（school）" in akira.get("/duties?view=month&reach=all").text
    assert "（school）" not in akira.get("/duties?view=month").text


def test_the_link_leads_to_the_record(office: Office, office_desk: Desk) -> None:
    duty = office_desk.plan("one", DAYS["now"], noun="contract", record_id=office.town.people["misaki"])
    shown = signed_in(office, "misaki").get(f"/duties/{duty}")
    assert (shown.status, shown.location) == (303, f"/contracts/{office.town.people['misaki']}")
    assert signed_in(office, "aoi").get(f"/duties/{duty}").status == 404


def test_home_and_navigation_show_what_waits(office: Office, office_desk: Desk) -> None:
    lay_out(office_desk)
    home = signed_in(office, "misaki").get("/")
    assert "株式会社見本製作所（late）の再評価" in home.text
    assert "（far）" not in home.text
    assert "期限のある仕事 3" in home.text
