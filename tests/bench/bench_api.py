"""The API beside a bare route: milliseconds, shares, queries, and how they grow with the number of contracts.

    python -m tests.bench.bench_api [--contracts 20000] [--most 100000] [--quick]

On a real PostgreSQL, one worker process of the real server on loopback, signed tokens. The bare route (in the same process)
checks the same token with the same verifier, runs the very statements of the real request through psycopg alone, in a like
transaction, and answers with the same bytes. Real and bare take turns. Read the shares, not the digits.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote

from tests.bench.client import Client, Reply
from tests.bench.office import CLERK, JOB, Hall, opened
from tests.bench.words import SEARCHES

AIM_SHARE, AIM_RATIO = 40, 1.5
WARM = 15


@dataclass
class Operation:
    """One operation of the API. ``request`` makes the next request to send."""

    name: str
    request: Callable[[], bytes]
    writes: bool = False
    learn: Callable[[Reply], None] = lambda reply: None


@dataclass
class Measured:
    """Milliseconds of one operation."""

    queries: int = 0
    size: int = 0
    real: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.real)

    @property
    def share(self) -> float:
        return statistics.median(self.bare) / self.median * 100

    @property
    def quiet_share(self) -> float:
        """The same of the quickest tenth: what other programs on the machine disturb least."""
        return statistics.quantiles(self.bare, n=10)[0] / statistics.quantiles(self.real, n=10)[0] * 100


def reads(client: Client, hall: Hall) -> Iterator[Operation]:
    """The operations that read."""
    active, draft = (hall.growth.one(hall.section, status) for status in ("active", "draft"))
    paths = {"get one, being performed": f"/{active}", "get one, a draft": f"/{draft}", "list of 50": ""}
    paths |= {f"search, {kind} ({word})": f"?q={quote(word)}" for kind, word in SEARCHES.items()}
    for name, path in paths.items():
        packed = client.packed("GET", f"/api/v1/contracts{path}")
        yield Operation(name, lambda packed=packed: packed)  # type: ignore[misc]  # bound now


def writes(client: Client, hall: Hall) -> Iterator[Operation]:
    """The operations that write: each patch changes the text that is searched, each creation settles all clauses."""
    path = f"/api/v1/contracts/{hall.growth.one(hall.section, 'draft')}"
    state, rounds = {"etag": client.ask("GET", path).etag}, count()

    def patch() -> bytes:
        content = json.dumps({"outline": f"仕様書に定めるとおり行う。第{next(rounds)}版", "place": "架空市役所"})
        return client.packed("PATCH", path, content.encode(), state["etag"])

    yield Operation("patch", patch, True, lambda reply: state.update(etag=reply.etag))
    yield Operation("create", lambda: client.packed("POST", "/api/v1/contracts", json.dumps(JOB).encode()), True)


def recorded(client: Client, operation: Operation) -> tuple[bytes, int, bytes]:
    """Records one real request under the operation's name; returns its bare twin, its queries and the real request."""
    name = quote(operation.name.replace(" ", "-").split(",-")[-1].split("-(")[0])
    client.ask("POST", f"/bench/record/{name}")
    request = operation.request()
    reply = client.send(request)
    assert reply.status < 300, reply.body.decode()
    kept = client.send(client.packed("POST", f"/bench/keep/{name}?status={reply.status}&etag={quote(reply.etag)}", reply.body))
    method = request.split(b" ", 1)[0].decode()
    twin = client.packed(method, f"/bench/bare/{name}", request.partition(b"\r\n\r\n")[2])
    return twin, int(kept.json()["queries"]), request


def timed(client: Client, request: bytes, times: list[float]) -> Reply:
    start = time.perf_counter()
    reply = client.send(request)
    times.append((time.perf_counter() - start) * 1000)
    assert reply.status < 300, reply.body.decode()
    return reply


def measure(client: Client, operation: Operation, rounds: int) -> Measured:
    """Real and bare in turns. What a write changed is recorded anew each time, so that its bare twin is true."""
    found, twin = Measured(), b""
    for turn in range(WARM + rounds):
        if operation.writes or not twin:
            twin, found.queries, _request = recorded(client, operation)
        if turn == WARM:
            found.real.clear()
            found.bare.clear()
        bare = timed(client, twin, found.bare)
        if operation.writes:
            operation.learn(bare)
        real = timed(client, operation.request(), found.real)
        operation.learn(real)
        found.size = len(real.body)
    return found


def measured_at(hall: Hall, size: int, rounds: int) -> dict[str, Measured]:
    """All operations with this many contracts."""
    start = time.perf_counter()
    hall.growth.grow(size)
    loaded = time.perf_counter() - start
    client = hall.as_(CLERK)
    found: dict[str, Measured] = {}
    for operation in (*reads(client, hall), *writes(client, hall)):
        found[operation.name] = measure(client, operation, rounds)
    print(f"{size:,} contracts: grown in {loaded:.0f} s, measured in {time.perf_counter() - start - loaded:.0f} s", flush=True)
    return found


def report(results: dict[int, dict[str, Measured]], contracts: int) -> None:
    """The table."""
    least, most = min(results), max(results)
    print(
        f"\nmedians in ms; share = bare / real at {contracts:,} contracts, quiet: of the quickest tenth; growth = {most:,} / {least:,} contracts"
    )
    head = ("operation", "real", "bare", "share", "quiet", "queries", "bytes", f"{least:,}", f"{most:,}", "growth")
    print("{:34}{:>8}{:>8}{:>8}{:>8}{:>9}{:>8}{:>9}{:>9}{:>8}".format(*head))
    for name, found in results[contracts].items():
        few, many = results[least][name].median, results[most][name].median
        width = 34 - sum(ord(letter) > 0x2FFF for letter in name)
        bare = statistics.median(found.bare)
        print(
            f"{name:{width}}{found.median:8.2f}{bare:8.2f}{found.share:7.0f}%{found.quiet_share:7.0f}%{found.queries:9}{found.size:8}"
            f"{few:9.2f}{many:9.2f}{many / few:7.2f}x"
        )
    print(f"the machine's load meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")
    print(f"aims: share at least {AIM_SHARE} %, growth at most {AIM_RATIO} x")


def main() -> None:
    parser = argparse.ArgumentParser(description="The API beside a bare route.")
    parser.add_argument("--contracts", type=int, default=20_000, help="where real and bare are compared")
    parser.add_argument("--least", type=int, default=1_000)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--quick", action="store_true", help="a small town and few rounds: to see that it works")
    given = parser.parse_args()
    if given.quick:
        given.contracts, given.least, given.most, given.rounds = 2_000, 500, 2_000, 15
    with opened() as hall:
        sizes = sorted({given.least, given.contracts, given.most})
        results = {size: measured_at(hall, size, given.rounds) for size in sizes}
    report(results, given.contracts)


if __name__ == "__main__":
    main()
