"""Every state × action × kind of person of a use: exactly what the table says.

On SQLite alone: the table is asked before the database is.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import pytest

from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.db.session import owned
from govapi.kit.ids import new_id
from govapi.people.relations import Who
from tests.cloud_services.uses.records import ready, service
from tests.support.app import Office
from tests.support.copies import copied, office_on, writes
from tests.support.databases import TestDatabase

STAFF, HEAD = Who.SECTION_STAFF, Who.SECTION_HEAD
# How each stands to a use of 健康推進課.
PEOPLE: dict[str, frozenset[Who]] = {
    "misaki": frozenset({STAFF}),
    "kenichi": frozenset({STAFF, HEAD}),
    "kayo": frozenset({Who.CONTRACT_OFFICE}),
    "mio": frozenset({Who.SECURITY_OFFICE}),
    "jiro": frozenset({Who.SECURITY_SUPERVISOR}),
    "hanako": frozenset({Who.CISO}),
    "haru": frozenset(),  # another section of the bureau
    "aoi": frozenset(),  # another organ
}
UNSEEN = frozenset({"aoi"})
OPEN_TO_ALL = ("permitted", "suspended")
BODIES: Mapping[str, Any] = {"submit": {"note": "伺います。"}}
NO_BODY = {"reason": "試験のため。"}
UNMET = {("ending", "complete_ending"): "記録してください"}


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def model(office: Office) -> str:
    """A draft that may be submitted, to be copied into every state."""
    return str(ready(office)["id"])


def copy_in(office: Office, model: str, status: str) -> str:
    """A copy in this state, about a service of its own: one section has one use of a service."""
    of_its_own = service(office, name=f"見本{new_id().hex[-12:]}") if status == "draft" else None
    with writes(office) as session:
        found = session.exec(owned(session, CloudUse).where(CloudUse.id == UUID(model))).one()
        stamps = {f"{row.stamps}_by": None for row in CLOUD_USE.transitions if row.stamps}
        place = {"service_id": UUID(of_its_own)} if of_its_own else {}
        row = copied(session, found, status=status, number=f"写し-{new_id().hex[-20:]}", **stamps, **place)
        for one in session.exec(owned(session, CloudManager).where(CloudManager.use_id == UUID(model))).all():
            copied(session, one, use_id=row.id)
        return str(row.id)


def expected(status: str, action: str, name: str) -> tuple[int, str]:
    """Status and code as the table has them."""
    row = CLOUD_USE.row(action)
    if name in UNSEEN and status not in OPEN_TO_ALL:
        return 404, "not_found"
    if not row.by & PEOPLE[name]:
        return 403, "not_allowed"
    if status not in row.sources:
        return 409, "wrong_state"
    return (422, "unmet") if (status, action) in UNMET else (200, "")


@pytest.mark.parametrize("status", CLOUD_USE.labels)
def test_every_action_of_every_person(office: Office, model: str, status: str) -> None:
    shared = copy_in(office, model, status)
    for name in PEOPLE:
        for row in (one for one in CLOUD_USE.transitions if one.is_for_people):
            wanted = expected(status, row.action, name)
            target = copy_in(office, model, status) if wanted[0] == 200 else shared
            path = f"/cloud-uses/{target}/{row.action.replace('_', '-')}"
            answer = office.as_(name).post(path, dict(BODIES.get(row.action, NO_BODY)), etag='"1"')
            got = (answer.status_code, answer.json().get("code", ""))
            assert got == wanted, f"{name}: {row.action} in {status}: {answer.text[:400]}"
            if wanted[0] == 200:
                assert answer.json()["status"] == row.target
            if wanted == (422, "unmet"):
                assert UNMET[status, row.action] in answer.json()["detail"]
    seen = office.as_("hanako").get(f"/cloud-uses/{shared}").json()
    assert (seen["status"], seen["version"]) == (status, 1)


@pytest.mark.parametrize("status", CLOUD_USE.labels)
def test_what_is_shown_is_what_may_be_done(office: Office, model: str, status: str) -> None:
    target = copy_in(office, model, status)
    for name, who in PEOPLE.items():
        if name in UNSEEN and status not in OPEN_TO_ALL:
            continue
        shown = office.as_(name).get(f"/cloud-uses/{target}").json()["available_actions"]
        allowed = {row.action for row in CLOUD_USE.transitions if row.is_for_people and row.by & who and status in row.sources}
        assert {one["action"] for one in shown} == allowed, name
        blocked = {one["action"] for one in shown if one["blocked_because"]}
        assert blocked == {action for action in allowed if (status, action) in UNMET}, name


def test_what_only_a_decision_or_the_day_does_has_no_door(office: Office, model: str) -> None:
    for row in (one for one in CLOUD_USE.transitions if not one.is_for_people):
        path = f"/cloud-uses/{model}/{row.action.replace('_', '-')}"
        assert office.as_("kenichi").post(path, {}, etag='"1"').status_code in (404, 405), row.action
    patched = office.as_("kenichi").patch(f"/cloud-uses/{model}", {"status": "ended"}, etag='"1"')
    assert patched.status_code == 422
