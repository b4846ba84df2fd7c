from typing import Annotated

from pydantic import Field

from govapi.policy.schema.base import Label, Part, Rule, Yen


class Weighty(Rule):
    """What counts as 重要な事項: a deputy decides it for an absent decider only when it is urgent."""

    label: Label
    from_yen: Annotated[Yen, Field(ge=1)] | None
    """Tax included; None: the amount makes nothing weighty."""

    def holds(self, amount: int) -> bool:
        return self.from_yen is not None and amount >= self.from_yen


class Deputising(Part):
    """代決. Who the deputies are follows from the posts (``approvals.rules.deputies_of``)."""

    weighty: Weighty
