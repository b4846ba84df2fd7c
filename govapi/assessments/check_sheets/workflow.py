"""チェックシートの一生: sent to the contractor, answered, reviewed, and judged by the post of its tier."""

from govapi.assessments.check_sheets import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})
RECEIVERS = STAFF | {Who.CLOCK}  # CLOCK: what comes in by the answer link is taken by nobody's hand
ROUTE = frozenset({Who.ROUTE})

CHECK_SHEET = Workflow(
    noun="check_sheet",
    title="チェックシート",
    labels={
        "draft": "準備中",
        "awaiting": "回答待ち",
        "answered": "審査中",
        "in_approval": "回議中",
        "decided": "評価済",
        "withdrawn": "取下げ",
    },
    initial="draft",
    transitions=(
        T("send", "送付する", ("draft",), "awaiting", STAFF, (rules.deadline_ahead,)),
        T("receive", "回答を受け付ける", ("awaiting",), "answered", RECEIVERS, (rules.answers_whole,), asks=True),
        T("return", "差し戻す", ("answered",), "awaiting", STAFF, needs_reason=True, asks=True),
        T("submit", "評価を伺う", ("answered",), "in_approval", STAFF, (rules.answers_reviewed,), stamps="submitted", asks=True),
        T("decide", "評価を決定", ("in_approval",), "decided", ROUTE),
        T("hand_back", "評価の伺いを差戻し", ("in_approval",), "answered", ROUTE),
        T("withdraw", "取り下げる", ("draft", "awaiting", "answered"), "withdrawn", STAFF, needs_reason=True),
    ),
)

# outcome of the decision → the transition of the check sheet
FIRES = {"decided": "decide", "returned": "hand_back", "withdrawn": "hand_back", "rejected": "hand_back"}
