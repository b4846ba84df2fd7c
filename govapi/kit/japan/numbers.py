"""Official numbers: 法人番号, 団体コード, 個人番号, 登録番号, 郵便番号, 電話番号.

The `*_ok` functions judge the form that is stored: ASCII without separators. Run `normalise_digits` (or a
`parse_*` function) over what people typed first. Sources: 国税庁 法人番号の検査用数字 (平成26年財務省令70号),
総務省 全国地方公共団体コード, 番号法施行規則 検査用数字.
"""

import re
import unicodedata
from enum import StrEnum

_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ー]")


def normalise_digits(text: str) -> str:
    """Full width to ASCII; spaces, line ends and hyphens of every kind dropped. Letters stay as they are."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def corporate_check_digit(base: str) -> int:
    """Check digit (1–9) of a 12-digit 法人番号 base."""
    return 9 - sum(int(d) * (1 if n % 2 else 2) for n, d in enumerate(reversed(base), 1)) % 9


def corporate_number_ok(number: str) -> bool:
    """13 digits, the first one being the check digit."""
    return _digits(number, 13) and int(number[0]) == corporate_check_digit(number[1:])


def parse_corporate_number(text: str) -> str:
    """The stored form of a typed 法人番号. Raises ValueError with a Japanese sentence."""
    number = normalise_digits(text)
    if not _digits(number, 13):
        raise ValueError("法人番号は13桁の数字で入力してください。")
    if not corporate_number_ok(number):
        raise ValueError("法人番号の検査数字が一致しません。番号を確かめて入力してください。")
    return number


def local_government_code_ok(code: str) -> bool:
    """6 digits: prefecture 01–47, three digits, check digit. Kept as text because of leading zeros."""
    if not _digits(code, 6) or not 1 <= int(code[:2]) <= 47:
        return False
    weighted = sum(int(d) * w for d, w in zip(code[:5], (6, 5, 4, 3, 2), strict=True))
    return int(code[5]) == (11 - weighted % 11) % 10


def corporate_number_of_local_government(code: str) -> str:
    """The 法人番号 of a 地方公共団体: 000020 and its 団体コード, check digit in front."""
    base = "000020" + code
    return f"{corporate_check_digit(base)}{base}"


def my_number_ok(number: str) -> bool:
    """12 digits with a fitting check digit. Used only to find and refuse a 個人番号; it is never stored."""
    if not _digits(number, 12):
        return False
    weighted = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(number[:11]), 1))
    rest = weighted % 11
    return int(number[11]) == (0 if rest <= 1 else 11 - rest)


class InvoiceNumberCheck(StrEnum):
    OK = "ok"
    NOT_CORPORATE = "not_corporate"
    """Well formed, but no 法人番号 follows the T: right for a 個人事業主, a slip of the pen for a company."""
    MALFORMED = "malformed"


def check_invoice_number(number: str) -> InvoiceNumberCheck:
    """適格請求書発行事業者登録番号, T and 13 digits. NOT_CORPORATE is a warning, never a refusal."""
    if not (number.startswith("T") and _digits(number[1:], 13)):
        return InvoiceNumberCheck.MALFORMED
    return InvoiceNumberCheck.OK if corporate_number_ok(number[1:]) else InvoiceNumberCheck.NOT_CORPORATE


def parse_invoice_number(text: str) -> str:
    """The stored form of a typed 登録番号. Raises ValueError with a Japanese sentence."""
    number = normalise_digits(text).upper()
    if check_invoice_number(number) is InvoiceNumberCheck.MALFORMED:
        raise ValueError("登録番号は「T」に続けて13桁の数字で入力してください。")
    return number


def parse_postal_code(text: str) -> str:
    """861-0592, from any usual spelling. Raises ValueError with a Japanese sentence."""
    digits = normalise_digits(text.strip().removeprefix("〒"))
    if not _digits(digits, 7):
        raise ValueError("郵便番号は7桁の数字で入力してください。")
    return f"{digits[:3]}-{digits[3:]}"


def format_postal_code(code: str) -> str:
    """〒861-0592."""
    return f"〒{parse_postal_code(code)}"


def phone_number_ok(number: str) -> bool:
    """0 and 9 or 10 more digits; hyphens and brackets are free."""
    digits = re.sub(r"[()]", "", normalise_digits(number))
    return digits.startswith("0") and (_digits(digits, 10) or _digits(digits, 11))
