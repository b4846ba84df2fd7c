"""手続 (workflow): one table per process, read aloud, from which actions, buttons, audit rows and tests come.

Serves policy section 6(7): the policy is kept by procedure, not by memory.
"""

from govapi.workflow.machine import Available, Guard, Step, T, Workflow

__all__ = ["Available", "Guard", "Step", "T", "Workflow"]
