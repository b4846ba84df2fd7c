"""Eight clients at once, over HTTP: never a day with two officers, no gap without its duty, and who lost is told who was named."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from random import Random
from threading import Barrier
from typing import Any

from tests.sns_accounts.officers.accounts import becomes, duties, name, running
from tests.support.app import Office

CLIENTS = 8
POSTS = ("health-head", "health-sub", "health-staff", "it-head", "it-sub", "it-staff", "publicity-head", "publicity-sub")
TODAY = date(2026, 11, 24)


def at_once(clients: Sequence[Callable[[], Any]]) -> list[Any]:
    """What all of them answer, begun together."""
    barrier = Barrier(len(clients))

    def one(client: Callable[[], Any]) -> Any:
        barrier.wait()
        return client()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(one, clients))


def test_of_eight_who_name_an_officer_at_once_one_is_heard(office: Office) -> None:
    account = f"/sns-accounts/{running(office)}"
    for round_ in range(2):
        day = (TODAY + timedelta(days=round_)).isoformat()
        answers = at_once([partial(name, office, account, post, day, "hiroshi") for post in POSTS])
        assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7, [answer.text for answer in answers]
        [made] = [answer.json() for answer in answers if answer.status_code == 201]
        told = {answer.json()["detail"] for answer in answers if answer.status_code == 409}
        assert len(told) == 1 and f"{made['post_title']}（{made['name']}）が" in told.pop()


def test_whatever_eight_do_at_once_nobody_is_second_and_no_gap_is_silent(office: Office) -> None:
    account = running(office)
    becomes(office, account, "active")  # its vacancy is a duty
    answers = at_once([partial(busy, office, f"/sns-accounts/{account}", Random(seed)) for seed in range(CLIENTS)])
    codes = {code for one in answers for code in one}
    assert codes <= {200, 201, 204, 404, 409, 412, 422} and 201 in codes, codes
    shown = office.as_("aoi").get(f"/sns-accounts/{account}/officers").json()["items"]
    days = [TODAY + timedelta(days=offset) for offset in range(40)]
    assert max(sum(holds(one, day) for one in shown) for day in days) <= 1
    vacant = office.as_("aoi").get(f"/sns-accounts/{account}/vacancy").json()
    unsettled = [(status, due) for status, due in duties(office, account) if status in ("open", "planned")]
    assert len(unsettled) == (0 if vacant["vacant_from"] is None else 1), (vacant, unsettled)
    proposed = [status for status, _due in duties(office, account, "sns.pause") if status in ("open", "planned")]
    assert proposed == (["open"] if vacant["vacant"] else [])


def busy(office: Office, account: str, chance: Random) -> list[int]:
    """One client's work: names, ends and takes back as it comes."""
    who, found = office.as_("hiroshi"), []
    for _step in range(5):
        day = (TODAY + timedelta(days=chance.randrange(6))).isoformat()
        shown = who.get(f"{account}/officers").json()["items"]
        act = chance.choice(["name", "name", "end", "withdraw"]) if shown else "name"
        if act == "name":
            found.append(name(office, account, chance.choice(POSTS), day, "hiroshi").status_code)
            continue
        row = chance.choice(shown)
        path, etag = f"/sns-accounts/officers/{row['id']}", f'"{row["version"]}"'
        if act == "end":
            found.append(who.post(f"{path}/end", {"last_day": day}, etag=etag).status_code)
        else:
            found.append(who.request("DELETE", path, etag=etag).status_code)
    return found


def holds(one: dict[str, Any], day: date) -> bool:
    return bool(one["from_date"] <= day.isoformat() and (one["to_date"] is None or day.isoformat() < one["to_date"]))
