"""``govapi demo``: everything embedded, an invented city, sign-in by picking a name; ``--check`` runs the main job."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import httpx

from govapi.cli.demo.check import Check
from govapi.cli.demo.server import prepare, run
from govapi.cli.demo.visitors import Stuck

START_SECONDS, STOP_SECONDS = 60, 20


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="ポート番号")
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), default=None, help="データを置くフォルダー")
@click.option("--check", "only_check", is_flag=True, help="主な業務を一通り行い、結果を表示して終わる")
def demo(port: int, data_dir: Path | None, only_check: bool) -> int:
    """架空の市で govapi を試す。"""
    if only_check:
        return check(data_dir or Path(tempfile.mkdtemp(prefix="govapi-demo-")))
    data = data_dir or Path("govapi-demo")
    if not _is_free(port):
        raise click.ClickException(f"ポート{port}は使われています。--port で別の番号を指定してください。")
    click.echo("架空市のデータを用意しています。")
    prepare(data)
    click.echo(f"http://127.0.0.1:{port}/ を開き、名前を選んでサインインしてください。終わるときは Ctrl+C を押してください。")
    run(data, port)
    return 0


def check(data: Path) -> int:
    """Runs the main job against a server process of its own; 0 when every step went well."""
    port = free_port()
    command = [sys.executable, "-m", "govapi", "demo", "--port", str(port), "--data-dir", str(data)]
    log = data / "server.log"
    data.mkdir(parents=True, exist_ok=True)
    with (
        log.open("wb") as out,
        subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        ) as server,
    ):
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base, server)
            Check(base, data, click.echo).run()
        except (Stuck, httpx.HTTPError) as fault:
            click.echo(f"失敗しました。{fault}\nサーバーの記録：{log}", err=True)
            return 1
        finally:
            stop(server)
    click.echo("全ての手順が終わりました。")
    return 0


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Ends the server and its workers; one that does not listen is not waited for."""
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


def wait_for(base: str, server: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(START_SECONDS * 10):
        if server.poll() is not None:
            raise Stuck("サーバーが起動しません。")
        try:
            if httpx.get(f"{base}/readyz", timeout=1).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise Stuck("サーバーが起動しません。")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
