"""例外措置の一生: asked for by the section, allowed by an officer the policy names, ended by its last day."""

from govapi.assessments.exceptions import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
ROUTE = frozenset({Who.ROUTE})

ASSESSMENT_EXCEPTION = Workflow(
    noun="assessment_exception",
    title="不適合の委託先に係る例外措置",
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
