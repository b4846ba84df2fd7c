"""Who can be named for what, and which duties a vacancy brings. Pure. Which posts stand beside each other: `people.rules`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.sns_accounts.rules import ANSWERED_FOR, LIVE

Level = Literal["service", "account"]
Role = Literal["officer", "deputy", "operator"]

LEVELS: Mapping[Level, str] = {"service": "サービスごと", "account": "アカウントごと"}
ROLES: Mapping[Role, str] = {"officer": "責任者", "deputy": "副責任者", "operator": "運用担当者"}
# Of these one holds at a time, so the next one takes the place of the one before. There may be several operators.
ONE_AT_A_TIME: frozenset[Role] = frozenset({"officer", "deputy"})
ANSWERING: frozenset[Role] = frozenset({"officer", "deputy"})  # who acts as 責任者又は副責任者
ROLES_OF: Mapping[Level, tuple[Role, ...]] = {"service": ("officer",), "account": ("officer", "deputy", "operator")}


def naming_fault(level: Level, role: Role, status: str) -> str | None:
    """Why nobody can be named for the role, or taken from it, in Japanese; None when somebody can. A service has no ``status``."""
    if role not in ROLES_OF[level]:
        return f"サービスごとに指定するのは、責任者です。{ROLES[role]}は、アカウントごとに指定してください。"
    if level == "account" and status not in LIVE:
        return "この状態のアカウントの、責任者等の指定は変更できません。"
    return None


def may_be_withdrawn(from_date: date, status: str, today: date) -> bool:
    """A designation that has begun is ended, not taken back; before the account runs, none has begun."""
    return from_date >= today or (status in LIVE and status not in ANSWERED_FOR)


@dataclass(frozen=True)
class Wanted:
    """The days of the duties that stand about an account; None: none stands."""

    officer: date | None  # 責任者の欠員
    pause: date | None  # 休止の判断


def wanted(status: str, vacant_from: date | None, today: date) -> Wanted:
    """A vacancy is a duty from the day it is foreseen, until the account is closed; that it should be paused is proposed while it
    runs without an officer."""
    if status not in ANSWERED_FOR or vacant_from is None:
        return Wanted(None, None)
    return Wanted(vacant_from, vacant_from if status == "active" and vacant_from <= today else None)
