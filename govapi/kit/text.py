"""Japanese text: keys for searching and comparing; here too the doors to kana, characters and file names.

Keys are made beside the original, which is stored, shown and printed untouched: even NFC would replace
characters of registered names (神 U+FA19).
"""

import re

from govapi.kit.characters import has_control_chars, invisible, looks_like_my_number
from govapi.kit.filenames import content_disposition, safe_filename
from govapi.kit.kana import OTHER_GROUP, kana_group, kana_key
from govapi.kit.legal_forms import FREE_TEXT_PATTERN, LegalForm, folded, form_of_spelling, legal_form
from govapi.kit.variants import VARIANTS

__all__ = [
    "OTHER_GROUP",
    "LegalForm",
    "company_key",
    "content_disposition",
    "grams",
    "has_control_chars",
    "index_key",
    "kana_group",
    "kana_key",
    "legal_form",
    "looks_like_my_number",
    "query_grams",
    "query_keys",
    "safe_filename",
    "search_key",
]

_KANJI = r"[\u3400-\u9fff々〆〇\U00020000-\U0003ffff]"
_GA_BETWEEN_KANJI = re.compile(rf"(?<={_KANJI})[ケが](?={_KANJI})")
_COMPANY_NOISE = re.compile(r"[・.,'\"]")


def _unified(text: str) -> str:
    """Letters, variants and dashes unified, spaces dropped, one character for one character where possible."""
    visible = "".join(c for c in text if not c.isspace() and not invisible(c))
    # Dropping spaces can bring a mark beside its letter (か ゛), hence the second folding.
    compact = "".join(c for c in folded(visible) if not c.isspace())
    return folded(compact).translate(VARIANTS)


def search_key(text: str) -> str:
    """Key to compare texts by: NFKC, casefold, dashes, 異体字, no spaces, no legal forms.

    A text made of legal forms alone (社会福祉法人) keeps them, so that it does not become empty.
    """
    unified = _unified(text)
    return FREE_TEXT_PATTERN.sub("", unified) or unified


def index_key(text: str) -> str:
    """What to store of a text that is searched: its search_key, then the legal forms it holds.

    With them behind, "社会福祉法人" finds 社会福祉法人指導監査業務 although its key is 指導監査業務.
    """
    unified = _unified(text)
    forms = dict.fromkeys(form_of_spelling(found) for found in FREE_TEXT_PATTERN.findall(unified))
    return " ".join(dict.fromkeys((FREE_TEXT_PATTERN.sub("", unified) or unified, *forms)))


def query_keys(query: str) -> list[str]:
    """Keys to look for, any of which is a hit: the search_key, and with ヶ and が exchanged in names
    (霞ヶ関, 霞ケ関, 霞が関). Only between kanji, as ケア must not find 住民がアクセス."""
    key = search_key(query)
    return list(dict.fromkeys((key, _GA_BETWEEN_KANJI.sub("ケ", key), _GA_BETWEEN_KANJI.sub("が", key))))


def company_key(name: str) -> str:
    """Key under which two spellings of one company name meet: as search_key, further without punctuation and
    with ヶ and が between kanji made one. Equal keys are a hint to a human, no proof."""
    key = _GA_BETWEEN_KANJI.sub("ケ", search_key(name))
    return _COMPANY_NOISE.sub("", key) or key


def grams(key: str, *, singles: bool = False) -> list[str]:
    """Pairs of neighbouring characters of a key; the last character stands alone, so that a prefix query
    finds it. `singles` adds each character by itself, for indexes that know no prefixes (PostgreSQL arrays)."""
    pairs = [key[i : i + 2] for i in range(len(key))]
    return list(dict.fromkeys([*pairs, *key] if singles else pairs))


def query_grams(key: str) -> list[str]:
    """The grams a text must hold to contain `key`. A single character yields itself: look for it as a prefix,
    or among the singles."""
    if len(key) < 2:
        return [key] if key else []
    return list(dict.fromkeys(key[i : i + 2] for i in range(len(key) - 1)))
