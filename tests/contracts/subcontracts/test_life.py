"""再委託 over HTTP: two tiers with personal numbers, consented to one by one, expiring, ended, revoked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col

from govapi.assessments.needs.tables import Need
from govapi.assessments.triggers.tables import Trigger
from govapi.db.session import owned
from govapi.duties.tables import Duty
from tests.contracts.subcontracts.deals import BELOW, act, asked, company, concluded, judged, seen
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import decide


def duties_of(office: Office, record: Any) -> list[tuple[str, str, date]]:
    with writes(office) as session:
        rows = session.exec(owned(session, Duty).where(col(Duty.record_id) == UUID(record["id"]))).all()
        return [(row.kind, row.status, row.nominal_on) for row in rows]


def need_of(office: Office, record: Any) -> tuple[str, date, date | None]:
    with writes(office) as session:
        row = session.exec(owned(session, Need).where(col(Need.record_id) == UUID(record["id"]))).one()
        return row.tier, row.starts_on, row.ends_on


def consented(office: Office, record: Any) -> Any:
    answer = act(office, record, "submit", {"note": "再委託を承諾してよろしいか伺います。"})
    assert answer.status_code == 200, answer.text
    decide(office, record["id"])
    return seen(office, record)


def test_two_tiers_with_personal_numbers(office: Office) -> None:
    life = concluded(office, numbers=True)
    first, number = company(office)
    second, other = company(office, "株式会社作例運送", "099907654322")
    upper = asked(office, life, name="", address="", representative="", corporate_number=number, my_number=True, class_code="3B")
    assert (upper["number"], upper["tier_label"], upper["status_label"]) == ("再委託-2026-0001", "再委託", "受付")
    assert (upper["contractor_id"], upper["name"]) == (first, "株式会社架空封入")
    assert [one["key"] for one in upper["clauses"]] == ["resubcontract", "my_number"]
    assert all(one["article"].startswith("第") for one in upper["clauses"])
    below = asked(office, life, BELOW, contractor_id=second, parent_id=upper["id"], my_number=True, class_code="3B")
    assert (below["tier"], below["tier_label"], below["corporate_number"]) == (2, "再々委託", other)

    refused = act(office, upper, "submit")
    assert refused.status_code == 422 and "委託先評価（適合）を先に" in refused.json()["detail"]
    assert need_of(office, upper) == ("S", date(2026, 12, 10), date(2027, 2, 28))
    judged(office, first, "S")
    judged(office, second, "S")
    refused = act(office, below, "submit")
    assert refused.status_code == 422 and "番号法第10条第２項" in refused.json()["detail"]

    upper = consented(office, upper)
    assert (upper["status"], upper["decided_by_post"], upper["effective_from"]) == ("consented", "健康推進課課長", "2026-12-10")
    assert duties_of(office, upper) == [("subcontract.expiry", "planned", date(2027, 2, 28))]
    below = consented(office, below)
    assert below["status"] == "consented" and not below["in_force"]
    life.day(date(2026, 12, 20))
    assert seen(office, below)["in_force"]
    life.day(date(2027, 3, 1))
    assert [one["key"] for one in seen(office, upper)["badges"]] == ["expired"]

    blocked = act(office, upper, "end", {"ended_on": "2027-02-28"})
    assert blocked.status_code == 422 and below["number"] in blocked.json()["detail"]
    assert act(office, below, "end", {"ended_on": "2027-02-15"}).status_code == 200
    assert act(office, upper, "end", {"ended_on": "2027-02-28"}).json()["status"] == "ended"
    assert duties_of(office, upper)[0][1] == "done"
    assert need_of(office, upper)[2] == date(2027, 2, 28)


def test_a_consent_has_the_contractor_looked_at_anew(office: Office) -> None:
    life = concluded(office)
    record = consented(office, asked(office, life))
    with writes(office) as session:
        raised = [(row.kind, row.source_number) for row in session.exec(owned(session, Trigger)).all()]
    assert raised == [("subcontract_change", record["number"])]


def test_a_revoked_consent_takes_the_tiers_below_with_it(office: Office) -> None:
    life = concluded(office)
    upper = consented(office, asked(office, life))
    below = consented(office, asked(office, life, BELOW, parent_id=upper["id"]))
    waiting = asked(office, life, BELOW, parent_id=below["id"], name="作例便")
    assert waiting["tier_label"] == "第３次の再委託"
    assert act(office, upper, "revoke", {"reason": "x"}).status_code == 403
    assert act(office, upper, "revoke", by="kenichi").status_code == 422
    answer = act(office, upper, "revoke", {"reason": "無断で持ち出したため。"}, by="kenichi")
    assert answer.json()["status"] == "revoked"
    found = seen(office, below)
    assert found["status"] == "revoked" and upper["number"] in found["ended_because"]
    assert duties_of(office, below)[0][1] == "dropped"
    refused = act(office, waiting, "submit")
    assert refused.status_code == 422 and "承諾されていません" in refused.json()["detail"]


def test_a_refusal_is_decided_too(office: Office) -> None:
    life = concluded(office)
    record = asked(office, life, is_whole=True, conditions=["一括再委託に当たるため。"])
    assert "一括して再委託" in act(office, record, "submit").json()["detail"]
    assert act(office, record, "submit-refusal", {"note": "不承諾としてよろしいか伺います。"}).status_code == 200
    decide(office, record["id"])
    found = seen(office, record)
    assert (found["status"], found["decided_on"], found["available_actions"]) == ("refused", "2026-11-24", [])


@pytest.mark.parametrize(("verb", "status"), [("return", "draft"), ("reject", "refused")])
def test_a_decision_against_it(office: Office, verb: str, status: str) -> None:
    life = concluded(office)
    record = asked(office, life)
    act(office, record, "submit")
    decide(office, record["id"], verb)
    found = seen(office, record)
    assert found["status"] == status
    assert [one["key"] for one in found["badges"]] == (["returned"] if verb == "return" else [])


def test_a_late_decision_moves_the_first_day(office: Office) -> None:
    life = concluded(office)
    record = asked(office, life, period_from="2026-12-01")
    act(office, record, "submit")
    life.day(date(2026, 12, 7))
    decide(office, record["id"])
    found = seen(office, record)
    assert (found["period_from"], found["effective_from"], found["decided_on"]) == ("2026-12-01", "2026-12-07", "2026-12-07")


def test_what_is_under_decision_is_not_changed(office: Office) -> None:
    life = concluded(office)
    record, misaki = asked(office, life), office.as_("misaki")
    path = f"/subcontracts/{record['id']}"
    changed = misaki.patch(path, {"scope": "印刷だけ"}, etag='"1"')
    assert (changed.status_code, changed.json()["scope"]) == (200, "印刷だけ")
    assert misaki.patch(path, {"scope": "封入だけ"}, etag='"1"').status_code == 412
    assert misaki.patch(path, {"scope": None}, etag='"2"').status_code == 422
    act(office, record, "submit")
    assert misaki.patch(path, {"scope": "封入だけ"}, etag='"3"').status_code == 409
    decide(office, record["id"], "return")
    assert act(office, record, "withdraw").status_code == 422
    assert act(office, record, "withdraw", {"reason": "受託者が取り下げたため。"}).json()["status"] == "withdrawn"
