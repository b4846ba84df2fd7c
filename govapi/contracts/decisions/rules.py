"""Which decision an action asks for, and which transition its outcome fires. Pure."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from govapi.policy.schema.routes import DecisionKind

# action → the decision it asks for
ASKS: Mapping[str, DecisionKind] = {
    "submit_plan": DecisionKind.PLAN,
    "submit_conclusion": DecisionKind.CONCLUDE,
    "submit_merged": DecisionKind.PLAN_AND_CONCLUDE,
    "terminate": DecisionKind.CANCEL,
}

# (kind of decision, outcome) → the transition of the contract
FIRES: Mapping[tuple[str, str], str] = {
    (DecisionKind.PLAN, "decided"): "plan_decided",
    (DecisionKind.PLAN, "returned"): "plan_returned",
    (DecisionKind.PLAN, "withdrawn"): "plan_returned",
    (DecisionKind.PLAN, "rejected"): "plan_rejected",
    (DecisionKind.CONCLUDE, "decided"): "conclusion_decided",
    (DecisionKind.CONCLUDE, "returned"): "conclusion_returned",
    (DecisionKind.CONCLUDE, "withdrawn"): "conclusion_returned",
    (DecisionKind.CONCLUDE, "rejected"): "conclusion_rejected",
    (DecisionKind.PLAN_AND_CONCLUDE, "decided"): "conclusion_decided",
    (DecisionKind.PLAN_AND_CONCLUDE, "returned"): "merged_returned",
    (DecisionKind.PLAN_AND_CONCLUDE, "withdrawn"): "merged_returned",
    (DecisionKind.PLAN_AND_CONCLUDE, "rejected"): "conclusion_rejected",
}

ALIKE = 0.6


def split_suspects(title: str, price: int | None, ceiling: int, others: Sequence[tuple[str, str, int | None]]) -> list[str]:
    """Numbers of contracts that look like the same order divided: like titles, each within the small-sum ceiling, together above it.

    ``others`` are (number, title, price) of live contracts of the same section and fiscal year.
    """
    if price is None or price > ceiling:
        return []
    like = [(number, other) for number, name, other in others if other is not None and other <= ceiling and _alike(title, name)]
    return [number for number, _price in like] if price + sum(other for _number, other in like) > ceiling else []


def _alike(one: str, two: str) -> bool:
    return SequenceMatcher(None, one, two).ratio() >= ALIKE
