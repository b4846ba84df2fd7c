"""The life of a handover over HTTP: the giver, the receiver, the head of the section, the personnel office, and everybody else."""

from datetime import timedelta
from typing import Any

from govapi.contracts.tables import Contract
from govapi.db.session import find, owned
from govapi.duties.tables import Duty
from tests.personnel_changes.handovers.held import (
    account,
    all_handovers,
    appointed,
    contract,
    duty,
    ended,
)
from tests.support.app import NOW, Office
from tests.support.copies import writes


def confirmed(office: Office, who: str, path: str) -> None:
    """Everything this person can confirm, is."""
    mine = [one["item"] for one in office.as_(who).get(path).json()["items"] if one["mine"]]
    if mine:
        done = office.as_(who).act(f"{path}/confirm", {"items": [{"item": item, "answer": "done"} for item in mine]})
        assert done.status_code == 200, done.text


def started(office: Office, role: str = "sns.officer") -> str:
    """The path of the handover of this role."""
    return f"/handovers/{next(row.id for row in all_handovers(office) if row.role == role)}"


def offered(office: Office, who: str, path: str) -> dict[str, Any]:
    return {one["action"]: one["blocked_because"] for one in office.as_(who).get(path).json()["available_actions"]}


def test_both_confirm_and_it_is_done(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    path = started(office)
    giver, receiver = office.as_("kenichi"), office.as_("sora")
    assert "確認してください" in offered(office, "kenichi", path)["give"]
    assert giver.act(f"{path}/give").json()["code"] == "unmet"
    assert receiver.act(f"{path}/receive").status_code == 409
    confirmed(office, "kenichi", path)
    etag = giver.get(path).headers["ETag"]
    assert giver.patch(path, {"remark": "五月に健診の特集を予定している。"}, etag=etag).status_code == 200
    assert giver.patch(path, {"remark": "別の内容"}, etag=etag).status_code == 412
    given = giver.act(f"{path}/give").json()
    assert (given["status"], given["given_name"]) == ("given", "仮名　健一")
    assert giver.act(f"{path}/receive").status_code == 403
    assert receiver.act(f"{path}/receive").status_code == 422
    back = receiver.act(f"{path}/return", {"reason": "機器の場所を書いてください。"}).json()
    assert (back["status"], back["given_at"]) == ("open", None)
    assert giver.act(f"{path}/give").status_code == 200
    confirmed(office, "sora", path)
    done = receiver.act(f"{path}/receive").json()
    assert (done["status"], done["received_name"], done["available_actions"]) == ("done", "例示　空", []), done
    with writes(office) as session:
        settled = [row for row in session.exec(owned(session, Duty)) if row.kind == "handover.confirm"]
    assert [(row.status, row.settled_label) for row in settled] == [("done", f"{done['receiver_name']}が受領を確認")]


def test_for_an_absent_giver_the_office_confirms_with_a_reason(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head")  # who is the head of the section from today on
    path = started(office)
    assert office.as_("sora").act(f"{path}/give-for", {"reason": "不在のため"}).status_code == 403
    assert "give_for" not in offered(office, "sora", path)
    confirmed(office, "yuta", path)
    assert office.as_("yuta").act(f"{path}/give-for", {}).status_code == 422
    done = office.as_("yuta").act(f"{path}/give-for", {"reason": "前任者が退職したため"}).json()
    assert (done["status"], done["given_for_reason"], done["given_name"]) == ("given", "前任者が退職したため", "例示　悠太")


def test_who_confirmed_for_the_giver_does_not_become_the_receiver(office: Office) -> None:
    account(office, "見本1")
    ended(office, "kenichi")
    path = started(office)
    confirmed(office, "yuta", path)
    assert office.as_("yuta").act(f"{path}/give-for", {"reason": "前任者が退職したため"}).status_code == 200
    people = office.town.people
    for wrong in ("yuta", "kenichi"):
        assert office.as_("setsuko").act(f"{path}/name-receiver", {"receiver_id": str(people[wrong])}).status_code == 422
    assert office.as_("misaki").act(f"{path}/name-receiver", {"receiver_id": str(people["sachi"])}).status_code == 403
    named = office.as_("setsuko").act(f"{path}/name-receiver", {"receiver_id": str(people["sachi"])}).json()
    assert (named["receiver_name"], named["receiver_post"]) == ("見本　幸", "健康推進課係長")


def test_what_was_held_in_person_follows_at_the_receipt(office: Office) -> None:
    overseen, frozen = (
        contract(office, "契約-1", "kenichi", "kenichi"),
        contract(office, "契約-2", "kenichi", status="plan_in_approval"),
    )
    owed = duty(office, "見本の仕事", "kenichi")
    appointed(office, "sora", "health-head")
    for row in all_handovers(office):
        path = f"/handovers/{row.id}"
        confirmed(office, "kenichi", path)
        assert office.as_("kenichi").act(f"{path}/give").status_code == 200
        confirmed(office, "sora", path)
        assert office.as_("sora").act(f"{path}/receive").json()["status"] == "done"
    people = office.town.people
    with writes(office) as session:
        taken = find(session, Contract, overseen)
        assert (taken.supervisor_id, taken.inspector_id) == (people["sora"], people["sora"])
        assert find(session, Contract, frozen).supervisor_id == people["kenichi"]  # its state holds what was asked for
        assert find(session, Duty, owed).person_id == people["sora"]


def test_who_sees_it(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "aoi", "health-head", replaces=True)  # from 学校教育課
    path = started(office)
    seen = {"kenichi", "aoi", "misaki", "setsuko", "tadashi", "tsutomu", "hiroshi"}
    found = {who for who in seen if office.as_(who).get(path).status_code == 200}
    assert found == {"kenichi", "aoi", "misaki", "setsuko", "tadashi"}  # tadashi audits
    for who in seen:
        listed = office.as_(who).get("/handovers").json()["items"]
        assert bool(listed) is (who in found), who
    assert [len(office.as_("kenichi").get(f"/handovers?mine={mine}").json()["items"]) for mine in ("give", "receive", "both")] == [
        1, 0, 1,
    ]  # fmt: skip
    assert office.as_("misaki").get("/handovers?mine=both").json()["items"] == []
    assert office.as_("machine:documents-system").get(path).status_code == 404


def test_a_handover_can_be_cancelled_by_the_personnel_office_only(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    path = started(office)
    assert office.as_("kenichi").act(f"{path}/drop", {"reason": "誤り"}).status_code == 403
    done = office.as_("setsuko").act(f"{path}/drop", {"reason": "発令の入力を誤ったため"}).json()
    assert (done["status"], done["dropped_reason"]) == ("dropped", "発令の入力を誤ったため")


def test_faults_of_the_checklist_name_their_place_and_change_nothing(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    path = started(office)
    items = {one["by"]: one["item"] for one in office.as_("kenichi").get(path).json()["items"]}
    given = [
        {"item": items["giver"], "answer": "not_needed"},
        {"item": items["receiver"], "answer": "done"},
        {"item": "nothing", "answer": "done"},
    ]
    refused = office.as_("kenichi").act(f"{path}/confirm", {"items": given}).json()
    assert [one["pointer"] for one in refused["errors"]] == ["/items/0/note", "/items/1/item", "/items/2/item"]
    assert {one["answer"] for one in office.as_("kenichi").get(path).json()["items"]} == {"open"}


def test_the_paper_tells_what_was_confirmed(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "aoi", "health-head")  # from another bureau
    path = started(office)
    assert office.as_("misaki").post(f"{path}/documents", {"template": "handover_record"}).status_code == 403
    made = office.as_("aoi").post(f"{path}/documents", {"template": "handover_record"})
    assert made.status_code == 201, made.text
    assert office.as_("aoi").get(f"/documents/{made.json()['id']}/file").status_code == 200
    for who, status in (("kenichi", 200), ("misaki", 200), ("tsutomu", 404), ("fumi", 404)):
        assert office.as_(who).get(f"/documents/{made.json()['id']}/file").status_code == status, who


def test_it_is_not_received_before_the_day(office: Office) -> None:
    """The successor of a published list confirms on the day of the move, not before."""
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    path = started(office)
    with writes(office) as session:
        row = find(session, type(all_handovers(office)[0]), all_handovers(office)[0].id)
        row.effective_on = NOW.date() + timedelta(days=3)
    confirmed(office, "kenichi", path)
    assert office.as_("kenichi").act(f"{path}/give").status_code == 200
    confirmed(office, "sora", path)
    assert "異動の日" in office.as_("sora").act(f"{path}/receive").json()["detail"]
    office.clock.go_to(NOW + timedelta(days=3))
    assert office.as_("sora").act(f"{path}/receive").status_code == 200
