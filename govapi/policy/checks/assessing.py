from collections.abc import Iterator

from govapi.policy.checks.classes import check_match
from govapi.policy.checks.common import repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.assessing import EvidenceKind, Tier, Validity
from govapi.policy.schema.base import Threat
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind

FILE, QUESTIONS, EVIDENCE = "assessing.yaml", "assessing/questions", "assessing/evidence_kinds.yaml"
LEAST = 3
"""The heaviest sheet asks at least so much about each group of threats of 3 of the policy."""
TRIGGERS = (
    "incident",
    "subcontract_change",
    "place_change",
    "evidence_expired",
    "audit_finding",
    "class_change",
    "contract_change",
    "policy_change",
)
"""Raised by what happens in govapi; a municipality may restrict their tiers, not strike them."""


def check_assessing(policy: PolicySet) -> Iterator[PolicyFault]:
    assessing = policy.assessing
    yield from repeated(FILE, "tiers", [tier.code for tier in assessing.tiers])
    yield from repeated(FILE, "sheets", [sheet.key for sheet in assessing.sheets])
    yield from repeated(FILE, "domains", [domain.code for domain in assessing.domains])
    yield from repeated(FILE, "topics", [topic.code for topic in assessing.topics])
    yield from repeated(FILE, "early_triggers", [trigger.key for trigger in assessing.early_triggers])
    for tier in assessing.tiers:
        yield from _tier(policy, tier)
    for trigger in assessing.early_triggers:
        yield from unknown(FILE, f"early_triggers.{trigger.key}", trigger.tiers, [tier.code for tier in assessing.tiers], "区分")
    for key in {*TRIGGERS} - {trigger.key for trigger in assessing.early_triggers}:
        yield PolicyFault(
            FILE, "early_triggers", f"「{key}」がありません。起こさない場合も、tiers を空（[]）にして置いてください。"
        )
    duties = [duty.key for duty in policy.roles.duties]
    yield from unknown(FILE, "exceptions.allowed_by", assessing.exceptions.allowed_by, duties, "職務")
    for route in (route for route in policy.routes if DecisionKind.EXCEPT in route.kinds and route.steps):
        if route.steps[-1].post.duty not in assessing.exceptions.allowed_by:
            message = (
                "この経路の決裁者は、例外措置を許可できません。assessing.yaml の allowed_by に加えるか、決裁者を改めてください。"
            )
            yield PolicyFault("routes.yaml", route.key, message)
    yield from _questions(policy)
    yield from _sheets(policy)
    yield from _evidence(policy)


def _tier(policy: PolicySet, tier: Tier) -> Iterator[PolicyFault]:
    place, when = f"tiers.{tier.code}", tier.when
    yield from unknown(FILE, place, [tier.sheet], [sheet.key for sheet in policy.assessing.sheets], "チェックシート")
    codes = [row.code for row in policy.classification.confidentiality]
    yield from unknown(FILE, place, [when.class_at_least] if when.class_at_least else [], codes, "分類")
    for match in when.answers:
        yield from check_match(FILE, place, match, policy.questionnaire.by_key, "質問")
    if when.class_at_least is None and when.facts is None and not when.answers:
        message = "この区分に当てはまる契約がありません。when に class_at_least、facts 又は answers を書いてください。"
        yield PolicyFault(FILE, place, message)


def _questions(policy: PolicySet) -> Iterator[PolicyFault]:
    assessing = policy.assessing
    topics, domains = [topic.code for topic in assessing.topics], [domain.code for domain in assessing.domains]
    weak = {kind.key for kind in assessing.evidence_kinds if kind.weak}
    yield from repeated(QUESTIONS, "", [question.id for question in assessing.questions])
    for topic in assessing.topics:
        yield from unknown(FILE, f"topics.{topic.code}", [topic.code[0]], domains, "分野")
    for question in assessing.questions:
        yield from unknown(QUESTIONS, question.id, [question.topic], topics, "項目")
        yield from unknown(
            QUESTIONS, question.id, question.answered_by, [kind.key for kind in assessing.evidence_kinds], "証跡の種類"
        )
        if weak & {*question.answered_by}:
            message = "自己申告等の弱い証跡（weak）では「実施済」とみなせません。answered_by から除いてください。"
            yield PolicyFault(QUESTIONS, question.id, message)


def _sheets(policy: PolicySet) -> Iterator[PolicyFault]:
    assessing = policy.assessing
    ids = [question.id for question in assessing.questions]
    for sheet in assessing.sheets:
        place = f"sheets.{sheet.key}"
        yield from repeated(FILE, place, sheet.questions)
        yield from unknown(FILE, place, sheet.questions, ids, "設問")
        if sheet.every_question == bool(sheet.questions):
            yield PolicyFault(
                FILE, place, "every_question: true とするか、questions に設問を並べるか、どちらか一方としてください。"
            )
    heaviest = next((sheet for sheet in assessing.sheets if sheet.key == assessing.tiers[0].sheet), None)
    if heaviest is None:
        return
    asked = [one for one in assessing.questions if heaviest.every_question or one.id in heaviest.questions]
    threats = {topic.code: topic.threats for topic in assessing.topics}
    for threat in Threat:
        count = sum(threat in threats.get(question.topic, ()) for question in asked)
        if count < LEAST:
            message = (
                f"最も重い区分のチェックシートに、方針３の脅威「{threat.label}」に関する設問が{count}問しかありません。"
                f"{LEAST}問以上にしてください。"
            )
            yield PolicyFault(FILE, f"sheets.{heaviest.key}", message)


def _evidence(policy: PolicySet) -> Iterator[PolicyFault]:
    kinds = {kind.key: kind for kind in policy.assessing.evidence_kinds}
    yield from repeated(EVIDENCE, "", [kind.key for kind in policy.assessing.evidence_kinds])
    for kind in policy.assessing.evidence_kinds:
        yield from unknown(EVIDENCE, kind.key, [kind.follows] if kind.follows else [], kinds, "証跡の種類")
        if kind.months is None and kind.validity in (Validity.MONTHS_FROM_ISSUE, Validity.MONTHS_FROM_PERIOD_END):
            yield PolicyFault(EVIDENCE, kind.key, "有効期間の月数（months）を書いてください。")
        if _in_a_circle(kind, kinds):
            yield PolicyFault(
                EVIDENCE, kind.key, "follows が互いを指して一巡しています。もとになる証跡の follows を除いてください。"
            )


def _in_a_circle(kind: EvidenceKind, kinds: dict[str, EvidenceKind]) -> bool:
    seen, one = {kind.key}, kinds.get(kind.follows or "")
    while one is not None:
        if one.key in seen:
            return True
        seen.add(one.key)
        one = kinds.get(one.follows or "")
    return False
