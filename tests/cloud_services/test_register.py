"""The register over HTTP: registering, finding, correcting, taking off; who may, and what is refused."""

from typing import Any

import pytest

from tests.cloud_services.register import ABROAD, registered, revised, send
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import judged
from tests.support import life
from tests.support.app import Office


def test_a_service_is_registered_found_and_corrected(office: Office) -> None:
    made = registered(office)
    assert made["number"] == "サービス-00001"
    assert (made["provider_name"], made["kind_labels"][0][:4]) == ("Mihon Cloud Inc.", "ＳａａＳ")
    assert made["form_labels"] == ["約款型", "個別契約"]
    ren = office.as_("ren")  # every member of the staff reads the register
    for q in ("見本", "チャット", "mihon", "架空国", made["number"]):
        assert [one["id"] for one in ren.get("/cloud-services", params={"q": q}).json()["items"]] == [made["id"]], q
    answer = revised(office, made["id"], "ren", name="見本トーク", data_countries=["日本", "架空国"])
    assert answer.status_code == 200, answer.text
    assert answer.json()["data_countries"] == ["日本", "架空国"]
    assert ren.get("/cloud-services", params={"q": "チャット"}).json()["items"][0]["id"] == made["id"]  # by its フリガナ
    found = ren.get("/cloud-services", params={"q": "見本トーク"}).json()["items"]
    assert [one["name"] for one in found] == ["見本トーク"]


def test_services_and_uses_are_found_from_everywhere(office: Office) -> None:
    service = registered(office)
    use = running(office, service["id"])
    found = office.as_("aoi").get("/search", params={"q": "見本チャット"}).json()["items"]
    assert [(one["noun"], one["id"]) for one in found] == [("cloud-services", service["id"])]
    answer = office.as_("misaki").post("/cloud-uses", {"service_id": service["id"], "title": "別の課の利用"})
    assert answer.status_code == 409, use  # its own use stands
    other = office.as_("aoi").post("/cloud-uses", {"service_id": service["id"], "title": "連絡網の試行"})
    assert other.status_code == 201, other.text
    for who, nouns in (("aoi", ["cloud-uses"]), ("misaki", [])):  # a draft is the bureau's
        hits = office.as_(who).get("/search", params={"q": "連絡網"}).json()["items"]
        assert [one["noun"] for one in hits] == nouns


def test_a_contractor_provides_a_service(office: Office) -> None:
    company = life.contractor(office)
    made = registered(office, provider_name="", provider_country="", contractor_id=company)
    name = office.as_("misaki").get(f"/contractors/{company}").json()["name"]
    assert (made["contractor_id"], made["provider_name"]) == (company, name)
    listed = office.as_("sora").get(f"/contractors/{company}/cloud-services").json()["items"]
    assert [one["id"] for one in listed] == [made["id"]]
    moved = revised(office, made["id"], contractor_id=None, **ABROAD).json()
    assert (moved["contractor_id"], moved["provider_name"]) == (None, "Mihon Cloud Inc.")


def test_the_list_is_narrowed_and_paged(office: Office) -> None:
    first = registered(office, name="あ見本", kana="ア", kinds=["iaas"], forms=["closed"])
    second = registered(office, name="い見本", kana="イ", kinds=["saas", "generative_ai"])
    person = office.as_("sora")

    def ids(**asked: Any) -> list[str]:
        return [one["id"] for one in person.get("/cloud-services", params=asked).json()["items"]]

    assert ids() == [first["id"], second["id"]]
    assert ids(kind="generative_ai") == [second["id"]]
    assert ids(form="closed") == [first["id"]]
    assert ids(kind="saas", form="closed") == []
    page = person.get("/cloud-services", params={"limit": 1}).json()
    rest = person.get("/cloud-services", params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [page["items"][0]["id"], rest["items"][0]["id"], rest["next_cursor"]] == [first["id"], second["id"], None]


def test_the_same_service_is_not_registered_twice(office: Office) -> None:
    first = registered(office)
    again = send(office, "haru", name="見本 ﾁｬｯﾄ")
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert first["number"] in again.json()["detail"]
    other = registered(office, provider_name="Kakuu Inc.")
    assert [one["id"] for one in other["alike"]] == [first["id"]]
    assert revised(office, other["id"], provider_name="MIHON Cloud Inc").status_code == 409
    assert office.as_("ren").get(f"/cloud-services/{other['id']}").json()["provider_name"] == "Kakuu Inc."


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"provider_name": ""}, "/provider_name"),
        ({"provider_country": "日本"}, "/provider_country"),
        ({"contractor_id": "01890000-0000-7000-8000-000000000000"}, "/provider_name"),
        ({"kinds": ["no_such"]}, "/kinds/0"),
        ({"kinds": []}, "/kinds"),
        ({"forms": ["email"]}, "/forms/0"),
        ({"terms_url": "javascript:alert(1)"}, "/terms_url"),
        ({"status": "retired"}, "/status"),
        ({"remark": "123456789018"}, "/remark"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office: Office, changes: dict[str, Any], pointer: str) -> None:
    answer = send(office, **changes)
    assert answer.status_code == 422, answer.text
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert office.as_("misaki").get("/cloud-services").json()["items"] == []


def test_the_registering_section_and_the_office_correct_it(office: Office) -> None:
    made = registered(office)
    path = f"/cloud-services/{made['id']}"
    assert revised(office, made["id"], "haru", region="東日本").status_code == 403
    assert revised(office, made["id"], "sora", region="東日本").status_code == 200
    assert revised(office, made["id"], "mio", name=None).status_code == 422
    assert office.as_("misaki").patch(path, {"region": "西日本"}, etag='"1"').status_code == 412
    assert office.as_("misaki").get(path.replace("0", "1")).status_code == 404
    elsewhere = send(office, "haru", name="別の課のサービス", department_id=made["department_id"])
    assert elsewhere.status_code == 403


def test_a_retired_service_is_marked_and_comes_back(office: Office) -> None:
    made = registered(office)
    misaki, path = office.as_("misaki"), f"/cloud-services/{made['id']}"
    assert misaki.act(f"{path}/retire", {"reason": "提供が終わるため"}).json()["retired"] is True
    assert misaki.act(f"{path}/retire", {"reason": "再度"}).status_code == 409
    assert misaki.get("/cloud-services", params={"retired": False}).json()["items"] == []
    assert office.as_("haru").act(f"{path}/restore", {"reason": "再開"}).status_code == 403
    assert misaki.act(f"{path}/restore", {"reason": "提供が続くため"}).json()["retired"] is False
    trail = office.as_("tadashi").get("/audit-events", params={"record_id": made["id"]}).json()["items"]
    assert [row["action"].split(".")[1] for row in trail] == ["restore", "retire", "register"]


@pytest.mark.parametrize("rests", ["judgement", "use"])
def test_a_section_does_not_make_another_service_of_what_was_decided_on(office: Office, rests: str) -> None:
    made = str(registered(office)["id"])
    assert revised(office, made, name="見本トーク").status_code == 200  # nobody has decided on it yet
    if rests == "judgement":
        judged(office, made)
    else:
        running(office, made)
    for changes in ({"name": "別の見本"}, {"provider_name": "Betsu Inc."}, {"data_countries": ["架空国"]}, {"kinds": ["iaas"]}):
        assert revised(office, made, "misaki", **changes).status_code == 403, changes
    assert revised(office, made, "misaki", name="見本トーク", certificates="ISO/IEC 27017").status_code == 200
    assert revised(office, made, "ren", name="見本トーク２").status_code == 200
