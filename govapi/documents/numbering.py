"""条・項・号の番号: one pure function for ledger and paper alike.

第１条 → 項 (the first without a number, then ２, ３) → 号 (1) (2) → ア イ ウ → (ア) (イ). Whichever clauses are in, the
numbers run without gaps, and what refers to a clause names it by key.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from govapi.kit.japan.money import zenkaku

AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"

_ITEM_LABELS: Sequence[Callable[[int], str]] = (
    lambda number: f"({number})",
    lambda number: _kana(number),
    lambda number: f"({_kana(number)})",
)


@dataclass(frozen=True, slots=True)
class Item:
    """号, and below it ア and (ア)."""

    text: str
    items: Sequence["Item"] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項."""

    text: str
    items: Sequence[Item] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """条. A clause may fill several articles: they then carry the same key."""

    key: str
    version: int
    title: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class NumberedItem:
    label: str
    text: str
    items: tuple["NumberedItem", ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """``label`` is empty for the first 項 of an article."""

    label: str
    text: str
    items: tuple[NumberedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedArticle:
    """``label`` is 第１条; ``number`` is 1."""

    key: str
    version: int
    number: int
    label: str
    title: str
    paragraphs: tuple[NumberedParagraph, ...]


def number_articles(articles: Iterable[Article], start: int = 1) -> list[NumberedArticle]:
    """The articles in order, numbered from ``start``. Raises ValueError below the fourth level or after ン."""
    return [
        NumberedArticle(article.key, article.version, number, article_label(number), article.title, _paragraphs(article))
        for number, article in enumerate(articles, start)
    ]


def article_label(number: int) -> str:
    """第１条."""
    return f"第{zenkaku(number)}条"


def references(numbered: Iterable[NumberedArticle]) -> dict[str, str]:
    """Where each clause stands: ``{"reporting": "第５条"}``; of a clause of several articles, the first."""
    places: dict[str, str] = {}
    for article in numbered:
        places.setdefault(article.key, article.label)
    return places


def as_facts(numbered: Iterable[NumberedArticle], write: Callable[[str], str] = str) -> list[dict[str, object]]:
    """``articles[]`` as the templates know it. ``write`` fills parameters and references into each text."""
    return [
        {
            "key": article.key,
            "version": article.version,
            "label": article.label,
            "title": write(article.title),
            "paragraphs": [_fact(paragraph, write) for paragraph in article.paragraphs],
        }
        for article in numbered
    ]


def _fact(part: NumberedParagraph | NumberedItem, write: Callable[[str], str]) -> Mapping[str, object]:
    return {"label": part.label, "text": write(part.text), "items": [_fact(item, write) for item in part.items]}


def _paragraphs(article: Article) -> tuple[NumberedParagraph, ...]:
    return tuple(
        NumberedParagraph("" if number == 1 else zenkaku(number), paragraph.text, _items(paragraph.items, 0))
        for number, paragraph in enumerate(article.paragraphs, 1)
    )


def _items(items: Sequence[Item], level: int) -> tuple[NumberedItem, ...]:
    if items and level >= len(_ITEM_LABELS):
        raise ValueError("号の細分は（ア）までです。文を分けて書いてください。")
    return tuple(
        NumberedItem(_ITEM_LABELS[level](number), item.text, _items(item.items, level + 1))
        for number, item in enumerate(items, 1)
    )


def _kana(number: int) -> str:
    if number > len(AIUEO):
        raise ValueError(f"号の細分は{len(AIUEO)}個までです。号を分けて書いてください。")
    return AIUEO[number - 1]
