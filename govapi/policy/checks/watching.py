from collections.abc import Iterator
from string import Formatter

from govapi.policy.checks.common import repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.monitoring import Bindingness, IncidentLaw
from govapi.policy.schema.policy_set import PolicySet

FILE = "monitoring.yaml"
DUTY_KINDS = (
    "assessment.first",
    "assessment.review",
    "assessment.condition_end",
    "assessment.early_review",
    "check_sheet.answer",
    "evidence.expiry",
    "exception.end",
    "contract.confirmation",
    "report.regular",
    "site_visit.planned",
    "site_visit.once_a_term",
    "finding.reply",
    "subcontract.expiry",
    "incident.chain",
    "incident.preliminary",
    "incident.final",
    "contract.end",
    "waiver.end",
    "cloud.confirmation",
    "cloud.condition",
    "cloud.registration",
    "cloud.event",
    "cloud.judgement",
    "cloud.manager",
    "cloud.end",
    "cloud.removal",
    "cloud.unapproved",
    "regulation.review",
    "sns.officer",
    "sns.pause",
    "sns.review",
    "sns.dormant",
    "sns.text",
    "sns.check",
    "sns.link",
    "sns.terms",
    "sns.closing",
    "incident.playbook",
    "handover.confirm",
)
"""The kinds govapi plans; a municipality sets their times, and cannot strike them."""
FILLED = {"tier", "sheet"}


def check_monitoring(policy: PolicySet) -> Iterator[PolicyFault]:
    monitoring, codes = policy.monitoring, [row.code for row in policy.classification.confidentiality]
    kinds = [kind.key for kind in monitoring.duty_kinds]
    yield from repeated(FILE, "duty_kinds", kinds)
    for key in (key for key in DUTY_KINDS if key not in kinds):
        yield PolicyFault(FILE, "duty_kinds", f"「{key}」がありません。初期値の内容を写してください。")
    yield from repeated(FILE, "report_rules", [rule.key for rule in monitoring.report_rules])
    for rule in monitoring.report_rules:
        yield from unknown(FILE, f"report_rules.{rule.key}", [rule.class_at_least] if rule.class_at_least else [], codes, "分類")
    yield from _bindingness(policy)
    yield from repeated(FILE, "incident_laws", [law.key for law in monitoring.incident_laws])
    for law in monitoring.incident_laws:
        yield from _law(law)
    yield from repeated(FILE, "incident_chain", [step.key for step in monitoring.incident_chain])
    hours = [step.within_hours for step in monitoring.incident_chain]
    if hours != sorted(hours):
        yield PolicyFault(FILE, "incident_chain", "within_hours は、通報の順に大きくなるように書いてください。")


def _bindingness(policy: PolicySet) -> Iterator[PolicyFault]:
    methods = [method.key for method in policy.procurement.methods]
    rows = policy.monitoring.bindingness
    yield from repeated(FILE, "bindingness", [row.method for row in rows])
    yield from unknown(FILE, "bindingness", [row.method for row in rows], methods, "契約の方法")
    for key in (key for key in methods if key not in {row.method for row in rows}):
        yield PolicyFault(FILE, "bindingness", f"契約の方法「{key}」の行がありません。評価の条件の付け方を加えてください。")
    for row in rows:
        yield from _sentences(row)


def _sentences(row: Bindingness) -> Iterator[PolicyFault]:
    for name, text in (("sentence", row.sentence), ("specification", row.specification)):
        try:
            used = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        except ValueError:
            used = {"?"}
        if not used <= FILLED:
            message = f"{name} の波括弧には、{{tier}}（区分）と{{sheet}}（チェックシート）だけを書いてください。"
            yield PolicyFault(FILE, f"bindingness.{row.method}", message)


def _law(law: IncidentLaw) -> Iterator[PolicyFault]:
    place = f"incident_laws.{law.key}"
    yield from repeated(FILE, place, [clock.key for clock in law.clocks])
    if not law.clocks:
        yield PolicyFault(FILE, place, "報告の期限（clocks）を一つ以上書いてください。")
    for clock in law.clocks:
        if clock.days < 1 or (clock.malicious_days is not None and clock.malicious_days < clock.days):
            message = "days は1以上とし、malicious_days（不正の目的による場合）は days 以上としてください。"
            yield PolicyFault(FILE, f"{place}.{clock.key}", message)
    days = {clock.key: clock.days for clock in law.clocks}
    if "preliminary" in days and "final" in days and days["preliminary"] > days["final"]:
        yield PolicyFault(FILE, place, "速報（preliminary）の日数は、確報（final）の日数以下としてください。")
