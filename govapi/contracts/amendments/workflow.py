"""変更契約の一生. While it lives, the contract is 変更手続中."""

from govapi.contracts.amendments import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
ROUTE = frozenset({Who.ROUTE})

AMENDMENT = Workflow(
    noun="amendment",
    title="変更契約",
    labels={"draft": "下書き", "in_approval": "回議中", "decided": "決裁済", "rejected": "否決", "withdrawn": "取下げ"},
    initial="draft",
    transitions=(
        T(
            "submit",
            "変更契約締結伺を起案する",
            ("draft",),
            "in_approval",
            STAFF,
            rules.FOR_SUBMISSION,
            stamps="submitted",
            asks=True,
        ),
        T("decide", "変更契約を決裁", ("in_approval",), "decided", ROUTE),
        T("return", "変更契約締結伺を差戻し", ("in_approval",), "draft", ROUTE),
        T("reject", "変更契約締結伺を否決", ("in_approval",), "rejected", ROUTE),
        T("withdraw", "取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
    ),
)

# outcome of the decision → the transition of the amendment
FIRES = {"decided": "decide", "returned": "return", "withdrawn": "return", "rejected": "reject"}
ENDS = frozenset({"decided", "rejected", "withdrawn"})
