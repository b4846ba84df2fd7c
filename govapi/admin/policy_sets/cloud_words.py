"""The rules about cloud services in words an official can check against the town's own rules."""

from collections.abc import Sequence
from dataclasses import replace

from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.schema.cloud import ConfirmationItem, Form, Item, Outcome, Zone
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import AnswerKind, Derivation, Match, Questionnaire

SHORT = {
    Outcome.PERMITTED: "利用できる",
    Outcome.CONDITIONS: "条件付き",
    Outcome.EXCEPTION: "例外措置のみ",
    Outcome.REFUSED: "利用できない",
}
TONES = {Outcome.PERMITTED: "good", Outcome.CONDITIONS: "info", Outcome.EXCEPTION: "warn", Outcome.REFUSED: "danger"}
_LEVELS = {
    "personal": "個人情報の取扱い",
    "my_number": "特定個人情報の取扱い",
    "hosted": "庁外での保管",
    "system": "情報システムに関する業務",
}


def outcomes(policy: PolicySet) -> list[tuple[str, str, list[tuple[Outcome, Outcome]]]]:
    """Zone, form, and for each class the outcome of a registered and of an unregistered service, under the model of the town.

    The service does not learn from what is put in, and no disclosure under foreign law is feared.
    """
    rows = []
    for zone in Zone:
        for form in Form:
            cells = [_both(policy, row.code, zone, form) for row in policy.classification.confidentiality]
            rows.append((zone.label, form.label, cells))
    return rows


def _both(policy: PolicySet, code: str, zone: Zone, form: Form) -> tuple[Outcome, Outcome]:
    facts = CloudFacts(
        class_code=code,
        zone=zone,
        model=policy.cloud.model,
        form=form,
        registered=True,
        learns=False,
        disclosure="no",
        personal=False,
    )
    return ruling(policy, facts).outcome, ruling(policy, replace(facts, registered=False)).outcome


def answers(questionnaire: Questionnaire, row: Derivation) -> str:
    """「何人分の個人情報を扱いますか。」が「101人から1,000人まで」以上."""
    return "、かつ、".join(_answer(questionnaire, match) for match in row.when)


def raised(policy: PolicySet, row: Derivation) -> str:
    """What follows: the class, the levels and the facts."""
    raises, words = row.raises, []
    if raises.class_code is not None:
        words.append(f"{policy.classification.label(raises.class_code)}以上")
    words += [f"完全性{raises.integrity}"] if raises.integrity is not None else []
    words += [f"可用性{raises.availability}"] if raises.availability is not None else []
    return "、".join([*words, *(_LEVELS[fact] for fact in raises.facts if fact in _LEVELS)])


def asked_when(policy: PolicySet, item: Item | ConfirmationItem) -> str:
    """When an item is asked."""
    parts = []
    if item.class_at_least is not None:
        parts.append(f"{policy.classification.label(item.class_at_least)}以上")
    if isinstance(item, Item):
        parts += ["個人情報を取り扱う"] if item.personal else []
        parts += [_or([form.label for form in item.forms])] if item.forms else []
        parts += [f"{_or([zone.label for zone in item.zones])}から利用する"] if item.zones else []
    parts += [_or([policy.cloud.kind(key).label for key in item.kinds])] if item.kinds else []
    return "、かつ、".join(parts) or "全て"


def _answer(questionnaire: Questionnaire, match: Match) -> str:
    question = questionnaire.by_key[match.question]
    if question.kind is AnswerKind.CHOICE:
        choice = next(one.label for one in question.choices if one.key == match.at_least)
        return f"「{question.label}」が「{choice}」" + ("" if question.choices[-1].key == match.at_least else "以上")
    return f"「{question.label}」が" + (f"{match.at_least}以上" if question.kind is AnswerKind.NUMBER else "「はい」")


def _or(labels: Sequence[str]) -> str:
    return f"{'、'.join(labels[:-1])}又は{labels[-1]}" if len(labels) > 1 else labels[0]
