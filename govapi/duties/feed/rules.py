"""A calendar after RFC 5545, and its secret address. Pure."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

PRODUCT = "-//govapi//期限のある仕事//JA"
LINE_BYTES = 75
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Entry:
    """A duty as a whole-day event."""

    id: UUID
    version: int
    changed_at: datetime
    due_on: date
    title: str
    description: str
    url: str


def token_hash(token: str) -> str:
    """What is kept of an address: SHA-256 of its random part."""
    return hashlib.sha256(token.encode()).hexdigest()


def calendar(name: str, entries: Iterable[Entry], host: str) -> bytes:
    """The calendar, in UTF-8 with CRLF and folded lines."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for entry in entries:
        lines += _event(entry, host)
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in folded(line))


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line breaks escaped, other control characters left out."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(one for one in text if one >= " " and one != "\x7f")


def folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 bytes, cut between characters; each further piece begins with a space."""
    piece = b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > LINE_BYTES:
            yield piece
            piece = b" "
        piece += encoded
    yield piece


def _event(entry: Entry, host: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}@{host}",
        f"DTSTAMP:{_moment(entry.changed_at)}",
        f"SEQUENCE:{entry.version}",
        f"DTSTART;VALUE=DATE:{entry.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.due_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        f"DESCRIPTION:{escaped(entry.description)}",
        f"URL:{entry.url}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return f"{(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
