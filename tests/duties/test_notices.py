"""Who is told, how, and when the town hall is closed."""

from datetime import date

import pytest
from sqlmodel import col

from govapi.db.session import owned
from govapi.duties.notices.rules import Concerned, Member, Roster
from govapi.duties.service import settle
from govapi.edge.transaction import writing
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Appointment, Post
from tests.duties.support import Desk
from tests.support.app import CODE, Office
from tests.support.web import signed_in

SECTION, BUREAU = new_id(), new_id()
PATHS = {BUREAU: f"/{BUREAU}/", SECTION: f"/{BUREAU}/{SECTION}/"}
HEAD, CLERK, OFFICER, SUPERVISOR, STRANGER = (new_id() for _ in range(5))


def member(person: object, department: object = SECTION, duty: str = "") -> Member:
    return Member(person, department, PATHS[department], frozenset({duty} - {""}))  # type: ignore[arg-type, index]  # ids of this file


FULL = [
    member(HEAD, duty="section_security_manager"),
    member(CLERK),
    member(OFFICER, BUREAU, "bureau_security_officer"),
    member(SUPERVISOR, BUREAU, "security_supervisor"),
]
NAMED = Concerned(SECTION, PATHS[SECTION], CLERK)
NOBODY = Concerned(SECTION, PATHS[SECTION])


@pytest.mark.parametrize(
    ("members", "duty", "doers", "first", "further"),
    [
        (FULL, NAMED, {CLERK}, {HEAD}, {OFFICER}),
        (FULL, NOBODY, {HEAD, CLERK}, {HEAD}, {OFFICER}),
        (FULL, Concerned(SECTION, PATHS[SECTION], HEAD), {HEAD}, {OFFICER}, {SUPERVISOR}),  # one is not one's own superior
        (FULL, Concerned(SECTION, PATHS[SECTION], STRANGER), {HEAD, CLERK}, {HEAD}, {OFFICER}),  # moved away meanwhile
        (FULL[1:], NAMED, {CLERK}, {OFFICER}, {SUPERVISOR}),  # no head: straight on
        (FULL[2:], NOBODY, {OFFICER}, {SUPERVISOR}, set()),  # nobody left in the section
        ([], NOBODY, set(), set(), set()),
    ],
)
def test_who_is_told(
    members: list[Member], duty: Concerned, doers: set[object], first: set[object], further: set[object]
) -> None:
    roster = Roster(members)
    assert roster.doers(duty, "section") == doers
    assert roster.superiors(duty, "section", "escalated") == first
    assert roster.superiors(duty, "section", "escalated_further") == further


def test_the_head_alone_where_the_town_says_so() -> None:
    assert Roster(FULL).doers(NOBODY, "head") == {HEAD}


def test_letters_wait_for_the_next_working_day(hall_desk: Desk) -> None:
    hall_desk.plan("one", date(2027, 1, 29), kind="evidence.expiry")  # 30 days before: 令和8年12月30日, closed
    hall_desk.go_to(date(2026, 11, 30))
    hall_desk.run()
    for day in (date(2026, 12, 30), date(2027, 1, 1), date(2027, 1, 3)):
        hall_desk.go_to(day)
        assert "notices" not in (hall_desk.run().result or {})
    hall_desk.go_to(date(2027, 1, 4))
    assert hall_desk.run().result == {"opened": 0, "notices": 4, "mails": 4}
    assert {stage for _, stage in hall_desk.told("one")} == {"opened", "before_30"}


def test_a_term_that_counts_calendar_days_is_told_on_a_closed_day(hall_desk: Desk) -> None:
    hall_desk.plan("one", date(2027, 1, 3), kind="incident.preliminary", noun="incident")
    hall_desk.plan("two", date(2027, 1, 12))
    hall_desk.go_to(date(2027, 1, 1))
    hall_desk.run()
    assert hall_desk.duty("one").due_on == date(2027, 1, 3)
    assert len(hall_desk.told("one")) == 4 and hall_desk.told("two") == set()


def test_one_letter_a_day_and_the_rest_the_next_morning(hall_desk: Desk) -> None:
    hall_desk.plan("one", date(2026, 11, 27))
    hall_desk.run()
    hall_desk.plan("two", date(2026, 11, 27))
    hall_desk.run()
    assert len(hall_desk.mails()) == 4
    hall_desk.go_to(date(2026, 11, 25))
    hall_desk.run()
    assert len(hall_desk.mails()) == 8
    assert "（two）" in hall_desk.mails()[7].body


def test_what_was_settled_meanwhile_is_not_told(hall_desk: Desk) -> None:
    hall_desk.plan("one", date(2026, 11, 27))
    hall_desk.run()
    hall_desk.plan("two", date(2026, 11, 27))
    hall_desk.run()  # told in the app; today's letters have gone
    with writing(hall_desk.database, CODE, hall_desk.clock) as session:
        settle(session, system(CODE), "two", "済み", now=hall_desk.clock.now())
    hall_desk.go_to(date(2026, 11, 25))
    hall_desk.run()
    assert len(hall_desk.told("two")) == 4
    assert len(hall_desk.mails()) == 4


def test_each_chooses_how_to_be_told(office: Office, office_desk: Desk) -> None:
    for name, way in (("misaki", "each"), ("sachi", "none"), ("kenichi", "none")):
        person = office.as_(name)
        answer = person.put("/me/preferences", {"delivery": way}, etag=person.get("/me/preferences").headers["ETag"])
        assert (answer.status_code, answer.json()["delivery"]) == (200, way)
    office_desk.plan("one", date(2026, 11, 27))
    office_desk.plan("two", date(2026, 11, 27))
    office_desk.plan("late", date(2026, 11, 10))  # escalated to the head, who wants no letters
    office_desk.run()
    letters = [mail.to_address.split("@")[0] for mail in office_desk.mails()]
    assert sorted(letters) == ["kenichi", "michiko", "misaki", "misaki", "misaki", "sora"]
    kenichi = next(mail for mail in office_desk.mails() if mail.to_address.startswith("kenichi"))
    assert "部下が担当し、期限を過ぎている仕事（1件）" in kenichi.body
    assert "（one）" not in kenichi.body
    told = office.as_("sachi").get("/me/notices").json()["items"]
    assert {(one["stage_label"], one["mailed"]) for one in told} == {("期限の7日前", False), ("期限切れ", False)}


def test_who_has_moved_away_is_told_nothing_more_of_the_old_section(office: Office, office_desk: Desk) -> None:
    office_desk.plan("old", date(2026, 11, 27))
    office_desk.run()
    assert [one["title"] for one in office.as_("misaki").get("/me/notices").json()["items"]] == [
        "株式会社見本製作所（old）の再評価"
    ]
    with writing(office.database, CODE, office.clock) as session:
        moved = session.exec(owned(session, Appointment).where(col(Appointment.person_id) == office.town.people["misaki"])).one()
        schools = office.town.departments["schools"]
        moved.post_id = session.exec(owned(session, Post).where(col(Post.department_id) == schools).limit(1)).one().id
    office_desk.go_to(date(2026, 11, 25))
    office_desk.plan("new", date(2026, 12, 1), section="schools")
    before = len(office_desk.mails())
    office_desk.run()
    [letter] = [mail for mail in office_desk.mails()[before:] if mail.to_address.startswith("misaki@")]
    assert "（new）" in letter.body and "（old）" not in letter.body
    assert [one["title"] for one in office.as_("misaki").get("/me/notices").json()["items"]] == [
        "株式会社見本製作所（new）の再評価"
    ]


def test_a_preference_is_ones_own_and_not_overwritten_blindly(office: Office) -> None:
    misaki = office.as_("misaki")
    assert misaki.get("/me/preferences").json() == {"delivery": "digest", "delivery_label": "１日１通にまとめる", "version": 0}
    assert misaki.put("/me/preferences", {"delivery": "each"}).status_code == 428
    assert misaki.put("/me/preferences", {"delivery": "each"}, etag='"0"').status_code == 200
    assert misaki.put("/me/preferences", {"delivery": "none"}, etag='"0"').status_code == 412
    assert office.as_("sachi").get("/me/preferences").json()["delivery"] == "digest"
    assert misaki.put("/me/preferences", {"delivery": "never"}, etag='"1"').status_code == 422
    machine = office.as_("machine:documents-system").get("/me/preferences")
    assert (machine.status_code, machine.json()["code"]) == (403, "people_only")


def test_the_page_of_preferences(office: Office, office_desk: Desk) -> None:
    office_desk.plan("one", date(2026, 11, 27))
    office_desk.run()
    misaki = signed_in(office, "misaki")
    shown = misaki.get("/me/preferences")
    assert "期限の7日前" in shown.text and "（one）" in shown.text
    saved = misaki.post("/me/preferences", {"delivery": "each"})
    assert (saved.status, saved.location) == (303, "/me/preferences")
    assert office.as_("misaki").get("/me/preferences").json()["delivery"] == "each"
