from collections.abc import Iterator

from govapi.policy.checks.common import bands, repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import ApprovalRoute, DecisionKind, StepKind

NOUNS = (
    "contracts",
    "amendments",
    "waivers",
    "subcontracts",
    "site_visits",
    "rosters",
    "approvals",
    "documents",
    "files",
    "duties",
    "contractors",
    "templates",
    "assessments",
    "assessment_exceptions",
    "check_sheets",
    "evidence",
    "findings",
    "campaigns",
    "measures",
    "incidents",
    "cloud_services",
    "cloud_uses",
    "registrations",
    "unapproved_uses",
    "regulations",
    "sns_accounts",
    "sns_changes",
    "personnel_changes",
    "handovers",
    "events",
    "audit_events",
)
"""The nouns govapi asks about; a municipality sets who reads them, and cannot strike them."""
ROUTES, READING, CLAUSES = "routes.yaml", "reading.yaml", "contract_templates/clauses"


def check_routes(policy: PolicySet) -> Iterator[PolicyFault]:
    yield from repeated(ROUTES, "", [route.key for route in policy.routes])
    for route in policy.routes:
        yield from _route(policy, route)
    for kind in DecisionKind:
        rows = [(route.min_yen, route.max_yen) for route in policy.routes if kind in route.kinds]
        yield from bands(ROUTES, f"{kind.value}（{kind.label}）", rows)
    yield from _waivers(policy)


def _route(policy: PolicySet, route: ApprovalRoute) -> Iterator[PolicyFault]:
    deciding = [number for number, step in enumerate(route.steps) if step.kind is StepKind.DECIDE]
    if not deciding:
        yield PolicyFault(ROUTES, route.key, "決裁の段階がありません。最後に決裁の段階を一つ置いてください。")
    elif deciding != [len(route.steps) - 1]:
        yield PolicyFault(ROUTES, route.key, "決裁の段階は、一つだけを最後に置いてください。")
    duties, codes = [duty.key for duty in policy.roles.duties], [row.code for row in policy.classification.confidentiality]
    for number, step in enumerate(route.steps, start=1):
        place = f"{route.key}.steps[{number}]"
        yield from unknown(ROUTES, place, [step.post.duty] if step.post.duty else [], duties, "職務")
        code = step.when.class_at_least if step.when else None
        yield from unknown(ROUTES, place, [code] if code else [], codes, "分類")


def _waivers(policy: PolicySet) -> Iterator[PolicyFault]:
    """The one who decides a waiver must be allowed to waive every clause that can be waived."""
    routes = [route for route in policy.routes if DecisionKind.WAIVE in route.kinds and route.steps]
    for duty in {route.steps[-1].post.duty for route in routes}:
        for clause in policy.clauses:
            if clause.waivable_by and duty not in clause.waivable_by:
                message = f"例外措置を決裁する職務「{duty}」が waivable_by にありません。加えるか、決裁経路を改めてください。"
                yield PolicyFault(CLAUSES, clause.key, message)


def check_reading(policy: PolicySet) -> Iterator[PolicyFault]:
    duties, roles = [duty.key for duty in policy.roles.duties], [role.key for role in policy.roles.system_roles]
    yield from repeated("roles.yaml", "duties", duties)
    yield from repeated("roles.yaml", "system_roles", roles)
    yield from repeated(READING, "rules", [rule.noun for rule in policy.reading.rules])
    ruled = {rule.noun for rule in policy.reading.rules}
    for noun in (noun for noun in NOUNS if noun not in ruled):
        yield PolicyFault(READING, "rules", f"「{noun}」の行がありません。初期値の内容を写してください。")
    for rule in policy.reading.rules:
        yield from unknown(READING, f"rules.{rule.noun}", rule.duties, duties, "職務")
        yield from unknown(READING, f"rules.{rule.noun}", rule.system_roles, roles, "システムの役割")
    yield from repeated(READING, "narrow_fields", [f"{row.noun}.{row.field}" for row in policy.reading.narrow_fields])
    for row in policy.reading.narrow_fields:
        place = f"narrow_fields.{row.noun}.{row.field}"
        yield from unknown(READING, place, row.duties, duties, "職務")
        yield from unknown(READING, place, [row.noun], [rule.noun for rule in policy.reading.rules], "閲覧の規則")
        if not row.duties and not row.on_route:
            yield PolicyFault(READING, place, "この項目を見られる者がいません。duties 又は on_route を書いてください。")
