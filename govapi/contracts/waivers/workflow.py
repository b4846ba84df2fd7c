"""例外措置の一生: asked for by the section, allowed by the officer the clause names, ended by its last day."""

from govapi.contracts.waivers import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
ROUTE = frozenset({Who.ROUTE})

WAIVER = Workflow(
    noun="waiver",
    title="例外措置",
    labels={"draft": "下書き", "in_approval": "回議中", "granted": "許可", "refused": "不許可", "withdrawn": "取下げ"},
    initial="draft",
    transitions=(
        T("submit", "例外措置を申請する", ("draft",), "in_approval", STAFF, rules.FOR_ASKING, stamps="requested", asks=True),
        T("grant", "例外措置を許可", ("in_approval",), "granted", ROUTE),
        T("return", "例外措置の申請を差戻し", ("in_approval",), "draft", ROUTE),
        T("refuse", "例外措置を不許可", ("in_approval",), "refused", ROUTE),
        T("withdraw", "取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
    ),
)

# outcome of the decision → the transition of the waiver
FIRES = {"decided": "grant", "returned": "return", "withdrawn": "return", "rejected": "refuse"}
