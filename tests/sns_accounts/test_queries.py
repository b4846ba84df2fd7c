"""How many questions the database is asked: as many for many accounts, handovers and officers as for few."""

from uuid import UUID

from govapi.db.session import find
from govapi.people.actor import system
from govapi.policy.store import current
from govapi.sns_accounts.officers.vacancies.service import watch_all
from govapi.sns_accounts.public_list import service
from govapi.sns_accounts.tables import SnsAccount
from tests.cloud_services.uses.test_queries import counted
from tests.personnel_changes.handovers.held import account, appointed
from tests.sns_accounts.officers.accounts import duties, running
from tests.support.app import CODE, Office
from tests.support.copies import writes

PLACES = (
    "/sns-accounts?limit=200",
    "/sns-accounts?limit=200&vacant=true",
    "/sns-accounts/officers?limit=200",
    "/sns-accounts/officers?on=2027-04-01&limit=200",
    "/sns-services",
    "/handovers?limit=200",
)


def asked(office: Office, path: str) -> tuple[int, int]:
    """How many statements the request takes, the second time it is made, and how many items it shows."""
    setsuko = office.as_("setsuko")
    assert setsuko.get(path).status_code == 200, setsuko.get(path).text
    with counted(office) as statements:
        items = setsuko.get(path).json()["items"]
    return len(statements), len(items)


def test_no_list_asks_more_the_longer_it_is(office: Office) -> None:
    running(office)
    account(office, "見本0")
    appointed(office, "sora", "health-head")
    few = {path: asked(office, path) for path in PLACES}
    for number in range(1, 13):
        account(office, f"見本{number}", "health-sub", roles=("officer", "deputy", "operator"))
        running(office, section="税務課")
    appointed(office, "misaki", "health-sub")
    many = {path: asked(office, path) for path in PLACES}
    assert {path: many[path][0] for path in PLACES} == {path: few[path][0] for path in PLACES}
    longer = {path for path in PLACES if many[path][1] > few[path][1]}
    assert longer == {*PLACES} - {"/sns-services"}


def test_many_vacancies_are_watched_in_as_many_questions_as_few(office: Office) -> None:
    """Opened, looked at again, and dropped."""

    def watched(accounts: list[UUID]) -> int:
        with writes(office) as session, counted(office) as statements:
            now, today = office.clock.now(), office.clock.today()
            rows = [find(session, SnsAccount, one) for one in accounts]
            statements.clear()
            watch_all(session, system(CODE), current(session, today), rows, now=now, today=today)
        return len(statements)

    one, many = [UUID(running(office))], [UUID(running(office)) for _ in range(12)]
    watched(one)  # the service's own vacancy
    new = [UUID(running(office))]
    assert watched(many) == watched(new)
    assert watched(many) == watched(one)
    assert {*duties(office, str(many[-1])), *duties(office, str(one[0]))} == {("open", "2026-11-24")}


def test_the_public_list_and_the_publication_check_ask_no_more_for_many(office: Office) -> None:
    first = running(office)
    few = official(office), checked(office, first)
    for _number in range(12):
        running(office)
    assert (official(office), checked(office, first)) == few


def official(office: Office) -> int:
    with writes(office) as session, counted(office) as statements:
        service.official(session, current(session, office.clock.today()).policy, office.clock.today())
    return len(statements)


def checked(office: Office, account_id: str) -> int:
    path, given = f"/sns-accounts/{account_id}/publication-check", {"category": "notice", "class_code": "1"}
    assert office.as_("misaki").post(path, given).status_code == 200
    with counted(office) as statements:
        assert office.as_("misaki").post(path, given).status_code == 200
    return len(statements)
