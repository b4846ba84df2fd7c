"""Making one paper of one record: facts read, rendered and stored outside any transaction, then recorded.

What a letter says at its head (``city``, ``principal``, ``contractor``, ``letter``) comes from ``issuing.facts.heading``.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from sqlmodel import Session

from govapi.documents import service as documents
from govapi.documents.rules import digest
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.files.store import FileStore
from govapi.kit.clock import Clock
from govapi.kit.errors import Conflict
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy, current

T = TypeVar("T")

# The record as the room hands it down for this paper. Raises NotFound, NotAllowed, WrongState or Unmet when the paper may
# not be made of it now. Called twice: once to render, once under the write lock.
Reader = Callable[[Session, StoredPolicy], Subject]


class Doorway(Protocol):
    """What both doors offer: transactions, and who acts in them."""

    @property
    def actor(self) -> Actor: ...
    def reading(self) -> AbstractContextManager[Session]: ...
    def writing(self) -> AbstractContextManager[Session]: ...


def issue(
    door: Doorway, files: FileStore, clock: Clock, key: str, read: Reader, finish: Callable[[Session, GeneratedDocument], T]
) -> T:
    """Makes the paper ``key``; ``finish`` answers within the transaction that records it.

    The caller has registered the shipped templates (``documents.registry.with_templates``).
    Raises what ``read`` raises, Unmet naming every missing fact, Conflict when the facts changed meanwhile.
    """
    today = clock.today()
    with door.reading() as session:
        stored = current(session, today)
        subject = read(session, stored)
        template = documents.template_in_use(session, key, today)
    rendered = documents.render(files, stored.policy.manifest, template, subject.facts, today)
    with door.writing() as session:
        again = read(session, stored)
        if digest(again.facts) != digest(subject.facts):
            raise Conflict("書類を作成している間に、元の内容が変更されました。内容を確かめて、もう一度作成してください。")
        return finish(session, documents.record(session, door.actor, again, rendered, clock.now(), today))
