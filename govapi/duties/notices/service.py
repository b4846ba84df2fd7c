"""Telling those concerned: a notice for each, once; then the letters, one digest a day or one for each notice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlmodel import Session

from govapi.db.session import add_rows, update_rows
from govapi.duties import rules
from govapi.duties.mail.rules import is_address
from govapi.duties.mail.service import send
from govapi.duties.notices import queries
from govapi.duties.notices.queries import Reader, ToTell, Untold
from govapi.duties.notices.rules import Concerned, Item, Roster, body, group_of, subject
from govapi.duties.notices.tables import Notice
from govapi.duties.tables import Duty
from govapi.policy.schema.monitoring import Monitoring

MOST_ITEMS = 100
SOON = timedelta(days=8)


@dataclass(frozen=True)
class Telling:
    """What one run knows: the day, the rules, who works where, under which address the pages stand."""

    now: datetime
    today: date
    monitoring: Monitoring
    roster: Roster
    public_url: str


def tell(session: Session, about: Telling, duties: Sequence[ToTell]) -> int:
    """Writes the notices due today of these duties, which the caller holds, and sets the day of the next. Returns how many."""
    known = queries.told(session, [duty.id for duty in duties])
    wanted = [
        (duty, stage, person)
        for duty in duties
        for stage, person in _stages(about, duty)
        if (duty.id, duty.due_on, stage, person) not in known
    ]
    readers = queries.readers(session, {person for _, _, person in wanted})
    rows = [
        {
            "duty_id": duty.id,
            "person_id": person,
            "stage": stage,
            "due_on": duty.due_on,
            "status": _way(readers[person], stage),
            "mail_id": None,
        }
        for duty, stage, person in wanted
        if person in readers
    ]
    add_rows(session, Notice, rows)
    _set_next(session, about, duties)
    return len(rows)


def write_letters(session: Session, about: Telling, person_ids: Sequence[UUID], kinds: Collection[str] | None) -> int:
    """The letters of today for these people; ``kinds`` limits them on a closed day. Returns how many."""
    readers = queries.readers(session, person_ids)
    return sum(_write(session, about, readers.get(one), one, kinds) for one in person_ids)


def _stages(about: Telling, duty: ToTell) -> list[tuple[str, UUID]]:
    kind = rules.kind_of(about.monitoring, duty.kind)
    concerned = Concerned(duty.department_id, duty.department_path, duty.person_id)
    found = []
    for one in rules.reminders_due(kind, duty.due_on, duty.opens_on, about.today):
        doers, superiors = about.roster.doers, about.roster.superiors
        people = superiors(concerned, kind.tells, one.stage) if one.is_escalation else doers(concerned, kind.tells)
        found += [(one.stage, person) for person in sorted(people)]
    return found


def _way(reader: Reader, stage: str) -> str:
    wanted = reader.delivery != "none" or stage in rules.ESCALATIONS
    return "waiting" if wanted and is_address(reader.email) else "app"


def _set_next(session: Session, about: Telling, duties: Sequence[ToTell]) -> None:
    def following(duty: ToTell) -> date | None:
        kind = rules.kind_of(about.monitoring, duty.kind)
        return rules.next_reminder_on(kind, duty.due_on, duty.opens_on, about.today)

    ordered = sorted((following(duty) or date.max, duty.id) for duty in duties)
    for day, group in groupby(ordered, key=lambda pair: pair[0]):
        update_rows(session, Duty, [one for _, one in group], {"remind_on": None if day == date.max else day})


def _write(session: Session, about: Telling, reader: Reader | None, person_id: UUID, kinds: Collection[str] | None) -> int:
    found = queries.waiting(session, person_id, kinds)
    live = [
        one
        for one in found
        if one.duty.status == "open" and one.duty.due_on == one.notice.due_on and _reaches(about, person_id, one.duty)
    ]
    stale = {one.notice.id for one in found} - {one.notice.id for one in live}
    update_rows(session, Notice, sorted(stale), {"status": "app"})  # settled or moved meanwhile: nothing is left to say
    if reader is None or not is_address(reader.email):
        update_rows(session, Notice, [one.notice.id for one in live], {"status": "app"})
        return 0
    if reader.delivery == "each":
        return sum(_letter(session, about, reader, [one], f"notice:{one.notice.id}") for one in live)
    return _letter(session, about, reader, live, f"digest:{reader.id}:{about.today.isoformat()}") if live else 0


def _letter(session: Session, about: Telling, reader: Reader, told: Sequence[Untold], key: str) -> int:
    """One letter about these notices. When today's digest has gone already, they wait for tomorrow's."""
    stages: dict[UUID, set[str]] = {}
    duties: dict[UUID, Duty] = {}
    for one in told:
        duties[one.duty.id] = one.duty
        stages.setdefault(one.duty.id, set()).add(one.notice.stage)
    if reader.delivery == "digest":
        for duty in queries.still_open(session, reader.id, about.today + SOON, MOST_ITEMS):
            if _reaches(about, reader.id, duty):
                duties.setdefault(duty.id, duty)
    items = [
        _item(about, duty, stages.get(duty.id, ())) for duty in sorted(duties.values(), key=lambda one: (one.due_on, one.id))
    ]
    text = body(reader.name, items[:MOST_ITEMS], about.today, more=len(items[MOST_ITEMS:]), public_url=about.public_url)
    mail_id = send(
        session,
        key=key,
        to_address=reader.email,
        to_name=reader.name,
        subject=subject(items),
        body=text,
        now=about.now,
        noun="duty",
    )
    if mail_id is None:
        return 0
    update_rows(session, Notice, [one.notice.id for one in told], {"status": "mailed", "mail_id": mail_id})
    return 1


def _reaches(about: Telling, person_id: UUID, duty: Duty) -> bool:
    return about.roster.reaches(person_id, Concerned(duty.department_id, duty.department_path, duty.person_id))


def _item(about: Telling, duty: Duty, stages: Collection[str]) -> Item:
    return Item(
        group=group_of(stages, duty.due_on, about.today),
        due_on=duty.due_on,
        kind_label=rules.kind_of(about.monitoring, duty.kind).label,
        title=duty.title,
        number=duty.number,
        cause_label=duty.cause_label,
        url=f"{about.public_url}/duties/{duty.id}",
    )
