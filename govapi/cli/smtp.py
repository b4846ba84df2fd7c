"""The way to the town's mail server, from ``GOVAPI_SMTP_URL``: smtp://user:password@host:port?starttls, or smtps://…"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from govapi.duties.mail.rules import Deliver, Delivery, is_address

TIMEOUT_SECONDS = 20
PERMANENT = 500
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})  # a relay on the same machine: no line to listen on


@dataclass(frozen=True)
class SmtpMailer:
    """Sends through one mail server. The password never appears in a log or a fault."""

    sender: str
    host: str
    port: int
    tls: bool = False  # TLS from the first byte
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_url(cls, url: str, sender: str) -> "SmtpMailer":
        """Raises ValueError with a Japanese sentence for an address that can't be."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("GOVAPI_SMTP_URL は「smtp://サーバー名:ポート番号?starttls」の形で設定してください。")
        if not is_address(sender):
            raise ValueError("GOVAPI_MAIL_FROM に、送信元の電子メールアドレスを設定してください。")
        tls, starttls = parts.scheme == "smtps", "starttls" in parse_qs(parts.query, keep_blank_values=True)
        if parts.username and not (tls or starttls or parts.hostname in LOOPBACK):
            raise ValueError(
                "GOVAPI_SMTP_URL に利用者名とパスワードを含めるときは、暗号化した通信を使ってください。"
                "「smtps://」で始めるか、末尾に「?starttls」を付けてください。"
            )
        return cls(
            sender=sender,
            host=parts.hostname,
            port=parts.port or (465 if tls else 25),
            tls=tls,
            starttls=starttls,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    @contextmanager
    def connected(self) -> Iterator[Deliver]:
        """A connection for some letters. Raises OSError (smtplib's own faults are such) when there is none to be had."""
        server = self._open()
        try:
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            yield lambda message: deliver(server, message)
        finally:
            with suppress(OSError):
                server.quit()

    def _open(self) -> smtplib.SMTP:
        if self.tls:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
        return smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)


def deliver(server: smtplib.SMTP, message: EmailMessage) -> Delivery:
    """One letter. What is about this letter alone becomes its outcome; a lost connection is raised."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        return _refused(code)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPResponseException as fault:
        return _refused(fault.smtp_code)
    return Delivery("sent")


def _refused(code: int) -> Delivery:
    return Delivery("failed" if code >= PERMANENT else "later", f"SMTP {code}")
