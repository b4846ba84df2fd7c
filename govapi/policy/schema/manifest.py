from pydantic import Field

from govapi.policy.schema.base import Key, Label, Part, by_key


class Template(Part):
    """A Word template of the manifest, and the words for the facts it asks for."""

    key: Key
    title: Label
    file: str
    carries_clauses: bool = False
    precedence: int | None = None
    """Order of precedence among the papers of one contract; None for papers outside that order."""
    facts: dict[str, Label] = Field(default_factory=dict)


class Manifest(Part):
    templates: tuple[Template, ...] = ()

    def template(self, key: str) -> Template:
        """KeyError when unknown."""
        return by_key(self.templates, key)
