"""The guard over HTTP: by 入札 the winner is not refused, by 随契 and where it was told, nobody unassessed is chosen."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.duties.queries import of_record
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading
from tests.support.app import CODE, Office
from tests.support.assessed import assess
from tests.support.life import NOTHING_SAID, PLAN, Life, contractor, draft
from tests.support.web import signed_in

NEGOTIATED = {"method": "negotiated", "ground": "order_167_2_1_2", "ground_reason": "ほかに行える者がないため。"}
CONFIRMED = {"confirmed_on": "2026-12-01", "confirmation_result": "チェックシートの全ての項目を確かめた。"}


def choosing(office: Office, **changes: Any) -> Life:
    life = draft(office, **changes).to_plan()
    life.decide()
    life.act("start-selection")
    return life


def choose(life: Life) -> Any:
    body = {"contractor_id": contractor(life.office), "amount": 880_000}
    return life.office.as_("misaki").act(f"{life.path}/select", body)


def confirmations(life: Life) -> list[Duty]:
    with reading(life.office.database, CODE) as session:
        return [duty for duty in of_record(session, UUID(life.id)) if duty.kind == "contract.confirmation"]


def test_where_nothing_was_told_the_winner_is_chosen_and_a_plan_asked_for(office: Office) -> None:
    life = draft(office).to_selected()
    seen = life.suitability()
    assert (seen["outcome"], seen["tier"], seen["companies"][0]["verdict"]) == ("plan_needed", "S", "unassessed")
    blocked = next(one for one in life.now()["available_actions"] if one["action"] == "submit_conclusion")
    assert "契約後に対策を確かめる計画" in blocked["blocked_because"]
    life.patch(PLAN)
    assert life.suitability()["outcome"] == "planned"
    assert "計画" not in (
        next(one for one in life.now()["available_actions"] if one["action"] == "submit_conclusion")["blocked_because"] or ""
    )


def test_a_plan_becomes_a_duty_and_is_confirmed_once(office: Office) -> None:
    life = draft(office).to_concluded()
    assert [(duty.status, duty.due_on) for duty in confirmations(life)] == [("planned", date(2027, 2, 26))]
    early = office.as_("misaki").act(f"{life.path}/suitability/confirm", CONFIRMED)
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/confirmed_on")
    life.day(date(2026, 12, 1))
    done = life.act("suitability/confirm", CONFIRMED)
    assert (done["confirmed_on"], done["confirmation_result"]) == ("2026-12-01", CONFIRMED["confirmation_result"])
    assert [(duty.status, duty.settled_label) for duty in confirmations(life)] == [("done", "令和8年12月1日に確認")]
    again = office.as_("misaki").act(f"{life.path}/suitability/confirm", CONFIRMED)
    assert again.status_code == 409
    assert office.as_("aoi").get(f"{life.path}/suitability").status_code == 404
    assert office.as_("haru").act(f"{life.path}/suitability/confirm", CONFIRMED).status_code == 403


@pytest.mark.parametrize("changes", [NEGOTIATED, {"assessment_published": True}], ids=["negotiated", "told beforehand"])
def test_where_the_condition_binds_nobody_unassessed_is_chosen(office: Office, changes: dict[str, Any]) -> None:
    life = choosing(office, **changes)
    refused = choose(life)
    assert (refused.status_code, refused.json()["code"]) == (422, "contractor_not_assessed"), refused.text
    assert "例外措置の許可を受けてください" in refused.json()["detail"]
    assert life.now()["contractor_id"] is None
    assess(office, contractor(office), "A")
    assert choose(life).status_code == 422  # of a lighter tier
    assess(office, contractor(office), "S")
    assert choose(life).status_code == 200
    assert life.suitability()["outcome"] == "ok"


def test_an_unfit_contractor_is_refused_where_the_condition_was_told_and_watched_where_it_was_not(office: Office) -> None:
    told = choosing(office, assessment_published=True)
    assess(office, contractor(office), "S", "unfit", valid_until=None)
    refused = choose(told)
    assert refused.status_code == 422 and "不適合" in refused.json()["detail"]
    untold = choosing(office)
    assert choose(untold).status_code == 200
    found = untold.suitability()
    assert found["outcome"] == "plan_needed" and "不適合とした事項の改善" in found["because"]


def test_the_assessment_must_hold_on_the_day_of_the_contract(office: Office) -> None:
    life = choosing(office, **NEGOTIATED)
    assess(office, contractor(office), "S", valid_until=date(2026, 12, 10))
    assert choose(life).status_code == 200
    life.patch({"concluded_on": "2026-12-11"})
    assert life.suitability()["outcome"] == "blocked"
    life.patch({"concluded_on": "2026-12-10"})
    assert life.suitability()["outcome"] == "ok"


def test_expiry_during_the_term_stops_nothing(office: Office) -> None:
    life = draft(office)
    assess(office, contractor(office), "S", valid_until=date(2026, 12, 31))
    life.to_active()
    life.day(date(2027, 2, 1))
    assert life.now()["status"] == "active"
    assert life.suitability()["companies"][0]["ok"] is False
    assert confirmations(life) == []


def test_a_job_without_information_asks_for_nothing(office: Office) -> None:
    life = draft(office, answers=NOTHING_SAID, **NEGOTIATED).to_selected()
    seen = life.suitability()
    assert (seen["outcome"], seen["tier"], seen["companies"], seen["sentences"]) == ("not_needed", None, [], [])


def test_the_sentences_name_tier_and_sheet(office: Office) -> None:
    life = draft(office)
    seen = life.suitability()
    assert [one["place"] for one in seen["sentences"]] == ["入札公告及び仕様書", "仕様書（契約期間中の評価）"]
    for one in seen["sentences"]:
        assert "区分Ｓ（特に重要な情報）" in one["text"] and "情報セキュリティ対策チェックシート（全項目）" in one["text"]
        assert "{" not in one["text"]
    assert seen["outcome"] == "undecided"
    assess(office, contractor(office), "S")
    assert life.suitability(contractor(office))["outcome"] == "ok"


def test_the_page_shows_the_sentences_and_takes_plan_and_confirmation(office: Office) -> None:
    life, misaki = draft(office).to_selected(), signed_in(office, "misaki")
    url = f"{life.path}/suitability"
    assert url in misaki.get(life.path).links()
    seen = misaki.get(url)
    assert "入札に参加しようとする者は、本業務が本市の委託先評価の区分Ｓ" in seen.html and "確認の計画が必要" in seen.text
    saved = misaki.post(
        f"{url}/plan", {"confirmation_plan": PLAN["confirmation_plan"], "confirmation_due": "R9.2.26"}, follow=True
    )
    assert "契約後に確認する" in saved.text
    life.to_concluded_from_selected()
    life.day(date(2026, 12, 1))
    misaki = signed_in(office, "misaki")
    misaki.get(url)
    wrong = misaki.post(f"{url}/confirm", {"confirmed_on": "R8.12.1", "confirmation_result": ""})
    assert wrong.status == 422 and "確かめた結果" in wrong.text
    done = misaki.post(f"{url}/confirm", {"confirmed_on": "R8.12.1", "confirmation_result": "確かめた。"}, follow=True)
    assert "記録しました" in done.text
