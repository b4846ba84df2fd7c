from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.japan.money import estimate_from_unit_price, number, price_from_tenders, tax_part, yen, yen_full, zenkaku

TEN = Decimal("0.10")


def test_amounts_as_contracts_write_them() -> None:
    assert yen_full(1980000) == "金１，９８０，０００円"
    assert yen_full(0) == "金０円"
    assert yen_full(Decimal("12.50")) == "金１２．５０円"
    assert yen(1980000) == "1,980,000円"
    assert yen(-1980) == "△1,980円"
    assert number(Decimal("1234567.5")) == "1,234,567.5"
    with pytest.raises(ValueError, match="0以上"):
        yen_full(-1)


@pytest.mark.parametrize(
    ("value", "expected"), [(12, "１２"), ("第2条(A) - 1", "第２条（Ａ）　－　１"), ("東京", "東京"), (Decimal("0.5"), "０．５")]
)
def test_full_width(value: str | int | Decimal, expected: str) -> None:
    assert zenkaku(value) == expected


@pytest.mark.parametrize(
    ("tender", "price", "tax"),
    [(1800000, 1980000, 180000), (999, 1098, 99), (1, 1, 0), (5, 5, 0), (10, 11, 1), (0, 0, 0)],
)
def test_price_and_tax_of_a_tender_drop_fractions(tender: int, price: int, tax: int) -> None:
    assert price_from_tenders(tender, TEN) == price
    assert tax_part(price, TEN) == tax


@pytest.mark.parametrize(("rate", "tax"), [("0.08", 740), ("0.10", 909), ("0.05", 476), ("0", 0)])
def test_tax_part_at_other_rates(rate: str, tax: int) -> None:
    assert tax_part(10000, Decimal(rate)) == tax


@pytest.mark.parametrize("rate", ["10", "1", "-0.1"])
def test_a_rate_in_percent_is_refused(rate: str) -> None:
    with pytest.raises(ValueError, match=r"0\.10"):
        tax_part(10000, Decimal(rate))


@given(st.integers(0, 10**14), st.sampled_from(["0.05", "0.08", "0.10"]))
def test_the_tax_is_the_floor_of_the_exact_share(tender: int, rate: str) -> None:
    percent = int(Decimal(rate) * 100)
    price = price_from_tenders(tender, Decimal(rate))
    assert price == tender * (100 + percent) // 100
    assert tax_part(price, Decimal(rate)) == price * percent // (100 + percent)


def test_unit_prices_times_quantity() -> None:
    assert estimate_from_unit_price(Decimal("12.35"), 1001) == 12362
    assert estimate_from_unit_price(Decimal("0.1"), Decimal("3")) == 0


@given(st.integers(0, 10**15))
def test_amounts_read_back(value: int) -> None:
    assert int(yen(value).removesuffix("円").replace(",", "")) == value
    assert len(yen_full(value)) == len(yen(value)) + 1
