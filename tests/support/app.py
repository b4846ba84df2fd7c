"""The real application over HTTP for tests: a founded city, named people, both databases.

``office`` gives an ``Office``: ``office.as_("misaki")`` is an httpx-like client signed in by bearer token as 架空　美咲.
"""

import shutil
import tempfile
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from govapi.app import create_app
from govapi.cli.demo.town import Town, described, found
from govapi.db.session import Database
from govapi.edge.oidc import Provider, RelyingParty, TokenVerifier, VerifiedToken
from govapi.edge.parts import Parts
from govapi.edge.transaction import writing
from govapi.files.store import FileStore
from govapi.kit.clock import Clock
from govapi.kit.errors import Unauthenticated
from govapi.settings import Settings
from tests.support.databases import KINDS, TestDatabase
from tests.support.places import Place, PostgresGround, Realm, SqliteGround
from tests.support.postgres import APP, Cluster

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 令和8年11月24日 10時
CODE = "479900"
_places = count(1)
NOUNS = ("contracts", "contractors", "approvals", "documents", "templates", "policy-sets", "waivers", "amendments", "files", "people",
         "municipality", "departments", "posts", "audit-events", "events", "search", "jobs", "duties",
         "me", "evidence", "check-sheets", "assessments", "campaigns", "assessment-exceptions", "subcontracts", "site-visits", "rosters",
         "findings", "measures", "incidents", "suspension-proposals",
         "regulations", "cloud-services", "cloud-uses", "registrations", "unapproved-uses",
         "sns-accounts", "sns-services", "sns-changes", "personnel-changes", "handovers")  # fmt: skip
SCOPES = frozenset(f"{noun}:{verb}" for noun in NOUNS for verb in ("read", "write"))


class NamedTokens(TokenVerifier):
    """Tokens that simply say who comes: ``misaki``, ``machine:documents-system``, ``misaki@479918``, ``misaki!contracts:read``."""

    def __init__(self) -> None:
        self.roles = {person["key"]: person.get("roles", []) for person in described()["people"]}

    def remembered(self, bearer: str) -> None:
        return None

    def verify(self, bearer: str) -> VerifiedToken:
        who, _, scope = bearer.partition("!")
        name, _, town = who.partition("@")
        is_machine = name.startswith("machine:")
        subject = name.removeprefix("machine:")
        if not is_machine and subject not in self.roles and subject != "stranger":
            raise Unauthenticated("トークンが正しくありません。", code="token_refused")
        claims = {"municipality_code": town or CODE, "govapi_roles": self.roles.get(subject, [])}
        scopes = frozenset(scope.split(",")) if scope else SCOPES
        return VerifiedToken(subject, subject, scopes, is_machine, claims, NOW + timedelta(hours=1))


class MovingClock(Clock):
    """A clock the test moves."""

    def __init__(self, moment: datetime = NOW) -> None:
        super().__init__(lambda: self.moment)
        object.__setattr__(self, "moment", moment)

    moment: datetime

    def go_to(self, moment: datetime) -> None:
        object.__setattr__(self, "moment", moment)


@dataclass
class Office:
    """A town hall at work: the app, its people, the clock."""

    app: Litestar
    parts: Parts
    town: Town
    clock: MovingClock
    client: TestClient[Litestar]
    _teller: Callable[[Hashable, Callable[[], Any]], Any] | None = None
    _clients: dict[str, "Person"] = field(default_factory=dict)

    def as_(self, token: str) -> "Person":
        return self._clients.setdefault(token, Person(self.client, token))

    @property
    def database(self) -> Database:
        return self.parts.database

    def told(self, step: Hashable, play: Callable[[], Any]) -> Any:
        """What ``play`` answers (plain values). A step played before in this session, from the same beginning, is copied."""
        if self._teller is None:
            return play()
        return self._teller((step, self.parts.settings.model_dump_json(exclude={"files_url"})), play)


@dataclass(frozen=True)
class Person:
    """Requests to /api/v1 under one token."""

    client: TestClient[Litestar]
    token: str

    def request(self, method: str, path: str, *, etag: str | None = None, **rest: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", **rest.pop("headers", {})}
        if etag is not None:
            headers["If-Match"] = etag
        return self.client.request(method, f"/api/v1{path}", headers=headers, **rest)

    def get(self, path: str, **rest: Any) -> Any:
        return self.request("GET", path, **rest)

    def post(self, path: str, json: Any = None, **rest: Any) -> Any:
        return self.request("POST", path, json={} if json is None else json, **rest)

    def patch(self, path: str, json: Any, **rest: Any) -> Any:
        return self.request("PATCH", path, json=json, **rest)

    def put(self, path: str, json: Any, **rest: Any) -> Any:
        return self.request("PUT", path, json=json, **rest)

    def act(self, path: str, json: Any = None) -> Any:
        """An action under the record's present ETag: ``act("/contracts/<id>/submit-plan")``."""
        record = path.rsplit("/", 1)[0]
        return self.post(path, json, etag=self.get(record).headers["ETag"])


def make_parts(database: Database, folder: Path, clock: Clock) -> Parts:
    """Real parts around a test database; only the tokens are named instead of signed."""
    settings = Settings(
        files_url=f"file:{folder}", public_url="http://127.0.0.1:8000", oidc_issuer="https://id.example.jp", answer_links="on"
    )
    provider = Provider(settings.oidc_issuer)
    return Parts(
        settings=settings,
        database=database,
        files=FileStore.from_url(f"file://{folder}"),
        tokens=NamedTokens(),
        relying_party=RelyingParty(provider, client_id="govapi-web"),
        clock=clock,
    )


def founded(database: Database) -> Town:
    """Founds the city in a migrated database."""
    clock = MovingClock()
    with writing(database, CODE, clock) as session:
        return found(session, clock.today())


@pytest.fixture(scope="session")
def founded_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """A SQLite file with the founded city, to copy."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("founded") / "founded.sqlite3"))
    database = Database.at(f"sqlite:///{path}")
    town = founded(database)
    database.engine.dispose()
    return path, town


@pytest.fixture(scope="session")
def founded_postgres(postgres_cluster: Cluster, postgres_template: str) -> tuple[str, Town]:
    """The name of a PostgreSQL database with the founded city, to copy."""
    name = "govapi_founded"
    postgres_cluster.create(name, postgres_template)
    database = Database.at(postgres_cluster.url(name, APP))
    town = founded(database)
    database.engine.dispose()
    return name, town


@pytest.fixture(scope="session")
def sqlite_realm(founded_sqlite: tuple[Path, Town], tmp_path_factory: pytest.TempPathFactory) -> Realm:
    """All founded cities of this session on SQLite."""
    path, town = founded_sqlite
    folder = tmp_path_factory.mktemp("saved")
    return Realm("sqlite", SqliteGround(folder), str(path), town, folder)


@pytest.fixture(scope="session")
def postgres_realm(
    postgres_cluster: Cluster, founded_postgres: tuple[str, Town], tmp_path_factory: pytest.TempPathFactory
) -> Realm:
    """The same on PostgreSQL."""
    name, town = founded_postgres
    return Realm("postgres", PostgresGround(postgres_cluster), name, town, tmp_path_factory.mktemp("saved"))


@pytest.fixture(params=KINDS)
def founded_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """The founded city for one test alone, on SQLite and then on PostgreSQL; copied when somebody connects."""
    realm: Realm = request.getfixturevalue(f"{request.param}_realm")
    name = f"govapi_place_{next(_places)}" if request.param == "postgres" else str(tmp_path / "govapi.sqlite3")
    with realm.new_place(name) as place:
        yield place


@pytest.fixture
def founded_database(founded_place: Place) -> tuple[TestDatabase, Town]:
    """The same with its addresses, for tests that come from outside the application too."""
    return founded_place.as_database(), founded_place.realm.town


@pytest.fixture(scope="session")
def hall() -> Iterator[TestClient[Litestar]]:
    """The application, built once a session: each test hands it parts of its own (their settings are the same)."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(make_parts(Database.at(f"sqlite:///{folder}/unused.sqlite3"), Path(folder), MovingClock()))
        with TestClient(app) as client:
            yield client


@pytest.fixture
def office(hall: TestClient[Litestar], founded_place: Place, tmp_path: Path) -> Iterator[Office]:
    """The founded city on a fresh database (SQLite and PostgreSQL)."""
    clock = MovingClock()
    files = tmp_path / "files"
    parts = make_parts(founded_place.database, files, clock)
    hall.app.state.parts = parts
    hall.cookies.clear()
    teller = partial(founded_place.tells, files=files, now=clock.now, go_to=clock.go_to)
    yield Office(hall.app, parts, founded_place.realm.town, clock, hall, teller)
