"""When an address opens, until when, and how much may be handed in by it. Pure: today and now are arguments."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

MOST_DAYS = 60
AWAY = timedelta(minutes=30)  # who comes back after that has come again
TOKEN_BYTES = 32
MOST_FILES = 30
MOST_BYTES = 100 << 20

State = Literal["open", "answered", "not_yet", "closed", "expired", "revoked"]
STATES: dict[State, str] = {
    "open": "回答できる",
    "answered": "回答済",
    "not_yet": "送付前",
    "closed": "終了",
    "expired": "期限切れ",
    "revoked": "取消し",
}
_KEY = re.compile(r"([0-9]{6})\.([A-Za-z0-9_-]{43})")
# For an address that is none: looked for like any other, and never found.
NOBODY = ("000000", "A" * 43)


@dataclass(frozen=True)
class LinkFacts:
    """What decides whether a link opens."""

    expires_on: date
    follows_deadline: bool
    issued_on: date
    deadline: date
    revoked: bool
    submitted: bool
    sheet_status: str


def parsed(key: str) -> tuple[str, str] | None:
    """(団体コード, token) of the last part of an address; None when it cannot be one."""
    found = _KEY.fullmatch(key)
    return (found[1], found[2]) if found else None


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def last_day(facts: LinkFacts) -> date:
    """The last day on which the link opens: a new deadline moves it, but never beyond the sixtieth day."""
    wanted = max(facts.expires_on, facts.deadline) if facts.follows_deadline else facts.expires_on
    return min(wanted, facts.issued_on + timedelta(days=MOST_DAYS))


def state_of(facts: LinkFacts, today: date) -> State:
    """How the link stands. It opens in ``open`` (answers are taken) and ``answered`` (the receipt is shown) only."""
    if facts.revoked:
        return "revoked"
    if today > last_day(facts):
        return "expired"
    if facts.sheet_status == "draft":
        return "not_yet"
    if facts.sheet_status == "awaiting":
        return "open"
    if facts.submitted and facts.sheet_status in ("answered", "in_approval"):
        return "answered"
    return "closed"


def expiry_fault(wanted: date | None, today: date) -> str | None:
    """Why a link cannot end on the day asked for."""
    if wanted is not None and wanted < today:
        return "リンクの期限は、今日以後の日にしてください。"
    if wanted is not None and wanted > today + timedelta(days=MOST_DAYS):
        return f"リンクの期限は、今日から{MOST_DAYS}日以内の日にしてください。"
    return None


def upload_fault(count: int, total: int, more: int) -> str | None:
    """Why one file more cannot be taken. ``count`` and ``total`` (bytes) include those taken back: they are kept."""
    if count >= MOST_FILES:
        return f"提出できるファイルは{MOST_FILES}件までです。複数の書類は、一つのPDFにまとめてください。"
    if total + more > MOST_BYTES:
        return f"提出できるファイルは、合わせて{MOST_BYTES >> 20}MBまでです。ファイルを小さくしてください。"
    return None


def came_again(last_seen: datetime | None, now: datetime) -> bool:
    """Whether a look after ``last_seen`` (Universal Time, with or without its zone) is a visit of its own."""
    if last_seen is None:
        return True
    return now - (last_seen if last_seen.tzinfo else last_seen.replace(tzinfo=UTC)) >= AWAY


def receipt(sheet_number: str, submitted_at: datetime, token_hash: str) -> str:
    """The number on the confirmation: of the sheet, the minute, and a few signs that only this link and this minute lead to."""
    check = hashlib.sha256(f"{token_hash} {submitted_at.isoformat()}".encode()).hexdigest()[:6].upper()
    return f"{sheet_number}-{check}"
