"""予定価格: neither the sentences that judge it, nor a place in a bureau that waits for its head, show it to others."""

from uuid import UUID

from tests.support.app import Office
from tests.support.copies import approval_at, contract_in
from tests.support.life import circulation, draft
from tests.support.web import signed_in

CEILING = "少額随意契約の限度額"


def test_sentences_about_the_price_are_for_those_who_see_it(office: Office) -> None:
    """haru is of another section of the bureau, tadashi supervises: the ceiling of the small sums would tell them the price."""
    small = {"method": "negotiated", "ground": "order_167_2_1_1", "ground_reason": "少額のため。"}
    over = draft(office, **small, predetermined_price=30_000_000)
    assert CEILING in signed_in(office, "misaki").get(over.path).text
    for name in ("haru", "tadashi"):
        browser = signed_in(office, name)
        assert browser.get(over.path).status == 200
        assert CEILING not in browser.last.text  # type: ignore[union-attr]  # just seen
        assert browser.get(f"{over.path}/edit/method").status == 403
    ceiling = 900_000
    draft(office, **small, title="分割らしい業務委託", predetermined_price=ceiling)
    second = draft(office, **small, title="分割らしい業務委託", predetermined_price=ceiling)
    assert second.now()["split_suspects"]
    for name in ("haru", "tadashi"):
        assert second.now(by=name)["split_suspects"] == []


def test_a_bureau_whose_head_decides_does_not_see_the_price(office: Office) -> None:
    life = draft(office, predetermined_price=5_000_000).to_plan()
    waiting = circulation(office, life.id)
    [position] = [n for n, step in enumerate(waiting["steps"], start=1) if step["post_title"] == "健康福祉部部長"]
    model = contract_in(office, UUID(life.id), "plan_in_approval")
    approval_at(office, UUID(waiting["id"]), model.id, position)
    for name, sees in (("michiko", True), ("misaki", True), ("haru", False)):
        price = office.as_(name).get(f"/contracts/{model.id}").json()["predetermined_price"]
        assert (name, price) == (name, 5_000_000 if sees else None)
