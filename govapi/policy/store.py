"""Reading the policy sets of the session's municipality. The hot path is one small query; parsed sets are kept by hash."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.kit.errors import Conflict, NotFound, WrongState
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.policy.loading import content_digest, from_json
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.tables import PolicySetRow

_KEPT = 64
_SEEN = "policy_versions"  # what this session has read: a version never changes
_parsed: dict[str, PolicySet] = {}


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A policy set with the version under which decisions record it."""

    id: UUID
    version: int
    sha256: str
    policy: PolicySet


def current(session: Session, on: date) -> StoredPolicy:
    """The policy set in force on ``on``. Raises WrongState when the town has none."""
    found = _first(session, in_force(on))
    if found is None:
        raise WrongState(
            "この団体の方針セットがまだありません。システム管理者が方針セットを取り込んでください。", code="no_policy_set"
        )
    return found


def unchanged(seen: StoredPolicy, now: StoredPolicy) -> None:
    """Raises Conflict when the policy set whose words a file was read by is no longer the one in force."""
    if seen.version != now.version:
        raise Conflict("登録している間に方針セットが改められました。様式を受け取り直し、内容を確かめてから登録してください。")


def by_version(session: Session, version: int) -> StoredPolicy:
    """The policy set of this version, for records decided under it. Raises NotFound."""
    found = session.info.get(_SEEN, {}).get(version) or _first(session, col(PolicySetRow.set_version) == version)
    if found is None:
        raise NotFound
    return found


def stored(session: Session, policy_set_id: UUID) -> tuple[PolicySetRow, PolicySet]:
    """The row and its policy set. Raises NotFound."""
    row = session.exec(owned(session, PolicySetRow).where(col(PolicySetRow.id) == policy_set_id)).first()
    if row is None:
        raise NotFound
    return row, _parse(row.set_version, row.sha256, row.content)


def newest(session: Session) -> PolicySetRow | None:
    """The version imported last, in force or not yet."""
    return session.exec(owned(session, PolicySetRow).order_by(col(PolicySetRow.set_version).desc()).limit(1)).first()


def listed(session: Session, *, limit: int, cursor: str | None) -> Page[PolicySetRow]:
    """All versions, the newest first."""
    statement = owned(session, PolicySetRow).order_by(col(PolicySetRow.set_version).desc())
    if cursor:
        last = decode_cursor(cursor, 1)[0]
        statement = statement.where(col(PolicySetRow.set_version) < (int(last[:9]) if last.isascii() and last.isdigit() else 0))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.set_version),))


def in_force(on: date) -> ColumnElement[bool]:
    """Versions that have begun on this day; the highest of them holds."""
    return or_(col(PolicySetRow.in_force_from).is_(None), col(PolicySetRow.in_force_from) <= on)


def _first(session: Session, condition: ColumnElement[bool]) -> StoredPolicy | None:
    columns = (PolicySetRow.id, PolicySetRow.set_version, PolicySetRow.sha256)
    statement = owned_columns(session, PolicySetRow, *columns).where(condition).order_by(col(PolicySetRow.set_version).desc())
    found = session.execute(statement.limit(1)).first()
    if found is None:
        return None
    policy_id, version, sha256 = found
    policy = _parsed.get(sha256)
    if policy is None:
        content = owned_columns(session, PolicySetRow, PolicySetRow.content).where(col(PolicySetRow.set_version) == version)
        policy = _parse(version, sha256, session.execute(content).scalar_one())
    stored_policy = StoredPolicy(policy_id, version, sha256, policy)
    session.info.setdefault(_SEEN, {})[version] = stored_policy
    return stored_policy


def _parse(version: int, sha256: str, content: dict[str, Any]) -> PolicySet:
    """The content as a policy set, kept by its hash (which is the same content in whatever town)."""
    known = _parsed.get(sha256)
    if known is not None:
        return known
    if content_digest(content) != sha256:
        raise WrongState(
            f"方針セット第{version}版の内容が取り込んだ時と異なります。データベースの改変が疑われます。システム管理者に連絡してください。",
            code="policy_set_altered",
        )
    policy = from_json(content)
    while len(_parsed) >= _KEPT:
        _parsed.pop(next(iter(_parsed)), None)
    _parsed[sha256] = policy
    return policy
