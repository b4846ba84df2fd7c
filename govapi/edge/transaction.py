"""One request, one transaction. This is the only place that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from govapi import audit
from govapi.db.session import Database
from govapi.kit.clock import Clock
from govapi.kit.errors import Conflict, Stale, Unavailable


@contextmanager
def reading(database: Database, municipality_code: str) -> Iterator[Session]:
    """A transaction that only reads: it takes no write lock, and PostgreSQL refuses it any write."""
    session = database.session(municipality_code, writes=False)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def writing(database: Database, municipality_code: str, clock: Clock, request_id: str = "") -> Iterator[Session]:
    """A transaction that writes: change → audit row → event, all or nothing."""
    session = database.session(municipality_code, writes=True)
    session.info["request_id"] = request_id
    try:
        yield session
        audit.seal(session, clock.now())
        session.commit()
    except StaleDataError as fault:
        raise Stale from fault
    except IntegrityError as fault:
        raise Conflict(
            "同じ番号や名称のものが先に登録されたため、保存できません。内容を確かめてから、もう一度操作してください。"
        ) from fault
    except OperationalError as fault:
        if not _is_passing(fault):
            raise
        raise Unavailable(
            "ただ今混み合っているため、保存できませんでした。しばらくしてから、もう一度操作してください。"
        ) from fault
    finally:
        session.close()


def _is_passing(fault: OperationalError) -> bool:
    """Whether trying again may help: a lock held too long, a lost connection. SQLite says the same class for mistakes in SQL."""
    return not isinstance(fault.orig, sqlite3.OperationalError) or "locked" in str(fault.orig) or "busy" in str(fault.orig)
