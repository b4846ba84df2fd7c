"""実地調査の一生: planned, announced, done, closed once everything found is settled; or cancelled."""

from govapi.contracts.performance.visits import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

VISITORS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})

SITE_VISIT = Workflow(
    noun="site_visit",
    title="実地調査",
    labels={"planned": "予定", "notified": "通知済", "done": "実施済", "closed": "終了", "cancelled": "中止"},
    initial="planned",
    transitions=(
        T("notify", "受託者に通知する", ("planned",), "notified", VISITORS, (rules.filled, rules.ahead), stamps="notified"),
        T("replan", "予定を改める", ("notified",), "planned", VISITORS, needs_reason=True),
        # Where the contract allows it, a visit is made without notice.
        T("carry_out", "結果を記録する", ("planned", "notified"), "done", VISITORS, asks=True),
        T("close", "実地調査を終了する", ("done",), "closed", VISITORS, (rules.all_settled,)),
        T("cancel", "中止する", ("planned", "notified"), "cancelled", VISITORS, needs_reason=True),
    ),
)
