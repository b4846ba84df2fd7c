"""Taking in a published list: looked through whole, and stored whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services.registrations import queries
from govapi.cloud_services.registrations.comparing import queries as comparing
from govapi.cloud_services.registrations.comparing.rules import Difference, compare
from govapi.cloud_services.registrations.following import queries as following_queries
from govapi.cloud_services.registrations.following.service import BATCH, follow
from govapi.cloud_services.registrations.matching.service import propose
from govapi.cloud_services.registrations.reading.cells.service import Reading, read
from govapi.cloud_services.registrations.reading.rules import MAX_FAULTS
from govapi.cloud_services.registrations.rules import badge_of, holds, label_of, registering
from govapi.cloud_services.registrations.schemas import ConcernedOut, LineFaultOut, ListCheckOut, ListOut, RegistrationOut
from govapi.cloud_services.registrations.storing.service import store
from govapi.cloud_services.registrations.tables import Registration, RegistrationList
from govapi.db.counters import next_number
from govapi.duties.recounting.service import Counting, in_batches
from govapi.files.headed_table import HeadedTable
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor, system
from govapi.policy.schema.cloud import Registry
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

LIST = "registration_list"


@dataclass(frozen=True)
class Plan:
    """What a list says, what it changes, and what is wrong with it."""

    registry: Registry
    fetched_on: date
    published: HeadedTable
    reading: Reading
    difference: Difference[Registration]
    newest: RegistrationList | None

    @property
    def lost(self) -> list[Registration]:
        """The entries that stop being valid by this list."""
        changed = [row for row, line, _changes in self.difference.changed if _weaker(row, line.state, line.expires_on)]
        return [*self.difference.gone, *changed]


def _weaker(row: Registration, state: str, expires_on: date | None) -> bool:
    return (row.state != state and state in ("suspended", "cancelled")) or _ends_earlier(row.expires_on, expires_on)


def _ends_earlier(before: date | None, after: date | None) -> bool:
    return after is not None and (before is None or after < before)


def may_import(actor: Actor) -> None:
    """Raises NotAllowed for everybody but the office for information policy."""
    if "security_office" not in actor.duties:
        raise NotAllowed("登録の一覧を取り込めるのは、情報政策担当課の職員です。")


def registry_of(policy: PolicySet, key: str) -> Registry:
    """The kind of list; raises Invalid for one the town does not know."""
    try:
        return policy.cloud.registry(key)
    except KeyError:
        known = "、".join(f"{one.key}（{one.label}）" for one in policy.cloud.registries)
        raise Invalid(f"一覧の種類を選んでください（{known}）。", pointer="/registry") from None


def plan(session: Session, actor: Actor, registry: Registry, fetched_on: date, published: HeadedTable, today: date) -> Plan:
    """Looks the whole list through; every fault is found. Raises what stands against the list as such: a day to come, a newer
    list, the same list again."""
    may_import(actor)
    newest = queries.newest_list(session, registry.key)
    _refuse_day(newest, fetched_on, published, today)
    reading = read(published, registry)
    difference = compare(reading.lines, queries.known(session, registry.key))
    return Plan(registry, fetched_on, published, reading, difference, newest)


def _refuse_day(newest: RegistrationList | None, fetched_on: date, published: HeadedTable, today: date) -> None:
    if fetched_on > today:
        raise Invalid("取得日が先の日付です。一覧を取得した日を入力してください。", pointer="/fetched_on")
    if newest is None:
        return
    if fetched_on < newest.fetched_on:
        raise Conflict(
            f"{wareki(newest.fetched_on)}に取得した、より新しい一覧（{newest.number}）が取り込まれています。最新の一覧を取得してください。",
            code="list_older",
        )
    if fetched_on == newest.fetched_on and published.sha256 == newest.sha256:
        raise Conflict(f"この一覧は、同じ取得日で既に取り込まれています（{newest.number}）。", code="list_done")


def refuse(found: Plan, *, gone_accepted: bool) -> None:
    """Raises what stands against storing; nothing when the list is right."""
    faults = found.reading.faults
    if faults:
        raise Invalid(summary(faults), code="list_faults", errors=faults[:MAX_FAULTS])
    if found.difference.many_gone and not gone_accepted:
        gone, before = len(found.difference.gone), found.difference.before
        raise Conflict(
            f"掲載のある{before:,}件のうち{gone:,}件が、この一覧にはありません。一覧の全部のファイルかどうかを確かめ、"
            "そのまま取り込むときは、掲載のなくなることを確かめた旨を選んでください。",
            code="many_gone",
        )


def summary(faults: Sequence[FieldFault]) -> str:
    """How many cells are wrong, and what to do."""
    shown = f"初めの{MAX_FAULTS}件を示します。" if len(faults) > MAX_FAULTS else ""
    return f"一覧に{len(faults):,}件の誤りがあるため、何も取り込んでいません。{shown}示したセルを直して、もう一度取り込んでください。"


def import_list(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    registry: Registry,
    fetched_on: date,
    published: HeadedTable,
    *,
    gone_accepted: bool,
    now: datetime,
    today: date,
) -> RegistrationList:
    """Stores the list with its file (which the caller has put into the store), proposes the new entries for services, and has
    every use of a service follow what changed. Raises Invalid, Conflict; then nothing is stored.

    The number is taken first: another import of the town waits for it, so that neither misses what the other has just stored.
    """
    may_import(actor)
    number = f"登録一覧-{next_number(session, LIST):05d}"
    found = plan(session, actor, registry, fetched_on, published, today)
    refuse(found, gone_accepted=gone_accepted)
    difference = found.difference
    touched = [row.id for row, _line, _changes in (*difference.changed, *difference.returned)]
    touched += [row.id for row in difference.gone]
    row = _write_down(session, actor, number, found)
    called = store(session, actor, registry.key, difference, fetched_on, today)
    propose(session, actor, registration_ids=called)
    follow(session, actor, stored, following_queries.services_of(session, touched), now=now, today=today)
    session.flush()
    return row


def _write_down(session: Session, actor: Actor, number: str, found: Plan) -> RegistrationList:
    """The row of the list itself, with what it changes."""
    published, reading = found.published, found.reading
    counts: dict[str, Any] = {name: len(getattr(found.difference, name)) for name in ("added", "changed", "returned", "gone")}
    row = RegistrationList(
        number=number,
        registry_key=found.registry.key,
        fetched_on=found.fetched_on,
        filename=published.name,
        sha256=published.sha256,
        rows=len(reading.lines),
        warnings=[{"pointer": one.pointer, "message": one.message} for one in reading.warnings[:MAX_FAULTS]],
        imported_by=actor.person_id,
        imported_name=actor.name,
        **counts,
    )
    session.add(row)
    session.flush()
    changes = {**counts, "sha256": published.sha256, "file": published.name, "fetched_on": found.fetched_on.isoformat()}
    audit.note(session, actor, LIST, row, "import", f"{found.registry.label}（{row.rows:,}件）を取込み", changes)
    return row


def recount(context: TaskContext) -> int:
    """For the daily job: proposes entries for services, and has every use follow the registrations of the day. Each portion is
    a transaction of its own; killed half-way, the next run does the rest."""
    try:
        with context.writing() as session:
            propose(session, system(context.municipality_code))
    except Conflict:
        pass  # another worker was quicker
    return in_batches(context, _follow_batch)


def _follow_batch(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    some = following_queries.matched_services(counting.session, after, BATCH)
    if some:
        follow(counting.session, counting.actor, counting.stored, some, now=counting.now, today=counting.today)
    return len(some), some[-1] if some else None


def check_shape(session: Session, found: Plan) -> ListCheckOut:
    """What taking the list in would do."""
    difference, reading = found.difference, found.reading
    return ListCheckOut(
        rows=len(reading.lines),
        added=len(difference.added),
        changed=len(difference.changed),
        renamed=len(difference.renamed),
        returned=len(difference.returned),
        gone=len(difference.gone),
        many_gone=difference.many_gone,
        warning_count=len(reading.warnings),
        warnings=[LineFaultOut.model_validate(one) for one in reading.warnings[:MAX_FAULTS]],
        fault_count=len(reading.faults),
        faults=[LineFaultOut.model_validate(one) for one in reading.faults[:MAX_FAULTS]],
        concerned=[ConcernedOut.model_validate(one) for one in comparing.concerned(session, [row.id for row in found.lost])],
    )


def shape(row: Registration, policy: PolicySet, today: date) -> RegistrationOut:
    """An entry as the doors show it."""
    out = RegistrationOut.model_validate(row)
    registries = policy.cloud.registries
    out.registry_label = label_of(registries, row.registry_key)
    out.state_label = badge_of(out.state, row.expires_on, today)
    out.valid = holds(row.state, row.expires_on, today)
    out.counts = row.registry_key in registering(registries)
    return out


def list_shape(row: RegistrationList, policy: PolicySet) -> ListOut:
    """A list that was taken in."""
    out = ListOut.model_validate(row)
    out.registry_label = label_of(policy.cloud.registries, row.registry_key)
    return out
