"""A list of 2,000 services taken in twice, then with 100 rows removed, 50 expired and 20 renamed: the right duties, once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, col

from govapi.cloud_services.registrations.rules import service_key
from govapi.cloud_services.registrations.service import recount
from govapi.cloud_services.registrations.tables import Registration, RegistrationMatch
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading
from govapi.people.tables import Department
from tests.assessments.jobs import run
from tests.cloud_services.registrations.lists import as_csv, as_xlsx, entry, send, table
from tests.support.app import CODE, Office
from tests.support.copies import writes

ALL = 2000
REMOVED, EXPIRED, RENAMED, UNTOUCHED = range(100), range(100, 150), range(150, 170), range(170, 200)
WITH_ANOTHER = 99  # removed, but registered in another list too
UNDER_RENEWAL = 149  # expired, but its renewal is under decision


def services_with_uses(session: Session) -> None:
    """A service for each of the first 200 entries, each with a use in force and one that has ended."""
    department = session.exec(owned(session, Department).where(col(Department.name) == "健康推進課")).one()
    place: dict[str, Any] = {"organ_id": department.organ_id, "department_id": department.id, "department_path": department.path}
    for serial in range(200):
        one = entry(serial)
        service = CloudService(
            number=f"試験-{serial}",
            name=one["service_name"],
            name_key=service_key(one["service_name"]),
            provider_name=one["provider_name"],
            provider_country="架空国",
            **place,
        )
        session.add(service)
        session.flush()
        for status in ("permitted", "ended"):
            use: dict[str, Any] = {"number": f"試験-{serial}-{status}", "title": "試験", "class_code": "2", "status": status}
            session.add(CloudUse(service_id=service.id, **use, **place))
    session.flush()


def confirm_all(session: Session) -> None:
    for match in session.exec(owned(session, RegistrationMatch).where(col(RegistrationMatch.status) == "proposed")):
        match.status = "confirmed"


def changed_list() -> list[dict[str, Any]]:
    rows = [entry(serial) for serial in range(ALL) if serial not in REMOVED]
    for row, serial in zip(rows, range(len(REMOVED), ALL), strict=True):
        if serial in EXPIRED:
            row["expires_on"] = "2026-11-20"
        if serial == UNDER_RENEWAL:
            row["state"] = "更新審査中"
        if serial in RENAMED:
            row["service_name"] = f"新しい名称{serial}"
    return rows


def duties(office: Office) -> dict[str, Counter[str]]:
    """How many duties stand in each state, by cause."""
    with reading(office.database, CODE) as session:
        rows = session.exec(owned(session, Duty).where(col(Duty.kind) == "cloud.registration")).all()
        found: dict[str, Counter[str]] = {}
        for row in rows:
            found.setdefault(row.cause, Counter())[row.status] += 1
            assert row.number.endswith("-permitted")
        return found


def numbers(office: Office, cause: str, status: str) -> set[int]:
    with reading(office.database, CODE) as session:
        rows = owned(session, Duty).where(col(Duty.cause) == cause, col(Duty.status) == status)
        return {int(row.number.split("-")[1]) for row in session.exec(rows)}


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        found.append(sql)

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)


def every_day(office: Office) -> None:
    """What the daily job does for the registrations."""
    run(office, recount)


def import_list(office: Office, data: bytes, most: int, name: str = "list.csv", **rest: Any) -> Any:
    """The list taken in, in no more statements than this, however long it is."""
    with counted(office) as statements:
        answer = send(office, data, name=name, **rest)
    assert answer.status_code == 201, answer.text
    assert len(statements) <= most, f"{len(statements)} statements: {Counter(one[:60] for one in statements).most_common(5)}"
    return answer.json()


def counts(answer: Any) -> Sequence[int]:
    return tuple(answer[name] for name in ("rows", "added", "changed", "returned", "gone"))


def test_two_thousand_services(office: Office) -> None:
    with writes(office) as session:
        services_with_uses(session)
    whole = table([entry(serial) for serial in range(ALL)])
    assert counts(import_list(office, as_xlsx(whole), 40, "list.xlsx", fetched_on="2026-11-20")) == (ALL, ALL, 0, 0, 0)
    assert duties(office) == {}  # a proposal is no registration
    with writes(office) as session:
        assert len(session.exec(owned(session, RegistrationMatch)).all()) == 200
        confirm_all(session)
    every_day(office)
    ahead = {"expiry": Counter(planned=200)}
    assert duties(office) == ahead
    assert counts(import_list(office, as_csv(whole, "cp932"), 40, fetched_on="2026-11-21")) == (ALL, 0, 0, 0, 0)
    every_day(office)
    assert duties(office) == ahead
    with_another = entry(WITH_ANOTHER, number="LIU-0001", expires_on="2030-03-31")
    import_list(office, as_csv(table([with_another])), 40, registry="ismap_liu")
    with writes(office) as session:
        confirm_all(session)

    done = import_list(office, as_csv(table(changed_list())), 60, fetched_on="2026-11-22")
    assert counts(done) == (ALL - 100, 0, 70, 0, 100)
    assert_the_right_duties(office)
    office.clock.go_to(datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    every_day(office)
    assert counts(import_list(office, as_csv(table(changed_list())), 40, fetched_on="2026-11-25")) == (ALL - 100, 0, 0, 0, 0)
    every_day(office)
    assert_the_right_duties(office)

    assert counts(import_list(office, as_csv(whole), 1000, fetched_on="2026-11-25")) == (ALL, 0, 70, 100, 0)
    assert duties(office)["gone"] == Counter(dropped=99)  # what comes back revives its duties one by one
    assert numbers(office, "expiry", "planned") == set(range(200)) and numbers(office, "expiry", "open") == set()


def assert_the_right_duties(office: Office) -> None:
    """Once each: the removed, the expired; those that go on have their end ahead of them as before."""
    assert numbers(office, "gone", "open") == set(REMOVED) - {WITH_ANOTHER}
    assert numbers(office, "expiry", "open") == set(EXPIRED) - {UNDER_RENEWAL}
    going_on = {*RENAMED, *UNTOUCHED, WITH_ANOTHER}
    assert numbers(office, "expiry", "planned") == going_on
    found = duties(office)
    assert set(found) == {"gone", "expiry"} and found["gone"] == Counter(open=99)
    assert (found["expiry"]["open"], found["expiry"]["planned"]) == (49, len(going_on))
    with reading(office.database, CODE) as session:
        overdue = owned(session, Duty).where(col(Duty.cause) == "expiry", col(Duty.status) == "open")
        assert {row.nominal_on for row in session.exec(overdue)} == {date(2026, 11, 20)}
        renamed = owned(session, Registration).where(col(Registration.service_name).startswith("新しい名称"))
        assert len(session.exec(renamed).all()) == len(RENAMED)
