"""The shape of an available action, for every room's answers."""

from collections.abc import Sequence

from pydantic import BaseModel

from govapi.workflow.machine import Available


class AvailableOut(BaseModel):
    """An action this caller may take now; ``blocked_because`` says in Japanese why it can't be taken yet."""

    action: str
    label: str
    needs_reason: bool
    asks: bool
    blocked_because: str | None


def shown(actions: Sequence[Available]) -> list[AvailableOut]:
    return [AvailableOut(**vars(action)) for action in actions]
