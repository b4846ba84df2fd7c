"""The states of an entry, the names by which one is matched, and whether it holds on a day. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from govapi.kit.text import company_key
from govapi.policy.schema.cloud import Registry

State = Literal["registered", "renewing", "suspended", "cancelled", "gone"]
STATES: dict[State, str] = {
    "registered": "登録",
    "renewing": "更新審査中",
    "suspended": "一時停止",
    "cancelled": "登録取消し",
    "gone": "一覧に掲載なし",
}
MATCHES = {"proposed": "候補", "confirmed": "確認済み", "refused": "対応しない"}
KEY_LIMIT = 300


def service_key(name: str) -> str:
    """The key under which two spellings of one service meet. Equal keys are a hint to a person, no proof."""
    return company_key(name)[:KEY_LIMIT]


def provider_key(name: str) -> str:
    """The same for the name of a company."""
    return company_key(name)[:KEY_LIMIT]


def registering(registries: Collection[Registry]) -> list[str]:
    """The keys of the lists whose valid entry counts as registered in the permission rules."""
    return [one.key for one in registries if one.registers]


def holds(state: str, expires_on: date | None, on: date) -> bool:
    """Whether an entry is valid on the day: its last day has not passed, or its timely renewal is under decision."""
    return state == "renewing" or (state == "registered" and (expires_on is None or on <= expires_on))
