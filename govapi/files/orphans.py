"""Contents that no record refers to: an upload whose transaction failed, a paper that was never recorded.

A content is put first and its record committed after, so neither the age of a content nor a look at the records can tell for
certain that nobody is about to refer to it. So an orphan is set aside first, where it can still be read, and is discarded
only when no record has come to refer to it a day later.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from govapi.files.store import FileStore

AGE = timedelta(days=1)
BEAT = 500


@dataclass(frozen=True)
class Swept:
    """How many contents were set aside, taken back, and discarded."""

    set_aside: int = 0
    taken_back: int = 0
    discarded: int = 0


def sweep(store: FileStore, referenced: Set[str], now: datetime, beat: Callable[[], None] = lambda: None) -> Swept:
    """Sweeps the whole store. ``referenced`` are the SHA-256 of every record of every town, looked up just before;
    ``beat`` is called now and then while it lasts. Swept twice, or on two machines at once, is as good as once."""
    back = [one.sha256 for one in store.list_set_aside(now) if one.sha256 in referenced]
    for sha256 in back:
        store.take_back(sha256)
    gone = [one.sha256 for one in store.list_set_aside(now - AGE) if one.sha256 not in referenced]
    for sha256 in gone:
        store.discard(sha256)
    aside = 0
    for number, one in enumerate(store.list_older_than(now - AGE)):
        if number % BEAT == 0:
            beat()
        if one.sha256 not in referenced:
            store.set_aside(one.sha256)
            aside += 1
    return Swept(aside, len(back), len(gone))
