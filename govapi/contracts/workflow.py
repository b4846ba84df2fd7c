"""業務委託契約の一生: two decisions (施行伺, 契約締結伺), performance, and an end with proof. Read it aloud."""

from govapi.contracts import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
STAFF_OR_CONTRACT_OFFICE = frozenset({Who.SECTION_STAFF, Who.CONTRACT_OFFICE})
HEAD = frozenset({Who.SECTION_HEAD})
ROUTE = frozenset({Who.ROUTE})

LABELS = {
    "draft": "下書き",
    "plan_in_approval": "施行伺 回議中",
    "plan_approved": "施行決裁済",
    "selecting": "相手方選定中",
    "selected": "相手方決定",
    "conclusion_in_approval": "契約締結伺 回議中",
    "concluded": "契約済",
    "active": "履行中",
    "suspended": "一時中断",
    "amending": "変更手続中",
    "terminating": "解除手続中",
    "completed": "履行完了",
    "closing": "返却・消去確認待ち",
    "closed": "終了",
    "failed": "不成立",
    "withdrawn": "取下げ",
    "terminated": "解除",
}

BEFORE_CONCLUSION = ("draft", "plan_approved", "selecting", "selected")
IN_FORCE = ("active", "suspended", "amending", "terminating")
RUNNING = ("concluded", "active", "suspended")
PROCEDURES = ("amending", "terminating")

CONTRACT = Workflow(
    noun="contract",
    title="業務委託契約",
    labels=LABELS,
    initial="draft",
    transitions=(
        # 第一の決定: 施行伺. The clauses are settled here, because bidders price them.
        T("submit_plan", "施行伺を起案する", ("draft",), "plan_in_approval", STAFF, rules.FOR_PLAN, stamps="submitted"),
        T("plan_decided", "施行を決裁", ("plan_in_approval",), "plan_approved", ROUTE),
        T("plan_returned", "施行伺を差戻し", ("plan_in_approval",), "draft", ROUTE),
        T("plan_rejected", "施行伺を否決", ("plan_in_approval",), "failed", ROUTE),
        # 相手方の選定
        T("start_selection", "相手方の選定を始める", ("plan_approved",), "selecting", STAFF_OR_CONTRACT_OFFICE),
        T("select", "相手方を決定する", ("selecting",), "selected", STAFF_OR_CONTRACT_OFFICE, asks=True),
        T("reselect", "選定をやり直す", ("selected",), "selecting", STAFF_OR_CONTRACT_OFFICE, needs_reason=True),
        T("fail", "不成立とする", ("selecting", "selected"), "failed", STAFF_OR_CONTRACT_OFFICE, needs_reason=True),
        # 第二の決定: 契約締結伺・支出負担行為. 小規模な随意契約は二つを併せる.
        T(
            "submit_conclusion",
            "契約締結伺を起案する",
            ("selected",),
            "conclusion_in_approval",
            STAFF,
            rules.FOR_CONCLUSION,
            stamps="submitted",
        ),
        T(
            "submit_merged",
            "施行伺兼契約締結伺を起案する",
            ("draft",),
            "conclusion_in_approval",
            STAFF,
            rules.FOR_MERGED,
            stamps="submitted",
        ),
        T("conclusion_decided", "契約締結を決裁", ("conclusion_in_approval",), "concluded", ROUTE),
        T("conclusion_returned", "契約締結伺を差戻し", ("conclusion_in_approval",), "selected", ROUTE),
        T("merged_returned", "施行伺兼契約締結伺を差戻し", ("conclusion_in_approval",), "draft", ROUTE),
        T("conclusion_rejected", "契約締結伺を否決", ("conclusion_in_approval",), "failed", ROUTE),
        T("withdraw", "取り下げる", BEFORE_CONCLUSION, "withdrawn", STAFF, needs_reason=True),
        # 履行. 契約済 becomes 履行中 by the date alone (rules.status_on).
        T("suspend", "一時中断する", ("active",), "suspended", HEAD, needs_reason=True),
        T("resume", "履行を再開する", ("suspended",), "active", HEAD, needs_reason=True),
        T("suspend_by_measure", "措置により一時中断", ("active",), "suspended", ROUTE),
        T("resume_by_measure", "措置の解除により再開", ("suspended",), "active", ROUTE),
        # 変更契約 and 解除 have a decision of their own; undecided or done, the contract returns where it came from.
        T("start_amendment", "変更手続を始める", RUNNING, "amending", ROUTE),
        T("terminate", "契約の解除を伺う", RUNNING, "terminating", HEAD, needs_reason=True, asks=True),
        T("terminate_by_measure", "措置により契約の解除を伺う", RUNNING, "terminating", ROUTE),
        T("termination_decided", "契約の解除を決裁", ("terminating",), "terminated", ROUTE),
        T("back_to_concluded", "契約済に戻す", PROCEDURES, "concluded", ROUTE),
        T("back_to_active", "履行中に戻す", PROCEDURES, "active", ROUTE),
        T("back_to_suspended", "一時中断に戻す", PROCEDURES, "suspended", ROUTE),
        T("complete", "履行完了とする", ("active",), "completed", STAFF, rules.FOR_COMPLETION),
        # 終わり: inspection, and proof that our information came back or was erased.
        T("start_closing", "返却・消去の確認に進む", ("completed",), "closing", STAFF, rules.FOR_CLOSING),
        T("close", "終了する", ("closing", "terminated"), "closed", HEAD, rules.FOR_END),
    ),
)
