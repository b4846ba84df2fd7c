"""The server under the bench: the real application in one worker, and beside its routes the bare ones.

    python -m granian --interface asgi --factory tests.bench.server:app

Environment: BENCH_DATABASE (the application's way into PostgreSQL), BENCH_KEY (the published keys, JSON), BENCH_FILES (a folder).
"""

import json
import os
from pathlib import Path
from typing import Any

from anyio import to_thread
from litestar import HttpMethod, Litestar, Request, Response, post, route
from litestar.handlers import HTTPRouteHandler

from govapi.app import create_app
from govapi.edge.guards import PUBLIC
from govapi.edge.oidc import KeyRing, Provider, RelyingParty, TokenVerifier
from govapi.edge.parts import Parts
from govapi.files.store import FileStore
from govapi.kit.clock import fixed
from govapi.settings import Settings
from tests.bench.bare import Bare, Recording, RecordingDatabase
from tests.bench.tokens import AUDIENCE, ISSUER, TODAY

Recordings = dict[str, Recording]


def app() -> Litestar:
    """The application around a recording database and a token verifier that knows the bench's key."""
    url, published, folder = os.environ["BENCH_DATABASE"], json.loads(os.environ["BENCH_KEY"]), Path(os.environ["BENCH_FILES"])
    database = RecordingDatabase.at(url)
    assert isinstance(database, RecordingDatabase)
    database.listen()
    settings = Settings(files_url=f"file:{folder}", oidc_issuer=ISSUER)
    parts = Parts(
        settings=settings,
        database=database,
        files=FileStore.from_url(f"file://{folder}"),
        tokens=TokenVerifier(ISSUER, AUDIENCE, KeyRing(lambda: {"keys": [published]})),
        relying_party=RelyingParty(Provider(ISSUER), client_id="govapi-web"),
        clock=fixed(TODAY),
    )
    return create_app(parts, extra=bench_routes(database, Bare(url, parts.tokens)))


def bench_routes(database: RecordingDatabase, bare: Bare) -> list[HTTPRouteHandler]:
    """``/bench/record/{name}`` notes the next real requests under the name, ``/bench/keep/{name}`` ends that."""
    kept: Recordings = {}

    @post("/bench/record/{name:str}", opt={"access": PUBLIC})
    async def record(name: str) -> None:
        kept[name] = Recording()
        database.record(kept[name])

    @post("/bench/keep/{name:str}", opt={"access": PUBLIC})
    async def keep(name: str, request: Request[Any, Any, Any]) -> dict[str, int]:
        database.record(None)
        kept[name].body = await request.body()
        kept[name].status, kept[name].etag = int(request.query_params["status"]), request.query_params["etag"]
        return {"queries": len(kept[name].statements)}

    @post("/bench/statements/{name:str}", opt={"access": PUBLIC})
    async def statements(name: str) -> list[dict[str, Any]]:
        return [{"sql": one.sql, "values": str(one.values)} for one in kept[name].statements]

    @route("/bench/bare/{name:str}", http_method=[HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH], opt={"access": PUBLIC})
    async def replay(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        await request.body()
        recording = kept[name]
        body = await to_thread.run_sync(bare.answer, request.headers["authorization"], recording)
        return Response(body, status_code=recording.status, headers={"ETag": recording.etag}, media_type="application/json")

    return [record, keep, statements, replay]
