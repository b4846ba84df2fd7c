"""事故の一生: contained, reported under every law that wants it, explained, and closed; opened again when it was not over."""

from govapi.measures.incidents import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

WORKERS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})
HEADS = frozenset({Who.SECTION_HEAD, Who.SECURITY_SUPERVISOR, Who.CISO})

INCIDENT = Workflow(
    noun="incident",
    title="事故",
    labels={"open": "対応中", "contained": "収束", "closed": "終結", "withdrawn": "取下げ"},
    initial="open",
    transitions=(
        T("contain", "収束を確認する", ("open",), "contained", WORKERS, rules.FOR_CONTAINING, stamps="contained"),
        T("close", "終結する", ("contained",), "closed", HEADS, rules.FOR_CLOSING, stamps="closed"),
        T("reopen", "対応を再開する", ("contained", "closed"), "open", WORKERS | HEADS, needs_reason=True),
        T("withdraw", "誤りとして取り下げる", ("open",), "withdrawn", HEADS, (rules.nothing_filed,), needs_reason=True),
    ),
)
