"""The state picture, drawn from the table (Mermaid), so that it cannot drift."""

from govapi.workflow.machine import Workflow


def mermaid(flow: Workflow) -> str:
    """A Mermaid state diagram of the workflow, with its Japanese labels."""
    lines = ["stateDiagram-v2", "    direction LR"]
    lines += [f"    {state}: {label}" for state, label in flow.labels.items()]
    lines.append(f"    [*] --> {flow.initial}")
    lines += [f"    {source} --> {row.target}: {row.label}" for row in flow.transitions for source in row.sources]
    ends = [state for state in flow.labels if not any(state in row.sources for row in flow.transitions)]
    lines += [f"    {state} --> [*]" for state in ends]
    return "\n".join(lines) + "\n"
