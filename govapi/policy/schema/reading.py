from enum import StrEnum

from govapi.policy.schema.base import Key, Label, Part, Rule


class ReadScope(StrEnum):
    """Who sees a record: those of the section, the bureau or the organ it belongs to, all staff, or named duties only."""

    OWN_SECTION = "own_section"
    OWN_BUREAU = "own_bureau"
    OWN_ORGAN = "own_organ"
    ALL_STAFF = "all_staff"
    DUTIES_ONLY = "duties_only"


class ReadRule(Rule):
    """Read rule of one noun of the API. The duties and system roles named see every record of the town."""

    noun: Key
    label: Label
    scope: ReadScope
    duties: tuple[Key, ...] = ()
    system_roles: tuple[Key, ...] = ()
    on_route: bool = True
    """Those who stand in the approval route of a record see it too."""


class NarrowField(Rule):
    """A field only some readers of the record see; absent from lists, search and exports for everybody."""

    noun: Key
    field: Key
    label: Label
    duties: tuple[Key, ...] = ()
    on_route: bool = False
    """The applicant's section and those in the route see it."""


class Reading(Part):
    rules: tuple[ReadRule, ...]
    narrow_fields: tuple[NarrowField, ...] = ()

    def rule(self, noun: str) -> ReadRule:
        """KeyError when the noun has no rule: then nobody may read it."""
        for row in self.rules:
            if row.noun == noun:
                return row
        raise KeyError(noun)

    def narrow(self, noun: str) -> tuple[NarrowField, ...]:
        return tuple(row for row in self.narrow_fields if row.noun == noun)
