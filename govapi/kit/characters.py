"""What must not stand in a text: 個人番号, control characters; and which characters show nothing."""

import re
import unicodedata

from govapi.kit.japan.numbers import my_number_ok

_HYPHEN = "\\-‐‑‒–—―−ー"
_GAP = rf"(?:[ \t]*[{_HYPHEN}][ \t]*|[ \t]+)"
_NUMBER_GROUPS = re.compile(rf"[0-9]+(?:{_GAP}[0-9]+)*")


def invisible(char: str) -> bool:
    """Variation selectors (IVS too) and format characters: they choose a glyph or show nothing."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or unicodedata.category(char) == "Cf"


def looks_like_my_number(text: str) -> bool:
    """Whether a text holds a 個人番号: a run of exactly 12 digits, or 4-4-4 with spaces or hyphens, whose check
    digit fits. Full width digits count too. About one in eleven innocent 12-digit numbers fits as well."""
    plain = unicodedata.normalize("NFKC", "".join(c for c in text if not invisible(c)))
    for run in _NUMBER_GROUPS.findall(plain):
        groups: list[str] = re.findall(r"[0-9]+", run)
        if any(my_number_ok(group) for group in groups):
            return True
        if any(_four_four_four(groups, i) for i in range(len(groups) - 2)):
            return True
    return False


def _four_four_four(groups: list[str], i: int) -> bool:
    three = groups[i : i + 3]
    neighbours = groups[max(i - 1, 0) : i] + groups[i + 3 : i + 4]
    if any(len(g) != 4 for g in three) or any(len(g) == 4 for g in neighbours):
        return False  # four groups of four are a card number
    return my_number_ok("".join(three))


def has_control_chars(text: str, *, lines: bool = False) -> bool:
    """Whether a text holds what no form should store: control characters, bidirectional overrides, lone
    surrogates, non-characters. `lines` allows tab and line ends, for remarks of several lines."""
    return any(_forbidden(c) and not (lines and c in "\t\r\n") for c in text)


def _forbidden(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
        return True
    code = ord(char)
    return 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
