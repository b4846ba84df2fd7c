"""A real PostgreSQL for the tests: its own cluster in a temporary folder, on a free loopback port, gone when the run ends."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

OWNER = "govapi_owner"  # owns the tables and runs the migrations
APP = "govapi_app"  # what the application signs in as: owns nothing, held by row level security
ROLES = Path(__file__).parents[2] / "docker" / "init.sql"
START_SECONDS = 60
# Nothing here outlives the run, so nothing needs to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Cluster:
    """A running server. `port` is on 127.0.0.1 and asks for no password."""

    port: int

    def url(self, database: str, role: str) -> str:
        """The address of one database as one role sees it."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: sql.Composed) -> None:
        """One statement as superuser, outside any transaction."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def create(self, name: str, template: str = "template0") -> None:
        """A new database of the owner role, copied from the template (nobody may be connected to that)."""
        self.run(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(*map(sql.Identifier, (name, OWNER, template))))

    def drop(self, name: str) -> None:
        """Removes the database, whoever is still connected."""
        self.run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _user() -> str | None:
    """PostgreSQL refuses to run as root: who runs it then."""
    if os.geteuid() != 0:
        return None
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"


def _die_with_parent() -> None:
    """On Linux the server ends even when the test run is killed outright."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGQUIT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: "subprocess.Popen[bytes]", cluster: Cluster, log: Path) -> None:
    """Until it answers; raises with its own log when it ends first or never does."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(cluster.url("postgres", "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8')}")


def _serve(bin_folder: Path, folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """Starts the server on a cluster that initdb made; it writes to `log` in the folder."""
    options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    command = [str(bin_folder / "postgres"), "-D", str(folder / "data"), "-k", str(folder), "-p", str(port), *options]
    with (folder / "log").open("wb") as output:
        return subprocess.Popen(command, user=_user(), cwd=folder, stdout=output, stderr=output, preexec_fn=_die_with_parent)


def _make_roles(bin_folder: Path, cluster: Cluster) -> None:
    """The two roles, made by the very file that makes them in production."""
    passwords = {"GOVAPI_OWNER_PASSWORD": "not-asked-for", "GOVAPI_APP_PASSWORD": "not-asked-for"}
    command = [str(bin_folder / "psql"), "-qX", "-d", cluster.url("postgres", "postgres"), "-f", str(ROLES)]
    subprocess.run(command, check=True, env={**os.environ, **passwords})


@contextmanager
def running(bin_folder: Path) -> Iterator[Cluster]:
    """A cluster with the two roles, stopped and removed on leaving."""
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="govapi-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    cluster = Cluster(_free_port())
    initdb = [str(bin_folder / "initdb"), "-D", str(folder / "data"), "-U", "postgres"]
    initdb += ["--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    server = None
    try:
        subprocess.run(initdb, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        server = _serve(bin_folder, folder, cluster.port)
        _wait(server, cluster, folder / "log")
        _make_roles(bin_folder, cluster)
        yield cluster
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)
