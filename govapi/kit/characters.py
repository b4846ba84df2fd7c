"""What must not stand in a text: 個人番号, control characters; and which characters show nothing."""

import re
import unicodedata

from govapi.kit.japan.numbers import my_number_ok

_HYPHEN = "\\-‐‑‒–—―−ー"
_GAP = rf"(?:[ \t]*[{_HYPHEN}][ \t]*|[ \t]+)"
_NUMBER_GROUPS = re.compile(rf"[0-9]+(?:{_GAP}[0-9]+)*")
# Every character that NFKC turns into digits, and some neighbours.
_MAKES_DIGITS = re.compile(
    "[0-9\u00b2-\u00be\u2070-\u218f\u2460-\u24ff\u3200-\u33ff\uff10-\uff19\U0001ccf0-\U0001ccf9\U0001d7ce-\U0001d7ff\U0001f100-\U0001f10a"
    "\U0001fbf0-\U0001fbf9]"
)
# Control characters but for tab and line ends, surrogates, line and paragraph separators, bidirectional overrides, non-characters.
_NEVER = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
_FORBIDDEN_IN_LINES = re.compile(f"[{_NEVER}]")
_FORBIDDEN = re.compile(rf"[{_NEVER}\t\r\n]")
# Apart, as an expression that looks beyond the first plane is slow.
_ENDS_OF_PLANES = frozenset(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))


def invisible(char: str) -> bool:
    """Variation selectors (IVS too) and format characters: they choose a glyph or show nothing."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or unicodedata.category(char) == "Cf"


def looks_like_my_number(text: str) -> bool:
    """Whether a text holds a 個人番号: a run of exactly 12 digits, or 4-4-4 with spaces or hyphens, whose check
    digit fits. Full width digits count too. About one in eleven innocent 12-digit numbers fits as well."""
    # Most texts end here: a figure makes one digit, any other character three at most (⅒), and what shows nothing makes none.
    figures = "".join(_MAKES_DIGITS.findall(text))
    if len(figures) < 4 or (len(figures) < 12 and figures.isdecimal()):
        return False
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
    if (_FORBIDDEN_IN_LINES if lines else _FORBIDDEN).search(text) is not None:
        return True
    has_further_planes = len(text.encode("utf-16-le")) > 2 * len(text)
    return has_further_planes and not _ENDS_OF_PLANES.isdisjoint(text)
