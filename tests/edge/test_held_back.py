"""個人番号: refused in names and remarks; held back once in free texts, let through on the writer's word, which goes on record."""

from typing import Any

import pytest
from sqlmodel import col

from govapi.audit.tables import AuditRow
from govapi.db.session import owned
from govapi.edge.transaction import reading
from govapi.kit.held_back import CONFIRMABLE
from tests.support.app import Office
from tests.support.web import signed_in

NUMBER = "123456789018"  # twelve digits with a fitting check digit, nobody's
OUTLINE = f"管理番号{NUMBER}の機器を保守する。"
DRAFT: dict[str, Any] = {"title": "機器保守業務委託", "fiscal_year": 2026}
WORD = {"Confirm-Not-My-Number": "yes"}


def confirmations(office: Office) -> list[str]:
    with reading(office.database, office.town.code) as session:
        rows = session.exec(owned(session, AuditRow).where(col(AuditRow.action) == "free_text.confirm")).all()
        return [row.actor_name for row in rows]


def test_a_free_text_is_held_back_once(office: Office) -> None:
    misaki = office.as_("misaki")
    held = misaki.post("/contracts", {**DRAFT, "outline": OUTLINE})
    assert held.status_code == 422
    assert held.json()["errors"] == [{"pointer": "/outline", "message": held.json()["errors"][0]["message"]}]
    assert held.json()["errors"][0]["message"].endswith(CONFIRMABLE)
    assert NUMBER not in held.text
    kept = misaki.post("/contracts", {**DRAFT, "outline": OUTLINE}, headers=WORD)
    assert kept.status_code == 201
    assert kept.json()["outline"] == OUTLINE
    assert confirmations(office) == ["架空　美咲"]


def test_the_word_counts_for_one_request_and_is_on_record_only_where_it_was_needed(office: Office) -> None:
    misaki = office.as_("misaki")
    assert misaki.post("/contracts", DRAFT, headers=WORD).status_code == 201
    assert confirmations(office) == []
    assert misaki.post("/contracts", {**DRAFT, "outline": OUTLINE}).status_code == 422


@pytest.mark.parametrize("field", ["title", "place"])
def test_in_names_no_word_helps(office: Office, field: str) -> None:
    refused = office.as_("misaki").post("/contracts", {**DRAFT, field: f"{NUMBER}様"}, headers=WORD)
    assert refused.status_code == 422
    assert not refused.json()["errors"][0]["message"].endswith(CONFIRMABLE)


def test_on_a_page_a_box_is_ticked(office: Office) -> None:
    record = office.as_("misaki").post("/contracts", DRAFT).json()["id"]
    browser = signed_in(office, "misaki")
    address = f"/contracts/{record}/edit/basics"
    browser.get(address)
    given = {"title": DRAFT["title"], "fiscal_year": "2026", "outline": OUTLINE}
    form = browser.post(address, given)
    assert form.status == 422
    assert 'name="_not_my_number"' in form.html and OUTLINE in form.html
    assert browser.post(address, {**given, "_not_my_number": "yes"}).status == 303
    assert office.as_("misaki").get(f"/contracts/{record}").json()["outline"] == OUTLINE
    assert confirmations(office) == ["架空　美咲"]
