"""What other rooms have to say about a contract, or the use of a cloud service, on its page: incidents, findings, measures.

They hand it down; nothing is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from govapi.web.door import WebDoor
from govapi.web.shapes import Tone


@dataclass(frozen=True)
class Concern:
    """A record of another room that concerns the contract. ``warning`` stands as a badge in the head of the page."""

    kind: str  # 事故, 指摘, 措置
    url: str
    number: str
    title: str
    on: date
    status_label: str
    tone: Tone = ""
    warning: str = ""


@dataclass(frozen=True)
class Told:
    """What other rooms say about one contract, the newest first, and where something new is recorded: (label, address)."""

    items: Sequence[Concern] = ()
    links: Sequence[tuple[str, str]] = ()


class Concerns(Protocol):
    """Tells what concerns a record and may be seen by this reader; wired in ``app``."""

    def __call__(self, door: WebDoor, session: Session, record_id: UUID, /) -> Told: ...
