from datetime import date
from typing import Annotated

from pydantic import Field

from govapi.policy.schema.base import Key, Label, Part, Rule, by_key


class Lead(Rule):
    """A notice so many days before (or after, `after=true`) the day it is about."""

    key: Key
    label: Label
    days: Annotated[int, Field(ge=0, le=1825)]
    after: bool = False


class Yearly(Rule):
    """A span that comes every fiscal year, e.g. 予算要求 10月1日–11月30日. Months and days, both ends included."""

    key: Key
    label: Label
    from_month: Annotated[int, Field(ge=1, le=12)]
    from_day: Annotated[int, Field(ge=1, le=31)]
    to_month: Annotated[int, Field(ge=1, le=12)]
    to_day: Annotated[int, Field(ge=1, le=31)]


class Transition(Rule):
    """地方自治法施行規則第16条の3: a job whose performance began before `from_day` is 経過措置対象."""

    from_day: date
    label: Label
    before_label: Label


class Notices(Part):
    leads: tuple[Lead, ...]
    yearly: tuple[Yearly, ...]
    transition: Transition

    def days(self, key: str) -> int:
        """Days of the lead; KeyError when unknown."""
        return by_key(self.leads, key).days
