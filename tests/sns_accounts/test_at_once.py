"""Several do something about one account at the same moment, over HTTP: one thing is true afterwards, and nobody meets a fault."""

from functools import partial
from uuid import UUID

from sqlmodel import col

from govapi.audit.queries import verify_chain
from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading
from govapi.sns_accounts.tables import SnsAccount
from tests.sns_accounts.deciding.test_deciding import PLAN
from tests.sns_accounts.officers.accounts import name
from tests.sns_accounts.officers.test_at_once import at_once
from tests.sns_accounts.ready import CLOSED_WELL, copy_in, settled
from tests.sns_accounts.standing import becomes
from tests.support.app import CODE, Office
from tests.support.copies import writes


def press(office: Office, who: str, path: str, action: str, etag: str) -> int:
    """How a step is answered by one who saw the account under this ETag."""
    answer = office.as_(who).post(f"{path}/{action}", {"reason": "試験のため。"}, etag=etag)
    assert answer.status_code < 500, answer.text
    return int(answer.status_code)


def named(office: Office, path: str, post: str) -> int:
    return int(name(office, path, post, "2026-11-25", "hiroshi").status_code)


def unsettled(office: Office, path: str) -> list[str]:
    """The kinds of the duties about an account that wait."""
    with writes(office) as session:
        mine = col(Duty.record_id) == UUID(path.rsplit("/", 1)[1]), col(Duty.status).in_(("open", "planned"))
        return sorted(row.kind for row in session.exec(owned(session, Duty).where(*mine)))


def test_of_two_who_apply_for_one_handle_at_once_one_is_heard(office: Office) -> None:
    spelt = ("@kakuu_kenko", "＠KAKUU_kenko", "kakuu_kenko", "@Kakuu_Kenko")
    who = ("misaki", "sachi") * 3
    assert office.as_("misaki").get("/sns-accounts").json()["items"] == []
    clients = [partial(office.as_(one).post, "/sns-accounts", PLAN | {"handle": spelt[n % 4]}) for n, one in enumerate(who)]
    answers = at_once(clients)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5, [answer.text for answer in answers]
    [made] = [answer.json() for answer in answers if answer.status_code == 201]
    assert all(made["number"] in answer.json()["detail"] for answer in answers if answer.status_code == 409)
    with writes(office) as session:
        assert [row.number for row in session.exec(owned(session, SnsAccount))] == [made["number"]]


def test_stop_and_resume_at_once_leave_one_state_with_its_reason(office: Office) -> None:
    model = settled(office)
    for _round in range(3):
        path = copy_in(office, model, "paused", pause_kind="own", pause_reason="試験のため。")
        etag = office.as_("kenichi").get(path).headers["ETag"]
        steps = (("hiroshi", "stop"), ("kenichi", "resume")) * 2
        codes = at_once([partial(press, office, who, path, action, etag) for who, action in steps])
        assert codes.count(200) == 1 and {*codes} <= {200, 409, 412}, codes
        found = office.as_("hiroshi").get(path).json()
        stopped = 200 in (codes[0], codes[2])
        assert (found["status"], found["pause_label"]) == (("paused", "緊急停止") if stopped else ("active", "")), (codes, found)


def test_whoever_resumes_without_looking_does_not_undo_a_stop_at_once(office: Office) -> None:
    """Each looks anew before pressing; once stopped, the account stays so."""
    path = copy_in(office, settled(office), "active")

    def looks_and_presses(who: str, action: str) -> list[int]:
        found: list[int] = []
        while len(found) < 4 or (action == "stop" and 200 not in found and len(found) < 40):
            found.append(press(office, who, path, action, office.as_(who).get(path).headers["ETag"]))
        return found

    codes = at_once(
        [partial(looks_and_presses, *one) for one in (("hiroshi", "stop"), ("kenichi", "resume"), ("misaki", "pause"))]
    )
    assert 200 in codes[0], codes
    found = office.as_("hiroshi").get(path).json()
    assert (found["status"], found["pause_label"]) == ("paused", "緊急停止"), (codes, found)
    with reading(office.database, CODE) as session:
        assert verify_chain(session).ok


def test_who_is_named_while_an_account_closes_at_once_answers_for_nothing_closed(office: Office) -> None:
    model = settled(office)
    for _round in range(3):
        path = copy_in(office, model, "closing")
        becomes(office, path, "closing", **CLOSED_WELL)
        etag = office.as_("tsubasa").get(path).headers["ETag"]
        closing = partial(press, office, "tsubasa", path, "complete-closing", etag)
        naming = [partial(named, office, path, post) for post in ("health-sub", "health-staff")]
        codes = at_once([closing, *naming])
        assert codes[0] == 200 and set(codes[1:]) <= {201, 409}, codes
        shown = office.as_("aoi").get(f"{path}/officers").json()["items"]
        assert len([one for one in shown if one["from_date"] == "2026-11-25"]) == codes.count(201) <= 1
        assert not {"sns.officer", "sns.pause"} & {*unsettled(office, path)}, codes
        assert name(office, path, "it-head", "2026-11-26", "hiroshi").status_code == 409
