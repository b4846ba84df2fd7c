"""What a letter looks like on the wire, and when it is tried again. Pure."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal, Protocol
from uuid import UUID

MOST_ATTEMPTS = 8
ENCODED = "=?"  # how RFC 2047 begins an encoded word: Python decodes it in a header, line breaks and all
WIDE_SPACE = "\u3000"  # between family name and given name

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

_BLANKS = re.compile(" +")


@dataclass(frozen=True)
class Delivery:
    """What the mail server said: taken, refused for good, or to be tried again. ``error`` holds its code, never an address."""

    outcome: Literal["sent", "failed", "later"]
    error: str = ""


Deliver = Callable[[EmailMessage], Delivery]


class Mailer(Protocol):
    """A way to the mail server. Raises OSError when it can't be reached."""

    @property
    def sender(self) -> str: ...

    def connected(self) -> AbstractContextManager[Deliver]: ...


def is_address(text: str) -> bool:
    """Whether a letter can be sent there: one plain address, nothing around it, nothing encoded in it."""
    return len(text) <= 254 and ENCODED not in text and _ADDRESS.fullmatch(text) is not None


def one_line(text: str, size: int) -> str:
    """The text as it may stand in a header: no line breaks, no control characters, nothing that would be decoded to some, not
    longer than ``size``."""
    kept = "".join(one if one.isprintable() or one == WIDE_SPACE else " " for one in text).replace(ENCODED, "= ?")
    return _BLANKS.sub(" ", kept).strip()[:size]


def message_id(mail_id: UUID, sender: str) -> str:
    """The same for the same row, so that a letter sent twice in doubt is one to the receiver."""
    return f"<{mail_id}@{sender.rpartition('@')[2]}>"


def letter(
    *, mail_id: UUID, sender: str, to_address: str, to_name: str, subject: str, body: str, written_at: datetime
) -> EmailMessage:
    """The letter, in UTF-8; ``written_at`` is aware."""
    message = EmailMessage()
    message["From"] = sender
    user, _, domain = to_address.rpartition("@")
    message["To"] = Address(one_line(to_name, 200), user, domain)
    message["Subject"] = one_line(subject, 200)
    message["Date"] = format_datetime(written_at)
    message["Message-ID"] = message_id(mail_id, sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body, charset="utf-8", cte="base64")
    return message


def pause(attempt: int) -> timedelta:
    """How long to wait after the given failed attempt: 1, 4, 16, 64 minutes …, at most 12 hours."""
    return min(timedelta(minutes=4 ** (attempt - 1)), timedelta(hours=12))
