"""ソーシャルメディアアカウントの一生: applied for by a section, approved on a route, opened when everything is in place, closed with proof."""

from govapi.people.relations import Who
from govapi.sns_accounts import rules
from govapi.sns_accounts.activity.rules import is_idle
from govapi.sns_accounts.closing.rules import closing_recorded
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
HEAD = frozenset({Who.SECTION_HEAD})
ROUTE = frozenset({Who.ROUTE})
PR = frozenset({Who.PUBLIC_RELATIONS})
OPENING = frozenset({Who.SECTION_HEAD, Who.PUBLIC_RELATIONS})
PAUSING = frozenset({Who.SECTION_STAFF, Who.PUBLIC_RELATIONS})
HEADS = frozenset({Who.SECTION_HEAD, Who.PUBLIC_RELATIONS_HEAD})
STOPPING = frozenset({Who.PUBLIC_RELATIONS_HEAD, Who.SECURITY_OFFICE_HEAD, Who.SECURITY_SUPERVISOR, Who.CISO})

SNS_ACCOUNT = Workflow(
    noun="sns_account",
    title="ソーシャルメディアアカウント",
    labels={
        "draft": "下書き",
        "in_approval": "回議中",
        "approved": "承認済（開設準備中）",
        "active": "運用中",
        "paused": "休止",
        "closing": "閉鎖手続中",
        "closed": "閉鎖",
        "refused": "不承認",
        "withdrawn": "取下げ",
    },
    initial="draft",
    transitions=(
        T("submit", "開設を申請する", ("draft",), "in_approval", STAFF, rules.FOR_SUBMITTING, stamps="requested", asks=True),
        T("approve", "開設を承認", ("in_approval",), "approved", ROUTE),
        T("return", "開設の申請を差戻し", ("in_approval",), "draft", ROUTE),
        T("refuse", "開設を不承認", ("in_approval",), "refused", ROUTE),
        T("withdraw", "申請を取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
        # What was approved becomes an account of the town only with an officer, its texts, its checks and its links.
        T("open", "運用を始める", ("approved",), "active", OPENING, rules.FOR_RUNNING, stamps="opened"),
        T("abandon", "開設を取りやめる", ("approved",), "withdrawn", HEAD, (rules.no_change_under_way,), needs_reason=True),
        T("pause", "休止する", ("active",), "paused", PAUSING, needs_reason=True, stamps="paused"),
        T("rest", "休眠のため休止する", ("active",), "paused", HEADS, (is_idle,), needs_reason=True, stamps="paused"),
        T(
            "stop",
            "緊急停止する",
            ("active", "paused"),
            "paused",
            STOPPING,
            (rules.not_stopped,),
            needs_reason=True,
            stamps="paused",
        ),
        T("resume", "運用を再開する", ("paused",), "active", HEADS, (rules.stop_lifted, *rules.FOR_RUNNING), needs_reason=True),
        T(
            "start_closing",
            "閉鎖の手続を始める",
            ("active", "paused"),
            "closing",
            HEAD,
            (rules.no_change_under_way,),
            needs_reason=True,
            stamps="closing",
        ),
        # Whoever recorded the closing does not confirm it as well.
        T(
            "complete_closing",
            "閉鎖を確認する",
            ("closing",),
            "closed",
            PR,
            (closing_recorded,),
            not_by=("recording",),
            stamps="closed",
        ),
    ),
)

# outcome of the decision → the transition of the account
FIRES = {"decided": "approve", "returned": "return", "withdrawn": "return", "rejected": "refuse"}
