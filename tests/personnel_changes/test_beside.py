"""What several do to the roster and to handovers at the same moment, over HTTP: one truth, each thing once, no fault."""

from functools import partial
from itertools import pairwise
from typing import Any

from sqlmodel import col

from govapi.audit.queries import verify_chain
from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading
from tests.personnel_changes.handovers.held import account, all_handovers, appointed
from tests.personnel_changes.handovers.test_steps import confirmed, started
from tests.personnel_changes.lists import HEAD, act, leave, move, posts_of, taken
from tests.sns_accounts.officers.test_at_once import at_once
from tests.support.app import CODE, Office
from tests.support.copies import writes

TODAY = "2026-11-24"


def press(office: Office, who: str, path: str, etag: str) -> int:
    answer = office.as_(who).post(path, {}, etag=etag)
    assert answer.status_code < 500, answer.text
    return int(answer.status_code)


def by_hand(office: Office, person: str, post: str) -> Any:
    """A 発令 of today, registered by hand."""
    body = {"post_id": str(office.town.posts[post]), "kind": "principal", "from_date": TODAY, "replaces": True}
    answer = office.as_("yuta").post(f"/people/{office.town.people[person]}/appointments", body)
    assert answer.status_code < 500, answer.text
    return answer.status_code


def test_two_apply_a_list_at_once_while_a_move_is_registered_by_hand(office: Office) -> None:
    """Somebody of the list, and another for a post of the list: either the list sees what was written, or the hand is refused."""
    account(office, "見本1")
    rows = [
        move(office, "kenichi", "税務課", "課長", on=TODAY),
        move(office, "sachi", "健康推進課", "課長", on=TODAY),
        leave(office, "tsutomu", on="2026-11-23"),
    ]
    change_id = taken(office, rows, TODAY)
    path = f"/personnel-changes/{change_id}"
    etag = office.as_(HEAD).get(path).headers["ETag"]
    pressed = [partial(press, office, HEAD, f"{path}/apply", etag)] * 2
    codes = at_once(
        [*pressed, partial(by_hand, office, "sachi", "contracts-sub"), partial(by_hand, office, "misaki", "health-sub")]
    )
    assert sorted(codes[:2])[0] in (200, 422) and {*codes[:2]} <= {200, 409, 412, 422} and codes[:2].count(200) <= 1, codes
    assert {*codes[2:]} <= {201, 409, 422}, codes
    if office.as_(HEAD).get(path).json()["status"] == "draft":
        assert act(office, change_id, "apply").status_code in (200, 422)
    whole(office)


def whole(office: Office) -> None:
    """Nobody holds two principal posts on one day, no handover and no duty came twice, and the chain holds."""
    for who in ("kenichi", "sachi", "misaki", "tsutomu"):
        terms = sorted((since, until or "9999-12-31") for _post, since, until in posts_of(office, who))
        assert all(before[1] <= after[0] for before, after in pairwise(terms)), (who, terms)
    keys = [row.key for row in all_handovers(office)]
    assert len(keys) == len(set(keys)), keys
    with writes(office) as session:
        waiting = [
            (row.kind, row.record_id)
            for row in session.exec(owned(session, Duty).where(col(Duty.status).in_(("open", "planned"))))
            if row.kind in ("handover.confirm", "sns.officer")
        ]
    assert len(waiting) == len(set(waiting)), waiting
    with reading(office.database, CODE) as session:
        assert verify_chain(session).ok


def test_both_parties_confirm_at_once(office: Office) -> None:
    """The giver's confirmations and giving, the receiver's, and the office's for the absent giver, all pressed again and again."""
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    path = started(office)

    def works(who: str) -> list[int]:
        found: list[int] = []
        for _round in range(6):
            seen = office.as_(who).get(path)
            if seen.status_code != 200 or seen.json()["status"] == "done":
                break
            mine = [one["item"] for one in seen.json()["items"] if one["mine"]]
            if mine:
                items = {"items": [{"item": item, "answer": "done"} for item in mine]}
                found.append(office.as_(who).post(f"{path}/confirm", items, etag=seen.headers["ETag"]).status_code)
            etag = office.as_(who).get(path).headers["ETag"]
            found += [press(office, who, f"{path}/{step}", etag) for step in ("give", "receive")]
        return found

    codes = at_once([partial(works, who) for who in ("kenichi", "sora", "kenichi", "sora")])
    assert {code for one in codes for code in one} <= {200, 403, 409, 412, 422}, codes
    for who, step in (("kenichi", "give"), ("sora", "receive")):
        if office.as_(who).get(path).json()["status"] in ("open", "given"):
            confirmed(office, who, path)
            office.as_(who).act(f"{path}/{step}")
    done = office.as_("sora").get(path).json()
    assert (done["status"], done["given_name"], done["received_name"]) == ("done", "仮名　健一", "例示　空"), codes
    assert all(one["done_name"] for one in done["items"]), done["items"]
    steps = [one for code in codes for one in code if one == 200]
    assert steps
    with writes(office) as session:
        mine = [row.status for row in session.exec(owned(session, Duty)) if row.kind == "handover.confirm"]
    assert mine == ["done"]
    with reading(office.database, CODE) as session:
        assert verify_chain(session).ok
