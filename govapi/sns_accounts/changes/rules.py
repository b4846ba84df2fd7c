"""What an application to change an account must satisfy. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govapi.sns_accounts.rules import APPROVED, REQUIRED, listed

# An account whose approved contents may be changed: approved, and not being closed.
CHANGEABLE = ("approved", "active", "paused")
UNDER_WAY = ("draft", "in_approval")
# These decide what else an account needs: contract, approval of the cloud service.
BINDING = ("takes", "outsourced")


@dataclass(frozen=True)
class ChangeFacts:
    """What the guards look at; collected by the service, never by the rules."""

    account_status: str  # in words
    changeable: bool = True
    differs: bool = True
    emptied: Sequence[str] = ()  # labels of fields an account may not be without
    unknown: Sequence[str] = ()  # choices the policy set of today no longer has
    address_fault: str | None = None
    link_faults: Sequence[str] = ()


def account_stands(facts: ChangeFacts) -> str | None:
    if facts.changeable:
        return None
    return f"このアカウントは「{facts.account_status}」のため、変更できません。"


def something_differs(facts: ChangeFacts) -> str | None:
    return None if facts.differs else "今の内容と異なるところがありません。変更する項目を入力してください。"


def nothing_emptied(facts: ChangeFacts) -> str | None:
    if not facts.emptied:
        return None
    return f"次の項目は空にできません。{listed(facts.emptied)}を入力してください。"


def choices_known(facts: ChangeFacts) -> str | None:
    if not facts.unknown:
        return None
    return f"今の方針セットにない選択肢が選ばれています。{listed(facts.unknown)}を選び直してください。"


def address_sound(facts: ChangeFacts) -> str | None:
    return facts.address_fault


def links_there(facts: ChangeFacts) -> str | None:
    """A running account does not begin to take information without the approval and the contract it needs for that."""
    return "".join(facts.link_faults) or None


FOR_SUBMITTING = (account_stands, something_differs, nothing_emptied, choices_known, address_sound, links_there)
FOR_MAKING = (account_stands, links_there)


def sentences(facts: ChangeFacts) -> list[str]:
    """Everything that stands in the way of submitting, for the page."""
    return [sentence for guard in FOR_SUBMITTING if (sentence := guard(facts)) is not None]


def differing(values: Mapping[str, Any], present: Mapping[str, Any]) -> dict[str, Any]:
    """The proposed values that are other than those of the account; in which order things were chosen says nothing."""
    return {name: value for name, value in values.items() if _meant(value) != _meant(present.get(name))}


def _meant(value: object) -> object:
    return sorted(value) if isinstance(value, list) else value


def emptied(values: Mapping[str, Any]) -> list[str]:
    """Labels of the fields an account may not be without that the proposal empties."""
    kept: Collection[str] = ("name", "handle", *REQUIRED)
    return [APPROVED[name] for name in kept if name in values and not values[name]]
