"""指摘の一生: demanded, answered, checked by another person and closed; or it leads to a measure under the contract."""

from govapi.measures.findings import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

WORKERS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})
HEADS = frozenset({Who.SECTION_HEAD, Who.SECURITY_SUPERVISOR})

FINDING = Workflow(
    noun="finding",
    title="指摘",
    labels={
        "open": "指摘",
        "requested": "改善要求中",
        "replied": "回答あり",
        "closed": "改善済",
        "escalated": "措置に移行",
        "withdrawn": "取下げ",
    },
    initial="open",
    four_eyes="回答を記録した職員は、改善を確認できません。ほかの職員が確認してください。",
    transitions=(
        T("request_improvement", "改善を要求する", ("open",), "requested", WORKERS, stamps="requested", asks=True),
        T("record_reply", "回答を受ける", ("requested",), "replied", WORKERS, stamps="replied", asks=True),
        T("confirm", "改善を確認する", ("replied",), "closed", WORKERS, not_by=("replied",), stamps="closed", asks=True),
        T("insist", "再度の改善を要求する", ("replied",), "requested", WORKERS, needs_reason=True, stamps="requested", asks=True),
        # 契約に基づく措置
        T("escalate", "措置を検討する", ("open", "requested", "replied"), "escalated", HEADS, needs_reason=True),
        T(
            "go_back",
            "措置を行わず、改善の要求に戻す",
            ("escalated",),
            "open",
            HEADS,
            (rules.no_live_measure,),
            needs_reason=True,
        ),
        T(
            "conclude",
            "措置により終結する",
            ("escalated",),
            "closed",
            HEADS,
            (rules.measure_decided, rules.no_live_measure),
            needs_reason=True,
            stamps="closed",
        ),
        T("withdraw", "指摘を取り下げる", ("open", "requested", "replied"), "withdrawn", HEADS, needs_reason=True),
    ),
)
