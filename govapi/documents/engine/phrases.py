"""The same small language for a text without Word: the wording of a clause, with its parameters and references."""

from collections.abc import Mapping, Sequence

from jinja2 import Template

from govapi.documents.engine.environment import compile_source, environment
from govapi.documents.engine.filters import FILTERS, Filter
from govapi.documents.engine.instrument import PlainInstrument
from govapi.documents.engine.output import Draft, Page
from govapi.documents.engine.refusals import TagFault, TemplateRefused
from govapi.documents.engine.template import fill

MAX_CHARACTERS = 100_000


class CompiledText:
    """``fact_paths``: the dotted names of the facts it uses, as of a compiled template."""

    def __init__(self, fact_paths: Sequence[str], text: Template) -> None:
        self.fact_paths = tuple(fact_paths)
        self._text = text

    def render(self, facts: Mapping[str, object]) -> str:
        """The text with these facts. Raises FactMissing, FactUnfit, TooLarge."""
        return "".join(fill(self._text, facts, Page(), MAX_CHARACTERS))

    def missing(self, facts: Mapping[str, object]) -> list[str]:
        """The facts it would print but that are not known."""
        draft = Draft()
        fill(self._text, facts, draft, MAX_CHARACTERS)
        return list(draft.missed)


def compile_text(source: str, *, filters: Mapping[str, Filter] = FILTERS) -> CompiledText:
    """Checks and compiles a text with tags. Raises TemplateRefused."""
    paths: dict[str, None] = {}
    try:
        text = compile_source(environment(filters), source, PlainInstrument(paths))
    except TagFault as fault:
        lines = source.split("\n")
        seen = lines[fault.line - 1][:60] if 0 < fault.line <= len(lines) else ""
        raise TemplateRefused(f"「{seen}」：{fault.message}") from None
    return CompiledText(list(paths), text)
