"""Many contractors asked at once, over HTTP and by the jobs, on both databases."""

from datetime import date
from typing import Any
from uuid import UUID

from govapi.assessments.campaigns.running.service import OPENS, SENDS
from govapi.assessments.needs.service import Wanted, declare
from govapi.db.session import owned
from govapi.duties.mail.tables import OutgoingMail
from govapi.edge.transaction import reading, writing
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Department
from govapi.policy.store import current
from tests.assessments import rounds
from tests.assessments.jobs import work_off
from tests.assessments.links.visits import switch
from tests.assessments.rounds import Round
from tests.support.app import CODE, Office

WANTED = {
    "title": "令和8年度委託先一斉確認",
    "tiers": ["A", "B"],
    "deadline": "2026-12-18",
    "message": "情報政策課　電話000-000-0000",
}


def companies(office: Office, count: int) -> list[str]:
    """Companies that jobs of 健康推進課 want assessed for tier B; every second one has an address."""
    found = []
    for number in range(count):
        body = {"kind": "sole_proprietor", "name": f"見本商店{number}", "kana": "ミホンショウテン", "phone": "000-000-0000"}
        body |= {"email": f"shop{number}@example.jp"} if number % 2 else {}
        answer = office.as_("misaki").post("/contractors", body)
        assert answer.status_code == 201, answer.text
        found.append(answer.json()["id"])
    with writing(office.database, CODE, office.clock) as session:
        section = session.get(Department, office.town.departments["health"])
        assert section is not None
        today, now = office.clock.today(), office.clock.now()
        for number, one in enumerate(found):
            wanted = Wanted(
                UUID(one), "contract", new_id(), f"契約-2026-08{number:02d}", "見本業務委託", "B", section.organ_id, section.id,
                section.path, date(2026, 12, 1), date(2029, 3, 30),
            )  # fmt: skip
            declare(session, system(CODE), current(session, today), wanted, now=now, today=today)
    return found


def drafted(office: Office, **changes: Any) -> str:
    answer = office.as_("ren").post("/campaigns", {**WANTED, **changes})
    assert answer.status_code == 201, answer.text
    return f"/campaigns/{answer.json()['id']}"


def act(office: Office, path: str, verb: str, body: Any = None) -> Any:
    answer = office.as_("ren").act(f"{path}/{verb}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def blocked(office: Office, path: str) -> dict[str, str | None]:
    out = office.as_("ren").get(path).json()
    return {one["action"]: one["blocked_because"] for one in out["available_actions"]}


def test_a_campaign_from_its_choice_to_its_end(office: Office) -> None:
    companies(office, 3)
    path = drafted(office)
    out = office.as_("ren").get(path).json()
    assert (out["number"], out["status_label"], out["target_count"]) == ("一斉-2026-0001", "準備中", 3)
    assert len(office.as_("ren").get(f"{path}/targets").json()["items"]) == 3
    opened = act(office, path, "open")
    assert (opened["status"], opened["badges"], opened["progress"]["total"]) == ("open", ["準備処理中"], 0)
    assert "準備しています" in (blocked(office, path)["send"] or "")
    work_off(office, OPENS)
    prepared = office.as_("ren").get(path).json()
    assert (prepared["progress"]["unsent"], prepared["badges"]) == (3, [])
    act(office, path, "send")
    assert "送付の処理" in (blocked(office, path)["send"] or "")
    work_off(office, SENDS)
    sent = office.as_("ren").get(path).json()
    assert (sent["progress"]["awaiting"], sent["progress"]["unsent"]) == (3, 0)
    assert blocked(office, path)["nudge"] == "期限を過ぎても回答のない委託先はありません。"
    sheets = office.as_("ren").get("/check-sheets", params={"campaign_id": out["id"]}).json()["items"]
    assert {sheet["occasion"] for sheet in sheets} == {"first"} and {sheet["deadline"] for sheet in sheets} == {"2026-12-18"}
    one = Round(office, sheets[0]["id"])
    assert one.write().status_code == 200
    one.review().act("submit", rounds.FIT)
    one.decide()
    progress = office.as_("ren").get(path).json()["progress"]
    assert (progress["decided"], progress["awaiting"], progress["back"], progress["total"]) == (1, 2, 1, 3)
    closed = act(office, path, "close")
    assert (closed["status"], closed["closed_name"] != "") == ("closed", True)


def test_the_late_are_nudged_once_a_day(office: Office) -> None:
    companies(office, 4)
    path = drafted(office)
    act(office, path, "open")
    work_off(office, OPENS)
    act(office, path, "send")
    work_off(office, SENDS)
    rounds.go_to(office, date(2026, 12, 21))
    late = office.as_("ren").get(f"{path}/late").json()["items"]
    assert [(one["days_late"], bool(one["address"]), one["phone"]) for one in late] == [
        (3, False, "000-000-0000"), (3, True, "000-000-0000"), (3, False, "000-000-0000"), (3, True, "000-000-0000"),
    ]  # fmt: skip
    act(office, path, "nudge")
    assert "今日は既に督促しました" in (blocked(office, path)["nudge"] or "")
    assert office.as_("ren").act(f"{path}/nudge").status_code == 422
    rounds.go_to(office, date(2026, 12, 22))
    assert blocked(office, path)["nudge"] is None
    if office.parts.settings.smtp_url:
        with reading(office.database, CODE) as session:
            letters = [mail for mail in session.exec(owned(session, OutgoingMail)) if mail.key.startswith("campaign.nudge:")]
        assert len(letters) == 2 and all(str(WANTED["message"]) in mail.body for mail in letters)


def test_an_address_nobody_can_write_to_stops_nobody_else(office: Office) -> None:
    switch(office, smtp_url="smtp://mail.example.jp", mail_from="govapi@city.example.jp")
    first = companies(office, 4)[1]
    person = office.as_("misaki")
    etag = person.get(f"/contractors/{first}").headers["ETag"]
    assert person.patch(f"/contractors/{first}", {"email": "代表@見本"}, etag=etag).status_code == 200
    path = drafted(office, with_links=True)
    for action, task in (("open", OPENS), ("send", SENDS)):
        act(office, path, action)
        work_off(office, task)
    assert office.as_("ren").get(path).json()["progress"]["awaiting"] == 4
    rounds.go_to(office, date(2026, 12, 21))
    act(office, path, "nudge")
    with reading(office.database, CODE) as session:
        letters = [(mail.key.partition(":")[0], mail.to_address) for mail in session.exec(owned(session, OutgoingMail))]
    assert sorted(letters) == [("answer_link", "shop3@example.jp"), ("campaign.nudge", "shop3@example.jp")]


def test_those_with_a_round_under_way_are_left_out(office: Office) -> None:
    companies(office, 2)
    items = office.as_("misaki").get("/assessments").json()["items"]
    assert office.as_("misaki").post(f"/assessments/{items[0]['id']}/check-sheets", {}).status_code == 201
    path = drafted(office)
    assert office.as_("ren").get(path).json()["target_count"] == 1


def test_the_conditions_choose(office: Office) -> None:
    companies(office, 1)
    health = str(office.town.departments["health"])
    for changes, count in (
        ({"tiers": ["S"]}, 0), ({"section_id": health}, 1), ({"due_before": "2026-11-30"}, 0), ({"due_before": "2026-12-01"}, 1),
    ):  # fmt: skip
        path = drafted(office, **changes)
        assert office.as_("ren").get(path).json()["target_count"] == count, changes
    empty = drafted(office, tiers=["S"])
    refused = office.as_("ren").act(f"{empty}/open")
    assert refused.status_code == 422 and "対象となる委託先がありません" in refused.json()["detail"]
    revised = office.as_("ren").patch(empty, {"tiers": ["B"]}, etag=office.as_("ren").get(empty).headers["ETag"])
    assert revised.status_code == 200 and revised.json()["target_count"] == 1
    assert act(office, empty, "withdraw", {"reason": "時期を改めるため。"})["status"] == "withdrawn"


def test_only_the_security_office(office: Office) -> None:
    companies(office, 1)
    assert office.as_("misaki").post("/campaigns", WANTED).status_code == 403
    path = drafted(office)
    assert office.as_("misaki").get(path).status_code == 404
    assert office.as_("kayo").get(path).status_code == 200
    assert office.as_("kayo").act(f"{path}/open").status_code == 403
    assert office.as_("ren").post("/campaigns", {**WANTED, "tiers": ["X"]}).status_code == 422
    assert office.as_("ren").post("/campaigns", {**WANTED, "deadline": "2026-11-23"}).status_code == 422
