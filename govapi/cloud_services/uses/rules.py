"""What an application for a use must satisfy, and what bars a step of the use. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from govapi.cloud_services.ending.rules import Removal
from govapi.kit.japan.era import wareki
from govapi.policy.permission import Ruling
from govapi.policy.schema.cloud import Outcome

Occasion = Literal["new", "change", "renewal"]
OCCASIONS: dict[str, str] = {"new": "新規", "change": "変更", "renewal": "更新"}

Decision = Literal["approved", "conditional", "excepted", "refused"]
DECISIONS: dict[str, str] = {
    "approved": "承認",
    "conditional": "条件付承認",
    "excepted": "例外措置",
    "refused": "不承認",
}

LIVE = ("permitted", "suspended")

# Conditions the product itself can see met before the application is submitted; others are met by what the applicant states.
TERMS_AND_RISK = "terms_and_risk"
WRITTEN_JUDGEMENT = "written_judgement"


@dataclass(frozen=True)
class UseFacts:
    """What the guards look at; collected by the service, never by the rules. ``ruling`` is what the rules say today."""

    missing: Sequence[str] = ()  # labels of fields without a value
    unanswered: Sequence[str] = ()  # labels of questions about the information
    unanswered_items: Sequence[str] = ()  # labels of items of the application
    class_needs_reason: bool = False
    service_fault: str | None = None
    term_fault: str | None = None
    ruling: Ruling | None = None
    judged_safe: bool = False  # a written judgement about the unregistered service holds
    terms_fault: str | None = None
    exception_fault: str | None = None
    has_manager: bool = True
    twin: str = ""  # the number of another use of the service by the section, standing or under decision
    previous_fault: str | None = None
    harder: str | None = None  # how the ruling became harder since it was submitted
    over: bool = False  # its last day has gone by
    follower: str = ""  # the number of a change or renewal under way
    removal: Removal = field(default_factory=Removal)


def _listed(names: Collection[str]) -> str:
    return "、".join(f"「{name}」" for name in names)


def service_offered(facts: UseFacts) -> str | None:
    return facts.service_fault


def fields_filled(facts: UseFacts) -> str | None:
    return f"次の項目を入力してください。{_listed(facts.missing)}" if facts.missing else None


def questions_answered(facts: UseFacts) -> str | None:
    return f"取り扱う情報についての質問に答えてください。{_listed(facts.unanswered)}" if facts.unanswered else None


def class_explained(facts: UseFacts) -> str | None:
    return "分類を引き下げた理由を入力してください。" if facts.class_needs_reason else None


def items_answered(facts: UseFacts) -> str | None:
    return f"申請書の次の項目に答えてください。{_listed(facts.unanswered_items)}" if facts.unanswered_items else None


def term_sound(facts: UseFacts) -> str | None:
    return facts.term_fault


def not_barred(facts: UseFacts) -> str | None:
    """Rules that stand in the way of submitting (外国法令の判断がない …)."""
    if facts.ruling is None or not facts.ruling.blocked:
        return None
    return "".join(one.because for one in facts.ruling.said if one.blocks)


def not_refused(facts: UseFacts) -> str | None:
    if facts.ruling is None or facts.ruling.outcome is not Outcome.REFUSED:
        return None
    return f"許可の規則により利用できないため、申請できません。{reasons(facts.ruling)}"


def reasons(ruling: Ruling) -> str:
    """Why the outcome is what it is, in sentences."""
    return "".join(one.because for one in ruling.said if one.outcome is ruling.outcome)


def exception_explained(facts: UseFacts) -> str | None:
    return facts.exception_fault


def unregistered_judged(facts: UseFacts) -> str | None:
    if facts.ruling is None or WRITTEN_JUDGEMENT not in facts.ruling.conditions or facts.judged_safe:
        return None
    return "登録のないサービスです。安全性についての書面による判断を、サービスの画面で記録してから申請してください。"


def terms_confirmed(facts: UseFacts) -> str | None:
    return facts.terms_fault


def manager_named(facts: UseFacts) -> str | None:
    return None if facts.has_manager else "クラウドサービス管理者となる職を指定してください。"


def not_twice(facts: UseFacts) -> str | None:
    if not facts.twin:
        return None
    return f"この課には、このサービスの利用（{facts.twin}）が既にあります。内容を変えるときは、その利用の変更を申請してください。"


def previous_stands(facts: UseFacts) -> str | None:
    return facts.previous_fault


def not_harder(facts: UseFacts) -> str | None:
    """At the decision: nobody permits what the rules meanwhile say less of. The route can still return it or refuse."""
    if facts.harder is None:
        return None
    return f"申請の後に、判定が厳しくなりました。{facts.harder}許可できません。差し戻して、内容を改めて申請し直すよう求めてください。"


def not_over(facts: UseFacts) -> str | None:
    """At the decision: a term that has gone by is not permitted afterwards."""
    if not facts.over:
        return None
    return "申請された利用期間が既に終わっているため、許可できません。差し戻して、利用期間を改めて申請し直すよう求めてください。"


def usable_again(facts: UseFacts) -> str | None:
    """Resuming: not while the rules say that it may not be used."""
    if facts.ruling is None or not (facts.ruling.blocked or facts.ruling.outcome is Outcome.REFUSED):
        return None
    said = "".join(one.because for one in facts.ruling.deciding)
    return f"今の許可の規則では利用できないため、再開できません。{said}内容を変えるときは、変更を申請してください。"


def nothing_follows(facts: UseFacts) -> str | None:
    if not facts.follower:
        return None
    return f"変更又は更新の申請（{facts.follower}）があります。その申請を取り下げるか、決裁を終えてから行ってください。"


FOR_SUBMITTING = (
    service_offered,
    fields_filled,
    questions_answered,
    class_explained,
    items_answered,
    term_sound,
    previous_stands,
    not_twice,
    not_barred,
    not_refused,
    exception_explained,
    unregistered_judged,
    terms_confirmed,
    manager_named,
)


def sentences(facts: UseFacts) -> list[str]:
    """Everything that stands in the way of submitting, for the page: what is missing."""
    return [sentence for guard in FOR_SUBMITTING if (sentence := guard(facts)) is not None]


def harder(before: Outcome, conditions: Collection[str], now: Ruling, *, blocked: bool = False) -> str | None:
    """How today's ruling is harder than the one an application was submitted under, in sentences, or None. ``blocked``: a rule
    stood in the way then already (a running use that was entered as it stood)."""
    if now.blocked and not blocked:
        return "".join(one.because for one in now.said if one.blocks)
    if now.outcome.rank > before.rank:
        return f"申請のときは「{before.label}」でしたが、今は「{now.outcome.label}」です。{reasons(now)}"
    added = [key for key in now.conditions if key not in conditions]
    if not added:
        return None
    because = "".join(one.because for one in now.said if one.outcome is None or one.outcome is now.outcome)
    return f"利用の条件が加わりました。{because}"


def term_fault(starts_on: date | None, ends_on: date | None, today: date) -> str | None:
    """What is wrong with the term when it is submitted: nothing is used before it is permitted."""
    if starts_on is not None and starts_on < today:
        return f"利用期間の始期は、今日（{wareki(today)}）以後の日にしてください。承認の前から利用することはできません。"
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        return "利用期間の終期は、始期以後の日にしてください。"
    return None


def exception_fault(
    outcome: Outcome, reason: str, measures: str, until: date | None, ends_on: date | None, today: date
) -> str | None:
    """What an application for an 例外措置 still lacks; None where none is asked for."""
    if outcome is not Outcome.EXCEPTION:
        return None
    lacking = [
        label
        for label, value in (("例外措置の理由", reason), ("代わりに講ずる対策", measures), ("例外措置の期限", until))
        if not value
    ]
    if lacking:
        return f"例外措置によってのみ利用できます。{_listed(lacking)}を入力してください。"
    assert until is not None
    if until < today:
        return "例外措置の期限には、今日以後の日を入力してください。"
    if ends_on is None or ends_on > until:
        return f"利用期間の終期は、例外措置の期限（{wareki(until)}）までの日にしてください。"
    return None


def decision_of(outcome: Outcome, *, conditional: bool) -> Decision:
    """What a permission of this outcome is called."""
    if outcome is Outcome.EXCEPTION:
        return "excepted"
    return "conditional" if conditional else "approved"
