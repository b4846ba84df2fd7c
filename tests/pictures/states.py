"""README's state pictures, drawn from the transition tables: ``python -m tests.pictures.states``."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import govapi
from govapi.workflow import Workflow
from govapi.workflow.picture import mermaid

README = Path(__file__).parents[2] / "README.md"


def tables_of_transitions() -> Iterator[Workflow]:
    """Every transition table of the house."""
    for module in pkgutil.walk_packages(govapi.__path__, "govapi."):
        if module.name.endswith(".workflow"):
            yield from (one for one in vars(importlib.import_module(module.name)).values() if isinstance(one, Workflow))


FLOWS = {flow.noun: flow for flow in tables_of_transitions()}
PLACE = re.compile(r"(<!-- made by tests/pictures/states\.py: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def drawn(readme: str) -> str:
    """``readme`` with every state picture drawn anew."""
    return PLACE.sub(lambda place: f"{place[1]}```mermaid\n{mermaid(FLOWS[place[2]])}```\n{place[3]}", readme)


if __name__ == "__main__":
    README.write_text(drawn(README.read_text("utf-8")), "utf-8")
