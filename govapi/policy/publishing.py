"""Whether something may be published on an account, and who approves it: pure functions of the policy set and the facts."""

from collections.abc import Collection
from dataclasses import dataclass

from govapi.policy.schema.base import Rule
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Approver, Category


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
    approver = min(Approver.OPERATOR, category.approved_by, key=lambda one: one.rank) if beforehand else category.approved_by
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
    """The prohibitions that the facts meet. What is not known meets them."""
    classes, highest = policy.classification, policy.sns.highest_class
    known = {row.code for row in classes.confidentiality}
    secret = facts.class_code not in known or classes.rank(facts.class_code) > classes.rank(highest)
    met = {"class": secret, "personal": facts.personal is not False}
    unsure = {"class": facts.class_code not in known, "personal": facts.personal is None}
    ask = {
        "class": "情報の分類が分からないときは、発信できません。",
        "personal": "個人情報が含まれるかどうかが分からないときは、発信できません。",
    }
    return [
        _reason(row, row.key, (ask[row.about] if unsure[row.about] else "") + row.because, row.label)
        for row in policy.sns.prohibitions
        if row.about != "other" and met[row.about]
    ]


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


def _reason(rule: Rule, key: str, because: str, label: str = "") -> Reason:
    name = label or str(getattr(rule, "label", ""))
    return Reason(key, name, because, rule.source.basis, rule.source.label)
