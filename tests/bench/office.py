"""A town hall for the bench: PostgreSQL, the founded city, the server in one worker process, and what gets cloned."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from joserfc.jwk import ECKey

from govapi.cli.demo.town import Town, found
from govapi.db.migrate import upgrade
from govapi.db.session import Database
from govapi.edge.transaction import writing
from govapi.kit.clock import fixed
from tests.bench.client import Client
from tests.bench.tokens import TODAY, new_key, token
from tests.bench.town import Growth, Seed
from tests.support import postgres
from tests.support.require import postgres_bin

NAME, CODE = "govapi_bench", "479900"
SECTION, CLERK = "health", "misaki"  # who asks: a clerk, who sees her own bureau and what she stands in the route of
START_SECONDS = 60

ANSWERS = {
    "handles_information": True, "already_public": "not_public", "internal_only": False, "residents_data": True, "staff_data": False,
    "person_count": "over_1000", "sensitive": True, "personal_number": False, "bid_price": False, "secret": False,
    "processing_place": "contractor_cloud", "builds_or_runs_system": True, "remote_maintenance": True, "zone": "lgwan",
    "enters_office": True, "enters_server_room": False, "outage_hurts": True, "falsification_hurts": True,
}  # fmt: skip
JOB = {
    "title": "見本健康管理システム運用保守業務委託",
    "fiscal_year": 2026,
    "outline": "仕様書に定めるとおり行う。",
    "method": "open_tender",
    "predetermined_price": 6_600_000,
    "amount": 6_050_000,
    "budget_line": "一般会計 衛生費 保健衛生費 委託料",
    "starts_on": "2026-12-01",
    "ends_on": "2027-03-31",
    "place": "架空市役所及び受託者の事業所",
    "answers": ANSWERS,
}
COMPANY = {
    "kind": "sole_proprietor", "name": "見本製作所", "kana": "ミホンセイサクショ",
    "representative_title": "代表取締役", "representative_name": "見本　一郎", "address": "架空県架空市見本町二丁目2番2号",
}  # fmt: skip


@dataclass
class Hall:
    """The running server and what the bench needs to know of the town."""

    port: int
    key: ECKey
    town: Town
    growth: Growth

    def as_(self, subject: str) -> Client:
        """A new connection, signed in as this person; the server ends those that lie idle."""
        return Client(self.port, token(self.key, subject, CODE))

    @property
    def section(self) -> UUID:
        return self.town.departments[SECTION]


@contextmanager
def opened() -> Iterator[Hall]:
    """Everything up; everything gone on leaving."""
    programs = postgres_bin()
    if programs is None:
        raise SystemExit("PostgreSQL's initdb was not found (Debian: apt-get install postgresql)")
    with postgres.running(programs) as cluster, tempfile.TemporaryDirectory(prefix="govapi-bench-") as folder:
        cluster.create(NAME)
        upgrade(cluster.url(NAME, postgres.OWNER))
        url, key = cluster.url(NAME, postgres.APP), new_key()
        town = _found(url)
        with _serving(url, key, folder) as port:
            client = Client(port, token(key, CLERK, CODE))
            growth = Growth(cluster.url(NAME, "postgres"), _seed(client))
            yield Hall(port, key, town, growth)


def _found(url: str) -> Town:
    database, clock = Database.at(url), fixed(TODAY)
    try:
        with writing(database, CODE, clock) as session:
            return found(session, clock.today())
    finally:
        database.engine.dispose()


def _seed(client: Client) -> Seed:
    contractor = client.ask("POST", "/api/v1/contractors", COMPANY).json()
    drafted = client.ask("POST", "/api/v1/contracts", JOB)
    path = f"/api/v1/contracts/{drafted.json()['id']}"
    client.ask("POST", f"{path}/clauses/include-required", etag=drafted.etag)
    client.ask("POST", f"{path}/submit-plan", {"note": "次のとおり施行してよろしいか伺います。"}, client.ask("GET", path).etag)
    approval = client.ask("GET", f"/api/v1/approvals?record_id={drafted.json()['id']}").json()["items"][0]
    return Seed(UUID(drafted.json()["id"]), UUID(contractor["id"]), UUID(approval["id"]))


@contextmanager
def _serving(url: str, key: ECKey, folder: str) -> Iterator[int]:
    port = postgres._free_port()
    published = json.dumps(dict(key.as_dict(private=False)))
    environment = {**os.environ, "BENCH_DATABASE": url, "BENCH_KEY": published, "BENCH_FILES": folder}
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--workers", "1", "--log-level", "warning"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "tests.bench.server:app"]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            Client(port, "").socket.close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")
