"""Every state × action × kind of person of a check sheet: exactly what the table says, with the right refusal, never a fault.

On SQLite alone: the table is asked before the database is.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col

from govapi.assessments.check_sheets.tables import Answer, CheckSheet
from govapi.assessments.check_sheets.workflow import CHECK_SHEET
from govapi.db.session import owned
from govapi.kit.ids import new_id
from govapi.people.relations import Who
from tests.assessments.rounds import FIT, Round, needed
from tests.support.app import Office
from tests.support.copies import copied, office_on, writes
from tests.support.databases import TestDatabase

# How each stands to a check sheet of 健康推進課; None: may not even see it.
PEOPLE: dict[str, frozenset[Who] | None] = {
    "misaki": frozenset({Who.SECTION_STAFF}),
    "kenichi": frozenset({Who.SECTION_STAFF, Who.SECTION_HEAD}),
    "michiko": frozenset({Who.SECTION_STAFF}),  # 部長
    "mio": frozenset({Who.SECURITY_OFFICE}),
    "ren": frozenset({Who.SECURITY_OFFICE, Who.ADMINISTRATOR}),
    "kayo": frozenset({Who.CONTRACT_OFFICE}),
    "jiro": frozenset({Who.SECURITY_SUPERVISOR}),
    "hanako": frozenset({Who.CISO}),
    "tadashi": frozenset(),  # 監査担当者
    "haru": None,  # another section of the bureau
    "aoi": None,  # another organ
}
ACTIONS = [row for row in CHECK_SHEET.transitions if row.is_for_people]
BODIES: dict[str, Any] = {"submit": FIT, "receive": {}, "return": {"reason": "補ってください。"}}


@pytest.fixture(scope="module")
def office(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_on(sqlite_database, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def model(office: Office) -> Round:
    """A round with every answer given and looked at, to be copied into every state."""
    return needed(office).opened().to_answered().review()


def sheet_in(office: Office, model: Round, status: str) -> str:
    """The id of a copy of the round in this state, its answers with it."""
    with writes(office) as session:
        row = session.exec(owned(session, CheckSheet).where(col(CheckSheet.id) == UUID(model.id))).one()
        copy = copied(session, row, status=status, number=f"写し-{new_id().hex[-20:]}")
        for answer in session.exec(owned(session, Answer).where(col(Answer.check_sheet_id) == row.id)).all():
            copied(session, answer, check_sheet_id=copy.id)
        return str(copy.id)


def expected(status: str, action: str, who: frozenset[Who] | None) -> tuple[int, str]:
    """Status and code as the table has them."""
    row = CHECK_SHEET.row(action)
    if who is None:
        return 404, "not_found"
    if not row.by & who:
        return 403, "not_allowed"
    return (200, "") if status in row.sources else (409, "wrong_state")


@pytest.mark.parametrize("status", CHECK_SHEET.labels)
def test_every_action_of_every_person(office: Office, model: Round, status: str) -> None:
    shared = sheet_in(office, model, status)
    for name, who in PEOPLE.items():
        for row in ACTIONS:
            wanted = expected(status, row.action, who)
            target = sheet_in(office, model, status) if wanted[0] == 200 else shared
            body = BODIES.get(row.action, {"reason": "試験のため。"})
            answer = office.as_(name).post(f"/check-sheets/{target}/{row.action}", body, etag='"1"')
            got = (answer.status_code, answer.json().get("code", ""))
            assert got == wanted, f"{name}: {row.action} in {status}: {answer.text[:400]}"
            if wanted[0] == 200:
                assert answer.json()["status"] == row.target
    after = office.as_("misaki").get(f"/check-sheets/{shared}").json()
    assert (after["status"], after["version"]) == (status, 1)


@pytest.mark.parametrize("status", CHECK_SHEET.labels)
def test_what_is_shown_is_what_may_be_done(office: Office, model: Round, status: str) -> None:
    shared = sheet_in(office, model, status)
    for name, who in PEOPLE.items():
        if who is None:
            continue
        shown = office.as_(name).get(f"/check-sheets/{shared}").json()["available_actions"]
        assert {one["action"] for one in shown} == {row.action for row in ACTIONS if row.by & who and status in row.sources}, name
        assert not any(one["blocked_because"] for one in shown)


@pytest.mark.parametrize("row", [row for row in CHECK_SHEET.transitions if not row.is_for_people], ids=lambda row: row.action)
def test_what_only_a_decision_does_has_no_door(office: Office, model: Round, row: Any) -> None:
    target = sheet_in(office, model, row.sources[0])
    path = f"/check-sheets/{target}/{row.action.replace('_', '-')}"
    assert office.as_("kenichi").post(path, {}, etag='"1"').status_code in (404, 405)
    assert office.as_("kenichi").patch(f"/check-sheets/{target}", {"status": row.target}, etag='"1"').status_code == 422


@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.action)
def test_every_action_wants_the_present_version(office: Office, model: Round, row: Any) -> None:
    target = sheet_in(office, model, row.sources[0])
    body = BODIES.get(row.action, {"reason": "試験のため。"})
    assert office.as_("kenichi").post(f"/check-sheets/{target}/{row.action}", body).status_code == 428
    assert office.as_("kenichi").post(f"/check-sheets/{target}/{row.action}", body, etag='"7"').status_code == 412


@pytest.mark.parametrize("part", ["answers", "verdicts", "accept-proven"])
@pytest.mark.parametrize("status", CHECK_SHEET.labels)
def test_answers_and_verdicts_are_written_in_one_state_each(office: Office, model: Round, status: str, part: str) -> None:
    right = status == ("awaiting" if part == "answers" else "answered")
    bodies: dict[str, Any] = {
        "answers": {"answers": [{"question": "A1-1", "answer": "partly"}]},
        "verdicts": {"verdicts": [{"question": "A1-1", "verdict": "insufficient", "comment": "不足"}]},
    }
    for name, who in PEOPLE.items():
        target = sheet_in(office, model, status)
        method = "POST" if part == "accept-proven" else "PUT"
        answer = office.as_(name).request(method, f"/check-sheets/{target}/{part}", json=bodies.get(part), etag='"1"')
        may = who is not None and bool(who & {Who.SECTION_STAFF, Who.SECURITY_OFFICE})
        wanted = 404 if who is None else 403 if not may else 200 if right else 409
        assert answer.status_code == wanted, f"{name} in {status}: {answer.text[:300]}"
