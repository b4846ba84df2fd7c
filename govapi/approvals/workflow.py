"""回議の一生. When it ends, it fires the transition of the record it decides."""

from dataclasses import dataclass

from govapi.people.relations import Who
from govapi.workflow import T, Workflow


@dataclass(frozen=True)
class ApprovalFacts:
    """What the guards look at."""

    decider_seems_present: bool = False
    is_weighty: bool = False  # 重要又は異例: 代決 only when urgent
    urgent: bool = False
    another_person_exists: bool = True
    is_waiver: bool = False
    awaits_look_after: bool = False


def not_weighty(facts: ApprovalFacts) -> str | None:
    if facts.is_weighty and not facts.urgent:
        return "重要又は異例な事項は、緊急の場合を除き、代決できません。決裁者の決裁を受けてください。"
    return None


def awaits_look_after(facts: ApprovalFacts) -> str | None:
    return None if facts.awaits_look_after else "後閲を要する代決はありません。"


def nobody_else(facts: ApprovalFacts) -> str | None:
    if facts.is_waiver:
        return "例外措置は、申請した職員が承認することはできません。"
    return "この機関にはほかの職員がいるため、兼務による決裁はできません。" if facts.another_person_exists else None


HOLDER = frozenset({Who.STEP_REVIEWER, Who.STEP_DECIDER})
DECIDER = frozenset({Who.STEP_DECIDER})
RECORDERS = frozenset({Who.SECTION_STAFF})

APPROVAL = Workflow(
    noun="approval",
    title="決裁",
    labels={"circulating": "回議中", "decided": "決裁済", "returned": "差戻し", "withdrawn": "引戻し", "rejected": "否決"},
    initial="circulating",
    four_eyes="起案した職員は、自分の案件を審査し、合議し、又は決裁することができません。ほかの職員が行ってください。",
    transitions=(
        T("agree", "審査・合議する", ("circulating",), "circulating", frozenset({Who.STEP_REVIEWER}), not_by=("applied",)),
        T("decide", "決裁する", ("circulating",), "decided", DECIDER, not_by=("applied",)),
        T(
            "decide_for",
            "代決する",
            ("circulating",),
            "decided",
            frozenset({Who.STEP_DEPUTY}),
            (not_weighty,),
            ("applied",),
            asks=True,
        ),
        T("decide_concurrently", "兼務者として決裁する", ("circulating",), "decided", DECIDER, (nobody_else,), needs_reason=True),
        T("look_after", "後閲する", ("decided",), "decided", frozenset({Who.ABSENT_DECIDER}), (awaits_look_after,), ("applied",)),
        T("return", "差し戻す", ("circulating",), "returned", HOLDER, not_by=("applied",), needs_reason=True),
        T("reject", "否決する", ("circulating",), "rejected", HOLDER, not_by=("applied",), needs_reason=True),
        T("pull_back", "引き戻す", ("circulating",), "withdrawn", frozenset({Who.APPLICANT})),
        # The applicant alone could end any decision by typing a name: somebody else records it.
        T("record_outside", "外部で行った決裁を記録する", ("circulating",), "decided", RECORDERS, not_by=("applied",), asks=True),
    ),
)
