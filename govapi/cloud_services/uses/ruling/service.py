"""Telling a ruling in words, keeping it as it stood at the submission, and comparing it with that of today."""

from datetime import date
from typing import Any

from sqlmodel import Session

from govapi.cloud_services.uses.rules import LIVE, harder
from govapi.cloud_services.uses.schemas import RuledConditionOut, RulingOut, SaidOut, StandingRulingOut
from govapi.cloud_services.uses.service import facts_of
from govapi.cloud_services.uses.tables import CloudUse
from govapi.policy.permission import CloudFacts, Ruling, Said, decided_by, ruling
from govapi.policy.schema.cloud import ConditionKind, Outcome
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

AXES = ("outcome", "class_code", "zone", "model", "form", "registered", "learns", "disclosure", "personal")
# In these states the ruling of the submission is held against that of today.
COMPARED = ("in_approval", *LIVE)


def in_words(policy: PolicySet, version: int, facts: CloudFacts, found: Ruling, today: date) -> RulingOut:
    """A ruling as it is shown, with the axes it was made for."""
    kind = decided_by(policy, facts.class_code, exception=found.outcome is Outcome.EXCEPTION)
    return RulingOut(
        outcome=found.outcome,
        outcome_label=found.outcome.label,
        blocked=found.blocked,
        said=[_said(one, found) for one in found.said],
        conditions=[_condition(policy.cloud.condition(key)) for key in found.conditions],
        decided_by=kind.value,
        decided_by_label=kind.label,
        class_code=facts.class_code,
        class_label=policy.classification.label(facts.class_code),
        zone=facts.zone,
        model=facts.model,
        form=facts.form,
        registered=facts.registered,
        learns=facts.learns,
        disclosure=facts.disclosure,
        personal=facts.personal,
        policy_version=version,
        judged_on=today,
    )


def of_today(session: Session, use: CloudUse, stored: StoredPolicy, today: date) -> RulingOut | None:
    """What the rules say today, in words; None while zone or form is open."""
    facts = facts_of(session, use, stored.policy, today)
    return None if facts is None else in_words(stored.policy, stored.version, facts, ruling(stored.policy, facts), today)


def keep(session: Session, use: CloudUse, stored: StoredPolicy, today: date) -> RulingOut:
    """Freezes the ruling of today on the use: at the submission, and when a running use is entered. The axes are all given."""
    found = of_today(session, use, stored, today)
    assert found is not None, "a use without zone or form has no ruling"
    use.outcome, use.ruling, use.policy_version = found.outcome.value, found.model_dump(mode="json"), stored.version
    return found


def kept(use: CloudUse) -> RulingOut | None:
    """The ruling the use was submitted under; None before its first submission."""
    return RulingOut.model_validate(use.ruling) if use.ruling else None


def became_harder(use: CloudUse, now: Ruling | None) -> str | None:
    """How the rules say less of the use today than when it was submitted, in sentences; None when they don't."""
    before: dict[str, Any] = use.ruling
    if use.status not in COMPARED or not before or now is None:
        return None
    conditions = {one["key"] for one in before["conditions"]}
    return harder(Outcome(before["outcome"]), conditions, now, blocked=bool(before["blocked"]))


def same_ruling(one: CloudUse, other: CloudUse) -> bool:
    """Whether two uses were judged alike: by the same axes, with the same outcome and the same conditions."""
    first, second = kept(one), kept(other)
    if first is None or second is None or any(getattr(first, name) != getattr(second, name) for name in AXES):
        return False
    return {said.key for said in first.conditions} == {said.key for said in second.conditions}


def standing(session: Session, use: CloudUse, stored: StoredPolicy, today: date) -> StandingRulingOut:
    """The ruling of today beside that of the submission."""
    facts = facts_of(session, use, stored.policy, today)
    found = None if facts is None else ruling(stored.policy, facts)
    told = in_words(stored.policy, stored.version, facts, found, today) if facts is not None and found is not None else None
    return StandingRulingOut(now=told, submitted=kept(use), harder=became_harder(use, found))


def _said(one: Said, found: Ruling) -> SaidOut:
    out = SaidOut.model_validate(one)
    out.outcome_label = one.outcome.label if one.outcome else ""
    out.decides = one in found.deciding
    return out


def _condition(kind: ConditionKind) -> RuledConditionOut:
    return RuledConditionOut(
        key=kind.key,
        label=kind.label,
        text=kind.text,
        due=kind.due,
        due_label=due_label(kind),
        days=kind.days if kind.due == "days" else None,
        proof=kind.proof,
    )


def due_label(kind: ConditionKind) -> str:
    """By when the condition is to be met."""
    if kind.due == "days":
        return f"決定の日から{kind.days or 0}日以内"
    return {"submission": "申請するまで", "use": "利用を始めるまで"}[kind.due]
