from collections.abc import Iterator

from govapi.policy.checks.classes import check_questions
from govapi.policy.checks.common import repeated, unknown
from govapi.policy.checks.grid import Grid, first
from govapi.policy.checks.registries import check_registries
from govapi.policy.faults import PolicyFault
from govapi.policy.permission import NOT_FORESEEN, CloudFacts, Ruling, ruling
from govapi.policy.schema.cloud import CloudRule, Outcome
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind

FILE = "cloud.yaml"
LISTS = {name: f"cloud/{name}.yaml" for name in ("questionnaire", "conditions", "items", "confirmation")}
ORDERED = {
    "class_code": "分類が重くなる",
    "personal": "個人情報を含むことになる",
    "registered": "登録がなくなる",
    "learns": "入力した情報が学習に利用されることになる",
    "disclosure": "開示のおそれが「なし」から「未判断」に、又は「未判断」から「あり」に変わる",
}
"""Axes with an order, and what happens along them: the outcome may only become harder."""
_WEIGHT = (DecisionKind.CLOUD_LIGHT, DecisionKind.CLOUD, DecisionKind.CLOUD_EXCEPT)
_DISCLOSURE = {"no": "なし", "unjudged": "未判断", "yes": "あり"}


def check_cloud(policy: PolicySet) -> Iterator[PolicyFault]:
    cloud = policy.cloud
    codes = [row.code for row in policy.classification.confidentiality]
    yield from check_questions(policy, cloud.questionnaire, LISTS["questionnaire"])
    yield from repeated(FILE, "kinds", [kind.key for kind in cloud.kinds])
    yield from repeated(FILE, "terms_risks", [risk.key for risk in cloud.terms_risks])
    yield from repeated(FILE, "rules", [rule.key for rule in cloud.rules] + [NOT_FORESEEN.key])
    known = True
    for rule in cloud.rules:
        faults = list(_rule(policy, rule, codes))
        known = known and not faults
        yield from faults
    yield from _conditions(policy)
    yield from _asked(policy, codes)
    yield from check_registries(cloud.registries)
    permitting = [row.class_at_least for row in cloud.permitting if row.class_at_least]
    strange = list(unknown(FILE, "permitting", permitting, codes, "分類"))
    yield from strange or _permitting(policy)
    if known and len({*codes}) == len(codes):
        yield from _monotone(policy)


def _rule(policy: PolicySet, rule: CloudRule, codes: list[str]) -> Iterator[PolicyFault]:
    place = f"rules.{rule.key}"
    for when in rule.when:
        yield from unknown(FILE, place, [*when.classes, *([when.class_at_least] if when.class_at_least else [])], codes, "分類")
    yield from unknown(FILE, place, rule.adds, [kind.key for kind in policy.cloud.conditions], "条件")
    if rule.outcome is None and not rule.blocks and not rule.adds:
        yield PolicyFault(FILE, place, "この規則は何も定めません。outcome、blocks 又は adds を書いてください。")
    if rule.outcome is Outcome.CONDITIONS and not rule.adds:
        yield PolicyFault(FILE, place, "条件を付けて認める規則（conditions）には、adds に条件を一つ以上書いてください。")


def _conditions(policy: PolicySet) -> Iterator[PolicyFault]:
    file = LISTS["conditions"]
    yield from repeated(file, "", [kind.key for kind in policy.cloud.conditions])
    for kind in policy.cloud.conditions:
        if (kind.due == "days") != (kind.days is not None):
            yield PolicyFault(file, kind.key, "days（日数）は、due が days の条件にだけ、必ず書いてください。")


def _asked(policy: PolicySet, codes: list[str]) -> Iterator[PolicyFault]:
    cloud, kinds = policy.cloud, [kind.key for kind in policy.cloud.kinds]
    for file, rows in ((LISTS["items"], cloud.items), (LISTS["confirmation"], cloud.confirmation)):
        yield from repeated(file, "", [row.key for row in rows])
        for row in rows:
            yield from unknown(file, row.key, row.kinds, kinds, "サービスの種類")
            yield from unknown(file, row.key, [row.class_at_least] if row.class_at_least else [], codes, "分類")
    for item in cloud.items:
        if (item.kind == "choice") != bool(item.choices):
            message = "choices（選択肢）は、kind が choice の項目にだけ、必ず書いてください。"
            yield PolicyFault(LISTS["items"], item.key, message)
        yield from repeated(LISTS["items"], item.key, [choice.key for choice in item.choices])


def _permitting(policy: PolicySet) -> Iterator[PolicyFault]:
    rows, rank = policy.cloud.permitting, policy.classification.rank
    open_rows = [number for number, row in enumerate(rows) if row.class_at_least is None and not row.exception]
    if open_rows[-1:] != [len(rows) - 1]:
        message = "最後の行は、全ての利用に当てはまる行（class_at_least も exception も書かない）としてください。"
        yield PolicyFault(FILE, "permitting", message)
        return
    if len(open_rows) > 1:
        message = f"{open_rows[0] + 1}番目の行が全ての利用に当てはまるため、後の行は使われません。順序を改めてください。"
        yield PolicyFault(FILE, "permitting", message)
    for exception in (False, True):
        found = [
            next(
                _WEIGHT.index(row.decided_by)
                for row in rows
                if (exception or not row.exception) and (row.class_at_least is None or one.rank >= rank(row.class_at_least))
            )
            for one in policy.classification.confidentiality
        ]
        if found != sorted(found):
            message = "分類が重くなると許可権限者が軽くなる行があります。重い分類の行を先に置いてください。"
            yield PolicyFault(FILE, "permitting", message)


def _monotone(policy: PolicySet) -> Iterator[PolicyFault]:
    grid = Grid(policy.classification, policy.cloud.rules)
    levels = [*(grid.at_least(outcome) for outcome in list(Outcome)[1:]), grid.closed()]
    for axis, change in ORDERED.items():
        bad = next((cells for cells in (grid.easier(axis, level) for level in levels) if cells), 0)
        if not bad:
            continue
        cell = first(bad)
        light, heavy = grid.facts(cell), grid.facts(cell + grid.stride(axis))
        before, after = ruling(policy, light), ruling(policy, heavy)
        message = (
            f"{change}と、結果が「{_outcome(before)}」から「{_outcome(after)}」に緩くなる組合せがあります"
            f"（{_cell(policy, light)}。当てはまった規則 {_spoke(before)}。変わった後の規則 {_spoke(after)}）。"
            "重い方の結果を同じか厳しいものに改めてください。"
        )
        yield PolicyFault(FILE, "rules", message)


def _outcome(found: Ruling) -> str:
    return "申請できない" if found.blocked and found.outcome is not Outcome.REFUSED else found.outcome.label


def _spoke(found: Ruling) -> str:
    return "、".join(one.key for one in found.said)


def _cell(policy: PolicySet, facts: CloudFacts) -> str:
    return "、".join(
        (
            policy.classification.label(facts.class_code),
            facts.zone.label,
            facts.model.label,
            facts.form.label,
            "登録あり" if facts.registered else "登録なし",
            "学習あり" if facts.learns else "学習なし",
            f"開示のおそれ{_DISCLOSURE[facts.disclosure]}",
            "個人情報あり" if facts.personal else "個人情報なし",
        )
    )
