"""What hangs on a narrow record is as narrow as the record: papers, duties and the feed of events."""

from typing import Any

import pytest

from govapi.db.session import find, owned
from govapi.edge.transaction import writing
from govapi.measures.incidents.tables import IncidentContract
from govapi.people.tables import Department
from tests.measures.records import act, demanded, found, incident, proposal
from tests.measures.test_papers import asked, life
from tests.support.app import CODE, Office
from tests.support.life import Life

__all__ = ["life"]


def papers(office: Office, who: str) -> list[str]:
    return [row["record_number"] for row in office.as_(who).get("/documents").json()["items"]]


def paper_of_an_incident(office: Office, life: Life) -> tuple[Any, Any]:
    row = incident(office, life)
    made = asked(office, f"/incidents/{row['id']}", {"template": "incident_report"})
    assert made.status_code == 201, made.text
    return row, made.json()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("misaki", True),
        ("michiko", True),
        ("akira", True),
        ("haru", False),  # another section of the bureau
        ("kayo", False),  # 契約担当課: papers of contracts, not those of incidents
        ("aoi", False),
    ],
)
def test_the_paper_of_an_incident_is_seen_by_those_who_see_incidents(office: Office, life: Life, who: str, seen: bool) -> None:
    row, paper = paper_of_an_incident(office, life)
    person, path = office.as_(who), f"/documents/{paper['id']}"
    assert (person.get(f"/incidents/{row['id']}").status_code == 200) is seen
    assert {person.get(path).status_code, person.get(f"{path}/file").status_code} == {200 if seen else 404}
    assert (row["number"] in papers(office, who)) is seen


def test_a_section_whose_contract_is_concerned_sees_the_paper(office: Office, life: Life) -> None:
    row, paper = paper_of_an_incident(office, life)
    with writing(office.database, CODE, office.clock) as session:
        tax = find(session, Department, office.town.departments["tax"])
        link = session.exec(owned(session, IncidentContract)).one()
        link.department_path, link.organ_id = tax.path, tax.organ_id
    assert office.as_("haru").get(f"/incidents/{row['id']}").status_code == 200
    assert office.as_("haru").get(f"/documents/{paper['id']}/file").status_code == 200


def test_the_paper_of_a_finding_stays_in_its_section(office: Office, life: Life) -> None:
    finding = found(office, life)
    demanded(office, finding)
    paper = asked(office, f"/findings/{finding['id']}", {"template": "improvement_request"}).json()
    for who, status in {"misaki": 200, "kayo": 200, "jiro": 200, "haru": 404, "aoi": 404}.items():
        assert office.as_(who).get(f"/documents/{paper['id']}").status_code == status, who
        assert (finding["number"] in papers(office, who)) is (status == 200)


def test_the_duties_and_events_of_an_incident_are_not_told_to_the_contract_office(office: Office, life: Life) -> None:
    row = incident(office, life)
    for who, seen in {"akira": True, "kayo": False, "jiro": True}.items():
        duties = office.as_(who).get("/duties", params={"limit": 200}).json()["items"]
        assert any(one["record_id"] == row["id"] for one in duties) is seen, who
        assert (row["title"] in str(duties)) is seen
        events = office.as_(who).get("/events", params={"limit": 200}).json()["items"]
        assert any(one["noun"] == "incident" for one in events) is seen, who
        assert any(one["noun"] == "contract" for one in events)


def test_a_system_does_not_answer_for_a_second_pair_of_eyes(office: Office, life: Life) -> None:
    drafted = proposal(office, life)
    act(office, drafted, "send", {}, noun="suspension-proposals")
    body = {"result": "not_suspended", "answered_on": "2026-12-01", "answer": "指名停止に至らない。"}
    path = f"/suspension-proposals/{drafted['id']}/answer"
    machine = office.as_("machine:documents-system").act(path, body)
    assert (machine.status_code, machine.json()["code"]) == (403, "four_eyes")
