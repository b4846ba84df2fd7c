"""Where the rows of one test lie: a copy of a template, made when the first connection asks for it.

All tests on one kind of database share one engine (what SQLAlchemy learns of a statement it learns once an engine, not once a test);
its connections lead to the place of the running test. A place remembers which story brought it to its state, as long as nothing
else has touched it: a story that was played before in this session is not played again, its outcome is copied.
"""

import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, event

from govapi.cli.demo.town import Town
from govapi.db.engine import make_engine
from govapi.db.session import Database
from tests.support.databases import TestDatabase
from tests.support.postgres import APP, OWNER, Cluster

_numbers = count(1)


class Ground(Protocol):
    """A kind of database: templates are copied to a name and saved from a name."""

    @property
    def plays_before_saving(self) -> int:
        """How often a story is played before its outcome is worth keeping."""
        ...

    def copy(self, template: str, name: str) -> None: ...

    def remove(self, name: str) -> None: ...

    def save(self, name: str) -> str: ...

    def lead(self, name: str, arguments: list[Any], parameters: dict[str, Any]) -> None: ...

    def urls(self, name: str) -> tuple[str, str]: ...


@dataclass(frozen=True)
class SqliteGround:
    """Names are paths of files; what is saved lies in the folder."""

    folder: Path
    plays_before_saving: int = 1

    def copy(self, template: str, name: str) -> None:
        shutil.copy(template, name)

    def remove(self, name: str) -> None:
        for path in (name, f"{name}-wal", f"{name}-shm"):
            Path(path).unlink(missing_ok=True)

    def save(self, name: str) -> str:
        assert not Path(f"{name}-wal").exists(), "somebody is still connected"
        return str(shutil.copy(name, self.folder / f"saved-{next(_numbers)}.sqlite3"))

    def lead(self, name: str, arguments: list[Any], parameters: dict[str, Any]) -> None:
        arguments[:] = [name]

    def urls(self, name: str) -> tuple[str, str]:
        return f"sqlite:///{name}", f"sqlite:///{name}"


@dataclass(frozen=True)
class PostgresGround:
    """Names are databases of the cluster. A copy costs as much as some twenty requests: what is told once is not saved."""

    cluster: Cluster
    plays_before_saving: int = 2

    def copy(self, template: str, name: str) -> None:
        self.cluster.create(name, template)

    def remove(self, name: str) -> None:
        self.cluster.drop(name)

    def save(self, name: str) -> str:
        saved = f"govapi_saved_{next(_numbers)}"
        self.cluster.create(saved, name)
        return saved

    def lead(self, name: str, arguments: list[Any], parameters: dict[str, Any]) -> None:
        parameters["dbname"] = name

    def urls(self, name: str) -> tuple[str, str]:
        return self.cluster.url(name, APP), self.cluster.url(name, OWNER)


@dataclass(frozen=True)
class Outcome:
    """What a story left behind: rows, files, the hour, and what it answered."""

    template: str
    files: Path | None
    moment: datetime
    answer: Any


@dataclass
class Realm:
    """One kind of database for a whole session, with the founded city to copy and the stories told so far."""

    kind: str
    ground: Ground
    founded: str
    town: Town
    folder: Path
    engine: Engine = field(init=False)
    place: "Place | None" = None
    checkouts: int = 0
    told: dict[Hashable, int] = field(default_factory=dict)
    outcomes: dict[Hashable, Outcome] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.engine = make_engine(self.ground.urls(self.founded)[0])
        event.listen(self.engine, "do_connect", self._lead)
        event.listen(self.engine, "checkout", self._count)

    def _lead(self, _dialect: object, _record: object, arguments: list[Any], parameters: dict[str, Any]) -> None:
        assert self.place is not None, "no test is running"
        self.ground.lead(self.place.opened(), arguments, parameters)

    def _count(self, *_event: object) -> None:
        self.checkouts += 1

    @contextmanager
    def new_place(self, name: str) -> Iterator["Place"]:
        """The place of one test; what it listens to on its engine ends with it."""
        self.place = Place(self, name, self.founded, self.checkouts, Database(self.engine.execution_options()))
        try:
            yield self.place
        finally:
            self.engine.dispose()
            self.place.leave()
            self.place = None


@dataclass
class Place:
    """One test's own rows."""

    realm: Realm
    name: str
    template: str
    touched: int
    database: Database
    made: bool = False
    story: tuple[Hashable, ...] = ()

    def opened(self) -> str:
        """Its name, with the rows there."""
        if not self.made:
            self.realm.ground.copy(self.template, self.name)
            self.made = True
        return self.name

    def leave(self) -> None:
        if self.made:
            self.realm.ground.remove(self.name)
        self.made = False

    def as_database(self) -> TestDatabase:
        """For tests that come from outside the application too: with their addresses."""
        self.touched = -1  # whoever has the address may have been there
        return TestDatabase(self.realm.kind, *self.realm.ground.urls(self.opened()), self.database)

    def tells(
        self, step: Hashable, play: Callable[[], Any], files: Path, now: Callable[[], datetime], go_to: Callable[[datetime], None]
    ) -> Any:
        """What ``play`` answers, played or copied. A step counts only from where the story before it left this place."""
        if self.touched != self.realm.checkouts:
            return play()
        story = (*self.story, now(), step)
        known = self.realm.outcomes.get(story)
        if known is not None:
            self._become(known, files)
            go_to(known.moment)
            answer = known.answer
        else:
            answer = play()
            self._save(story, files, now(), answer)
        self.story, self.touched = story, self.realm.checkouts
        return answer

    def _become(self, outcome: Outcome, files: Path) -> None:
        if self.made:
            self.realm.engine.dispose()
            self.leave()
        self.template = outcome.template
        if outcome.files is not None:
            shutil.rmtree(files, ignore_errors=True)
            shutil.copytree(outcome.files, files)

    def _save(self, story: Hashable, files: Path, moment: datetime, answer: Any) -> None:
        realm = self.realm
        realm.told[story] = realm.told.get(story, 0) + 1
        if realm.told[story] < realm.ground.plays_before_saving:
            return
        realm.engine.dispose()  # a template has nobody connected, and a file on SQLite its log written back
        kept = realm.folder / f"files-{next(_numbers)}" if files.exists() else None
        if kept is not None:
            shutil.copytree(files, kept)
        realm.outcomes[story] = Outcome(realm.ground.save(self.opened()), kept, moment, answer)
