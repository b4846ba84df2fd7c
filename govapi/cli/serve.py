"""``govapi serve``: the application behind granian. On SQLite it is one process, with the worker inside."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces
from litestar import Litestar
from litestar.types import ControllerRouterHandler

from govapi.app import create_app
from govapi.cli.faults import BEHIND, CommandFailed
from govapi.cli.logs import configure_logs
from govapi.cli.parts import build_parts, job_runtime, sqlite_file
from govapi.db import migrate
from govapi.edge.parts import Parts
from govapi.jobs.embedded import EmbeddedWorker
from govapi.settings import Settings

ONE_PROCESS = "SQLite では serve は1プロセスで動きます。「--workers 1」とするか、PostgreSQL を使ってください。"
ALREADY = "このデータベースでは、既に serve が動いています。それを止めるか、PostgreSQL を使ってください。"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="待ち受けるポート。")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="プロセスの数（PostgreSQL のとき）。")
def serve(host: str, port: int, workers: int) -> None:
    """API と画面を動かす。"""
    settings = Settings()
    file = sqlite_file(settings.database_url)
    if file is not None and workers > 1:
        raise CommandFailed(ONE_PROCESS)
    parts = build_parts(settings)
    try:
        if not migrate.is_current(parts.database.engine):
            raise CommandFailed(BEHIND)
    finally:
        parts.database.engine.dispose()
    with only_one(file):
        Granian(
            "govapi.cli.serve:application",
            address=host,
            port=port,
            workers=workers,
            interface=Interfaces.ASGI,
            factory=True,
            websockets=False,
            respawn_failed_workers=True,
            log_access=False,
        ).serve()


def application() -> Litestar:
    """The application of one serving process, from the environment; granian calls it in each."""
    settings = Settings()
    configure_logs(settings)
    return with_worker(build_parts(settings))


def with_worker(parts: Parts, extra: Sequence[ControllerRouterHandler] = ()) -> Litestar:
    """The application; on SQLite with its embedded worker, which starts and stops with it. ``extra`` are the demo's routes."""
    app = create_app(parts, extra)
    if not parts.database.is_postgres:
        worker = EmbeddedWorker(job_runtime(parts.database, parts.files, parts.clock, parts.settings))
        app.on_startup.append(worker.start)
        app.on_shutdown.append(worker.stop)
    return app


@contextmanager
def only_one(file: Path | None) -> Iterator[None]:
    """Holds the database file for this process. The lock is SQLite's own, on a file beside it, so it ends with the process
    however that ends, on every system. Raises CommandFailed when another process holds it."""
    if file is None:
        yield
        return
    lock = sqlite3.connect(file.with_name(file.name + ".serve"), timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as held:
            raise CommandFailed(ALREADY) from held
        yield
    finally:
        lock.close()
