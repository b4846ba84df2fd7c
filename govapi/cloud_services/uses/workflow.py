"""クラウドサービスの利用の一生: applied for by a section, permitted on a route, confirmed every year, ended with proof."""

from govapi.cloud_services.ending.rules import removal_recorded
from govapi.cloud_services.uses import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
HEAD = frozenset({Who.SECTION_HEAD})
ROUTE = frozenset({Who.ROUTE})
CLOCK = frozenset({Who.CLOCK})
STOPPING = frozenset({Who.SECTION_HEAD, Who.SECURITY_OFFICE, Who.SECURITY_SUPERVISOR, Who.CISO})

CLOUD_USE = Workflow(
    noun="cloud_use",
    title="クラウドサービスの利用",
    labels={
        "draft": "下書き",
        "in_approval": "回議中",
        "permitted": "許可",
        "refused": "不承認",
        "withdrawn": "取下げ",
        "suspended": "利用停止",
        "ending": "終了手続中",
        "ended": "終了",
        "superseded": "変更・更新により終了",
    },
    initial="draft",
    transitions=(
        T("submit", "利用を申請する", ("draft",), "in_approval", STAFF, rules.FOR_SUBMITTING, stamps="requested", asks=True),
        # What became harder after the submission is not permitted; it may still be returned or refused.
        T("permit", "利用を許可", ("in_approval",), "permitted", ROUTE, (rules.not_over, rules.not_harder)),
        T("return", "利用の申請を差戻し", ("in_approval",), "draft", ROUTE),
        T("refuse", "利用を不承認", ("in_approval",), "refused", ROUTE),
        T("withdraw", "申請を取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
        T("suspend", "利用を停止する", ("permitted",), "suspended", STOPPING, needs_reason=True),
        T("resume", "利用を再開する", ("suspended",), "permitted", STOPPING, (rules.usable_again,), needs_reason=True),
        T(
            "start_ending",
            "利用の終了手続を始める",
            ("permitted", "suspended"),
            "ending",
            STAFF,
            (rules.nothing_follows,),
            needs_reason=True,
            stamps="ending",
        ),
        # Whoever recorded the removal does not confirm it as well.
        T(
            "complete_ending",
            "利用の終了を確認する",
            ("ending",),
            "ended",
            HEAD,
            (removal_recorded,),
            not_by=("removal",),
            stamps="ended",
        ),
        T("supersede", "変更・更新により終了", ("permitted", "suspended"), "superseded", CLOCK),
    ),
)

# outcome of the decision → the transition of the use
FIRES = {"decided": "permit", "returned": "return", "withdrawn": "return", "rejected": "refuse"}
