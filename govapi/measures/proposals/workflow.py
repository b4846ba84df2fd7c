"""指名停止の具申の一生: written by the section, answered by the contract office, whose rule it is. No measure under a contract."""

from govapi.measures.proposals import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
CONTRACT_OFFICE = frozenset({Who.CONTRACT_OFFICE})

PROPOSAL = Workflow(
    noun="suspension_proposal",
    title="指名停止の具申",
    labels={"draft": "下書き", "sent": "具申中", "answered": "結果あり", "withdrawn": "取下げ"},
    initial="draft",
    four_eyes="具申した職員は、その結果を記録できません。ほかの職員が記録してください。",
    transitions=(
        T("send", "契約担当課に具申する", ("draft",), "sent", STAFF, stamps="sent"),
        T("send_back", "所管課に差し戻す", ("sent",), "draft", CONTRACT_OFFICE, needs_reason=True),
        T("answer", "結果を記録する", ("sent",), "answered", CONTRACT_OFFICE, not_by=("sent",), stamps="answered", asks=True),
        T(
            "record_restriction",
            "指名停止を委託先に記録する",
            ("answered",),
            "answered",
            CONTRACT_OFFICE,
            (rules.was_suspended,),
        ),
        T("withdraw", "取り下げる", ("draft", "sent"), "withdrawn", STAFF, needs_reason=True),
    ),
)
