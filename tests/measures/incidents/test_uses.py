"""An incident in a cloud service: of a permitted use or of one found without an approval, with no contract at all."""

from typing import Any

import pytest
from sqlmodel import col

from govapi.assessments.triggers.tables import Trigger
from govapi.db.session import owned
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.cloud_services.unapproved.records import found
from tests.measures.records import INCIDENT
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import draft
from tests.support.web import signed_in

KNOWN = {
    name: f"2026-11-23T0{hour}:00:00+09:00" for name, hour in (("occurred_at", 7), ("contractor_knew_at", 8), ("city_knew_at", 9))
}
HAPPENED = {
    "kind": "leak", "title": "予約情報の公開", "occurred_at": "", "contractor_knew_at": "", "city_knew_at": "2026-11-23T09:00",
    "outline": "設定の誤りにより、予約の一覧が公開されていた。", "personal": "true", "person_count": "３",
}  # fmt: skip


def recorded(office: Office, by: str = "misaki", **about: Any) -> Any:
    return office.as_(by).post("/incidents", INCIDENT | KNOWN | about)


@pytest.fixture
def use(office: Office) -> str:
    return running(office, str(registered(office)["id"]))


def test_an_incident_of_a_use_runs_under_the_same_clocks(office: Office, use: str) -> None:
    made = recorded(office, use_ids=[use, use])
    assert made.status_code == 201, made.text
    row = made.json()
    assert [(one["noun"], one["id"], one["visible"]) for one in row["uses"]] == [("cloud_use", use, True)]
    assert (row["contracts"], {one["clock"] for one in row["dues"]}) == ([], {"preliminary", "final"})
    kinds = {one["kind"] for one in office.as_("misaki").get("/duties", params={"record_id": row["id"]}).json()["items"]}
    assert kinds == {"incident.preliminary", "incident.final", "incident.chain"}
    listed = office.as_("misaki").get("/incidents", params={"use_id": use}).json()["items"]
    assert [one["id"] for one in listed] == [row["id"]]
    assert office.as_("haru").get(f"/incidents/{row['id']}").status_code == 404
    assert recorded(office, "haru", use_ids=[use]).status_code == 403
    paper = office.as_("misaki").post(f"/incidents/{row['id']}/documents", {"template": "incident_report"})
    assert paper.status_code == 201, paper.text


def test_a_further_section_that_uses_the_service_sees_it_and_not_what_is_narrow(office: Office, use: str) -> None:
    stray = found(office)["id"]
    other = running(office, str(registered(office, name="別の見本")["id"]), "税務課")
    row = recorded(office, "mio", use_ids=[use, other], unapproved_use_ids=[stray]).json()
    seen = office.as_("haru").get(f"/incidents/{row['id']}").json()["uses"]
    assert [(one["noun"], one["visible"]) for one in seen] == [
        ("cloud_use", True),
        ("cloud_use", True),
        ("unapproved_use", False),
    ]
    assert "見本翻訳" not in str(seen)
    assert recorded(office, "haru", unapproved_use_ids=[stray]).status_code == 404
    nothing = recorded(office)
    assert (nothing.status_code, nothing.json()["errors"][0]["pointer"]) == (422, "/contract_ids")


def test_the_provider_we_know_is_looked_at_anew(office: Office) -> None:
    company = draft(office).to_active().now()["contractor_id"]
    use = running(office, str(registered(office, contractor_id=company, provider_name="", provider_country="")["id"]))
    row = recorded(office, use_ids=[use]).json()
    with writes(office) as session:
        raised = session.exec(owned(session, Trigger).where(col(Trigger.kind) == "incident")).all()
        assert [one.source_number for one in raised] == [row["number"]]


def test_from_the_pages_of_the_uses(office: Office, use: str) -> None:
    misaki, stray = signed_in(office, "misaki"), str(found(office, personal=True)["id"])
    for home, name, key in (
        (f"/cloud-uses/{use}", "use_id", "use_ids"),
        (f"/unapproved-uses/{stray}", "unapproved_use_id", "unapproved_use_ids"),
    ):
        link = f"/incidents/new?{name}={home.rsplit('/', 1)[1]}"
        assert link in misaki.get(home).links()
        form = misaki.get(link)
        assert f'name="{key}"' in form.html and "関係するクラウドサービスの利用" in form.text
        again = misaki.post("/incidents/new", {**HAPPENED, "outline": "", key: home.rsplit("/", 1)[1]})
        assert again.status == 422 and f'name="{key}"' in again.html
        made = misaki.post("/incidents/new", {**HAPPENED, key: home.rsplit("/", 1)[1]})
        assert made.status == 303, made.text
        assert home in misaki.get(made.location).links()
        assert "事故対応中" in misaki.get(home).text and made.location in misaki.get(home).links()
    assert "事故対応中" not in signed_in(office, "kotoha").get(f"/cloud-uses/{use}").text
