"""委託先評価の一生: the verdict that holds. It changes by a decided round only; that it has lapsed follows from its date."""

from govapi.assessments.rules import VERDICTS
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

ROUTE = frozenset({Who.ROUTE})
ANY = ("unassessed", "fit", "conditional", "unfit")

ASSESSMENT = Workflow(
    noun="assessment",
    title="委託先評価",
    labels=VERDICTS,
    initial="unassessed",
    transitions=(
        T("find_fit", "適合と評価", ANY, "fit", ROUTE),
        T("find_conditional", "条件付適合と評価", ANY, "conditional", ROUTE),
        T("find_unfit", "不適合と評価", ANY, "unfit", ROUTE),
    ),
)
