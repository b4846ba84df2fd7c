"""A list is taken in, made final, published on its day, corrected, withdrawn."""

from collections import Counter
from datetime import UTC, datetime

from tests.personnel_changes.handovers.held import ALL, everything
from tests.personnel_changes.lists import (
    CLERK,
    HEAD,
    Row,
    act,
    check,
    correct,
    leave,
    move,
    posts_of,
    published,
    run_job,
    take_in,
    taken,
)
from tests.support.app import Office

DAY = datetime(2027, 3, 25, 1, 0, tzinfo=UTC)


def spring(office: Office) -> list[Row]:
    """健一 retires, 幸 follows him, 美咲 follows 幸; 空 takes care of 美咲's post too."""
    return [
        leave(office, "kenichi"),
        move(office, "sachi", "健康推進課", "課長", from_department="健康推進課", from_post="係長"),
        move(office, "misaki", "健康福祉部健康推進課", "係長"),
        move(office, "sora", "健康推進課", "主事", kind="兼務", until="2027-09-30"),
    ]


def test_a_list_takes_effect_on_its_day(office: Office) -> None:
    looked = check(office, spring(office)).json()
    assert looked["fault_count"] == 0, looked["faults"]
    assert (looked["begun"], looked["ended"], looked["vacancies"]) == (3, 3, [])
    change_id = taken(office, spring(office))
    assert act(office, change_id, "apply").json()["status"] == "applied"
    assert posts_of(office, "sachi") == [("健康推進課係長", office.town.since.isoformat(), None)]
    assert act(office, change_id, "publish").status_code == 422
    office.clock.go_to(DAY)
    run_job(office)
    assert office.as_(CLERK).get(f"/personnel-changes/{change_id}").json()["status"] == "published"
    since = office.town.since.isoformat()
    assert posts_of(office, "kenichi") == [("健康推進課課長", since, "2027-04-01")]
    assert posts_of(office, "sachi") == [("健康推進課係長", since, "2027-04-01"), ("健康推進課課長", "2027-04-01", None)]
    assert posts_of(office, "sora") == [("健康推進課主事", since, None), ("健康推進課主事", "2027-04-01", "2027-10-01")]
    run_job(office)
    assert len(posts_of(office, "sachi")) == 2


def test_a_correction_puts_right_what_was_published(office: Office) -> None:
    since = office.town.since.isoformat()
    change_id = published(office, spring(office))
    kept = office.as_(CLERK).get(f"/people/{office.town.people['misaki']}/appointments").json()["items"][0]["id"]
    again = [*spring(office)[:1], move(office, "chie", "健康推進課", "課長"), *spring(office)[2:3], leave(office, "sachi")]
    answer = correct(office, change_id, again)
    assert answer.status_code == 200, answer.text
    assert answer.json()["correction_waits"] and answer.json()["edition"] == 2
    seen = office.as_(CLERK).get(f"/personnel-changes/{change_id}/preview").json()
    assert (seen["kept"], seen["added"], seen["removed"]) == (2, 2, 2)
    assert posts_of(office, "chie") == [("管財課係長", since, None)]
    assert act(office, change_id, "correct").json()["published_edition"] == 2
    assert posts_of(office, "sachi") == [("健康推進課係長", since, "2027-04-01")]
    assert posts_of(office, "chie") == [("管財課係長", since, "2027-04-01"), ("健康推進課課長", "2027-04-01", None)]
    assert posts_of(office, "sora") == [("健康推進課主事", since, None)]
    assert office.as_(CLERK).get(f"/people/{office.town.people['misaki']}/appointments").json()["items"][0]["id"] == kept


def test_the_same_list_again_changes_nothing(office: Office) -> None:
    change_id = published(office, spring(office))
    before = [posts_of(office, who) for who in ("kenichi", "sachi", "misaki", "sora")]
    answer = correct(office, change_id, spring(office))
    assert answer.json()["edition"] == 1 and not answer.json()["correction_waits"]
    assert act(office, change_id, "correct").status_code == 422
    refused = take_in(office, spring(office))
    assert refused.status_code == 422 and "既に取り込まれています" in refused.json()["errors"][0]["message"]
    assert [posts_of(office, who) for who in ("kenichi", "sachi", "misaki", "sora")] == before


def test_what_has_begun_cannot_fall_away(office: Office) -> None:
    change_id = published(office, spring(office))
    office.clock.go_to(datetime(2027, 4, 2, 1, 0, tzinfo=UTC))
    answer = correct(office, change_id, [*spring(office)[:2], move(office, "misaki", "税務課", "係長")])
    told = [(fault["pointer"], fault["message"]) for fault in answer.json()["errors"]]
    assert any("C" not in pointer and "既に始まっている" in message for pointer, message in told), told
    assert act(office, change_id, "withdraw", json={"reason": "誤り"}).status_code == 422


def test_a_published_list_that_has_not_begun_is_withdrawn_whole(office: Office) -> None:
    before = [posts_of(office, who) for who in ("kenichi", "sachi", "misaki", "sora")]
    hired = {"staff_number": "9001", "name": "架空　新", "kana": "かくう　あらた", "subject": "arata", "kind": "採用"}
    rows = [*spring(office), leave(office, "chie"), {**hired, "on": "2027-04-01", "department": "管財課", "post": "係長"}]
    change_id = published(office, rows)
    people = office.as_(CLERK).get("/people", params={"q": "9001"}).json()["items"]
    assert people[0]["active"]
    assert act(office, change_id, "withdraw", json={"reason": "議会の議決を待つため"}).json()["status"] == "withdrawn"
    assert [posts_of(office, who) for who in ("kenichi", "sachi", "misaki", "sora")] == before
    assert not office.as_(CLERK).get("/people", params={"q": "9001"}).json()["items"][0]["active"]


def test_nobody_makes_final_a_list_they_took_in_and_stand_in(office: Office) -> None:
    rows = [move(office, CLERK, "管財課", "課長"), leave(office, "osamu")]
    change_id = taken(office, rows)
    own = act(office, change_id, "apply", CLERK)
    assert (own.status_code, own.json()["code"]) == (403, "four_eyes")
    assert act(office, change_id, "apply", HEAD).status_code == 200


def test_the_preview_tells_what_will_be_handed_over(office: Office) -> None:
    everything(office)
    looked = check(office, spring(office)).json()
    foreseen = {one["role"]: one["count"] for one in looked["handovers"]}
    assert foreseen.keys() == ALL
    published(office, spring(office))
    made = office.as_(CLERK).get("/handovers", params={"limit": 200}).json()["items"]
    assert foreseen == Counter(one["role"] for one in made)


def test_the_preview_of_a_correction_to_a_later_day_tells_the_same(office: Office) -> None:
    everything(office)
    change_id = published(office, spring(office))
    later = [{**row, "on": "2027-04-15" if row["kind"] != "退職" else "2027-04-14"} for row in spring(office)]
    assert correct(office, change_id, later).status_code == 200
    looked = office.as_(CLERK).get(f"/personnel-changes/{change_id}/preview").json()
    assert act(office, change_id, "correct", HEAD).status_code == 200
    made = office.as_(CLERK).get("/handovers", params={"limit": 200, "status": "open"}).json()["items"]
    assert {one["role"]: one["count"] for one in looked["handovers"]} == Counter(one["role"] for one in made)
