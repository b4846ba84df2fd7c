"""What the API and the pages of an import (移行登録) have in common: the workbook to fill in, and the one handed in."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Protocol

from litestar import Response
from litestar.datastructures import UploadFile
from sqlmodel import Session

from govapi.edge.answers import file_answer
from govapi.edge.parts import Parts
from govapi.files.entry_book import EntryBook
from govapi.files.inspect import Kind
from govapi.people.actor import Actor
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current


class Opening(Protocol):
    """The API's door or that of a page."""

    parts: Parts

    @property
    def actor(self) -> Actor: ...

    def reading(self) -> AbstractContextManager[Session]: ...


@dataclass(frozen=True, slots=True)
class IntakeDoor:
    """What a room says of its import. ``sections`` gives those the actor may register for and the names of the others, and raises
    NotAllowed when there is none."""

    sections: Callable[[Session, Actor, date], tuple[list[Section], list[str]]]
    workbook: Callable[[PolicySet, Sequence[Section], datetime], bytes]
    open_book: Callable[[IO[bytes], PolicySet, str, int], EntryBook]
    file_name: str

    def allowed(self, door: Opening) -> StoredPolicy:
        """The policy set of the day, for somebody who may register. Raises NotAllowed."""
        today = door.parts.clock.today()
        with door.reading() as session:
            self.sections(session, door.actor, today)
            return current(session, today)

    def template(self, door: Opening) -> Response[bytes]:
        """The workbook to fill in, with the sections this actor may register for."""
        clock = door.parts.clock
        with door.reading() as session:
            policy = current(session, clock.today()).policy
            own, _others = self.sections(session, door.actor, clock.today())
        return file_answer(self.workbook(policy, own, clock.now()), self.file_name, Kind.XLSX.media_type)

    def opened(self, door: Opening, file: UploadFile) -> tuple[EntryBook, StoredPolicy]:
        """The file, opened outside any write transaction, and the policy set whose words it was read by."""
        seen = self.allowed(door)
        return self.open_book(file.file, seen.policy, file.filename, door.parts.settings.max_upload_bytes), seen
