"""Writing a letter in the transaction that wants it, and the job ``send-mail`` that carries the letters away."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import structlog
from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.duties.mail import queries
from govapi.duties.mail.rules import MOST_ATTEMPTS, Deliver, Delivery, Mailer, is_address, letter, one_line, pause
from govapi.duties.mail.tables import OutgoingMail
from govapi.jobs.port import enqueue
from govapi.jobs.tasks import Task, TaskContext
from govapi.kit.errors import Invalid

TASK = "send-mail"
BATCH = 10
WOKEN = "send_mail_queued"

log = structlog.get_logger("govapi.mail")


def send(
    session: Session,
    *,
    key: str,
    to_address: str,
    to_name: str,
    subject: str,
    body: str,
    now: datetime,
    noun: str = "",
    record_id: UUID | None = None,
    forget: bool = False,
) -> UUID | None:
    """Queues a letter once per ``key`` (≤ 160 characters); returns its id, None when that key was sent before.
    ``forget``: the body holds a key and is wiped once the letter has left, or is given up.

    It leaves after the commit, and never when there is none. The subject holds no personal data: it shows on every screen.
    Raises Invalid for an address no letter can be sent to.
    """
    if not is_address(to_address):
        raise Invalid("電子メールアドレスの形式が正しくありません。「user@example.lg.jp」の形で登録してください。")
    if queries.is_known(session, key):
        return None
    mail = OutgoingMail(
        key=key,
        to_address=to_address,
        to_name=one_line(to_name, 200),
        subject=one_line(subject, 200),
        body=body,
        noun=noun,
        record_id=record_id,
        forget=forget,
        try_at=now,
    )
    session.add(mail)
    session.flush()
    if not session.info.get(WOKEN):
        session.info[WOKEN] = True
        enqueue(session, TASK, {}, run_at=now)
    return mail.id


def send_mail(mailer: Mailer | None) -> Task:
    """The task ``send-mail``. Without a mail server the letters are marked as not sent: what they say stands in the app."""

    def task(context: TaskContext) -> None:
        if mailer is None:
            with context.finishing() as session:
                context.result["not_sent"] = _set_aside(session, context.clock.now())
            return
        counts = {"sent": 0, "failed": 0, "later": 0}
        while letters := _take(context):
            if not _carry(context, mailer, letters, counts):
                break
        context.result.update(counts)

    return task


def _take(context: TaskContext) -> Sequence[OutgoingMail]:
    """Some letters for this worker alone, for as long as its lease. One it does not come back from is taken again."""
    now = context.clock.now()
    with context.writing() as session:
        letters = queries.to_send(session, now, BATCH)
        for mail in letters:
            mail.attempts += 1
            mail.try_at = now + context.runtime.lease
        session.flush()
    return letters


def _carry(context: TaskContext, mailer: Mailer, letters: Sequence[OutgoingMail], counts: dict[str, int]) -> bool:
    """Delivers the letters one by one and writes each outcome down. False when the mail server can't be reached."""
    try:
        with mailer.connected() as deliver:
            for mail in letters:
                if context.clock.now() >= mail.try_at:
                    return True  # the lease is over: another worker has them
                delivery = _deliver(deliver, mail, mailer.sender)
                _record(context, mail, delivery)
                counts[delivery.outcome] += 1
    except OSError as fault:
        log.warning("mail server not reached", kind=type(fault).__name__)
        for mail in letters:
            _record(context, mail, Delivery("later", type(fault).__name__))
        counts["later"] += len(letters)
        return False
    return True


def _deliver(deliver: Deliver, mail: OutgoingMail, sender: str) -> Delivery:
    return deliver(
        letter(
            mail_id=mail.id,
            sender=sender,
            to_address=mail.to_address,
            to_name=mail.to_name,
            subject=mail.subject,
            body=mail.body,
            written_at=mail.created_at if mail.created_at.tzinfo else mail.created_at.replace(tzinfo=UTC),
        )
    )


def _record(context: TaskContext, taken: OutgoingMail, delivery: Delivery) -> None:
    """Writes the outcome down, unless another worker has taken the letter meanwhile."""
    now = context.clock.now()
    with context.writing() as session:
        statement = owned(session, OutgoingMail).where(col(OutgoingMail.id) == taken.id, col(OutgoingMail.status) == "waiting")
        mail = session.exec(statement.where(col(OutgoingMail.attempts) == taken.attempts).with_for_update()).first()
        if mail is None:
            return
        mail.error = one_line(delivery.error, 300)
        if delivery.outcome == "sent":
            mail.status, mail.sent_at = "sent", now
        elif delivery.outcome == "failed" or mail.attempts >= MOST_ATTEMPTS:
            mail.status = "failed"
        else:
            mail.try_at = now + pause(mail.attempts)
            enqueue(session, TASK, {}, run_at=mail.try_at, key=f"{TASK} {mail.id} {mail.attempts}")
        _wipe(mail)
        session.flush()


def _wipe(mail: OutgoingMail) -> None:
    """Of a letter that held a key nothing is left to read once nobody tries to send it any more."""
    if mail.forget and mail.status != "waiting":
        mail.body = ""


def _set_aside(session: Session, now: datetime) -> int:
    count = 0
    while letters := queries.to_send(session, now, 500):
        for mail in letters:
            mail.status = "not_sent"
            _wipe(mail)
        session.flush()
        count += len(letters)
    return count
