"""一斉確認の一生: chosen, opened for all at once, sent, nudged, closed. Each round then goes its own way to its verdict."""

from govapi.assessments.campaigns import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

OFFICE = frozenset({Who.SECURITY_OFFICE})

CAMPAIGN = Workflow(
    noun="campaign",
    title="一斉確認",
    labels={"draft": "準備中", "open": "実施中", "closed": "終了", "withdrawn": "取下げ"},
    initial="draft",
    transitions=(
        T("open", "一斉確認を始める", ("draft",), "open", OFFICE, (rules.deadline_ahead, rules.somebody_chosen), stamps="opened"),
        T(
            "send",
            "まとめて送付する",
            ("open",),
            "open",
            OFFICE,
            (rules.all_prepared, rules.deadline_ahead, rules.something_unsent),
        ),
        T("nudge", "回答の遅れている委託先に督促する", ("open",), "open", OFFICE, (rules.somebody_late,)),
        T("close", "一斉確認を終了する", ("open",), "closed", OFFICE, (rules.all_prepared, rules.all_sent)),
        T("withdraw", "取り下げる", ("draft",), "withdrawn", OFFICE, needs_reason=True),
    ),
)
