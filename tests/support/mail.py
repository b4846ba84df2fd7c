"""A real mail server for the tests, on loopback: it keeps what it takes, refuses whom it is told to, can ask for a password."""

import socket
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

SENDER = "govapi@city.example.lg.jp"
USER, PASSWORD = "govapi", "p@ss/word"


@dataclass
class LetterBox:
    """What arrived, and the answers to give for some addresses."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refusals: dict[str, list[str]] = field(default_factory=dict)  # address → answers, one for each attempt
    drops: int = 0  # so many letters are taken, then the connection breaks before the answer

    async def handle_RCPT(  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answers = self.refusals.get(address, [])
        if answers:
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        if self.drops > 0:
            self.drops -= 1
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return "250 OK"

    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


def _known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(*, password: bool = False) -> Iterator[LetterBox]:
    """The server, listening on a port of its own."""
    box = LetterBox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    if password:
        controller = Controller(
            box, hostname="127.0.0.1", port=box.port, authenticator=_known, auth_required=True, auth_require_tls=False
        )
    else:
        controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
