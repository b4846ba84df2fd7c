"""Which clause stands in which article of which paper, and which papers a contract needs. Pure.

Ledger and paper both come from `articles` and `labels`, so they cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govapi.documents.engine import CompiledText, compile_text
from govapi.documents.numbering import Article, Item, NumberedArticle, Paragraph, as_facts, number_articles, references
from govapi.policy.conditions import Facts, holds
from govapi.policy.schema import clauses as schema
from govapi.policy.schema.documents import DocumentChoice

CONTRACT, ACCEPTANCE, SECURITY, PERSONAL, NDA = "contract", "acceptance", "security_spec", "personal_info", "nda"
ERASURE, AMENDMENT, MEMORANDUM = "erasure_certificate", "amendment", "memorandum"


@dataclass(frozen=True, slots=True)
class Included:
    """A clause that is written in, with the parameters of this contract, and the paper it stands in."""

    clause: schema.Clause
    parameters: Mapping[str, object]
    document: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the parties and the town are called in the texts."""

    principal: str
    contractor: str
    city: str


@dataclass(frozen=True, slots=True)
class _Source:
    """An article with the parameters its texts may name."""

    order: int
    article: Article
    parameters: Mapping[str, object]


def articles(
    standing: schema.StandingArticles | None, included: Sequence[Included], facts: Facts, words: Words
) -> list[dict[str, object]]:
    """``articles[]`` of one paper: numbered, with every text written out. ``included`` are the clauses of this paper."""
    sources = _sources(standing, included, facts)
    numbered = number_articles(source.article for source in sources)
    shared: dict[str, object] = {
        "principal": words.principal,
        "contractor": words.contractor,
        "city": words.city,
        "ref": _references(numbered, [one.clause.key for one in included]),
    }
    found: list[dict[str, object]] = []
    for source, article in zip(sources, numbered, strict=True):
        found += as_facts([article], _Writer({**shared, "p": dict(source.parameters)}))
    return found


def places(standing: schema.StandingArticles | None, included: Sequence[Included], facts: Facts) -> dict[str, str]:
    """Where each clause stands in one paper, as ``labels`` of its ``articles`` says it, without writing any text out."""
    numbered = number_articles(source.article for source in _sources(standing, included, facts))
    return labels([{"key": one.key, "label": one.label} for one in numbered])


def labels(written: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Where each clause stands: ``{"reporting": "第５条"}``; a clause of several articles as 「第１条から第１４条まで」."""
    places: dict[str, list[str]] = {}
    for article in written:
        places.setdefault(str(article["key"]), []).append(str(article["label"]))
    return {key: row[0] if len(row) == 1 else f"{row[0]}から{row[-1]}まで" for key, row in places.items()}


def document_of(clause_document: str, choice: DocumentChoice, *, paper_omitted: bool) -> str:
    """The one paper a clause stands in. Where the town uses its own 契約書, or a 請書 stands for it, its clauses go elsewhere."""
    if clause_document != CONTRACT:
        return clause_document
    if choice.contract_form == "own":
        return choice.clauses_in
    return ACCEPTANCE if paper_omitted else CONTRACT


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which papers a contract needs."""

    facts: Facts
    shipped_form: bool  # the town uses the shipped 業務委託契約書
    paper_omitted: bool  # below the amount under which a 請書 is enough
    placed_in: frozenset[str]  # papers that carry at least one clause
    amended: bool = False
    gaps: bool = False  # a migrated contract lacks required clauses


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the contract: needed, or why it is not."""

    key: str
    needed: bool
    because: str


def papers_for(given: Situation) -> list[Paper]:
    """Every paper a contract may have, in the order of a file: needed or not, and why."""
    handled = given.facts.info != "none"
    form = "契約書は本市の様式により作成します。" if not given.shipped_form else "請書によるため、契約書は作成しません。"
    in_place = "契約金額が契約書を省略できる額に満たないため、請書によります。"
    rows = [
        (CONTRACT, given.shipped_form and not given.paper_omitted, "契約を締結するために必要です。", form),
        (ACCEPTANCE, given.paper_omitted, in_place, "契約金額が契約書を省略できる額以上のため、契約書によります。"),
        (
            PERSONAL,
            given.facts.personal or PERSONAL in given.placed_in,
            "個人情報を取り扱うため必要です。",
            "個人情報を取り扱いません。",
        ),
        (
            SECURITY,
            SECURITY in given.placed_in,
            "情報セキュリティ要件を明記するため必要です。",
            "この書類に置く条項がありません。",
        ),
        (NDA, handled or given.facts.controlled_area, "秘密を知り得るため、誓約を求めます。", "本市の情報に触れません。"),
        (ERASURE, handled, "終了時に返却又は消去を証明するための用紙です。", "本市の情報を取り扱いません。"),
        (AMENDMENT, given.amended, "契約の条件を変更するため必要です。", "変更の手続をしていません。"),
        (MEMORANDUM, given.gaps, "履行中の契約に不足する条項を加えるため必要です。", "不足する条項はありません。"),
    ]
    return [Paper(key, needed, because if needed else why_not) for key, needed, because, why_not in rows]


def facts_from(stored: Mapping[str, object]) -> Facts:
    """The facts as the contract keeps them (days as ISO text)."""
    values = dict(stored)
    starts_on = values.get("starts_on")
    if isinstance(starts_on, str):
        values["starts_on"] = date.fromisoformat(starts_on)
    return Facts(**values)  # type: ignore[arg-type]  # written by asdict(Facts)


def _sources(standing: schema.StandingArticles | None, included: Sequence[Included], facts: Facts) -> list[_Source]:
    rows = [
        _Source(row.order, Article(row.key, row.version, row.title, _paragraphs(row.paragraphs, facts)), {})
        for row in (standing.articles if standing else ())
        if holds(row.when, facts)
    ]
    order = standing.clauses_order if standing else 0
    for one in included:
        rows += [_Source(order, article, one.parameters) for article in _clause_articles(one.clause, facts)]
    return sorted(rows, key=lambda row: row.order)


def _clause_articles(clause: schema.Clause, facts: Facts) -> list[Article]:
    if clause.paragraphs:
        return [Article(clause.key, clause.version, clause.title, _paragraphs(clause.paragraphs, facts))]
    return [
        Article(clause.key, clause.version, article.title, _paragraphs(article.paragraphs, facts))
        for article in clause.articles
        if holds(article.when, facts)
    ]


def _paragraphs(rows: Sequence[schema.Paragraph], facts: Facts) -> list[Paragraph]:
    return [Paragraph(row.text, _items(row.items, facts)) for row in rows if holds(row.when, facts)]


def _items(rows: Sequence[schema.Item], facts: Facts) -> list[Item]:
    return [Item(row.text, _items(row.items, facts)) for row in rows if holds(row.when, facts)]


class _Writer:
    """Fills a text with the names it may use."""

    def __init__(self, names: Mapping[str, object]) -> None:
        self._names = names

    def __call__(self, text: str) -> str:
        return text if "{" not in text else _compiled(text).render(self._names)


@lru_cache(maxsize=4096)
def _compiled(text: str) -> CompiledText:
    """Each wording is compiled once in a process; a new version of a clause is a new wording."""
    return compile_text(text)


def _references(numbered: Sequence[NumberedArticle], keys: Sequence[str]) -> dict[str, str]:
    return {**dict.fromkeys(keys, ""), **references(numbered)}
