"""The API's door: who calls, in which town, under which precondition, in one transaction."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from litestar import Request
from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.edge.answers import Answer, Shape, answer
from govapi.edge.confirmations import put_on_record
from govapi.edge.identity import Identity, with_system_roles
from govapi.edge.parts import Parts
from govapi.edge.tables import RememberedAnswer
from govapi.edge.transaction import reading, writing
from govapi.kit.errors import Invalid, PreconditionRequired, Stale
from govapi.people.actor import Actor
from govapi.people.queries import actor_of, machine_of

IDEMPOTENCY_KEY_LIMIT = 200
VERSION_DIGITS = 9


class Replayed(Exception):
    """The same key and body came before; the remembered answer is given again."""

    def __init__(self, remembered: RememberedAnswer) -> None:
        super().__init__(remembered.key)
        self.remembered = remembered


@dataclass
class Door:
    """One API request. ``actor`` is known inside ``reading()`` and ``writing()`` only."""

    parts: Parts
    identity: Identity
    request_id: str
    if_match: str | None
    idempotency_key: str | None
    request_hash: str
    _actor: Actor | None = field(default=None, init=False)

    @property
    def actor(self) -> Actor:
        assert self._actor is not None, "the actor is known inside a transaction only"
        return self._actor

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read transaction, with the actor looked up in it."""
        with reading(self.parts.database, self.identity.municipality_code) as session:
            self._actor = self._look_up(session)
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A write transaction. A repeated Idempotency-Key ends it at once with the remembered answer."""
        with writing(self.parts.database, self.identity.municipality_code, self.parts.clock, self.request_id) as session:
            self._actor = self._look_up(session)
            self._replay(session)
            yield session
            put_on_record(session, self.actor)

    def expected_version(self) -> int:
        """The version named by If-Match; raises PreconditionRequired without it, Stale when it can't be ours."""
        if self.if_match is None:
            raise PreconditionRequired("読み込んだ時の ETag を If-Match ヘッダーに付けて送ってください。")
        text = self.if_match.strip().removeprefix("W/").strip('"')
        if not text.isascii() or not text.isdigit() or len(text) > VERSION_DIGITS:
            raise Stale
        return int(text)

    def same_when(self, *said: object) -> None:
        """What makes a request the same under its Idempotency-Key: a client that sends a file again writes another boundary, so
        the file counts and not its wrapping."""
        self.request_hash = hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()

    def created(
        self, session: Session, shape: Shape, *, version: int | None = None, location: str | None = None
    ) -> Answer[Shape]:
        """201, remembered under the Idempotency-Key."""
        return self._remember(session, answer(shape, status=201, version=version, location=location))

    def done(self, session: Session, shape: Shape, *, version: int | None = None) -> Answer[Shape]:
        """200 to a POST, remembered under the Idempotency-Key."""
        return self._remember(session, answer(shape, version=version))

    def _look_up(self, session: Session) -> Actor:
        identity = self.identity
        if identity.is_machine:
            return machine_of(session, identity.subject, identity.scopes)
        today = self.parts.clock.today()
        actor = actor_of(session, identity.subject, today, scopes=identity.scopes)
        return with_system_roles(session, actor, identity.roles_claimed, today)

    def _replay(self, session: Session) -> None:
        if self.idempotency_key is None:
            return
        if not 1 <= len(self.idempotency_key) <= IDEMPOTENCY_KEY_LIMIT:
            raise Invalid(f"Idempotency-Key は1文字以上{IDEMPOTENCY_KEY_LIMIT}文字以内で送ってください。")
        statement = owned(session, RememberedAnswer).where(
            col(RememberedAnswer.caller) == self.identity.caller, col(RememberedAnswer.key) == self.idempotency_key
        )
        remembered = session.exec(statement).first()
        if remembered is None:
            return
        if remembered.request_hash != self.request_hash:
            raise Invalid(
                "同じ Idempotency-Key が、異なる内容の要求で既に使われています。新しい値を付けて送ってください。",
                code="key_reused",
            )
        raise Replayed(remembered)

    def _remember(self, session: Session, given: Answer[Shape]) -> Answer[Shape]:
        if self.idempotency_key is not None:
            session.flush()
            session.add(
                RememberedAnswer(
                    caller=self.identity.caller,
                    key=self.idempotency_key,
                    request_hash=self.request_hash,
                    status=given.status_code or 200,
                    body=given.render(given.content, "application/json"),
                    headers={name: str(value) for name, value in given.headers.items()},
                )
            )
        return given


async def open_door(request: Request[Any, Any, Any], parts: Parts) -> Door:
    """The door of an API request; the guard has already verified the token."""
    body = await request.body()
    return Door(
        parts=parts,
        identity=request.state.identity,
        request_id=request.state.get("request_id", ""),
        if_match=request.headers.get("if-match"),
        idempotency_key=request.headers.get("idempotency-key"),
        request_hash=hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + body).hexdigest(),
    )
