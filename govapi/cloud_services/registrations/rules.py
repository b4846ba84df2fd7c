"""The states of an entry, the names by which one is matched, and whether it holds on a day. Pure."""

import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Literal

from govapi.kit.text import company_key
from govapi.policy.schema.cloud import Registry

State = Literal["registered", "renewing", "suspended", "cancelled", "gone"]
STATES: dict[str, str] = {
    "registered": "登録中",
    "renewing": "更新審査中",
    "suspended": "一時停止",
    "cancelled": "登録取消し",
    "gone": "一覧に掲載なし",
}
KEY_LIMIT = 300


def service_key(name: str) -> str:
    """The key under which two spellings of one service meet. Equal keys are a hint to a person, no proof."""
    return company_key(name)[:KEY_LIMIT]


def provider_key(name: str) -> str:
    """The same for the name of a company."""
    return company_key(name)[:KEY_LIMIT]


def number_key(text: str) -> str:
    """A number as it is looked for: half width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def registering(registries: Collection[Registry]) -> list[str]:
    """The keys of the lists whose valid entry counts as registered in the permission rules."""
    return [one.key for one in registries if one.registers]


def label_of(registries: Collection[Registry], key: str) -> str:
    """The name of a list; the key of one that the policy set no longer knows."""
    return next((one.label for one in registries if one.key == key), key)


def holds(state: str, expires_on: date | None, on: date) -> bool:
    """Whether an entry is valid on the day: its last day has not passed, or its timely renewal is under decision."""
    return state == "renewing" or (state == "registered" and (expires_on is None or on <= expires_on))


def badge_of(state: State, expires_on: date | None, on: date) -> str:
    """The state of the day, in words: a registration whose last day has passed has run out, whatever the list says."""
    if state == "registered" and not holds(state, expires_on, on):
        return "期限切れ"
    return STATES[state]
