"""The amount of a 施行伺 is the 予定価格: whoever sees the circulation for a duty of supervision does not see it."""

from tests.files.samples import pdf
from tests.support.app import Office
from tests.support.life import JOB, draft
from tests.support.web import signed_in

PRICE = 900_000
SEE = ("misaki", "sora", "sachi", "kenichi", "kayo")  # the section, the route, the contract office
SUPERVISE = ("jiro", "mio", "tadashi")  # see every circulation, stand in no step of this one
OUTSIDE = {"post_title": "部長", "name": "見本　某", "mode": "専決", "reference": "健推第1号"}


def test_the_price_does_not_leak_through_the_circulation(office: Office) -> None:
    life = draft(office).to_plan()
    asked = {"record_id": life.id}
    for name in (*SEE, *SUPERVISE):
        [listed] = office.as_(name).get("/approvals", params=asked).json()["items"]
        one = office.as_(name).get(f"/approvals/{listed['id']}").json()
        wanted = PRICE if name in SEE else None
        assert (name, listed["amount"], one["amount"]) == (name, wanted, wanted)
    for path in ("/approvals?show=all", f"/approvals/{listed['id']}"):
        assert "900,000" not in signed_in(office, "tadashi").get(path).text
        assert "900,000" in signed_in(office, "kayo").get(path).text


def test_a_decision_taken_outside_lies_between_the_asking_and_today(office: Office) -> None:
    life = draft(office).to_plan()
    [listed] = office.as_("misaki").get("/approvals", params={"record_id": life.id}).json()["items"]
    for day in ("2026-11-23", "2026-11-25"):
        refused = office.as_("sora").act(f"/approvals/{listed['id']}/record-outside", {**OUTSIDE, "decided_on": day})
        assert (day, refused.status_code) == (day, 422)
        assert refused.json()["errors"][0]["pointer"] == "/decided_on"
    assert (
        office.as_("sora").act(f"/approvals/{listed['id']}/record-outside", {**OUTSIDE, "decided_on": "2026-11-24"}).status_code
        == 200
    )


def test_knowing_a_hash_opens_no_file(office: Office) -> None:
    """Another section handed a file in; its hash, named in one's own record, would give it away."""
    other = office.as_("misaki").post("/contracts", {"title": "他課の業務委託", "fiscal_year": 2026}).json()
    sheet = office.as_("misaki").request(
        "POST", "/files", data={"contract_id": other["id"]}, files={"file": ("秘密.pdf", pdf(), "application/pdf")}
    )
    assert sheet.status_code == 201, sheet.text
    own = office.as_("aoi").post("/contracts", {**JOB, "title": "自課の業務委託"}).json()
    path = f"/contracts/{own['id']}"
    etag = office.as_("aoi").get(path).headers["ETag"]
    assert office.as_("aoi").post(f"{path}/clauses/include-required", etag=etag).status_code == 200
    assert office.as_("aoi").act(f"{path}/submit-plan").status_code == 200
    [waiting] = office.as_("aoi").get("/approvals", params={"record_id": own["id"]}).json()["items"]
    one, given = f"/approvals/{waiting['id']}", {**OUTSIDE, "decided_on": "2026-11-24", "file_sha256": sheet.json()["sha256"]}
    refused = office.as_("fumi").act(f"{one}/record-outside", given)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/file_sha256")
    browser = signed_in(office, "fumi")
    browser.get(f"{one}/record-outside")
    files = {"_scan": ("", b"", "application/octet-stream")}
    assert browser.post(f"{one}/record-outside", given, files=files).status == 303
    assert browser.get(f"{one}/scan").status == 404
