import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.japan.numbers import (
    InvoiceNumberCheck,
    check_invoice_number,
    corporate_check_digit,
    corporate_number_of_local_government,
    corporate_number_ok,
    format_postal_code,
    local_government_code_ok,
    my_number_ok,
    normalise_digits,
    parse_corporate_number,
    parse_invoice_number,
    parse_postal_code,
    phone_number_ok,
)

DIGITS_12 = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize(
    "number",
    ["7000012050002", "8000012010038", "2000012020001", "1180301018771", "8000020130001", "7000020430005", "7000020432083"],
)
def test_real_corporate_numbers(number: str) -> None:
    assert corporate_number_ok(number)


@pytest.mark.parametrize(
    "number",
    [
        "7000012050003",
        "4000020432083",
        "0000012050002",
        "700001205000",
        "70000120500021",
        "T7000012050002",
        "７０００012050002",
        "",
    ],
)
def test_what_is_no_corporate_number(number: str) -> None:
    assert not corporate_number_ok(number)


def test_typed_corporate_numbers_are_cleaned_then_judged() -> None:
    assert parse_corporate_number(" ７０００−０１２０－５０００２\n") == "7000012050002"
    with pytest.raises(ValueError, match="13桁"):
        parse_corporate_number("12345")
    with pytest.raises(ValueError, match="検査数字が一致しません"):
        parse_corporate_number("7000012050003")


@given(DIGITS_12, st.integers(0, 11), st.integers(1, 8))
def test_a_slip_in_one_digit_is_noticed_unless_by_nine(base: str, place: int, shift: int) -> None:
    number = f"{corporate_check_digit(base)}{base}"
    assert corporate_number_ok(number)
    digit = int(base[place])
    slipped = (digit + shift) % 10
    wrong = number[0] + base[:place] + str(slipped) + base[place + 1 :]
    assert corporate_number_ok(wrong) is ({digit, slipped} == {0, 9} or slipped == digit)


@pytest.mark.parametrize(
    ("code", "number"), [("432083", "7000020432083"), ("431001", "9000020431001"), ("011002", "9000020011002")]
)
def test_local_governments_have_a_number_made_from_their_code(code: str, number: str) -> None:
    assert corporate_number_of_local_government(code) == number


@pytest.mark.parametrize("code", ["432083", "131016", "141003", "011002", "010006", "430005", "432041", "012050", "012131"])
def test_real_local_government_codes(code: str) -> None:
    assert local_government_code_ok(code)


@pytest.mark.parametrize("code", ["432084", "43208", "4320830", "000001", "480002", "43208３", "abcdef", ""])
def test_what_is_no_local_government_code(code: str) -> None:
    assert not local_government_code_ok(code)


def test_personal_numbers_are_known_by_their_check_digit() -> None:
    assert my_number_ok("123456789018")
    assert not any(my_number_ok(f"12345678901{d}") for d in "012345679")


@given(st.text("0123456789", min_size=11, max_size=11))
def test_eleven_digits_have_exactly_one_check_digit(base: str) -> None:
    assert sum(my_number_ok(f"{base}{d}") for d in range(10)) == 1


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("T7000012050002", InvoiceNumberCheck.OK),
        ("T7000012050003", InvoiceNumberCheck.NOT_CORPORATE),
        ("T0123456789012", InvoiceNumberCheck.NOT_CORPORATE),
        ("7000012050002", InvoiceNumberCheck.MALFORMED),
        ("T700001205000", InvoiceNumberCheck.MALFORMED),
        ("t7000012050002", InvoiceNumberCheck.MALFORMED),
    ],
)
def test_a_check_digit_only_warns_in_registration_numbers(number: str, expected: InvoiceNumberCheck) -> None:
    assert check_invoice_number(number) is expected


def test_typed_registration_numbers() -> None:
    assert parse_invoice_number("ｔ-7000-0120-5000-2") == "T7000012050002"
    with pytest.raises(ValueError, match="「T」に続けて13桁"):
        parse_invoice_number("7000012050002")


@pytest.mark.parametrize("text", ["861-0592", "8610592", "〒861-0592", "８６１－０５９２", " 〒 861ー0592 "])
def test_postal_codes(text: str) -> None:
    assert parse_postal_code(text) == "861-0592"
    assert format_postal_code(text) == "〒861-0592"


def test_what_is_no_postal_code() -> None:
    with pytest.raises(ValueError, match="7桁"):
        parse_postal_code("861-059")


@pytest.mark.parametrize(
    ("text", "ok"),
    [("0968-43-1111", True), ("(0968)43-1111", True), ("090-1234-5678", True), ("968-43-1111", False), ("0968-43-111", False)],
)
def test_phone_numbers(text: str, ok: bool) -> None:
    assert phone_number_ok(text) is ok


@given(st.text("0123456789０１２３ -－ー−　", max_size=20))
def test_normalising_leaves_ascii_digits_and_is_stable(text: str) -> None:
    once = normalise_digits(text)
    assert once == normalise_digits(once)
    assert once == "" or (once.isascii() and once.isdigit())
