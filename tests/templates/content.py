"""The shipped content as the tests read it, and a numbering of its own to check the papers against."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from govapi.documents.engine import compile_text
from govapi.kit.japan.money import zenkaku
from govapi.policy.conditions import Facts, holds
from govapi.policy.schema.clauses import Clause, Item, Paragraph, StandingArticles
from govapi.policy.schema.manifest import Manifest

FOLDER = Path(__file__).parents[2] / "contract_templates"
KANA = "アイウエオカキクケコサシスセソタチツテト"


@cache
def clauses() -> tuple[Clause, ...]:
    return tuple(Clause.model_validate(read(path)) for path in sorted(FOLDER.glob("clauses/*.yaml")))


@cache
def standing() -> tuple[StandingArticles, ...]:
    return tuple(StandingArticles.model_validate(read(path)) for path in sorted(FOLDER.glob("articles/*.yaml")))


@cache
def manifest() -> Manifest:
    lists = [Manifest.model_validate(read(path)) for path in sorted(FOLDER.glob("documents*.yaml"))]
    return Manifest(templates=tuple(row for one in lists for row in one.templates))


@cache
def template_bytes(key: str) -> bytes:
    return (FOLDER / manifest().template(key).file).read_bytes()


def read(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def bodies() -> Iterator[tuple[str, str, tuple[Paragraph, ...]]]:
    """(where, heading, paragraphs) of every article that ships."""
    for clause in clauses():
        if clause.paragraphs:
            yield clause.key, clause.title, clause.paragraphs
        for article in clause.articles:
            yield f"{clause.key}「{article.title}」", article.title, article.paragraphs
    for document in standing():
        for row in document.articles:
            yield f"{document.document}.{row.key}", row.title, row.paragraphs


def texts_of(parts: Iterable[Paragraph | Item]) -> Iterator[str]:
    for part in parts:
        yield part.text
        yield from texts_of(part.items)


def numbered(document: str, facts: Facts, names: Mapping[str, object], extra: tuple[str, ...] = ()) -> list[dict[str, object]]:
    """The articles of a document in order, numbered, with their texts written: what a template loops over.

    `extra` adds clauses that by themselves stand in another document (a 覚書 carries what a running contract lacks).
    """
    rows: list[tuple[int, str, int, str, tuple[Paragraph, ...], dict[str, object]]] = []
    frame = next((row for row in standing() if row.document == document), None)
    for article in frame.articles if frame else ():
        if holds(article.when, facts):
            rows.append((article.order, article.key, article.version, article.title, article.paragraphs, {}))
    for clause in clauses():
        if holds(clause.when, facts) and (clause.document == document or clause.key in extra):
            values: dict[str, object] = {name: row.default for name, row in clause.parameters.items()}
            parts = [(article.title, article.paragraphs) for article in clause.articles if holds(article.when, facts)]
            for title, paragraphs in parts or [(clause.title, clause.paragraphs)]:
                order = frame.clauses_order if frame else 0
                rows.append((order, clause.key, clause.version, title, paragraphs, values))
    rows.sort(key=lambda row: row[0])
    return [
        {
            "key": key,
            "version": version,
            "label": f"第{zenkaku(number)}条",
            "title": title,
            "paragraphs": _paragraphs(paragraphs, facts, {**names, "p": values}),
        }
        for number, (_, key, version, title, paragraphs, values) in enumerate(rows, start=1)
    ]


def _paragraphs(paragraphs: tuple[Paragraph, ...], facts: Facts, names: Mapping[str, object]) -> list[dict[str, object]]:
    held = [part for part in paragraphs if holds(part.when, facts)]
    labels = ["", *(zenkaku(number) for number in range(2, len(held) + 1))]
    return [
        {"label": label, "text": compile_text(part.text).render(names), "items": _items(part.items, facts, names, 0)}
        for label, part in zip(labels, held, strict=True)
    ]


def _items(items: tuple[Item, ...], facts: Facts, names: Mapping[str, object], depth: int) -> list[dict[str, object]]:
    held = [part for part in items if holds(part.when, facts)]
    return [
        {
            "label": f"({number})" if depth == 0 else KANA[number - 1],
            "text": compile_text(part.text).render(names),
            "items": _items(part.items, facts, names, depth + 1),
        }
        for number, part in enumerate(held, start=1)
    ]


# Letters and record sheets about a record of their own; its number stands at the head of each page.
LETTERS = [template.key for template in manifest().templates if "letter.number" in template.facts]
