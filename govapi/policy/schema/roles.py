from collections.abc import Collection

from govapi.policy.schema.base import Key, Label, Part, Rule, by_key


class Duty(Rule):
    """A duty a post carries (domain term 職務). Persons follow from 発令; sign-in claims never grant a duty."""

    key: Key
    label: Label
    usual_post: Label


class SystemRole(Rule):
    """A role of the system itself, granted by values of the sign-in claim that the setting ``oidc_roles_claim`` names."""

    key: Key
    label: Label
    claim_values: tuple[str, ...]


class Roles(Part):
    duties: tuple[Duty, ...]
    system_roles: tuple[SystemRole, ...]

    def duty(self, key: str) -> Duty:
        """KeyError when unknown."""
        return by_key(self.duties, key)

    def from_claim(self, values: Collection[str]) -> frozenset[str]:
        """The system roles these claim values grant."""
        return frozenset(role.key for role in self.system_roles if set(role.claim_values) & set(values))
