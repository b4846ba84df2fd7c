"""The duty of a running use that a new policy set judges harder than the one it was submitted under."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from govapi.cloud_services.uses.rules import LIVE, harder
from govapi.cloud_services.uses.ruling.service import kept
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.people.actor import Actor
from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

KIND = "cloud.condition"


def recheck(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """Plans the look at a use that the policy set in force judges harder, and drops it where a later one no longer does. It falls
    away as well when the use ends or a change takes over. Done again under the same policy set, nothing changes."""
    key = f"{KIND}:{use.id}:rules"
    said = became_harder(use, stored.policy) if use.status in LIVE else None
    if said is None:
        duties.drop(session, actor, key, "今の許可の規則では、見直しが要らないため", now=now)
        return
    day = today + timedelta(days=stored.policy.monitoring.improvement_days)
    one = Obligation.about(
        use,
        "cloud_use",
        key=key,
        kind=KIND,
        title=f"{use.title}の利用の見直し（許可の規則の改正）",
        on=day if use.ends_on is None else max(min(day, use.ends_on), today),
        cause="rules",
        cause_label=f"許可の規則が改められ、判定が厳しくなりました。変更、例外措置又は終了の手続をとってください。{said}",
    )
    duties.plan(session, actor, stored.policy, one, now=now, today=today)


def became_harder(use: CloudUse, policy: PolicySet) -> str | None:
    """How these rules say less of the use as it was judged at its submission, in sentences; None when they don't. What has changed
    about the service itself (a lost registration, a judgement) has a duty of its own."""
    before = kept(use)
    if before is None:
        return None
    axes = ("class_code", "zone", "form", "registered", "learns", "disclosure", "personal")
    facts = CloudFacts(model=policy.cloud.model, **{name: getattr(before, name) for name in axes})
    conditions = {one.key for one in before.conditions}
    return harder(before.outcome, conditions, ruling(policy, facts), blocked=before.blocked)
