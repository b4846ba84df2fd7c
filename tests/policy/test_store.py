"""Versions of the policy set in the database: imported, confirmed, never changed, one town's own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from govapi.audit.tables import AuditRow
from govapi.edge.transaction import reading, writing
from govapi.kit.clock import fixed
from govapi.kit.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from govapi.people.actor import Actor, HeldPost, system
from govapi.policy import service, store
from govapi.policy.confirmation import unconfirmed
from govapi.policy.loading import default_policy, dump
from govapi.policy.tables import PolicySetRow
from tests.support import towns
from tests.support.databases import TestDatabase

TODAY = date(2026, 4, 1)
TOWN, OTHER = towns.KAKU, towns.MIHON
OFFICE = HeldPost(None, "課長", uuid4(), "架空市情報政策課", "/x/", uuid4(), frozenset({"security_supervisor"}))
SUPERVISOR = Actor("person", TOWN, "見本 太郎", uuid4(), (OFFICE,))
CLERK = replace(SUPERVISOR, posts=(replace(OFFICE, duties=frozenset({"staff"})),))
AUDITOR = replace(CLERK, system_roles=frozenset({"auditor"}))


@dataclass(frozen=True)
class Town:
    database: TestDatabase
    code: str = TOWN

    def writes(self) -> AbstractContextManager[Session]:
        return writing(self.database.database, self.code, fixed(datetime(2026, 4, 1, tzinfo=UTC)))

    def reads(self) -> AbstractContextManager[Session]:
        return reading(self.database.database, self.code)


@pytest.fixture
def town(fresh_database: TestDatabase) -> Iterator[Town]:
    """A town with the shipped policy set as version 1, beside a town with none."""
    towns.found(fresh_database.database)
    made = Town(fresh_database)
    with made.writes() as session:
        service.adopt_default(session, system(TOWN), TODAY)
    yield made


def edited(old: str = "days: 90", new: str = "days: 60") -> dict[str, str]:
    files = dump(default_policy())
    assert old in files["notices.yaml"]
    return {**files, "notices.yaml": files["notices.yaml"].replace(old, new)}


def adopt(town: Town, actor: Actor = SUPERVISOR, in_force_from: date | None = None, note: str = "規程の改正による。") -> UUID:
    policy = service.checked(edited())
    with town.writes() as session:
        return service.adopt(session, actor, policy, note=note, today=TODAY, in_force_from=in_force_from).id


def test_a_new_town_has_the_shipped_set_once(town: Town) -> None:
    with town.writes() as session:
        service.adopt_default(session, system(TOWN), TODAY)
    with town.reads() as session:
        found = store.current(session, TODAY)
        assert (found.version, found.policy) == (1, default_policy())
        assert len(store.listed(session, limit=50, cursor=None).items) == 1


def test_each_kind_of_local_government_gets_its_own_column_of_the_law() -> None:
    for kind, legal in (("municipality", 1_000_000), ("designated_city", 2_000_000), ("prefecture", 2_000_000)):
        small = service.for_kind(default_policy(), kind).procurement.small_sum
        assert [row.amounts[-1].amount for row in small.legal if row.kind == small.body] == [legal]


def test_a_town_without_a_policy_set_is_told_what_to_do(town: Town) -> None:
    with Town(town.database, OTHER).reads() as session:
        with pytest.raises(WrongState, match="方針セットを取り込んでください"):
            store.current(session, TODAY)
        with pytest.raises(NotFound):
            store.by_version(session, 1)


def test_an_import_is_the_next_version_and_the_old_one_stays(town: Town) -> None:
    adopt(town)
    with town.reads() as session:
        assert store.current(session, TODAY).version == 2
        assert store.current(session, TODAY).policy.notices.days("contract_end") == 60
        assert store.by_version(session, 1).policy.notices.days("contract_end") == 90
        row = session.exec(
            select(AuditRow).where(col(AuditRow.action) == "policy_set.import").order_by(col(AuditRow.seq).desc())
        ).first()
    assert row is not None
    assert (row.actor_name, row.number, row.reason) == ("見本 太郎", "第2版", "規程の改正による。")
    assert row.changes["count"] == 1 and "「90」から「60」" in row.changes["differences"][0]


def test_a_version_may_wait_for_its_day(town: Town) -> None:
    begins = date(2026, 10, 1)
    adopt(town, in_force_from=begins)
    with town.reads() as session:
        assert [store.current(session, day).version for day in (TODAY, date(2026, 9, 30), begins)] == [1, 1, 2]
    with pytest.raises(Conflict, match="令和8年10月1日から施行されます"):
        adopt(town)
    adopt(town, in_force_from=begins)
    with town.reads() as session:
        assert store.current(session, begins).version == 3


def test_the_past_is_not_changed(town: Town) -> None:
    with pytest.raises(Invalid, match="今日以後の日"):
        adopt(town, in_force_from=date(2026, 3, 31))


@pytest.mark.parametrize("actor", [CLERK, AUDITOR])
def test_who_may_not_import_is_refused_and_nothing_is_stored(town: Town, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        adopt(town, actor)
    with town.reads() as session:
        assert store.current(session, TODAY).version == 1


@pytest.mark.parametrize("actor", [SUPERVISOR, replace(CLERK, system_roles=frozenset({"administrator"}))])
def test_who_may_import(town: Town, actor: Actor) -> None:
    adopt(town, actor)
    with town.reads() as session:
        newest = store.newest(session)
    assert newest is not None and newest.imported_by == "架空市情報政策課課長 見本 太郎"


def test_faulty_files_are_refused_with_their_places() -> None:
    with pytest.raises(Invalid) as refused:
        service.checked({**edited(), "contract_templates/clauses/10_reporting.yaml": "key: reporting\n"})
    pointers = {fault.pointer for fault in refused.value.errors}
    assert pointers == {"/files/contract_templates~1clauses~110_reporting.yaml"}


def test_confirming_initial_values_makes_the_next_version(town: Town) -> None:
    with town.writes() as session:
        held = store.current(session, TODAY)
        row = service.confirm_rules(session, SUPERVISOR, held.id, ["/notices/leads/contract_end"], note="確認した。", today=TODAY)
        assert row.set_version == 2
    with town.reads() as session:
        assert len(unconfirmed(store.by_version(session, 1).policy)) == len(unconfirmed(store.current(session, TODAY).policy)) + 1


def test_only_the_newest_version_and_its_initial_values_can_be_confirmed(town: Town) -> None:
    with town.reads() as session:
        first = store.current(session, TODAY).id
    second = adopt(town)
    with town.writes() as session, pytest.raises(Conflict):
        service.confirm_rules(session, SUPERVISOR, first, ["/notices/leads/contract_end"], note="確認した。", today=TODAY)
    with town.writes() as session, pytest.raises(Invalid, match="確認を待つ初期値ではありません"):
        service.confirm_rules(session, SUPERVISOR, second, ["/no/such/rule"], note="確認した。", today=TODAY)


def test_lists_go_on_from_their_cursor(town: Town) -> None:
    adopt(town)
    adopt(town)
    with town.reads() as session:
        first = store.listed(session, limit=2, cursor=None)
        rest = store.listed(session, limit=2, cursor=first.next_cursor)
    assert [row.set_version for row in (*first.items, *rest.items)] == [3, 2, 1] and rest.next_cursor is None


def test_the_hot_path_is_one_query_and_no_parse(town: Town) -> None:
    statements: list[str] = []
    with town.reads() as session:
        known = store.current(session, TODAY).policy
        event.listen(town.database.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
        assert store.current(session, TODAY).policy is known
    assert len(statements) == 1 and "content" not in statements[0]


def test_the_database_refuses_to_change_a_version(town: Town) -> None:
    for statement in ("UPDATE policy_sets SET note = 'x'", "DELETE FROM policy_sets"):
        refused = pytest.raises(DBAPIError, match=r"append-only|permission denied")
        with refused, town.database.engine.execution_options(writes=True).begin() as connection:
            connection.execute(text(statement))
    with town.reads() as session:
        assert session.exec(select(PolicySetRow.note)).all() == ["govapi に付属する初期の方針セット"]


def test_an_altered_content_is_noticed() -> None:
    with pytest.raises(WrongState, match="改変が疑われます"):
        store._parse(7, "0" * 64, {"name": "別の内容"})
