import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from govapi.policy.checks.common import repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.clauses import Clause, Item, Paragraph
from govapi.policy.schema.policy_set import PolicySet

CLAUSES, ARTICLES, MANIFEST = "contract_templates/clauses", "contract_templates/articles", "contract_templates/documents.yaml"
_REF = re.compile(r"\bref\.([a-z0-9_]+)")
_PARAMETER = re.compile(r"\bp\.([a-z0-9_]+)")


def check_clauses(policy: PolicySet) -> Iterator[PolicyFault]:
    clauses = policy.clauses
    for key in dict.fromkeys(clause.key for clause in clauses):
        documents = [clause.document for clause in clauses if clause.key == key]
        if len(documents) > 1:
            message = (
                f"同じ条項が{len(documents)}か所（{'、'.join(documents)}）にあります。一つの帳票の一か所だけに置いてください。"
            )
            yield PolicyFault(CLAUSES, key, message)
    for clause in clauses:
        yield from _clause(policy, clause)
    yield from repeated(ARTICLES, "", [row.document for row in policy.articles])
    for standing in policy.articles:
        keys = [article.key for article in standing.articles]
        clause_keys = [clause.key for clause in clauses]
        yield from repeated(ARTICLES, standing.document, [*keys, *dict.fromkeys(clause_keys)])
        for article in standing.articles:
            place = f"{standing.document}.{article.key}"
            yield from _references(ARTICLES, place, texts_of(article.paragraphs), [*clause_keys, *keys], ())


def _clause(policy: PolicySet, clause: Clause) -> Iterator[PolicyFault]:
    yield from unknown(CLAUSES, clause.key, clause.waivable_by, [duty.key for duty in policy.roles.duties], "職務")
    if policy.manifest.templates:
        carrying = [row.key for row in policy.manifest.templates if row.carries_clauses]
        yield from unknown(CLAUSES, clause.key, [clause.document], carrying, "条項を置ける帳票")
    for name, parameter in clause.parameters.items():
        fault = parameter.fault(parameter.default)
        if fault:
            yield PolicyFault(CLAUSES, f"{clause.key}.parameters.{name}", f"初期値が正しくありません。{fault}")
    paragraphs = [*clause.paragraphs, *(paragraph for article in clause.articles for paragraph in article.paragraphs)]
    standing = policy.standing(clause.document)
    known = [*(row.key for row in policy.clauses), *(row.key for row in (standing.articles if standing else ()))]
    yield from _references(CLAUSES, clause.key, texts_of(paragraphs), known, clause.parameters)


def _references(
    file: str, place: str, texts: Iterable[str], keys: Iterable[str], parameters: Iterable[str]
) -> Iterator[PolicyFault]:
    text = "\n".join(texts)
    yield from unknown(file, place, sorted(set(_REF.findall(text))), keys, "参照先の条項")
    yield from unknown(file, place, sorted(set(_PARAMETER.findall(text))), parameters, "条項の値")


def texts_of(parts: Iterable[Paragraph | Item]) -> Iterator[str]:
    """Every text of these paragraphs and of the items below them."""
    for part in parts:
        yield part.text
        yield from texts_of(part.items)


def check_manifest(policy: PolicySet, template_files: AbstractSet[str]) -> Iterator[PolicyFault]:
    templates = policy.manifest.templates
    yield from repeated(MANIFEST, "", [row.key for row in templates])
    for row in templates:
        if row.file not in template_files:
            message = f"様式「{row.file}」が見つかりません。ファイルを置くか、この帳票を削除してください。"
            yield PolicyFault(MANIFEST, row.key, message)
    if templates:
        known = [row.key for row in templates if row.carries_clauses]
        chosen = policy.document_settings.choice.clauses_in
        yield from unknown("document_settings.yaml", "choice.clauses_in", [chosen], known, "条項を置ける帳票")
        yield from unknown(ARTICLES, "", [row.document for row in policy.articles], known, "条項を置ける帳票")
