"""``govapi serve`` as a process: it answers, works off jobs, refuses a second one on the same SQLite file, and ends when told."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import ISSUER
from tests.jobs.support import jobs, queue, runtime
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, found

PATIENCE = 60


def free_port() -> int:
    """A port of loopback nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(database: TestDatabase, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """``govapi …`` as a process of its own."""
    environment = {
        **os.environ,
        "GOVAPI_DATABASE_URL": database.url,
        "GOVAPI_FILES_URL": f"file:{folder}/files",
        "GOVAPI_OIDC_ISSUER": ISSUER,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "govapi", *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@contextmanager
def serving(database: TestDatabase, folder: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """The port and the process, once it answers."""
    port = free_port()
    process = command(database, folder, "serve", "--port", str(port))
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/api/v1/contractors", trust_env=False)
                break
            except httpx.TransportError:
                assert process.poll() is None and time.monotonic() < deadline, process.communicate()[0]
                time.sleep(0.1)
        yield port, process
    finally:
        process.kill()
        process.wait(PATIENCE)


@pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)
def test_on_sqlite_it_is_one_process_that_also_does_the_jobs(fresh_database: TestDatabase, tmp_path: Path) -> None:
    found(fresh_database.database, [KAKU])
    rt = runtime(fresh_database.database, {})
    with serving(fresh_database, tmp_path) as (port, process):
        answer = httpx.get(f"http://127.0.0.1:{port}/api/v1/contractors", trust_env=False)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
        queue(rt, "housekeeping")
        deadline = time.monotonic() + PATIENCE
        while {job.status for job in jobs(rt) if job.task == "housekeeping"} != {"done"}:  # others wait for their hour
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert any(job.key and job.key.startswith("housekeeping ") for job in jobs(rt))
        second = command(fresh_database, tmp_path, "serve", "--port", str(free_port()))
        said = second.communicate(timeout=PATIENCE)[0]
        assert second.returncode == 1 and "既に serve が動いています" in said
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=PATIENCE)[0]
        assert process.returncode == 0 and "Traceback" not in said


@pytest.mark.parametrize("fresh_database", ["postgres"], indirect=True)
def test_on_postgres_two_may_serve_one_database(fresh_database: TestDatabase, tmp_path: Path) -> None:
    found(fresh_database.database, [KAKU])
    with serving(fresh_database, tmp_path) as (first, _), serving(fresh_database, tmp_path) as (second, _):
        statuses = [
            httpx.get(f"http://127.0.0.1:{port}/api/v1/contractors", trust_env=False).status_code for port in (first, second)
        ]
    assert statuses == [401, 401]
