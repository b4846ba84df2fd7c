"""From the workflow's available actions to the buttons of the action panel."""

from collections.abc import Mapping, Sequence
from typing import Literal

from govapi.web.shapes import ActionButton
from govapi.workflow.machine import Available

Tone = Literal["", "primary", "danger"]


def action_buttons(
    available: Sequence[Available],
    base_url: str,
    *,
    tones: Mapping[str, Tone] | None = None,
    hints: Mapping[str, str] | None = None,
    confirms: Mapping[str, str] | None = None,
) -> list[ActionButton]:
    """One button per action, addressed ``{base_url}/{action}`` (``send_back`` → ``send-back``).

    Without ``tones`` the first open action that needs no reason is the primary one.
    """
    chosen = dict(tones or {})
    if "primary" not in chosen.values():
        first = next(
            (one for one in available if not one.blocked_because and not one.needs_reason and one.action not in chosen), None
        )
        if first is not None:
            chosen[first.action] = "primary"
    return [
        ActionButton(
            label=one.label,
            url=f"{base_url}/{one.action.replace('_', '-')}",
            blocked_because=one.blocked_because or "",
            needs_reason=one.needs_reason and not one.asks,
            tone=chosen.get(one.action, ""),
            hint=(hints or {}).get(one.action, ""),
            confirm=(confirms or {}).get(one.action, ""),
            asks=one.asks,
        )
        for one in available
    ]
