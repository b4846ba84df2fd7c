"""Every step × post × act of a circulation: allowed or refused exactly as the table says, never a fault.

The route is the longest the shipped policy set has. On SQLite alone: the table is asked before the database is.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from govapi.approvals.tables import Approval
from govapi.approvals.workflow import APPROVAL
from govapi.db.session import find
from tests.support.app import Office
from tests.support.copies import approval_at, contract_in, copied, office_on, writes
from tests.support.databases import TestDatabase
from tests.support.life import Life, circulation, draft

ROUTE = ("sachi", "kenichi", "shinji", "akira", "michiko", "hanako", "taro")  # 係長 … 市長, in the order of the route
APPLICANT, DEPUTY = "misaki", "hanako"  # 副市長 decides for an absent 市長
STAFF = frozenset({"misaki", "sora", "sachi", "kenichi", "michiko"})  # of the section, and the head above it
ONLOOKERS = ("sora", "kayo", "mio", "jiro", "tadashi", "machine:documents-system")  # see it, stand nowhere in the route
BLIND = ("haru", "aoi", "itsuki@479918")
PEOPLE = (APPLICANT, *ROUTE, *ONLOOKERS)
ACTS = [row.action for row in APPROVAL.transitions]
BODIES: dict[str, dict[str, Any]] = {
    "decide_for": {"absent_reason": "出張", "urgent": True},
    "record_outside": {
        "decided_on": "2026-11-24", "post_title": "市長", "name": "見本　太郎", "mode": "決裁", "reference": "健推第1号",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def life(office: Office) -> Life:
    """A contract of 66,000,000 yen in 施行伺 回議中."""
    return draft(office, predetermined_price=66_000_000).to_plan()


@pytest.fixture(scope="module")
def model(office: Office, life: Life) -> Any:
    return circulation(office, life.id)


def lying_at(office: Office, life: Life, model: Any, position: int) -> str:
    """The path of a circulation of its own, lying at this step."""
    contract = contract_in(office, UUID(life.id), "plan_in_approval")
    return f"/approvals/{approval_at(office, UUID(model['id']), contract.id, position).id}"


def expected(position: int, act: str, name: str) -> tuple[int, str]:
    """What the rules of a route say, told anew: whose turn it is, and who may never."""
    turn, last = ROUTE[position - 1] == name, position == len(ROUTE)
    allowed = {
        "agree": turn and not last,
        "decide": turn and last,
        "decide_for": last and name == DEPUTY,
        "decide_concurrently": turn and last,
        "look_after": False,
        "return": turn,
        "reject": turn,
        "pull_back": name == APPLICANT,
        "record_outside": name in STAFF and name != APPLICANT,
    }
    if act == "decide_concurrently" and allowed[act]:
        return 422, "unmet"  # other people are there to decide
    if allowed[act]:
        return 200, ""
    never = APPROVAL.row(act).not_by and name == APPLICANT
    return 403, "four_eyes" if never else "not_allowed"


def test_the_route_is_the_one_of_this_table(office: Office, model: Any) -> None:
    titles = ["健康推進課係長", "健康推進課課長", "契約検査課課長", "情報政策課課長", "健康福祉部部長", "副市長", "市長"]
    assert [step["post_title"] for step in model["steps"]] == titles
    assert [step["kind"] for step in model["steps"]] == ["審査", "審査", "合議", "合議", "審査", "審査", "決裁"]


@pytest.mark.parametrize("position", range(1, len(ROUTE) + 1))
def test_every_act_of_every_post_at_every_step(office: Office, life: Life, model: Any, position: int) -> None:
    shared = lying_at(office, life, model, position)
    for name in PEOPLE:
        for act in ACTS:
            wanted = expected(position, act, name)
            path = lying_at(office, life, model, position) if wanted[0] == 200 else shared
            body = {"reason": "試験のため。"} | BODIES.get(act, {})
            answer = office.as_(name).post(f"{path}/{act.replace('_', '-')}", body, etag='"1"')
            got = (answer.status_code, answer.json().get("code", ""))
            assert got == wanted, f"{name}: {act} at step {position}: {answer.text[:300]}"
            if wanted[0] == 200:
                assert answer.json()["status"] == APPROVAL.row(act).target
    seen = office.as_(APPLICANT).get(shared).json()
    assert (seen["status"], seen["version"]) == ("circulating", 1)


@pytest.mark.parametrize("position", [1, len(ROUTE)])
def test_what_is_shown_is_what_may_be_done(office: Office, life: Life, model: Any, position: int) -> None:
    path = lying_at(office, life, model, position)
    for name in PEOPLE:
        shown = office.as_(name).get(path).json()["available_actions"]
        open_acts = {one["action"] for one in shown if one["blocked_because"] is None}
        assert open_acts == {act for act in ACTS if expected(position, act, name)[0] == 200}, name


@pytest.mark.parametrize("name", BLIND)
def test_others_do_not_see_it(office: Office, life: Life, model: Any, name: str) -> None:
    path = lying_at(office, life, model, 1)
    for act in ACTS:
        answer = office.as_(name).post(f"{path}/{act.replace('_', '-')}", BODIES.get(act, {"reason": "試験のため。"}), etag='"1"')
        assert answer.status_code == (403 if "@" in name else 404), f"{act}: {answer.text[:300]}"


def test_the_order_of_the_route_is_kept(office: Office, life: Life, model: Any) -> None:
    path = lying_at(office, life, model, 1)
    for position, name in enumerate(ROUTE, start=1):
        later = ROUTE[position] if position < len(ROUTE) else None
        if later is not None:
            assert office.as_(later).act(f"{path}/agree").status_code == 403
        act = "decide" if later is None else "agree"
        answer = office.as_(name).act(f"{path}/{act}")
        assert answer.status_code == 200, answer.text
        step = answer.json()["steps"][position - 1]
        assert (step["status"], step["acted_as"]) == ("done", "決裁" if later is None else step["kind"])
    assert answer.json()["status"] == "decided"


@pytest.mark.parametrize(
    ("urgent", "status"),
    [(False, 422), (True, 200)],
)
def test_a_weighty_matter_is_decided_for_another_only_when_urgent(
    office: Office, life: Life, model: Any, urgent: bool, status: int
) -> None:
    path = lying_at(office, life, model, len(ROUTE))
    body = {"absent_reason": "出張", "urgent": urgent}
    assert office.as_(DEPUTY).act(f"{path}/decide-for", body).status_code == status
    if status == 200:
        for name in PEOPLE:
            answer = office.as_(name).post(f"{path}/look-after", {}, etag='"9"' if name == "taro" else '"2"')
            assert answer.status_code == (412 if name == "taro" else 403), name
        assert office.as_("taro").act(f"{path}/look-after").status_code == 200
        assert office.as_("taro").act(f"{path}/look-after").status_code == 403


@pytest.mark.parametrize("ended", ["decided", "returned", "withdrawn", "rejected"])
def test_nothing_more_happens_to_an_ended_one(office: Office, life: Life, model: Any, ended: str) -> None:
    with writes(office) as session:
        row = find(session, Approval, UUID(model["id"]))
        row_id = copied(session, row, status=ended, number=f"終-{ended}").id
    for name in PEOPLE:
        for act in ACTS:
            body = {"reason": "試験のため。"} | BODIES.get(act, {})
            answer = office.as_(name).post(f"/approvals/{row_id}/{act.replace('_', '-')}", body, etag='"1"')
            assert answer.status_code in (403, 404, 409), f"{name}: {act}: {answer.text[:300]}"
    assert office.as_(APPLICANT).get(f"/approvals/{row_id}").json()["status"] == ended
