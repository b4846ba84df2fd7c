"""The rules about assessments in words an official can check against the town's own rules."""

from collections.abc import Iterator

from govapi.policy.conditions import Condition, words
from govapi.policy.schema.assessing import EvidenceKind, Sheet, SheetDomain, SheetQuestion, Tier, Validity
from govapi.policy.schema.base import Threat
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import AnswerKind, Match

ON_SITE = {"once_a_term": "契約期間中に一度以上", "by_risk": "必要に応じて", "no": "行わない"}
DECIDED_BY = {"check_sheet.decide_section": "所属で決裁", "check_sheet.decide_security": "情報政策担当課で決裁"}
APPLIES = {
    "personal": "個人情報",
    "my_number": "特定個人情報",
    "ordinance_sensitive": "条例要配慮個人情報",
    "any": "全ての情報",
}
SERIOUS = {
    "sensitive": "要配慮個人情報を含む場合",
    "financial": "財産的被害のおそれがある場合",
    "malicious": "不正の目的によるおそれがある場合",
}


def reasons(policy: PolicySet, tier: Tier) -> list[str]:
    """What brings a contract into the tier, one line for each way."""
    lines = []
    if tier.when.class_at_least is not None:
        label = policy.classification.label(tier.when.class_at_least)
        highest = policy.classification.confidentiality[-1].code == tier.when.class_at_least
        lines.append(f"{label}の情報を取り扱う" if highest else f"{label}以上の情報を取り扱う")
    if tier.when.facts is not None:
        lines += list(_facts(tier.when.facts))
    return lines + [_answer(policy, match) for match in tier.when.answers]


def validity(kind: EvidenceKind) -> str:
    """How long a piece of evidence counts, in one line."""
    match kind.validity:
        case Validity.STATED:
            line = "証書に書かれた期限まで" + (f"（発行から{_span(kind.months)}を限度とする。）" if kind.months else "")
        case Validity.MONTHS_FROM_ISSUE:
            line = f"発行の日から{_span(kind.months)}"
        case Validity.MONTHS_FROM_PERIOD_END:
            line = f"監査の対象期間の末日の翌日から{_span(kind.months)}"
        case Validity.NONE:
            line = "期限なし"
    return line + ("。更新の審査中は有効" if kind.pending_renewal_counts else "")


def asked(policy: PolicySet, sheet: Sheet) -> list[tuple[SheetDomain, list[SheetQuestion]]]:
    """The questions of a sheet by domain, in the order of the domains."""
    questions = policy.assessing.questions_of(sheet)
    groups = [(domain, [one for one in questions if one.domain == domain.code]) for domain in policy.assessing.domains]
    return [(domain, group) for domain, group in groups if group]


def covered(policy: PolicySet) -> list[tuple[str, int]]:
    """How many questions of the heaviest sheet answer each group of threats."""
    assessing = policy.assessing
    threats = {topic.code: topic.threats for topic in assessing.topics}
    questions = assessing.questions_of(assessing.sheet(assessing.tiers[0].sheet))
    return [(threat.label, sum(threat in threats[one.topic] for one in questions)) for threat in Threat]


def _span(months: int | None) -> str:
    years, rest = divmod(months or 0, 12)
    return (f"{years}年" if years else "") + (f"{rest}か月" if rest else "")


def _facts(condition: Condition) -> Iterator[str]:
    if condition.any is not None:
        for part in condition.any:
            yield from _facts(part)
    else:
        yield words(condition)


def _answer(policy: PolicySet, match: Match) -> str:
    question = policy.questionnaire.by_key[match.question]
    if question.kind is AnswerKind.CHOICE:
        choice = next(one.label for one in question.choices if one.key == match.at_least)
        last = question.choices[-1].key == match.at_least
        return f"質問「{question.label}」の答えが「{choice}」" + ("" if last else "以上")
    floor = f"が{match.at_least}以上" if question.kind is AnswerKind.NUMBER else "が「はい」"
    return f"質問「{question.label}」の答え{floor}"
