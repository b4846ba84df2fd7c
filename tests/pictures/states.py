"""README's state pictures, drawn from the transition tables: ``python -m tests.pictures.states``."""

import re
from pathlib import Path

from govapi.approvals.workflow import APPROVAL
from govapi.contracts.workflow import CONTRACT
from govapi.workflow import Workflow
from govapi.workflow.picture import mermaid

README = Path(__file__).parents[2] / "README.md"
FLOWS: dict[str, Workflow] = {flow.noun: flow for flow in (CONTRACT, APPROVAL)}
PLACE = re.compile(r"(<!-- made by tests/pictures/states\.py: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def drawn(readme: str) -> str:
    """``readme`` with every state picture drawn anew."""
    return PLACE.sub(lambda place: f"{place[1]}```mermaid\n{mermaid(FLOWS[place[2]])}```\n{place[3]}", readme)


if __name__ == "__main__":
    README.write_text(drawn(README.read_text("utf-8")), "utf-8")
