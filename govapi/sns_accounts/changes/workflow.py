"""アカウントの変更の一生: applied for by a section, made when it is approved."""

from govapi.people.relations import Who
from govapi.sns_accounts.changes import rules
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
ROUTE = frozenset({Who.ROUTE})

SNS_CHANGE = Workflow(
    noun="sns_change",
    title="ソーシャルメディアアカウントの変更",
    labels={
        "draft": "下書き",
        "in_approval": "回議中",
        "made": "承認（変更済）",
        "refused": "不承認",
        "withdrawn": "取下げ",
    },
    initial="draft",
    transitions=(
        T("submit", "変更を申請する", ("draft",), "in_approval", STAFF, rules.FOR_SUBMITTING, stamps="requested", asks=True),
        # What no longer fits the account is not made; it may still be returned or refused.
        T("make", "変更を承認", ("in_approval",), "made", ROUTE, rules.FOR_MAKING),
        T("return", "変更の申請を差戻し", ("in_approval",), "draft", ROUTE),
        T("refuse", "変更を不承認", ("in_approval",), "refused", ROUTE),
        T("withdraw", "申請を取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
    ),
)

# outcome of the decision → the transition of the change
FIRES = {"decided": "make", "returned": "return", "withdrawn": "return", "rejected": "refuse"}
