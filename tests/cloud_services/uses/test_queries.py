"""How many questions the database is asked: as many for a long list as for a short one, and few for one use."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from tests.cloud_services.running import running
from tests.cloud_services.uses.records import permitted, ready, service
from tests.support.app import Office


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


def asked(office: Office, path: str) -> int:
    """How many statements the request takes, the second time it is made."""
    assert office.as_("misaki").get(path).status_code == 200
    with counted(office) as statements:
        assert office.as_("misaki").get(path).status_code == 200
    return len(statements)


def test_a_list_asks_no_more_the_longer_it_is(office: Office) -> None:
    running(office, service(office))
    few = asked(office, "/cloud-uses")
    for number in range(20):
        running(office, service(office, judge=False, name=f"見本{number}"), "税務課" if number % 2 else "健康推進課")
    assert asked(office, "/cloud-uses") == few
    assert len(office.as_("misaki").get("/cloud-uses").json()["items"]) == 21


def test_one_use_takes_few_questions(office: Office) -> None:
    draft = ready(office, service(office))
    use = permitted(office, service(office, name="見本会議"))
    assert asked(office, f"/cloud-uses/{draft['id']}") <= 30
    assert asked(office, f"/cloud-uses/{use['id']}") <= 22
