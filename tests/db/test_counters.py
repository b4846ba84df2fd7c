"""Numbers for people: from 1, without gaps, for each key and town by itself, however many ask at once."""

import threading

import pytest

from govapi.db.counters import next_number
from govapi.edge.transaction import writing
from govapi.kit.clock import Clock
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found


def take(database: TestDatabase, key: str, code: str = KAKU) -> int:
    """One number in its own transaction."""
    with writing(database.database, code, Clock()) as session:
        return next_number(session, key)


def test_each_key_counts_for_itself_in_each_town(fresh_database: TestDatabase) -> None:
    found(fresh_database.database)
    taken = [take(fresh_database, key) for key in ("contract-2026", "contract-2026", "contract-2027", "contract-2026")]
    assert taken == [1, 2, 1, 3]
    assert take(fresh_database, "contract-2026", MIHON) == 1


def test_several_in_one_transaction(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    with writing(fresh_database.database, KAKU, Clock()) as session:
        assert [next_number(session, "k") for _ in range(3)] == [1, 2, 3]


def test_a_number_that_was_rolled_back_is_given_out_again(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    take(fresh_database, "k")
    with pytest.raises(RuntimeError), writing(fresh_database.database, KAKU, Clock()) as session:
        assert next_number(session, "k") == 2
        raise RuntimeError
    assert take(fresh_database, "k") == 2


def test_no_gaps_and_no_doubles_when_many_ask_at_once(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    taken: list[int] = []
    ready = threading.Barrier(4)

    def ask() -> None:
        ready.wait()
        taken.extend(take(fresh_database, "contract-2026") for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 41))
