"""契約に基づく措置の一生: proposed by the section, decided on a route, ended when it has done its work."""

from govapi.measures import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

STAFF = frozenset({Who.SECTION_STAFF})
HEAD = frozenset({Who.SECTION_HEAD})
ROUTE = frozenset({Who.ROUTE})

MEASURE = Workflow(
    noun="measure",
    title="契約に基づく措置",
    labels={
        "draft": "下書き",
        "in_approval": "回議中",
        "decided": "決定",
        "lifted": "中断の解除",
        "completed": "終了",
        "abandoned": "取りやめ",
        "refused": "否決",
        "withdrawn": "取下げ",
    },
    initial="draft",
    transitions=(
        T("submit", "措置を伺う", ("draft",), "in_approval", STAFF, rules.FOR_SUBMITTING, stamps="requested", asks=True),
        T("decide", "措置を決定", ("in_approval",), "decided", ROUTE),
        T("return", "措置の伺いを差戻し", ("in_approval",), "draft", ROUTE),
        T("refuse", "措置を否決", ("in_approval",), "refused", ROUTE),
        T("withdraw", "取り下げる", ("draft",), "withdrawn", STAFF, needs_reason=True),
        # 一時中断 moves the contract by itself; 解除 has a decision of its own (whoever asks for it decides nothing, so the
        # staff does); 損害賠償 is followed until it is paid.
        T("start_termination", "契約の解除の手続を始める", ("decided",), "decided", STAFF, (rules.is_termination,)),
        T("lift", "中断を解く", ("decided",), "lifted", HEAD, (rules.is_suspension,), needs_reason=True, stamps="ended"),
        T("complete", "措置を終える", ("decided",), "completed", HEAD, (rules.has_done_its_work,), stamps="ended"),
        T(
            "abandon",
            "措置を取りやめる",
            ("decided",),
            "abandoned",
            HEAD,
            (rules.may_be_abandoned,),
            needs_reason=True,
            stamps="ended",
        ),
    ),
)

# outcome of the decision → the transition of the measure
FIRES = {"decided": "decide", "returned": "return", "withdrawn": "return", "rejected": "refuse"}
