"""支払条件: the sentence every contract shares, unless this one says otherwise."""

from uuid import UUID

import pytest

from govapi.contracts.paper.facts.rules import PAYMENT, PAYMENT_BY_QUANTITY
from govapi.contracts.paper.folder.service import folder
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.edge.transaction import reading
from tests.contracts.test_web import begin, save
from tests.support.app import CODE, Office
from tests.support.life import draft
from tests.support.web import signed_in

OWN = "前金払の額は契約金額の４割以内とし、残額は検査に合格した後に支払う。"


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, PAYMENT),
        ({"is_unit_price": True}, PAYMENT_BY_QUANTITY),
        ({"payment_terms": OWN}, OWN),
        ({"payment_terms": OWN, "is_unit_price": True}, OWN),
    ],
)
def test_the_paper_says_what_this_contract_says(office: Office, changes: dict[str, object], written: str) -> None:
    life = draft(office, **changes)
    with reading(office.parts.database, CODE) as session:
        made = folder(session, find(session, Contract, UUID(life.id)), office.clock.today())
        facts = made.shared["contract"]
    assert isinstance(facts, dict) and facts["payment_terms"] == written


def test_it_is_typed_on_the_page_of_money(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = begin(misaki)
    assert OWN in save(misaki, base, "money", {"payment_terms": OWN, "tax_exempt": "false", "is_unit_price": "false"}).text
    assert save(misaki, base, "money", {"payment_terms": "あ" * 501}).status == 422
