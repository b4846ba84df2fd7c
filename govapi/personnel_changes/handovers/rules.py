"""What is handed over when a holder changes, and what the guards of a handover look at. Pure: today is an argument."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from govapi.kit.japan.era import wareki
from govapi.policy.schema.personnel import HandoverRole

LIVE = ("open", "given")
FELL_AWAY = "人事異動の訂正により、引継ぎの必要がなくなったため"
OVER = "引き継ぐものが終わったため"
# What can end or pass to another before it was handed over.
ROLES_THAT_END: tuple[HandoverRole, ...] = (
    "contract.supervisor", "contract.inspector", "approval.applicant", "approval.step", "duty.person",
)  # fmt: skip
# Where what is handed over stands, on the screen and in the API.
PLACES: Mapping[str, str] = {
    "sns_service": "/sns-services",
    "sns_account": "/sns-accounts",
    "cloud_use": "/cloud-uses",
    "contract": "/contracts",
    "approval": "/approvals",
    "duty": "/duties",
}


@dataclass(frozen=True)
class HolderChange:
    """From day ``on`` somebody else holds a post, or nobody. ``receiver_id`` None: 後任者未定.

    ``leads``: the giver answered for the post (本務 before 兼務 before 職務代理) and does so no more: what the post holds is
    handed over. ``leaves``: the giver is no longer in the post at all: what he holds in person is looked at.
    """

    post_id: UUID
    giver_id: UUID
    receiver_id: UUID | None
    on: date
    leads: bool = True
    leaves: bool = True


@dataclass(frozen=True)
class Held:
    """One thing a post or a person holds in some room."""

    role: HandoverRole
    noun: str
    record_id: UUID
    number: str
    title: str
    organ_id: UUID
    department_id: UUID
    department_path: str
    post_id: UUID | None = None
    person_id: UUID | None = None

    def key(self, giver_id: UUID, on: date) -> str:
        """The same for the same handover, however often the list is read."""
        return f"{self.noun}:{self.record_id}:{self.role}:{giver_id}:{on.isoformat()}"


def passed_on(post_id: UUID, on: date, before: Sequence[UUID], after: Sequence[UUID]) -> list[HolderChange]:
    """What changes at a post between the holders of the day before and those of the day, who leads first in both."""
    leader = after[0] if after else None
    new = next((one for one in after if one not in before), leader)
    found = []
    for place, giver in enumerate(before):
        leads, leaves = place == 0 and giver != leader, giver not in after
        if leads or leaves:
            found.append(HolderChange(post_id, giver, leader if leads else new, on, leads=leads, leaves=leaves))
    return found


def gives_up(record_path: str, before: Collection[str], after: Collection[str]) -> bool:
    """Whether what somebody holds in person in the section ``record_path`` passes to another, by the department paths of the
    posts held on the day before and from the day on. Who stays in the section keeps it; what is held for another section
    (検査職員 of 契約検査課) is kept with any post that is kept."""
    stayed = set(before) & set(after)
    near = {path for path in before if record_path.startswith(path)}
    if near:
        return not stayed & near and not any(path.startswith(record_path) for path in after)
    return not stayed


@dataclass(frozen=True)
class HandoverFacts:
    """What the guards look at. ``todo_giver`` and ``todo_receiver``: labels of what is not confirmed yet."""

    today: date
    effective_on: date
    todo_giver: Sequence[str] = ()
    todo_receiver: Sequence[str] = ()


def giver_items_done(facts: HandoverFacts) -> str | None:
    return _todo("前任者", facts.todo_giver)


def receiver_items_done(facts: HandoverFacts) -> str | None:
    return _todo("後任者", facts.todo_receiver)


def day_has_come(facts: HandoverFacts) -> str | None:
    if facts.today >= facts.effective_on:
        return None
    return f"異動の日（{wareki(facts.effective_on)}）になってから確認してください。"


def _todo(who: str, labels: Sequence[str]) -> str | None:
    if not labels:
        return None
    return f"{who}が確かめる事項（{'、'.join(labels)}）を確認してください。行う必要がないものは、「該当なし」としてその理由を記録してください。"
