"""Whoever takes a list in does not settle his own move, neither by a line nor by leaving one out; a correction shows no trace."""

from tests.personnel_changes.lists import CLERK, HEAD, act, correct, leave, move, published, take_in
from tests.support.app import Office


def test_who_leaves_out_his_own_line_does_not_confirm_the_correction(office: Office) -> None:
    change_id = published(office, [move(office, CLERK, "健康推進課", "係長"), leave(office, "sachi")])
    assert correct(office, change_id, [leave(office, "sachi")]).status_code == 200
    refused = act(office, change_id, "correct", who=CLERK)
    assert (refused.status_code, refused.json()["code"]) == (403, "four_eyes")
    assert act(office, change_id, "correct", who=HEAD).status_code == 200


def test_who_is_in_a_published_list_does_not_withdraw_it(office: Office) -> None:
    change_id = published(office, [move(office, CLERK, "健康推進課", "係長"), leave(office, "sachi")])
    refused = act(office, change_id, "withdraw", who=CLERK, json={"reason": "誤りのため。"})
    assert (refused.status_code, "自分の異動" in refused.json()["detail"]) == (422, True)
    [shown] = [
        one
        for one in office.as_(CLERK).get(f"/personnel-changes/{change_id}").json()["available_actions"]
        if one["action"] == "withdraw"
    ]
    assert "自分の異動" in shown["blocked_because"]
    assert act(office, change_id, "withdraw", who=HEAD, json={"reason": "誤りのため。"}).status_code == 200


def test_a_correction_that_waits_is_in_no_trail_but_that_of_the_personnel_office(office: Office) -> None:
    change_id = published(office, [leave(office, "kenichi")])
    assert correct(office, change_id, [leave(office, "kenichi"), leave(office, "sachi")]).status_code == 200

    def told(who: str) -> list[str]:
        rows = office.as_(who).get(f"/audit-events?record_id={change_id}&limit=200")
        assert rows.status_code == 200, rows.text
        return [row["action"].split(".")[1] for row in rows.json()["items"]]

    assert "publish" in told("mio") and "correct_list" not in told("mio")
    assert act(office, change_id, "correct").status_code == 200
    assert "correct_list" in told("mio")


def test_a_stranger_learns_nothing_by_asking_whether_a_list_would_fit(office: Office) -> None:
    rows = [leave(office, "kenichi")]
    assert take_in(office, rows).status_code == 201
    for who in ("misaki", "ren", "tadashi", "shinji"):
        answer = take_in(office, rows, who=who)
        assert (answer.status_code, "異動-" in answer.text) == (403, False)
