from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from govapi.kit.errors import Unmet
from govapi.policy.conditions import Facts
from govapi.policy.loading import default_policy
from govapi.policy.rules import (
    delay_rate,
    erasure_methods,
    erasure_proof,
    ground_fault,
    is_transitional,
    may_waive,
    quotes_needed,
    route_for,
    small_sum_ceiling,
    tax_rate,
)
from govapi.policy.schema.procurement import OwnCeiling, YenFrom
from govapi.policy.schema.routes import DecidesAs, DecisionKind, StepKind

POLICY = default_policy()
NOW, BEFORE = date(2026, 4, 1), date(2025, 3, 31)
BY_AMOUNT = [kind for kind in DecisionKind if kind.value.startswith(("contract.", "amendment."))]
ONE_DECIDER = [
    (DecisionKind.WAIVE, "統括情報セキュリティ責任者"),
    (DecisionKind.ASSESS_SECTION, "所属長"),
    (DecisionKind.ASSESS_SECURITY, "情報政策担当課"),
    (DecisionKind.EXCEPT, "統括情報セキュリティ責任者"),
    (DecisionKind.SUBCONTRACT, "所属長"),
    (DecisionKind.MEASURE, "部長"),
    (DecisionKind.CLOUD_LIGHT, "所属長"),
    (DecisionKind.CLOUD, "統括情報セキュリティ責任者"),
    (DecisionKind.CLOUD_EXCEPT, "最高情報セキュリティ責任者"),
    (DecisionKind.SNS_OPEN, "広報主管課の長"),
    (DecisionKind.SNS_CHANGE, "広報主管課の長"),
]


@pytest.mark.parametrize(
    ("amount", "decider", "as_"),
    [
        (0, "所属長", "専決"),
        (999_999, "所属長", "専決"),
        (1_000_000, "部長", "専決"),
        (9_999_999, "部長", "専決"),
        (10_000_000, "副市長", "専決"),
        (49_999_999, "副市長", "専決"),
        (50_000_000, "市長", "決裁"),
        (10**12, "市長", "決裁"),
    ],
)
@pytest.mark.parametrize("kind", BY_AMOUNT)
def test_the_amount_decides_who_decides(kind: DecisionKind, amount: int, decider: str, as_: str) -> None:
    last = route_for(POLICY, kind, amount, None, Facts())[-1]
    assert (last.kind, last.label, last.decides_as) == (StepKind.DECIDE, decider, DecidesAs(as_))


@pytest.mark.parametrize(("kind", "decider"), ONE_DECIDER)
@pytest.mark.parametrize("amount", [0, 10**12])
def test_what_costs_nothing_is_decided_by_one_whatever_the_amount(kind: DecisionKind, decider: str, amount: int) -> None:
    last = route_for(POLICY, kind, amount, None, Facts())[-1]
    assert (last.kind, last.label) == (StepKind.DECIDE, decider)
    assert {*BY_AMOUNT, *(one for one, _ in ONE_DECIDER)} == set(DecisionKind)


@pytest.mark.parametrize(
    ("class_code", "facts", "joins"),
    [
        (None, Facts(), False),
        ("2", Facts(info="class2"), False),
        ("3C", Facts(info="class2"), True),
        ("3A", Facts(info="class2"), True),
        ("1", Facts(info="class1", personal=True), True),
        (None, Facts(system=True), True),
    ],
)
def test_the_security_office_agrees_where_class_or_facts_ask_for_it(class_code: str | None, facts: Facts, joins: bool) -> None:
    steps = route_for(POLICY, DecisionKind.PLAN, 5_000_000, class_code, facts)
    assert ("security_office" in [step.post.duty for step in steps if step.kind is StepKind.AGREE]) is joins


def test_waivers_are_decided_by_one_who_may_waive() -> None:
    decider = route_for(POLICY, DecisionKind.WAIVE, 0, "3B", Facts())[-1].post.duty
    assert decider is not None
    assert may_waive(POLICY.clause("reporting"), frozenset({decider}))
    assert not may_waive(POLICY.clause("reporting"), frozenset({"section_security_manager"}))
    assert not may_waive(POLICY.clause("my_number"), frozenset({duty.key for duty in POLICY.roles.duties}))


def test_a_missing_band_is_refused_with_what_to_do() -> None:
    holed = POLICY.model_copy(update={"routes": POLICY.routes[:1]})
    with pytest.raises(Unmet, match="決裁経路に金額の区分を加えてください"):
        route_for(holed, DecisionKind.PLAN, 1_000_000, None, Facts())


@pytest.mark.parametrize(("on", "ceiling"), [(BEFORE, 500_000), (date(2025, 4, 1), 1_000_000), (NOW, 1_000_000)])
def test_small_sum_ceiling_by_day(on: date, ceiling: int) -> None:
    assert small_sum_ceiling(POLICY, on) == ceiling


def test_the_lower_of_law_and_own_rule_counts() -> None:
    own = OwnCeiling(
        amounts=(YenFrom(since=None, amount=300_000), YenFrom(since=date(2025, 10, 1), amount=800_000)),
        policy=("6(8)",),
        source=POLICY.procurement.small_sum.own.source,
    )
    small = POLICY.procurement.small_sum.model_copy(update={"own": own})
    policy = POLICY.model_copy(update={"procurement": POLICY.procurement.model_copy(update={"small_sum": small})})
    assert [small_sum_ceiling(policy, day) for day in (BEFORE, date(2025, 9, 30), date(2025, 10, 1))] == [
        300_000,
        300_000,
        800_000,
    ]


@pytest.mark.parametrize(
    ("method", "ground", "price", "on", "says"),
    [
        ("open_tender", None, 5_000_000, NOW, None),
        ("open_tender", "order_167_1", 5_000_000, NOW, "指定を外してください"),
        ("designated_tender", "order_167_1", 5_000_000, NOW, None),
        ("designated_tender", None, 5_000_000, NOW, "選んでください"),
        ("negotiated", "order_167_2_1_1", 1_000_000, NOW, None),
        ("negotiated", "order_167_2_1_1", 1_000_001, NOW, "限度額（1,000,000円）を超える"),
        ("negotiated", "order_167_2_1_1", 500_001, BEFORE, "限度額（500,000円）を超える"),
        ("negotiated", "order_167_2_1_1", None, NOW, None),
        ("negotiated", "order_167_2_1_5", 90_000_000, NOW, None),
        ("negotiated", "order_167_1", 100, NOW, "選んでください"),
        ("proposal_open", "order_167_2_1_2", 90_000_000, NOW, None),
        ("proposal_open", "order_167_2_1_1", 100, NOW, "選んでください"),
    ],
)
def test_grounds(method: str, ground: str | None, price: int | None, on: date, says: str | None) -> None:
    fault = ground_fault(POLICY, method, ground, price, on)
    assert fault is None if says is None else says in (fault or "")


def test_rates_by_day() -> None:
    days = (date(2014, 3, 31), date(2014, 4, 1), date(2019, 9, 30), date(2019, 10, 1))
    assert [tax_rate(POLICY, day) for day in days] == [Decimal(n) / 100 for n in (5, 8, 8, 10)]
    assert delay_rate(POLICY, NOW) == Decimal("0.025")
    with pytest.raises(Unmet):
        tax_rate(POLICY, date(1989, 3, 31))


def test_quotes_and_transition() -> None:
    assert [quotes_needed(POLICY, price) for price in (0, 99_999, 100_000, 10**9)] == [1, 1, 2, 2]
    assert is_transitional(POLICY, date(2027, 6, 30)) and not is_transitional(POLICY, date(2027, 7, 1))


@pytest.mark.parametrize("medium", [medium.key for medium in POLICY.erasure.media])
def test_heavier_classes_never_allow_more_methods(medium: str) -> None:
    allowed = [{m.key for m in erasure_methods(POLICY, medium, row.code)} for row in POLICY.classification.confidentiality]
    assert all(heavy <= light and heavy for light, heavy in pairwise(allowed))


def test_overwriting_is_not_enough_from_class_2() -> None:
    assert "overwrite" in {method.key for method in erasure_methods(POLICY, "ssd", "1")}
    assert "overwrite" not in {method.key for method in erasure_methods(POLICY, "ssd", "2")}
    assert {method.kind.value for method in erasure_methods(POLICY, "usb", "3B")} == {"破壊", "返却"}


def test_proof_of_erasure_by_class() -> None:
    assert erasure_proof(POLICY, None) is None
    proofs = [erasure_proof(POLICY, code) for code in ("1", "2", "3C", "3B", "3A")]
    assert [proof and (proof.certificate, proof.log_or_photo, proof.staff_attends) for proof in proofs] == [
        (False, False, False),
        (True, False, False),
        (True, False, False),
        (True, True, False),
        (True, True, True),
    ]
