"""Keys, words and grams, pure: what is stored of a text and what a query must find in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from govapi.kit.legal_forms import FREE_TEXT_PATTERN, form_of_spelling
from govapi.kit.text import grams, index_key, query_grams, query_keys

KEY_LIMIT = 20_000
WORD_LIMIT = 10


@dataclass(frozen=True)
class Word:
    """One word of a query. A text holds it when it contains any of ``keys``, and then it holds all ``grams``."""

    keys: tuple[str, ...]
    grams: tuple[str, ...]


def entry_key(texts: Sequence[str]) -> str:
    """The stored key of a record's texts; a space between them keeps a word from reaching across two texts."""
    return " ".join(index_key(text) for text in texts if text.strip())[:KEY_LIMIT]


def words(q: str) -> list[Word]:
    """The words of a query, parted by any spaces; all must be found. Empty for a blank query, which is no filter."""
    found = [_word(keys) for part in q.split() if (keys := _keys(part))]
    return list(dict.fromkeys(found))[:WORD_LIMIT]


def _keys(part: str) -> list[str]:
    keys = [key for key in query_keys(part) if key]
    if keys and FREE_TEXT_PATTERN.fullmatch(keys[0]):
        return [form_of_spelling(keys[0])]  # ㈱ alone asks for 株式会社, as the entries spell it
    return keys


def _word(keys: list[str]) -> Word:
    if len(keys) == 1:
        return Word((keys[0],), tuple(query_grams(keys[0])))
    # 霞ケ関 or 霞が関: a text that holds either holds at least what both have in common.
    common = set.intersection(*(set(grams(key, singles=True)) - {key[-1:]} | set(key) for key in keys))
    return Word(tuple(keys), tuple(sorted(common)))
