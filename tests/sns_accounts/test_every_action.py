"""Every state × action × kind of person of accounts and their changes: exactly what the tables say.

On SQLite alone: the table is asked before the database is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from govapi.db.session import find
from govapi.kit.ids import new_id
from govapi.people.relations import Who
from govapi.sns_accounts.changes.tables import SnsChange
from govapi.sns_accounts.changes.workflow import SNS_CHANGE
from govapi.sns_accounts.workflow import SNS_ACCOUNT
from govapi.workflow import Workflow
from tests.sns_accounts.changes.test_changes import drafted
from tests.sns_accounts.ready import CLOSED_WELL, copy_in, settled
from tests.support.app import Office
from tests.support.copies import copied, office_on, writes
from tests.support.databases import TestDatabase

STAFF, HEAD, PR, SECURITY = Who.SECTION_STAFF, Who.SECTION_HEAD, Who.PUBLIC_RELATIONS, Who.SECURITY_OFFICE
# How each stands to an account of 健康推進課. Whether they see it, by noun and state, is beside it.
PEOPLE: dict[str, frozenset[Who]] = {
    "misaki": frozenset({STAFF}),
    "kenichi": frozenset({STAFF, HEAD}),
    "hiroshi": frozenset({PR, Who.PUBLIC_RELATIONS_HEAD}),
    "tsubasa": frozenset({PR}),
    "akira": frozenset({SECURITY, Who.SECURITY_OFFICE_HEAD}),
    "mio": frozenset({SECURITY}),
    "jiro": frozenset({Who.SECURITY_SUPERVISOR}),
    "hanako": frozenset({Who.CISO}),
    "tadashi": frozenset(),  # audit
    "haru": frozenset(),  # another section of the bureau
    "aoi": frozenset(),  # another organ
}
NOT_NEAR = frozenset({"akira", "mio", "jiro", "hanako", "haru", "aoi"})
APPLICATIONS = ("draft", "in_approval", "refused", "withdrawn")
BODIES: Mapping[str, Mapping[str, Any]] = {"submit": {"note": "伺います。"}}
NO_BODY = {"reason": "試験のため。"}


@dataclass(frozen=True)
class Kind:
    """A kind of record under test: its path, how a copy is made, who does not see it in a state, and what a copy lacks."""

    flow: Workflow
    path: str
    copy: Callable[[Office, str, str], str]
    unseen: Callable[[str], frozenset[str]]
    unmet: Mapping[tuple[str, str], str]


def _account(office: Office, model: str, status: str) -> str:
    return copy_in(office, model, status, **CLOSED_WELL)


def _change(office: Office, model: str, status: str) -> str:
    with writes(office) as session:
        row = find(session, SnsChange, UUID(model.rsplit("/", 1)[1]))
        return f"/sns-changes/{copied(session, row, status=status, number=f'写し-{new_id().hex[-20:]}', requested_by=None).id}"


KINDS = {
    "account": Kind(
        SNS_ACCOUNT,
        "/sns-accounts",
        _account,
        lambda status: NOT_NEAR if status in APPLICATIONS else frozenset(),
        {("active", "rest"): "休眠による休止"},
    ),
    "change": Kind(SNS_CHANGE, "/sns-changes", _change, lambda _status: frozenset({"aoi"}), {}),
}
CASES = [(name, status) for name, kind in KINDS.items() for status in kind.flow.labels]


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def models(office: Office) -> dict[str, str]:
    """One record of each kind, to be copied into every state; the account of the change is another one."""
    account = settled(office)
    changed = drafted(office, copy_in(office, account, "approved"))
    return {"account": account, "change": f"/sns-changes/{changed['id']}"}


def expected(kind: Kind, status: str, action: str, name: str) -> tuple[int, str]:
    """Status and code as the table has them."""
    row = kind.flow.row(action)
    if name in kind.unseen(status):
        return 404, "not_found"
    if not row.by & PEOPLE[name]:
        return 403, "not_allowed"
    if status not in row.sources:
        return 409, "wrong_state"
    return (422, "unmet") if (status, action) in kind.unmet else (200, "")


@pytest.mark.parametrize(("noun", "status"), CASES)
def test_every_action_of_every_person(office: Office, models: dict[str, str], noun: str, status: str) -> None:
    kind = KINDS[noun]
    shared = kind.copy(office, models[noun], status)
    for name in PEOPLE:
        for row in kind.flow.transitions:
            if not row.is_for_people:
                continue
            wanted = expected(kind, status, row.action, name)
            target = kind.copy(office, models[noun], status) if wanted[0] == 200 else shared
            answer = office.as_(name).post(
                f"{target}/{row.action.replace('_', '-')}", dict(BODIES.get(row.action, NO_BODY)), etag='"1"'
            )
            got = (answer.status_code, answer.json().get("code", ""))
            assert got == wanted, f"{name}: {row.action} in {status}: {answer.text[:400]}"
            if wanted[0] == 200:
                assert answer.json()["status"] == row.target
            if wanted == (422, "unmet"):
                assert kind.unmet[status, row.action] in answer.json()["detail"]
    seen = office.as_("misaki").get(shared).json()
    assert (seen["status"], seen["version"]) == (status, 1)


@pytest.mark.parametrize(("noun", "status"), CASES)
def test_what_is_shown_is_what_may_be_done(office: Office, models: dict[str, str], noun: str, status: str) -> None:
    kind = KINDS[noun]
    target = kind.copy(office, models[noun], status)
    for name, who in PEOPLE.items():
        if name in kind.unseen(status):
            continue
        shown = office.as_(name).get(target).json()["available_actions"]
        allowed = {row.action for row in kind.flow.transitions if row.is_for_people and row.by & who and status in row.sources}
        assert {one["action"] for one in shown} == allowed, name
        blocked = {one["action"] for one in shown if one["blocked_because"]}
        assert blocked == {action for action in allowed if (status, action) in kind.unmet}, name


@pytest.mark.parametrize("noun", KINDS)
def test_what_only_a_decision_does_has_no_door(office: Office, models: dict[str, str], noun: str) -> None:
    kind = KINDS[noun]
    for row in kind.flow.transitions:
        if not row.is_for_people:
            path = f"{models[noun]}/{row.action.replace('_', '-')}"
            assert office.as_("kenichi").post(path, {}, etag='"1"').status_code in (404, 405), row.action
    patched = office.as_("kenichi").patch(models[noun], {"status": "closed"}, etag='"1"')
    assert patched.status_code == 422
