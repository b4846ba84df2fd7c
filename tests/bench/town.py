"""A town with many contracts, grown by cloning what the real API made: rows, clauses, approvals, search entries.

The clones are written by the superuser of the test cluster with triggers and foreign keys asleep; the walls stand again for the
application, which signs in as its own role.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
from sqlalchemy import Table
from sqlmodel import SQLModel

from govapi.approvals.tables import Approval, ApprovalStep
from govapi.contractors.tables import Contractor
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.tables import Contract
from govapi.search.rules import entry_key
from govapi.search.tables import SearchEntry
from tests.bench.words import STATUSES, YEARS, title

FIRST = datetime(2024, 1, 1, tzinfo=UTC)  # the oldest clone; everything made through the API is newer
APART = timedelta(minutes=10)

ROWS = """
CREATE TEMP TABLE clones (
    n integer PRIMARY KEY, id uuid, number text, title text, key text, status text, year integer, contractor_id uuid,
    department_id uuid, path text, organ_id uuid, clerk uuid, approval_id uuid
)
"""
PLACES = """
SELECT d.id, d.path, d.organ_id, a.person_id FROM departments d
JOIN LATERAL (SELECT id FROM posts WHERE department_id = d.id ORDER BY rank DESC LIMIT 1) p ON true
JOIN appointments a ON a.post_id = p.id WHERE d.parent_id IS NOT NULL ORDER BY d.sort_order
"""
# A step that the seed's own section takes is taken by the clone's own section: the same rank from below.
SECTION_POSTS = """
CREATE TEMP TABLE section_posts AS
SELECT id, department_id, row_number() OVER (PARTITION BY department_id ORDER BY rank DESC, id) AS place FROM posts
"""


@dataclass(frozen=True)
class Seed:
    """What the API made, to be cloned."""

    contract_id: UUID
    contractor_id: UUID
    approval_id: UUID


def uuid_at(moment: datetime, n: int, kind: int) -> UUID:
    """A UUIDv7 of that moment, its random part told by ``n`` and ``kind``."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | kind << 40 | n)


class Growth:
    """Grows the town of one database. ``size`` counts the clones so far."""

    def __init__(self, url: str, seed: Seed) -> None:
        self.seed, self.size = seed, 0
        self.random = random.Random(20261124)
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute("SET session_replication_role = replica")
        self.connection.execute(ROWS)
        self.connection.execute(SECTION_POSTS)
        self.places = self.connection.execute(PLACES).fetchall()

    def grow(self, size: int) -> None:
        """Clones contracts until there are ``size``, then tells the planner."""
        run = self.connection.execute
        run("TRUNCATE clones")
        with self.connection.cursor().copy("COPY clones FROM STDIN") as copy:
            for row in self._rows(self.size, size):
                copy.write_row(row)
        run("ANALYZE clones")
        run("DROP INDEX IF EXISTS ix_search_grams_grams")
        for table, source, values in self._clones():
            run(_insert(table, source, values))
        run(
            "INSERT INTO search_grams SELECT e.id, govapi_grams(e.municipality_code, e.key) FROM search_entries e JOIN clones USING (id)"
        )
        run("CREATE INDEX ix_search_grams_grams ON search_grams USING gin (grams) WITH (fastupdate = off)")
        run("VACUUM ANALYZE")
        self.size = size

    def one(self, department_id: UUID, status: str) -> UUID:
        """The newest clone of a section in a state."""
        sql = (
            "SELECT id FROM contracts WHERE department_id = %s AND status = %s AND number LIKE '見本-%%' ORDER BY id DESC LIMIT 1"
        )
        row = self.connection.execute(sql, (department_id, status)).fetchone()
        assert row is not None
        return UUID(str(row[0]))

    def _rows(self, first: int, end: int) -> Iterator[tuple[object, ...]]:
        for n in range(first, end):
            moment = FIRST + n * APART
            words, number = title(self.random, n), f"見本-{n:06d}"
            department_id, path, organ_id, clerk = self.random.choice(self.places)
            contractor = uuid_at(FIRST, n // 20, 2)
            key = entry_key([words, number, "仕様書に定めるとおり行う。"])
            status, year = self.random.choice(STATUSES), self.random.choice(YEARS)
            yield (
                n, uuid_at(moment, n, 1), number, words, key, status, year, contractor, department_id, path, organ_id, clerk,
                uuid_at(moment, n, 3),
            )  # fmt: skip

    def _clones(self) -> Iterator[tuple[type[SQLModel], str, Mapping[str, str]]]:
        seed, decided = self.seed, "clones c WHERE c.status <> 'draft'"
        section = {"department_id": "c.department_id", "department_path": "c.path", "organ_id": "c.organ_id"}
        yield Contractor, f"contractors s, clones c WHERE s.id = '{seed.contractor_id}' AND c.n % 20 = 0", {
            "id": "c.contractor_id", "number": "'見本-' || c.n", "name": "'株式会社見本' || c.n", "corporate_number": "NULL",
        }  # fmt: skip
        yield Contract, f"contracts s, clones c WHERE s.id = '{seed.contract_id}'", {
            "id": "c.id", "number": "c.number", "title": "c.title", "status": "c.status", "fiscal_year": "c.year",
            "created_by": "c.clerk", "submitted_by": "c.clerk", **section,
            "contractor_id": "CASE c.status WHEN 'draft' THEN NULL ELSE c.contractor_id END",
        }  # fmt: skip
        yield ContractClause, f"contract_clauses s, clones c WHERE s.contract_id = '{seed.contract_id}'", {
            "id": "gen_random_uuid()", "contract_id": "c.id",
        }  # fmt: skip
        yield SearchEntry, f"search_entries s, clones c WHERE s.id = '{seed.contract_id}'", {"id": "c.id", "key": "c.key"}
        yield Approval, f"approvals s, {decided} AND s.id = '{seed.approval_id}'", {
            "id": "c.approval_id", "number": "c.number", "record_id": "c.id", "record_number": "c.number", "title": "c.title",
            "status": "'decided'", "applied_by": "c.clerk", **section,
        }  # fmt: skip
        own = f"(SELECT department_id FROM contracts WHERE id = '{seed.contract_id}')"
        yield ApprovalStep, (
            "approval_steps s JOIN section_posts was ON was.id = s.post_id CROSS JOIN clones c LEFT JOIN section_posts own "
            f"ON was.department_id = {own} AND own.department_id = c.department_id AND own.place = was.place "
            f"WHERE c.status <> 'draft' AND s.approval_id = '{seed.approval_id}'"
        ), {
            "id": "gen_random_uuid()", "approval_id": "c.approval_id", "status": "'done'",
            "post_id": "coalesce(own.id, s.post_id)",
        }  # fmt: skip


def _insert(model: type[SQLModel], source: str, values: Mapping[str, str]) -> str:
    """Copies of a row: every column as it is, but those named."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel does not declare __table__
    names = [column.name for column in table.columns]
    return f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(values.get(name, f's.{name}') for name in names)} FROM {source}"
