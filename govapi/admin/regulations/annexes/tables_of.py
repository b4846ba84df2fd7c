"""The parts of a policy set as annexes. Pure: the same policy set gives the same tables, on the page and on paper."""

from collections.abc import Callable, Collection, Iterator, Mapping

from govapi.admin.policy_sets import words
from govapi.admin.regulations.annexes import cloud, sns
from govapi.admin.regulations.annexes.rows import NONE, Annex, Row
from govapi.people.actor import DUTIES
from govapi.policy.conditions import words as condition_words
from govapi.policy.schema.assessing import Sheet, Tier
from govapi.policy.schema.policy_set import PolicySet


def classification(policy: PolicySet) -> Iterator[Annex]:
    rows = policy.classification
    classes = [
        Row.of(one, one.label, one.meaning, "、".join(one.examples) or NONE, _refs(one.policy)) for one in rows.confidentiality
    ]
    levels = [Row.of(one, one.label, one.meaning, NONE, _refs(one.policy)) for one in (*rows.integrity, *rows.availability)]
    heads = ("分類", "定義", "例", "対応する方針の規定")
    yield Annex("classification", "情報資産の分類", heads, tuple(classes + levels))


def clauses(policy: PolicySet) -> Iterator[Annex]:
    papers = {one.key: one.title for one in policy.manifest.templates}
    rows = tuple(
        Row.of(one, one.title, condition_words(one.when), papers.get(one.document, NONE), f"{one.because}（{_refs(one.policy)}）")
        for one in policy.clauses
    )
    heads = ("条項", "必要とする業務委託", "記載する書類", "理由（対応する方針の規定）")
    yield Annex("clauses", "業務委託契約に必要な条項", heads, rows, "次の各条項は、当てはまる業務委託の契約に必ず記載する。")


def waivers(policy: PolicySet) -> Iterator[Annex]:
    rows = tuple(
        Row.of(
            one,
            one.title,
            "認める" if one.waivable_by else "認めない",
            "、".join(DUTIES.get(duty, duty) for duty in one.waivable_by) or NONE,
            _refs(one.policy),
        )
        for one in policy.clauses
    )
    heads = ("条項", "例外措置", "許可する職", "対応する方針の規定")
    intro = "例外措置とは、理由、代わりに講ずる措置及び期限を定めて、必要な条項を契約に記載しないことをいう。"
    yield Annex("waivers", "条項の例外措置", heads, rows, intro)


def tiers(policy: PolicySet) -> Iterator[Annex]:
    rows = tuple(_tier(policy, one) for one in policy.assessing.tiers)
    heads = ("区分", "当てはまる契約（いずれか）", "再評価の時期", "評価の方法及び決裁")
    intro = "当てはまる区分のうち、最も重いものによって評価する。情報を取り扱わない契約には、評価を求めない。"
    yield Annex("tiers", "委託先評価の区分", heads, rows, intro)


def sheets(policy: PolicySet) -> Iterator[Annex]:
    for sheet in policy.assessing.sheets:
        yield _sheet(policy, sheet)


PARTS: Mapping[str, Callable[[PolicySet], Iterator[Annex]]] = {
    "classification": classification,
    "clauses": clauses,
    "waivers": waivers,
    "tiers": tiers,
    "sheets": sheets,
    "cloud_rules": cloud.annexes,
    "cloud_conditions": cloud.conditions,
    "sns": sns.annexes,
}


def annexes(policy: PolicySet, parts: Collection[str] | None = None) -> list[Annex]:
    """The annexes of these parts of the policy set (all when left out), in their standing order. A part without rules has none."""
    return [annex for part, tables in PARTS.items() if parts is None or part in parts for annex in tables(policy)]


def _tier(policy: PolicySet, tier: Tier) -> Row:
    again = f"{tier.interval_months}か月ごと、及び" if tier.interval_months else ""
    ways = [
        policy.assessing.sheet(tier.sheet).title,
        f"実地調査：{words.ON_SITE[tier.on_site.value]}",
        words.DECIDED_BY[tier.decided_by.value],
    ]
    applies = "、又は".join(words.reasons(policy, tier))
    return Row.of(tier, tier.label, applies, f"{again}契約の終了の{tier.before_end_days}日前", "。".join(ways))


def _sheet(policy: PolicySet, sheet: Sheet) -> Annex:
    kinds = {kind.key: kind.label for kind in policy.assessing.evidence_kinds}
    rows = tuple(
        Row.of(
            one,
            one.id,
            one.text,
            one.evidence or NONE,
            "、".join(kinds[key] for key in one.answered_by) or NONE,
        )
        for _domain, questions in words.asked(policy, sheet)
        for one in questions
    )
    heads = ("番号", "設問", "求める証跡", "実施済とみなす証跡")
    return Annex("sheets", f"{sheet.title}（第{sheet.version}版）", heads, rows, sheet.instructions)


def _refs(policy: Collection[str]) -> str:
    return "方針" + "、".join(policy)
