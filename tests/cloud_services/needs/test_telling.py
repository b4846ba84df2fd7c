"""What a use tells the assessments of the contractor that provides its service."""

from typing import Any
from uuid import UUID

from sqlmodel import col

from govapi.cloud_services.needs.service import retell
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find, owned
from govapi.duties.tables import Duty
from tests.assessments.jobs import run
from tests.cloud_services.register import registered, revised
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import act, permitted, service
from tests.support import life
from tests.support.app import Office
from tests.support.copies import writes


def live(office: Office) -> list[tuple[str, str]]:
    """(number of the record, tier) of every living need."""
    items = office.as_("misaki").get("/assessments").json()["items"]
    shown = [office.as_("misaki").get(f"/assessments/{row['id']}").json() for row in items]
    return [(need["record_number"], need["tier"]) for one in shown for need in one["needs"] if need["live"]]


def of_contractor(office: Office) -> dict[str, Any]:
    return {"contractor_id": life.contractor(office), "provider_name": "", "provider_country": ""}


def test_a_permitted_use_wants_its_provider_assessed_until_it_ends(office: Office) -> None:
    use = permitted(office, service(office, **of_contractor(office)))
    assert live(office) == [(use["number"], "B")]
    act(office, use["id"], "start-ending", {"reason": "別のサービスに移るため。"})
    assert live(office) == [(use["number"], "B")]  # it holds our information still


def test_a_provider_that_is_no_contractor_is_assessed_by_nobody(office: Office) -> None:
    permitted(office)
    assert live(office) == []


def test_a_use_that_was_not_looked_at_tells_and_is_looked_at_once(office: Office) -> None:
    use = running(office, str(registered(office, **of_contractor(office))["id"]), class_code="3B")
    assert (run(office, retell), [tier for _number, tier in live(office)]) == (1, ["S"])
    assert run(office, retell) == 0
    with writes(office) as session:
        row = find(session, CloudUse, UUID(use))
        assert (row.told_with, row.version) == (1, 2)  # the day of the confirmation is on the record
        kinds = [duty.kind for duty in session.exec(owned(session, Duty).where(col(Duty.record_id) == row.id))]
        assert kinds == ["cloud.confirmation"]


def test_a_use_of_the_lgwan_wants_the_heavier_look(office: Office) -> None:
    running(office, str(registered(office, **of_contractor(office))["id"]), class_code="1", zone="lgwan")
    run(office, retell)
    assert [tier for _number, tier in live(office)] == ["A"]


def test_a_service_that_changes_hands_is_told_of_anew(office: Office) -> None:
    served = str(registered(office, **of_contractor(office))["id"])
    running(office, served)
    run(office, retell)
    assert [tier for _number, tier in live(office)] == ["B"]
    abroad: dict[str, Any] = {"contractor_id": None, "provider_name": "Mihon Cloud Inc.", "provider_country": "架空国"}
    assert revised(office, served, "ren", **abroad).status_code == 200
    assert (run(office, retell), live(office)) == (1, [])
