"""Rules about the terms of a service, pure: when two copies are the same text."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol
from uuid import UUID

_BLANK_LINES = re.compile(r"\n{3,}")


class Copy(Protocol):
    """A copy of the terms, as the rules look at it."""

    id: UUID
    sha256: str


def plain(text: str) -> bytes:
    """A pasted text as it is kept: one kind of line end, no spaces at the ends of lines, so that the same text pasted from
    another browser is the same file."""
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return (_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n") + "\n").encode()


def same_as_before(newest_first: Sequence[Copy]) -> dict[UUID, bool | None]:
    """For each copy whether it is the same file as the one checked before it; None for the first."""
    same: dict[UUID, bool | None] = {one.id: None for one in newest_first}
    same |= {one.id: one.sha256 == other.sha256 for one, other in pairwise(newest_first)}
    return same
