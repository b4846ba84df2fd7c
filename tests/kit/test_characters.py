import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit import characters
from govapi.kit.japan.numbers import my_number_ok
from govapi.kit.text import has_control_chars, looks_like_my_number


@pytest.mark.parametrize(
    "text",
    [
        "123456789018",
        "１２３４５６７８９０１８",
        "番号は123456789018です",
        "1234-5678-9018",
        "1234 5678 9018",
        "１２３４　５６７８　９０１８",
        "1234－5678−9018",
        "1234 - 5678 - 9018",
        "電話0968-43-1111、1234-5678-9018",
        "12345\u200b6789018",
        "令和8年 123456789018",
        "3 123456789018",
    ],
)
def test_personal_numbers_are_noticed(text: str) -> None:
    assert looks_like_my_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789019",
        "1123456789018",
        "1234567890180",
        "1234-5678-9018-1234",
        "1234 5678 9018 1234",
        "1234-5678-9019",
        "12345-6789-018",
        "7000012050002",
        "0968-43-1111",
        "令和8年4月1日 1,980,000円",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not looks_like_my_number(text)


@given(st.text("0123456789", min_size=12, max_size=12), st.text("あ番号：、", max_size=5), st.text("あ番号：、", max_size=5))
def test_a_run_of_twelve_is_judged_by_its_check_digit_alone(number: str, before: str, after: str) -> None:
    assert looks_like_my_number(f"{before}{number}{after}") is my_number_ok(number)


@pytest.mark.parametrize(
    "char", ["\0", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800", "\uffff", "\u2028", "\ufdd0", "\U0001fffe"]
)
def test_what_no_form_should_store(char: str) -> None:
    assert has_control_chars(f"見本{char}製作所")
    assert has_control_chars(f"見本{char}製作所", lines=True)


def test_lines_are_allowed_only_in_remarks() -> None:
    assert has_control_chars("一\n二")
    assert not has_control_chars("一\r\n\t二", lines=True)


@pytest.mark.parametrize("text", ["", "髙﨑𠮷", "葛\U000e0100", "神", "〜−‐", "か\u3099", "　 "])
def test_names_of_every_kind_are_allowed(text: str) -> None:
    assert not has_control_chars(text)


EVERY = [chr(code) for code in range(0x110000)]


def test_every_character_there_is_is_judged_by_its_category() -> None:
    for char in EVERY:
        code = ord(char)
        bidirectional = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
        forbidden = (
            unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
            or bidirectional
            or 0xFDD0 <= code <= 0xFDEF
            or code & 0xFFFE == 0xFFFE
        )
        assert has_control_chars(char) is forbidden
        assert has_control_chars(f"文{char}", lines=True) is (forbidden and char not in "\t\r\n")


def test_no_character_that_makes_digits_is_passed_over() -> None:
    made = {char: len(re.findall("[0-9]", unicodedata.normalize("NFKC", char))) for char in EVERY}
    digits = {char: count for char, count in made.items() if count}
    assert all(characters._MAKES_DIGITS.fullmatch(char) for char in digits)
    assert max(digits.values()) == 3
    assert all(made[char] <= 1 for char in EVERY if char.isdecimal())
