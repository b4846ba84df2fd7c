"""What the cloud rules say about one use: pure functions of the policy set and the facts of the use."""

from dataclasses import dataclass, replace

from govapi.policy.schema.classification import Classification
from govapi.policy.schema.cloud import CloudRule, Disclosure, Form, NetworkModel, Outcome, When, Zone
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind


@dataclass(frozen=True, slots=True)
class CloudFacts:
    """The axes of one use. ``class_code`` is the ceiling of what may be put in; ``registered`` holds today."""

    class_code: str
    zone: Zone
    model: NetworkModel
    form: Form
    registered: bool
    learns: bool
    disclosure: Disclosure
    personal: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One rule that spoke, and why: the sentence for the applicant, and where it comes from."""

    key: str
    label: str
    outcome: Outcome | None
    blocks: bool
    because: str
    policy: tuple[str, ...]
    source_label: str
    basis: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The hardest outcome of all rules. ``blocked``: it cannot be submitted as it is; ``conditions``: keys, in the order of the
    catalogue."""

    outcome: Outcome
    said: tuple[Said, ...]
    conditions: tuple[str, ...]

    @property
    def blocked(self) -> bool:
        return any(one.blocks for one in self.said)

    @property
    def deciding(self) -> tuple[Said, ...]:
        """The rules that made the outcome what it is, and those that stand in the way of submitting."""
        return tuple(one for one in self.said if one.blocks or one.outcome is self.outcome)


NOT_FORESEEN = Said(
    key="not_foreseen",
    label="規則に定めのない組合せ",
    outcome=Outcome.REFUSED,
    blocks=False,
    because="この組合せ（接続元、契約形態及び情報の分類）での利用を認める規則がないため、利用できません。",
    policy=("6(8)",),
    source_label="初期値（要確認）",
    basis="定めのない利用は認めないという考え方の提案",
)


def ruling(policy: PolicySet, facts: CloudFacts) -> Ruling:
    """Applies every rule; the hardest outcome wins, and what no rule with an outcome speaks of is refused."""
    facts = replace(facts, class_code=policy.classification.standing(facts.class_code))
    spoke = [rule for rule in policy.cloud.rules if any(_fits(policy.classification, when, facts) for when in rule.when)]
    said = tuple(_said(rule) for rule in spoke)
    outcomes = [rule.outcome for rule in spoke if rule.outcome is not None]
    if not outcomes:
        said, outcomes = (*said, NOT_FORESEEN), [Outcome.REFUSED]
    wanted = {key for rule in spoke for key in rule.adds}
    return Ruling(
        outcome=max(outcomes, key=lambda outcome: outcome.rank),
        said=said,
        conditions=tuple(kind.key for kind in policy.cloud.conditions if kind.key in wanted),
    )


def decided_by(policy: PolicySet, class_code: str, *, exception: bool) -> DecisionKind:
    """Which route permits a use of this class (許可権限者). The last row of a checked policy set fits everything."""
    for row in policy.cloud.permitting:
        heavy = row.class_at_least is None or policy.classification.rank(class_code) >= policy.classification.rank(
            row.class_at_least
        )
        if heavy and (exception or not row.exception):
            return row.decided_by
    return policy.cloud.permitting[-1].decided_by


def _fits(classes: Classification, when: When, facts: CloudFacts) -> bool:
    return all(
        (
            not when.classes or facts.class_code in when.classes,
            when.class_at_least is None or classes.rank(facts.class_code) >= classes.rank(when.class_at_least),
            when.personal is None or facts.personal,
            not when.zones or facts.zone in when.zones,
            not when.models or facts.model in when.models,
            not when.forms or facts.form in when.forms,
            when.registered is None or facts.registered is when.registered,
            when.learns is None or facts.learns,
            not when.disclosure or facts.disclosure in when.disclosure,
        )
    )


def _said(rule: CloudRule) -> Said:
    return Said(
        key=rule.key,
        label=rule.label,
        outcome=rule.outcome,
        blocks=rule.blocks,
        because=rule.because,
        policy=rule.policy,
        source_label=rule.source.label,
        basis=rule.source.basis,
    )
