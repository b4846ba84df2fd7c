"""The worker processes of the storm: ``python -m tests.duties.storm_worker URL SMTP NOW LEASE``.

For each line it reads it forks a worker, which tends the jobs until it is killed, and writes the worker's process id: so a
worker that is killed is replaced at once. Their clock began at NOW and runs on.
"""

import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from govapi.cli.smtp import SmtpMailer
from govapi.db.session import Database
from govapi.duties.mail import service as mail
from govapi.duties.opening import service as opening
from govapi.edge.transaction import reading, writing
from govapi.jobs.schedule import tend
from govapi.jobs.tasks import JobRuntime
from govapi.kit.clock import Clock

SMALL = 5  # many transactions, hence many moments to be killed between and within


def main(url: str, smtp: str, now: str, lease: float) -> NoReturn:
    opening.BATCH, opening.PEOPLE_BATCH, mail.BATCH = SMALL, 2, 2
    behind = datetime.now(UTC) - datetime.fromisoformat(now)
    clock = Clock(lambda: datetime.now(UTC) - behind)
    tasks = {
        "re-review": opening.re_review((), "http://govapi.example.jp"),
        "send-mail": mail.send_mail(SmtpMailer.from_url(smtp, "govapi@city.example.lg.jp")),
    }
    runtime = JobRuntime(Database.at(url), clock, reading, writing, tasks, lease=timedelta(seconds=lease), max_attempts=1000)
    while True:
        tend(runtime)


signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is killed leaves nothing behind
children: list[int] = []
for _line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # its logs are nobody's process ids
        main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]))
    children.append(child)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
for child in children:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
