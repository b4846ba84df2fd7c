"""How long an account has been silent, and what follows from it. Pure: today is an argument.

In the table of the accounts (the pause of a sleeping account, proposed when it is idle):
    T("rest", "休眠のため休止する", ("active",), "paused", {SECTION_HEAD, PUBLIC_RELATIONS_HEAD}, (is_idle,),
      needs_reason=True, stamps="paused")          # pause_kind = "dormant"
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from govapi.kit.errors import FieldFault
from govapi.kit.japan.era import wareki
from govapi.policy.schema.sns import Dormancy

State = Literal["awake", "warned", "idle"]
RUNNING = "active"


@dataclass(frozen=True)
class Quiet:
    """How an account stands. ``idle_on``: the day on which it is idle if nothing is published; None: it does not run."""

    state: State = "awake"
    days: int = 0
    idle_on: date | None = None


class HasQuiet(Protocol):
    """What the facts of an account hold for the guard here."""

    @property
    def quiet(self) -> Quiet: ...


class Publishing(Protocol):
    """The columns of the account."""

    @property
    def status(self) -> str: ...
    @property
    def quiet_since(self) -> date | None: ...


def quiet_of(account: Publishing, dormancy: Dormancy, today: date) -> Quiet:
    """How an account stands today, for its facts and its badge: no query."""
    if account.status != RUNNING or account.quiet_since is None:
        return Quiet()
    days = max(0, (today - account.quiet_since).days)
    state: State = "awake"
    if days >= dormancy.warn_after_days:
        state = "warned"
    if days >= dormancy.idle_after_days:
        state = "idle"
    return Quiet(state, days, idle_on(account.quiet_since, dormancy))


def idle_on(quiet_since: date, dormancy: Dormancy) -> date:
    """The day on which an account is idle that has been silent since then."""
    return quiet_since + timedelta(days=dormancy.idle_after_days)


def warned_since(dormancy: Dormancy, today: date) -> date:
    """Whoever has been silent since this day or longer is warned today."""
    return today - timedelta(days=dormancy.warn_after_days)


def is_idle(facts: HasQuiet) -> str | None:
    """Guard of the pause of a sleeping account."""
    if facts.quiet.state == "idle":
        return None
    return "休眠による休止を行えるのは、方針セットに定める日数以上、発信のないアカウントだけです。ほかの理由のときは「休止する」を使ってください。"


def silent_since(last_post_on: date | None, begun_on: date | None) -> date | None:
    """From which day silence is counted: the last post, or the later day on which the account was opened or resumed."""
    return max((day for day in (last_post_on, begun_on) if day is not None), default=None)


def faults(last_post_on: date, before: date | None, reason: str, today: date) -> list[FieldFault]:
    """What is wrong with a last post that is recorded: a day to come, or an earlier one than before without a reason."""
    if last_post_on > today:
        return [FieldFault("/last_post_on", "最後の発信の日には、今日以前の日を入力してください。")]
    if before is not None and last_post_on < before and not reason.strip():
        sentence = f"前に記録した最後の発信の日（{wareki(before)}）より前の日です。記録を正すときは、その理由を入力してください。"
        return [FieldFault("/reason", sentence)]
    return []


def cause_of(quiet: Quiet, quiet_since: date) -> tuple[str, str]:
    """Why a silent account is somebody's duty: the cause, and its words."""
    if quiet.state == "idle":
        return "idle", f"{wareki(quiet_since)}から発信がなく、休眠の日数を過ぎたため、休止を提案します。"
    return "silent", f"{wareki(quiet_since)}から発信がありません。"
