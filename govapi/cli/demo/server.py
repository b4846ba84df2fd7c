"""The demo's server process: the ordinary application, with the page of named people as its sign-in provider."""

import multiprocessing
import os
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import granian
from granian.constants import Interfaces
from litestar import Litestar

from govapi.cli.demo.city import build
from govapi.cli.demo.town import described
from govapi.cli.logs import configure_logs
from govapi.cli.serve import with_worker
from govapi.db.migrate import upgrade
from govapi.db.session import Database
from govapi.devprovider import DemoClient, DemoPerson, DevProvider, router_of
from govapi.edge.oidc import Provider, RelyingParty, TokenVerifier
from govapi.edge.parts import Parts
from govapi.files.store import FileStore
from govapi.kit.clock import Clock
from govapi.people.actor import DUTIES, SYSTEM_ROLES
from govapi.rooms import scopes
from govapi.settings import Settings

DATA, PORT = "GOVAPI_DEMO_DATA", "GOVAPI_DEMO_PORT"
API_CLIENT, API_CALLBACK = "govapi-api-demo", "/api/reference"
MACHINE_SECRET = "demo-only"  # noqa: S105 - the demo's own provider, on loopback only


def prepare(data: Path) -> None:
    """Brings the data folder to today's schema, with the city in it when it is new. An interrupted building leaves nothing."""
    data.mkdir(parents=True, exist_ok=True)
    if not database_file(data).exists():
        # In a process of its own: the threads of the file store do not survive the fork into the server.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as builder:
            builder.submit(_build, data).result()
    upgrade(database_url(data))


def _build(data: Path) -> None:
    with tempfile.TemporaryDirectory(dir=data) as scratch:
        site = Path(scratch)
        upgrade(database_url(site))
        database = Database.at(database_url(site))
        build(database, FileStore.from_url(files_url(data)), Clock().today())
        database.engine.dispose()
        database_file(site).replace(database_file(data))


def database_file(data: Path) -> Path:
    return data / "govapi.sqlite3"


def database_url(data: Path) -> str:
    return f"sqlite:///{database_file(data)}"


def files_url(data: Path) -> str:
    return f"file:{data / 'files'}"


def run(data: Path, port: int) -> None:
    """Serves the demo on loopback until it is interrupted."""
    os.environ |= {DATA: str(data), PORT: str(port)}
    server = granian.Granian(
        "govapi.cli.demo.server:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        factory=True,
        log_enabled=False,
    )
    server.serve()


def application() -> Litestar:
    """The factory the server process calls."""
    data, port = Path(os.environ[DATA]), int(os.environ[PORT])
    base = f"http://127.0.0.1:{port}"
    people = DevProvider(_people(), f"{base}/dev-provider", _clients(base), municipality_code=described()["municipality"]["code"])
    settings = Settings(
        environment="demo",
        database_url=database_url(data),
        files_url=files_url(data),
        public_url=base,
        oidc_issuer=people.issuer,
        municipality=people.municipality_code,
        public_list="on",
        review_hour=0,  # whoever looks at the demo by night sees a day that has begun
    )
    configure_logs(settings)
    provider = Provider(settings.oidc_issuer)
    wanted = ("name", settings.oidc_municipality_claim, settings.oidc_roles_claim)
    parts = Parts(
        settings=settings,
        database=Database.at(settings.database_url),
        files=FileStore.from_url(settings.files_url),
        tokens=TokenVerifier(settings.oidc_issuer, settings.oidc_audience, provider.keys),
        relying_party=RelyingParty(provider, client_id=settings.oidc_client_id, wanted_claims=wanted),
    )
    return with_worker(parts, extra=[router_of(people)])


def _clients(base: str) -> list[DemoClient]:
    allowed = tuple(sorted(scopes()))
    return [
        DemoClient("govapi-web", None, (f"{base}/sign-in/callback",), (f"{base}/signed-out",)),
        DemoClient(API_CLIENT, None, (f"{base}{API_CALLBACK}",), scopes=allowed),
        DemoClient("documents-system", MACHINE_SECRET, scopes=allowed, machine=True),
    ]


def _people() -> list[DemoPerson]:
    """Everybody who holds a post, in the order of the organisation chart."""
    text = described()
    named = {person["key"]: person for person in text["people"]}
    found: list[DemoPerson] = []
    for bureau in text["departments"]:
        for department in (bureau, *bureau.get("sections", ())):
            for post in department.get("posts", ()):
                person = named[post["person"]]
                roles = tuple(person.get("roles", ()))
                found.append(
                    DemoPerson(person["key"], person["name"], post["title"], department["name"], _note(post, roles), roles)
                )
    return found


def _note(post: Mapping[str, Any], roles: tuple[str, ...]) -> str:
    words = [DUTIES[duty] for duty in post.get("duties", ())] + [SYSTEM_ROLES[role] for role in roles]
    return "、".join(words)
