"""The last post of an account, told by staff and by systems; who is silent becomes a duty, and at last a proposal to pause."""

from datetime import date

from sqlalchemy import event

from govapi.sns_accounts.activity.service import recount
from tests.assessments.jobs import run
from tests.sns_accounts.officers.accounts import duties as duties_of
from tests.sns_accounts.officers.accounts import go_to, running
from tests.sns_accounts.standing import opened, watching_system
from tests.support.app import Office
from tests.support.web import signed_in

KIND = "sns.dormant"


def duties(office: Office, path: str) -> list[tuple[str, str]]:
    return duties_of(office, path.rsplit("/", 1)[1], KIND)


def test_staff_and_systems_tell_the_last_post(office: Office) -> None:
    path = opened(office)
    machine = watching_system(office)
    told = office.as_(machine).post(f"{path}/activity", {"last_post_on": "2026-11-23"})
    assert (told.status_code, told.json()["last_post_on"], told.json()["followed_on"]) == (200, "2026-11-23", "2026-11-24")
    assert told.json()["quiet_since"] == "2026-11-24"  # opened since
    again = office.as_("hikaru").post(f"{path}/activity", {"last_post_on": "2026-11-23"})
    assert again.headers["ETag"] == told.headers["ETag"]  # nothing new
    ahead = office.as_("misaki").post(f"{path}/activity", {"last_post_on": "2026-11-25"})
    assert (ahead.status_code, ahead.json()["errors"][0]["pointer"]) == (422, "/last_post_on")
    back = office.as_(machine).post(f"{path}/activity", {"last_post_on": "2026-11-20"})
    assert (back.status_code, back.json()["errors"][0]["pointer"]) == (422, "/reason")
    said = office.as_("misaki").post(f"{path}/activity", {"last_post_on": "2026-11-20", "reason": "別のアカウントの発信のため"})
    assert said.json()["last_post_on"] == "2026-11-20"
    assert office.as_("aoi").post(f"{path}/activity", {"last_post_on": "2026-11-24"}).status_code == 403
    assert (
        office.as_(watching_system(office, "学校教育課")).post(f"{path}/activity", {"last_post_on": "2026-11-24"}).status_code
        == 403
    )
    closed = f"/sns-accounts/{running(office, 'closed')}"
    assert office.as_("misaki").post(f"{closed}/activity", {"last_post_on": "2026-11-24"}).status_code == 409


def test_silence_is_a_duty_once_and_a_post_settles_it(office: Office) -> None:
    path = opened(office)
    go_to(office, date(2027, 2, 21))
    assert (run(office, recount), duties(office, path)) == (0, [])
    go_to(office, date(2027, 2, 22))  # the ninetieth day
    assert (run(office, recount), duties(office, path)) == (1, [("open", "2027-05-21")])  # 22 and 23 May 2027 are closed days
    assert run(office, recount) == 0
    assert office.as_("aoi").get(f"{path}/activity").json() | {"account_id": ""} == {
        "account_id": "", "last_post_on": None, "followed_on": None, "quiet_since": "2026-11-24", "quiet_days": 90,
        "state": "warned", "idle_on": "2027-05-23",
    }  # fmt: skip
    office.as_("misaki").post(f"{path}/activity", {"last_post_on": "2027-02-20"})
    assert duties(office, path) == [("done", "2027-05-21")]
    # A mistake is put right: the silence is there again, as a duty of its own.
    wrong = {"last_post_on": "2026-11-01", "reason": "日の誤り"}
    assert office.as_("misaki").post(f"{path}/activity", wrong).json()["state"] == "warned"
    assert duties(office, path) == [("done", "2027-05-21"), ("open", "2027-05-21")]


def test_an_idle_account_is_proposed_to_be_paused(office: Office) -> None:
    path = opened(office)
    go_to(office, date(2027, 2, 22))
    run(office, recount)
    go_to(office, date(2027, 5, 23))
    assert (run(office, recount), run(office, recount)) == (1, 0)
    (duty,) = office.as_("misaki").get("/duties", params={"kind": KIND}).json()["items"]
    assert (duty["cause"], "休止を提案します" in duty["cause_label"]) == ("idle", True)
    assert "180日以上、発信がありません" in signed_in(office, "kenichi").get(path).text
    reason = {"reason": "担当する事業が終わったため"}
    assert office.as_("misaki").act(f"{path}/rest", reason).status_code == 403
    rested = office.as_("hiroshi").act(f"{path}/rest", reason).json()
    assert (rested["status"], rested["pause_kind"]) == ("paused", "dormant")
    assert duties(office, path) == [("done", "2027-05-21")]
    assert office.as_("misaki").get(f"{path}/activity").json()["state"] == "awake"


def test_only_an_idle_account_is_put_to_rest(office: Office) -> None:
    refused = office.as_("kenichi").act(f"{opened(office)}/rest", {"reason": "使っていないため"})
    assert (refused.status_code, "方針セットに定める日数" in refused.json()["detail"]) == (422, True)


def test_one_that_ran_before_it_was_entered_counts_from_its_last_post(office: Office) -> None:
    old = opened(office, migrated=True, opened_on=date(2015, 4, 1), last_post_on=date(2026, 8, 1))
    unknown = opened(office, migrated=True, opened_on=date(2015, 4, 1))
    told = [office.as_("misaki").get(f"{path}/activity").json() for path in (old, unknown)]
    assert [(one["quiet_since"], one["state"]) for one in told] == [("2026-08-01", "warned"), ("2026-11-24", "awake")]
    assert (duties(office, old), duties(office, unknown)) == ([("open", "2027-01-28")], [])


def test_the_recount_looks_at_what_is_due_only(office: Office) -> None:
    for _ in range(3):
        opened(office)
    go_to(office, date(2027, 1, 1))
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "sns_accounts" in statement:
            statements.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", count)
    try:
        assert run(office, recount) == 0
    finally:
        event.remove(office.database.engine, "before_cursor_execute", count)
    assert len(statements) == 2  # who has fallen silent, and who is known to be


def test_the_page(office: Office) -> None:
    path = opened(office)
    browser = signed_in(office, "misaki")
    assert "最後に発信した日" in browser.get(f"{path}/activity").text
    refused = browser.post(f"{path}/activity", {"last_post_on": "令和8年12月1日"})
    assert (refused.status, "今日以前の日" in refused.text) == (422, True)
    done = browser.post(f"{path}/activity", {"last_post_on": "令和8年11月24日"})
    assert (done.status, done.location) == (303, f"{path}#activity")
    assert signed_in(office, "aoi").get(f"{path}/activity").status == 403
