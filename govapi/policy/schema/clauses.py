from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from govapi.policy.conditions import ALWAYS, Condition
from govapi.policy.schema.base import Key, Label, Part, Rule, Sentence, Threat

ClauseText = Annotated[str, Field(min_length=1, max_length=4000)]


class Parameter(Part):
    """A value the municipality or the clerk may set in a clause (第一報の期限 …)."""

    label: Label
    type: Literal["integer", "text", "boolean", "choice"]
    default: bool | int | str
    min: int | None = None
    max: int | None = None
    choices: tuple[str, ...] = ()

    def fault(self, value: object) -> str | None:
        """Why the value does not fit, in Japanese; None when it does."""
        if self.type == "boolean":
            return None if isinstance(value, bool) else f"「{self.label}」には、はい又はいいえを指定してください。"
        if self.type == "integer":
            return self._integer_fault(value)
        if not isinstance(value, str) or not 0 < len(value) <= 500:
            return f"「{self.label}」には、500字以内の文字を入力してください。"
        if self.type == "choice" and value not in self.choices:
            return f"「{self.label}」は、{'、'.join(self.choices)}のいずれかを選んでください。"
        return None

    def _integer_fault(self, value: object) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return f"「{self.label}」には、整数を入力してください。"
        if self.min is not None and value < self.min:
            return f"「{self.label}」には、{self.min}以上の数を入力してください。"
        if self.max is not None and value > self.max:
            return f"「{self.label}」には、{self.max}以下の数を入力してください。"
        return None


class Item(Part):
    """号 (1)(2)…, and below it ア イ ウ…"""

    text: ClauseText
    when: Condition = ALWAYS
    items: tuple["Item", ...] = ()


class Paragraph(Part):
    """項."""

    text: ClauseText
    when: Condition = ALWAYS
    items: tuple[Item, ...] = ()


class ClauseArticle(Part):
    """One of several articles of a clause that makes up a whole document (個人情報取扱特記事項)."""

    title: Label
    when: Condition = ALWAYS
    paragraphs: Annotated[tuple[Paragraph, ...], Field(min_length=1)]


class Clause(Rule):
    """A security clause of the catalogue: required when `when` holds. One article, or several in `articles`."""

    key: Key
    version: Annotated[int, Field(ge=1)]
    title: Label
    document: Key
    """The document that carries it; each clause stands in exactly one."""
    threats: tuple[Threat, ...] = ()
    waivable_by: tuple[Key, ...]
    """Duties that may grant a waiver; empty: nobody may."""
    when: Condition
    because: Sentence
    parameters: dict[Key, Parameter] = Field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    articles: tuple[ClauseArticle, ...] = ()

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if bool(self.paragraphs) == bool(self.articles):
            raise ValueError("paragraphs（項）又は articles（複数の条）のどちらか一方だけを書いてください。")
        return self


class StandingArticle(Part):
    """An article a document carries besides the clauses of the catalogue (趣旨、契約期間、協議 …)."""

    key: Key
    version: Annotated[int, Field(ge=1)]
    order: Annotated[int, Field(ge=0)]
    title: Label
    when: Condition = ALWAYS
    paragraphs: Annotated[tuple[Paragraph, ...], Field(min_length=1)]


class StandingArticles(Part):
    """The standing articles of one document; the clauses of the catalogue go in at `clauses_order`."""

    document: Key
    clauses_order: Annotated[int, Field(ge=0)]
    articles: tuple[StandingArticle, ...]
