"""The permission rules of cloud services in words an official can check against the town's own rules."""

from collections.abc import Iterable, Iterator, Sequence

from govapi.admin.policy_sets.cloud_words import SHORT, outcomes
from govapi.admin.regulations.annexes.rows import DERIVED, NONE, Annex, Row
from govapi.policy.schema.cloud import CloudRule, ConditionKind, Outcome, Permitting, When
from govapi.policy.schema.policy_set import PolicySet

DISCLOSURES = {"no": "おそれがないと判断した", "yes": "おそれがあると判断した", "unjudged": "おそれを判断していない"}
RESULT = "許可の基準を当てはめた結果"
DUE = {"submission": "申請まで", "use": "利用の開始まで"}


def annexes(policy: PolicySet) -> Iterator[Annex]:
    """What comes of the rules, the rules themselves, and who permits."""
    heads = ("接続元", "契約形態", "登録のあるサービス", "登録のないサービス")
    intro = "入力した情報が学習に用いられず、外国の法令による開示のおそれがないと判断したサービスについて、次の基準を当てはめた結果を示す。"
    yield Annex("cloud_rules", "クラウドサービスを利用できる範囲", heads, tuple(_ranges(policy)), intro)
    rules = tuple(_rule(policy, rule) for rule in policy.cloud.rules)
    intro = (
        f"本市の構成は{policy.cloud.model.label}である。全ての基準を当てはめ、最も厳しい判断による。"
        "いずれの基準にも当てはまらない利用は、認めない。"
    )
    yield Annex(
        "cloud_rules", "クラウドサービスの利用の許可の基準", ("基準", "当てはまる利用", "判断", "理由及び付す条件"), rules, intro
    )
    permitting = tuple(_permitting(policy, row) for row in policy.cloud.permitting)
    intro = "上から順に見て、最初に当てはまる行による。"
    yield Annex(
        "cloud_rules", "クラウドサービスの利用の許可権限者", ("決裁の種類", "情報の分類", "対象", "回議の経路"), permitting, intro
    )


def _ranges(policy: PolicySet) -> Iterator[Row]:
    """For each zone and form the classes by outcome. What follows from rules has no source of its own."""
    labels = [one.short_label for one in policy.classification.confidentiality]
    unsure = any(rule.source.needs_confirmation for rule in policy.cloud.rules)
    for zone, form, cells in outcomes(policy):
        with_entry, without = (_by_outcome(labels, [cell[place] for cell in cells]) for place in (0, 1))
        yield Row(zone, form, with_entry, "同左" if without == with_entry else without, DERIVED, RESULT, unsure)


def _by_outcome(labels: Sequence[str], found: Sequence[Outcome]) -> str:
    """利用できる：機密性１。条件付き：機密性２、機密性３Ｃ。…"""
    by: dict[Outcome, list[str]] = {}
    for label, outcome in zip(labels, found, strict=True):
        by.setdefault(outcome, []).append(label)
    if len(by) == 1:
        return f"{SHORT[found[0]]}：全ての分類。"
    return "。".join(f"{SHORT[outcome]}：{'、'.join(classes)}" for outcome, classes in by.items()) + "。"


def conditions(policy: PolicySet) -> Iterator[Annex]:
    """What may be asked for before a use begins, or after."""
    rows = tuple(Row.of(one, one.label, one.text, _due(one), one.proof or NONE) for one in policy.cloud.conditions)
    yield Annex("cloud_conditions", "クラウドサービスの利用の条件", ("条件", "内容", "期限", "確かめる資料"), rows)


def applies(policy: PolicySet, rule: CloudRule) -> str:
    """To which uses a rule applies."""
    return "。又は、".join(_when(policy, when) for when in rule.when)


def _rule(policy: PolicySet, rule: CloudRule) -> Row:
    added = "、".join(policy.cloud.condition(key).label for key in rule.adds)
    outcome = SHORT[rule.outcome] if rule.outcome is not None else "条件を付す" if rule.adds else NONE
    judged = f"{outcome}（このままでは申請できない）" if rule.blocks else outcome
    because = rule.because + (f"【条件】{added}" if added else "")
    return Row.of(rule, rule.label, applies(policy, rule), judged, because)


def _when(policy: PolicySet, when: When) -> str:
    return "、かつ".join(_axes(policy, when)) or "全ての利用"


def _axes(policy: PolicySet, when: When) -> Iterator[str]:
    label = policy.classification.label
    if when.classes:
        yield f"{_or(label(code) for code in when.classes)}の情報を取り扱う"
    if when.class_at_least is not None:
        yield f"{label(when.class_at_least)}{_above(policy, when.class_at_least)}の情報を取り扱う"
    if when.personal:
        yield "個人情報を取り扱う"
    if when.zones:
        yield f"{_or(zone.label for zone in when.zones)}から利用する"
    if when.models:
        yield f"本市の構成が{_or(model.label for model in when.models)}である"
    if when.forms:
        yield f"契約形態が{_or(form.label for form in when.forms)}である"
    if when.registered is not None:
        yield "登録簿に登録されている" if when.registered else "登録簿に登録されていない"
    if when.learns:
        yield "入力した情報が学習に用いられる"
    if when.disclosure:
        yield f"外国の法令による開示の{_or(DISCLOSURES[one] for one in when.disclosure)}"


def _above(policy: PolicySet, code: str) -> str:
    return "" if policy.classification.confidentiality[-1].code == code else "以上"


def _or(labels: Iterable[str]) -> str:
    """Ａ、Ｂ又はＣ."""
    *firsts, last = labels
    return f"{'、'.join(firsts)}又は{last}" if firsts else last


def _permitting(policy: PolicySet, row: Permitting) -> Row:
    code = row.class_at_least
    classes = "全て" if code is None else f"{policy.classification.label(code)}{_above(policy, code)}"
    routes = [route for route in policy.routes if row.decided_by in route.kinds]
    steps = "。又は、".join("→".join(step.label for step in route.steps) for route in routes) or NONE
    return Row.of(row, row.decided_by.label, classes, "例外措置に限る。" if row.exception else "全ての利用", steps)


def _due(kind: ConditionKind) -> str:
    return DUE.get(kind.due, f"決定から{kind.days or 0}日以内")
