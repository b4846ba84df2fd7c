"""Which judgements the running uses of a service rest on, pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from govapi.cloud_services.judgements.rules import Kind
from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.schema.cloud import Form, Outcome, Zone
from govapi.policy.schema.policy_set import PolicySet

TIME_TO_ACT = timedelta(days=30)


@dataclass(frozen=True)
class Running:
    """A running use, as far as the rules look at it. ``since``: the day it was permitted."""

    id: UUID
    class_code: str | None
    zone: str | None
    form: str | None
    learns: bool | None
    personal: bool
    since: date


@dataclass(frozen=True)
class Newest:
    """The judgement of a kind that was made last."""

    id: UUID
    acceptable: bool
    judged_on: date
    valid_until: date


@dataclass(frozen=True)
class Renewal:
    """The service must be judged (again) by a day; ``judgement_id`` None: it never was."""

    kind: Kind
    judgement_id: UUID | None
    on: date


@dataclass(frozen=True)
class Review:
    """A running use must be looked at, because its service was judged not to be fit for it."""

    kind: Kind
    judgement_id: UUID
    use_id: UUID
    on: date


def due(
    kind: Kind, newest: Newest | None, uses: Sequence[Running], policy: PolicySet, *, registered: bool
) -> Sequence[Renewal | Review]:
    """What is to be done about the judgements of one kind while these uses run."""
    resting = [use for use in uses if rests_on(kind, use, policy, registered=registered)]
    if not resting:
        return ()
    if newest is None:
        return (Renewal(kind, None, min(use.since for use in resting) + TIME_TO_ACT),)
    if newest.acceptable:
        return (Renewal(kind, newest.id, newest.valid_until),)
    return [Review(kind, newest.id, use.id, newest.judged_on + TIME_TO_ACT) for use in resting]


def rests_on(kind: Kind, use: Running, policy: PolicySet, *, registered: bool) -> bool:
    """Whether the rules say something else about this use when the judgement is bad or missing.

    What is not known of a use entered at the beginning is taken at its strictest.
    """
    if use.class_code is None:
        return False
    facts = CloudFacts(
        class_code=use.class_code,
        zone=Zone(use.zone or Zone.INTERNET),
        model=policy.cloud.model,
        form=Form(use.form or Form.INDIVIDUAL),
        registered=registered,
        learns=use.learns is not False,
        disclosure="no",
        personal=use.personal,
    )
    good = ruling(policy, facts)
    if kind == "disclosure":
        bad, missing = (ruling(policy, replace(facts, disclosure=said)) for said in ("yes", "unjudged"))
        return bad.outcome is not good.outcome or missing.blocked is not good.blocked
    if registered or good.outcome is Outcome.REFUSED:
        return False
    listed = ruling(policy, replace(facts, registered=True))
    return not set(good.conditions) <= set(listed.conditions)
