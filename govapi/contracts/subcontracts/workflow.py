"""再委託の一生: asked for by the contractor, consented to or refused by the head of the section, ended or revoked."""

from govapi.contracts.subcontracts import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
HEAD = frozenset({Who.SECTION_HEAD})
ROUTE = frozenset({Who.ROUTE})

SUBCONTRACT = Workflow(
    noun="subcontract",
    title="再委託",
    labels={
        "draft": "受付",
        "in_approval": "回議中",
        "consented": "承諾",
        "refused": "不承諾",
        "withdrawn": "取下げ",
        "ended": "終了",
        "revoked": "承諾取消し",
    },
    initial="draft",
    transitions=(
        T("submit", "再委託の承諾を伺う", ("draft",), "in_approval", STAFF, rules.FOR_ASKING, stamps="submitted", asks=True),
        T("submit_refusal", "再委託の不承諾を伺う", ("draft",), "in_approval", STAFF, stamps="submitted", asks=True),
        T("consent", "再委託を承諾", ("in_approval",), "consented", ROUTE, rules.AT_DECISION),
        T("refuse", "再委託を不承諾", ("in_approval",), "refused", ROUTE),
        T("return", "再委託の伺いを差戻し", ("in_approval",), "draft", ROUTE),
        T("withdraw", "取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
        T("end", "再委託の終了を記録する", ("consented",), "ended", STAFF, (rules.nothing_below,), asks=True),
        T("revoke", "承諾を取り消す", ("consented",), "revoked", HEAD, needs_reason=True),
    ),
)

# (what was proposed, outcome of the decision) → the transition of the request
FIRES = {
    ("consent", "decided"): "consent",
    ("refuse", "decided"): "refuse",
    ("consent", "rejected"): "refuse",
    ("refuse", "rejected"): "return",
    ("consent", "returned"): "return",
    ("refuse", "returned"): "return",
    ("consent", "withdrawn"): "return",
    ("refuse", "withdrawn"): "return",
}
OVER = frozenset({"refused", "withdrawn", "ended", "revoked"})
