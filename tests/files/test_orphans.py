"""The sweep of orphans, on both kinds of storage: what is referred to is never lost, whoever puts it at whatever moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from govapi.files.orphans import AGE, BEAT, Swept, sweep
from govapi.files.store import FileMissing, FileStore

DAY = timedelta(days=1, minutes=5)


@pytest.fixture
def now() -> datetime:
    """The moment the test begins: files put in it are younger."""
    return datetime.now(UTC)


def test_an_orphan_is_set_aside_and_a_day_later_discarded(store: FileStore, now: datetime) -> None:
    orphan, wanted = store.put(b"orphan"), store.put(b"wanted")
    assert sweep(store, {wanted.sha256}, now) == Swept()  # not yet a day old
    assert sweep(store, {wanted.sha256}, now + DAY) == Swept(set_aside=1)
    assert store.get(orphan.sha256) == b"orphan"
    assert sweep(store, {wanted.sha256}, now + DAY + DAY) == Swept(discarded=1)
    with pytest.raises(FileMissing):
        store.get(orphan.sha256)
    assert sweep(store, {wanted.sha256}, now + 9 * DAY) == Swept()
    assert store.get(wanted.sha256) == b"wanted"


def test_what_is_set_aside_is_kept_for_a_day(store: FileStore, now: datetime) -> None:
    orphan = store.put(b"orphan")
    store.set_aside(orphan.sha256)
    assert sweep(store, frozenset(), now + AGE - timedelta(minutes=5)) == Swept()
    assert store.get(orphan.sha256) == b"orphan"


def test_a_content_put_again_while_the_sweep_runs_is_not_lost(store: FileStore, now: datetime) -> None:
    before = store.put(b"same")
    seen: frozenset[str] = frozenset()  # the sweep has looked at the records …
    assert store.put(b"same") == before  # … when somebody puts the same content, whose record is committed later
    assert sweep(store, seen, now + DAY) == Swept(set_aside=1)
    assert store.get(before.sha256) == b"same"
    assert sweep(store, {before.sha256}, now + 3 * DAY) == Swept(taken_back=1)
    assert [kept.sha256 for kept in store.list_older_than(now + DAY)] == [before.sha256]
    assert store.get(before.sha256) == b"same"


def test_a_content_put_again_while_it_is_discarded_is_not_lost(store: FileStore, now: datetime) -> None:
    kept = store.put(b"same")
    store.set_aside(kept.sha256)
    store.put(b"same")
    assert sweep(store, frozenset(), now + DAY - timedelta(minutes=4, seconds=50)) == Swept(discarded=1, set_aside=1)
    assert store.get(kept.sha256) == b"same"


def test_several_sweeps_at_once_do_what_one_does(store: FileStore, now: datetime) -> None:
    wanted = {store.put(b"wanted %d" % number).sha256 for number in range(5)}
    orphans = {store.put(b"orphan %d" % number).sha256 for number in range(20)}
    for late in (DAY, 2 * DAY):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: sweep(store, wanted, now + late), range(4)))  # noqa: B023  # awaited before the next
    assert {kept.sha256 for kept in store.list_older_than(now + DAY)} == wanted
    assert not any(store.exists(orphan) for orphan in orphans)


def test_the_lease_is_held_while_it_lasts(store: FileStore, now: datetime) -> None:
    beats: list[int] = []
    for number in range(3):
        store.put(b"%d" % number)
    sweep(store, frozenset(), now + DAY, lambda: beats.append(1))
    assert BEAT > 3 and len(beats) == 1
