"""Every state × action × kind of person of an unapproved use: exactly what the table says. On SQLite alone."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from govapi.cloud_services.unapproved.tables import UnapprovedUse
from govapi.cloud_services.unapproved.workflow import UNAPPROVED_USE
from govapi.db.session import find
from govapi.kit.ids import new_id
from govapi.people.relations import Who
from tests.cloud_services.unapproved.records import STOP, STOPPED, found
from tests.support.app import Office
from tests.support.copies import copied, office_on, writes
from tests.support.databases import TestDatabase

PEOPLE: dict[str, frozenset[Who]] = {
    "misaki": frozenset({Who.SECTION_STAFF}),
    "kenichi": frozenset({Who.SECTION_STAFF, Who.SECTION_HEAD}),
    "mio": frozenset({Who.SECURITY_OFFICE}),
    "jiro": frozenset({Who.SECURITY_SUPERVISOR}),
    "hanako": frozenset({Who.CISO}),
    "tadashi": frozenset(),
    "haru": frozenset(),  # another section of the bureau
    "aoi": frozenset(),  # another organ
}
UNSEEN = frozenset({"haru", "aoi"})
BODIES = {"order_stop": STOP, "ask_application": STOP, "report": STOPPED}
UNMET = {("reported", "close_removed"), ("reported", "close_approved")}


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture(scope="module")
def model(office: Office) -> str:
    return str(found(office)["id"])


def copy_in(office: Office, model: str, status: str) -> str:
    with writes(office) as session:
        row = find(session, UnapprovedUse, UUID(model))
        return str(copied(session, row, status=status, number=f"写し-{new_id().hex[-20:]}").id)


def expected(status: str, action: str, name: str) -> tuple[int, str]:
    """Status and code as the table has them."""
    row = UNAPPROVED_USE.row(action)
    if name in UNSEEN:
        return 404, "not_found"
    if not row.by & PEOPLE[name]:
        return 403, "not_allowed"
    if status not in row.sources:
        return 409, "wrong_state"
    return (422, "unmet") if (status, action) in UNMET else (200, "")


@pytest.mark.parametrize("status", UNAPPROVED_USE.labels)
def test_every_action_of_every_person(office: Office, model: str, status: str) -> None:
    shared = copy_in(office, model, status)
    for name, who in PEOPLE.items():
        for row in UNAPPROVED_USE.transitions:
            wanted = expected(status, row.action, name)
            target = copy_in(office, model, status) if wanted[0] == 200 else shared
            path = f"/unapproved-uses/{target}/{row.action.replace('_', '-')}"
            answer = office.as_(name).post(path, BODIES.get(row.action, {"reason": "試験のため。"}), etag='"1"')
            assert (answer.status_code, answer.json().get("code", "")) == wanted, (
                f"{name}: {row.action} in {status}: {answer.text}"
            )
            if wanted[0] == 200:
                assert answer.json()["status"] == row.target
        if name not in UNSEEN:
            shown = office.as_(name).get(f"/unapproved-uses/{shared}").json()["available_actions"]
            rows = UNAPPROVED_USE.transitions
            assert {one["action"] for one in shown} == {row.action for row in rows if row.by & who and status in row.sources}, (
                name
            )
            blocked = {one["action"] for one in shown if one["blocked_because"]}
            assert blocked == {one["action"] for one in shown if (status, one["action"]) in UNMET}, name


def test_who_reported_does_not_close(office: Office, model: str) -> None:
    with writes(office) as session:
        row = find(session, UnapprovedUse, UUID(model))
        target = str(
            copied(session, row, status="reported", number="写し-四つの目", reported_by=row.recorded_by, prevention="x").id
        )
    for action in ("close-removed", "close-approved", "close-no-use"):
        answer = office.as_("mio").post(f"/unapproved-uses/{target}/{action}", {"reason": "確かめた。"}, etag='"1"')
        assert (answer.status_code, answer.json()["code"]) == (403, "four_eyes")
        assert "報告した職員" in answer.json()["detail"]
