"""What the loss of a registration asks, and when. Pure: today is an argument."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from govapi.cloud_services.registrations.rules import holds
from govapi.kit.japan.era import wareki

KIND = "cloud.registration"
RESPOND_DAYS = 30
ONE_DAY = timedelta(days=1)
Cause = Literal["expiry", "suspended", "cancelled", "gone"]
CAUSES: dict[Cause, str] = {
    "expiry": "登録の有効期限",
    "suspended": "登録の一時停止",
    "cancelled": "登録の取消し",
    "gone": "一覧からの消失",
}


@dataclass(frozen=True)
class Held:
    """An entry that is the service, as a person has confirmed. ``registers``: it counts in the permission rules.
    ``state_on``: the day on which the town learned of its state."""

    registration_id: UUID
    registry_label: str
    number: str
    registers: bool
    state: str
    expires_on: date | None
    state_on: date


@dataclass(frozen=True)
class Loss:
    """A registration that is lost, or will be on a known day. ``on``: the last day it held, or the day the town learned of it;
    ``due``: by when every use is looked at."""

    registration_id: UUID
    cause: Cause
    on: date
    due: date
    label: str

    def key(self, use_id: UUID) -> str:
        """The same for the same loss, and another one when it is lost again: what was answered once stays answered."""
        return f"{KIND}:{use_id}:{self.registration_id}:{self.cause}:{self.on}"


def losses(held: Sequence[Held], today: date) -> list[Loss]:
    """The losses after which no registration of as much weight remains."""
    found = []
    for one in held:
        loss = _loss(one)
        if loss is not None and not _remains(one, loss, held, today):
            found.append(loss)
    return found


def _loss(one: Held) -> Loss | None:
    """What is or will be lost of an entry; None while it runs without an end, or its timely renewal is under decision."""
    if one.state == "renewing" or (one.state == "registered" and one.expires_on is None):
        return None
    name = f"{one.registry_label}の登録番号{one.number}"
    ran_out = one.expires_on is not None and (one.state == "registered" or one.expires_on < one.state_on)
    if ran_out and one.expires_on is not None:  # an entry that had run out and then left the list was lost once
        return Loss(
            one.registration_id, "expiry", one.expires_on, one.expires_on, f"{name}の有効期限（{wareki(one.expires_on)}）"
        )
    words: dict[str, tuple[Cause, str]] = {
        "suspended": ("suspended", "一時停止"),
        "cancelled": ("cancelled", "登録取消し"),
    }
    cause, said = words.get(one.state, ("gone", "公表された一覧に掲載なし"))
    label = f"{name}：{said}（{wareki(one.state_on)}に判明）"
    return Loss(one.registration_id, cause, one.state_on, one.state_on + timedelta(days=RESPOND_DAYS), label)


def _remains(lost: Held, loss: Loss, held: Collection[Held], today: date) -> bool:
    """Whether another registration of the service holds when this one is lost."""
    after = max(loss.on + ONE_DAY, today) if loss.cause == "expiry" else today
    return any(
        other.registration_id != lost.registration_id
        and (other.registers or not lost.registers)
        and holds(other.state, other.expires_on, after)
        for other in held
    )


def was_known(loss: Loss, requested_on: date | None) -> bool:
    """Whether a use was applied for after the loss: then it was decided without the registration."""
    return requested_on is not None and requested_on > loss.on
