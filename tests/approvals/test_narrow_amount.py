"""The amount of a 施行伺 is the 予定価格: whoever sees the circulation for a duty of supervision does not see it."""

from tests.support.app import Office
from tests.support.life import draft
from tests.support.web import signed_in

PRICE = 900_000
SEE = ("misaki", "sora", "sachi", "kenichi", "kayo")  # the section, the route, the contract office
SUPERVISE = ("jiro", "mio", "tadashi")  # see every circulation, stand in no step of this one


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
    given = {"post_title": "部長", "name": "見本　某", "mode": "専決", "reference": "健推第1号"}
    for day in ("2026-11-23", "2026-11-25"):
        refused = office.as_("misaki").act(f"/approvals/{listed['id']}/record-outside", {**given, "decided_on": day})
        assert (day, refused.status_code) == (day, 422)
        assert refused.json()["errors"][0]["pointer"] == "/decided_on"
    assert (
        office.as_("misaki").act(f"/approvals/{listed['id']}/record-outside", {**given, "decided_on": "2026-11-24"}).status_code
        == 200
    )
