"""人事異動の一生: taken in, made final, published on its day, corrected by a later list."""

from govapi.people.relations import Who
from govapi.personnel_changes import rules
from govapi.workflow import T, Workflow

OFFICE = frozenset({Who.PERSONNEL_OFFICE})
CLOCK = frozenset({Who.CLOCK})

PERSONNEL_CHANGE = Workflow(
    noun="personnel_change",
    title="人事異動",
    labels={"draft": "取込済", "applied": "確定（公表前）", "published": "公表済", "withdrawn": "取下げ"},
    initial="draft",
    transitions=(
        T("apply", "一覧を確定する", ("draft",), "applied", OFFICE, (rules.four_eyes,), stamps="applied"),
        T("publish", "公表する", ("applied",), "published", OFFICE | CLOCK, (rules.day_has_come,)),
        T("replace", "一覧の差替え", ("applied",), "draft", CLOCK),
        T(
            "correct",
            "訂正を確定する",
            ("published",),
            "published",
            OFFICE,
            (rules.correction_waits, rules.four_eyes),
            stamps="applied",
        ),
        T(
            "withdraw",
            "取り下げる",
            ("draft", "applied", "published"),
            "withdrawn",
            OFFICE,
            (rules.nothing_begun, rules.not_own_published),
            needs_reason=True,
            stamps="withdrawn",
        ),
    ),
    four_eyes=rules.FOUR_EYES,
)
