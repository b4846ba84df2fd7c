"""Whether something may be published on an account, and who approves it: pure functions of the policy set and the facts."""

from collections.abc import Collection
from dataclasses import dataclass

from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Approver, Category, OnSite, Prohibition, Scope


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What is to be published. None: not known, which counts as the strictest.

    ``class_code``: class of confidentiality; ``availability``: level of availability ("2"); ``personal``: holds personal
    information; ``emergency``: goes out as an emergency.
    """

    category: str
    class_code: str | None
    availability: str | None
    personal: bool | None
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: ``key`` of the rule that spoke, in words, and where it comes from."""

    key: str
    label: str
    because: str
    basis: str
    source_label: str


@dataclass(frozen=True, slots=True)
class Publication:
    """``approved_by`` is None where it may not be published. ``afterwards``: it goes out as approved beforehand and is reported
    when the emergency is over."""

    publishable: bool
    reasons: tuple[Reason, ...]
    approved_by: Approver | None
    also_on_site: bool
    afterwards: bool


def publication(policy: PolicySet, allowed: Collection[str], facts: PostFacts) -> Publication:
    """``allowed``: the categories of the account. A heavier class, or personal information, never makes it easier."""
    category = next((row for row in policy.sns.categories if row.key == facts.category), None)
    against = [*_category(policy, category, allowed), *_forbidden(policy, facts)]
    site = _on_site(policy, category, facts)
    if against or category is None:
        return Publication(False, tuple(against), None, bool(site), False)
    beforehand = facts.emergency and category.emergency
    approver = Approver.OPERATOR if beforehand else category.approved_by
    return Publication(True, (_approval(category, approver, beforehand), *site), approver, bool(site), beforehand)


def _category(policy: PolicySet, category: Category | None, allowed: Collection[str]) -> list[Reason]:
    if category is None:
        because = "発信できる情報の区分が分からないため、発信できません。区分を選び直してください。"
        return [_reason(policy.sns.scope, "category", because)]
    if category.key in allowed:
        return []
    because = (
        f"このアカウントの運用計画では、「{category.label}」を発信しません。発信する場合は、アカウントの変更を申請してください。"
    )
    return [_reason(category, category.key, because)]


def _forbidden(policy: PolicySet, facts: PostFacts) -> list[Reason]:
    """The prohibitions that the facts meet. What is not known meets them; so does what a town's set forbids in no words."""
    highest, known = policy.sns.highest_class, facts.class_code in {row.code for row in policy.classification.confidentiality}
    public = highest is not None and known and policy.classification.rank(facts.class_code) <= policy.classification.rank(highest)
    reasons = []
    if not public:
        unsure = "" if known else "情報の分類が分からないときは、発信できません。"
        reasons += _met(policy, "class", unsure or "この分類の情報は、発信できません。")
    if facts.personal is not False:
        unsure = "個人情報が含まれるかどうかが分からないときは、発信できません。" if facts.personal is None else ""
        reasons += _met(policy, "personal", unsure or "個人情報は、発信できません。")
    return reasons


def _met(policy: PolicySet, about: str, sentence: str) -> list[Reason]:
    found = [row for row in policy.sns.prohibitions if row.about == about]
    return [_reason(row, row.key, sentence + row.because) for row in found] or [_reason(policy.sns.scope, about, sentence)]


def _on_site(policy: PolicySet, category: Category | None, facts: PostFacts) -> tuple[Reason, ...]:
    """Why it must stand on the official site as well; empty where it need not."""
    found = []
    if category is not None and category.also_on_site:
        because = f"「{category.label}」は、本市の公式サイトにも掲載します。"
        found.append(_reason(category, category.key, because))
    rule = policy.sns.on_site
    levels = [row.level for row in policy.classification.availability]
    level = next((one for one in levels if str(one) == facts.availability), None)
    if level is None or level >= rule.availability_at_least:
        found.append(_reason(rule, "on_site", rule.because))
    return tuple(found)


def _approval(category: Category, approver: Approver, beforehand: bool) -> Reason:
    if beforehand:
        because = f"緊急の発信としてあらかじめ認められているため、{approver.label}の判断で発信し、事後に責任者へ報告します。"
    else:
        because = f"「{category.label}」は、{approver.label}の承認を得て発信します。"
    return _reason(category, category.key, because)


def _reason(rule: Category | Prohibition | OnSite | Scope, key: str, because: str) -> Reason:
    return Reason(key, rule.label, because, rule.source.basis, rule.source.label)
