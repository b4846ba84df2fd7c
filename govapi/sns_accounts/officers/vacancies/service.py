"""An account or a service that nobody answers for is a duty at once, and that the account should be paused is proposed; both settle
themselves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from govapi.duties.planning import service as planning
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.jobs.tasks import TaskContext
from govapi.people.actor import Actor
from govapi.people.designations import interval
from govapi.people.rules import vacant_from
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.officers import rules
from govapi.sns_accounts.officers.queries import Target
from govapi.sns_accounts.officers.schemas import SnsVacancyOut
from govapi.sns_accounts.officers.vacancies import queries
from govapi.sns_accounts.officers.vacancies.queries import OFFICER, PAUSE
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.services import queries as services
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount

BATCH = 200
NO_POST = "責任者が指定されていません。"
NO_PERSON = "責任者に指定された職に就いている職員がいません。"
SOON = "責任者の指定が終わります。"
FILLED = "責任者を指定した、又は職員が職に就いた"
ENDED = "アカウントの閉鎖等により、責任者を要しなくなった"
Which = Callable[[Session, date, UUID | None, int], Sequence[SnsAccount]]


class Place(NamedTuple):
    """The section a duty is addressed to."""

    organ_id: UUID
    department_id: UUID
    department_path: str


def watch(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """An account without an officer is somebody's duty, one with an officer is not; likewise its service. Whatever changes the state
    of an account, its officers or their posts calls this. Called again, nothing changes."""
    watch_all(session, actor, stored, [account], now=now, today=today)


def watch_all(
    session: Session, actor: Actor, stored: StoredPolicy, targets: Sequence[Target], *, now: datetime, today: date
) -> None:
    """The same for many accounts and services, in as many statements as for one. They are held until the commit, so that whoever
    names an officer meanwhile waits."""
    session.flush()
    accounts = queries.held(session, [one.id for one in targets if isinstance(one, SnsAccount)])
    named = [one.id for one in targets if isinstance(one, SnsService)]
    used = queries.of_platforms(session, {account.platform for account in accounts}, named)
    if not accounts and not used:
        return
    known = [one.id for one in (*accounts, *used)]
    vacancies, past = vacancies_of(session, known, today), queries.past(session, known)
    watching = _Watching(session, stored, today, vacancies, past)
    for account in accounts:
        watching.account(account)
    running = queries.answered_platforms(session, {one.platform for one in used})
    for service in used:
        watching.service(service, used=service.platform in running)
    watching.write(actor, now)


@dataclass
class _Watching:
    """One look at accounts and services: their duties follow from whether somebody answers for them today."""

    session: Session
    stored: StoredPolicy
    today: date
    vacancies: Mapping[UUID, SnsVacancyOut]
    past: Mapping[tuple[UUID, str], Sequence[Duty]]
    planned: list[Obligation] = field(default_factory=list)
    over: dict[tuple[planning.Ending, str], list[Duty]] = field(default_factory=dict)

    def account(self, account: SnsAccount) -> None:
        vacancy = self.vacancies[account.id]
        wanted = rules.wanted(account.status, vacancy.vacant_from, self.today)
        if wanted.officer is None:
            self._end(account, OFFICER, *(("settle", FILLED) if account.status in ANSWERED_FOR else ("drop", ENDED)))
        else:
            own = Place(account.organ_id, account.department_id, account.department_path)
            self._plan(account, OFFICER, f"「{account.name}」の責任者の指定", own, vacancy)
        if wanted.pause is None:
            self._end(account, PAUSE, *_why_not_paused(account.status))
        else:
            self._plan(account, PAUSE, f"責任者のいない「{account.name}」の休止の判断", self._keeping, vacancy)

    def service(self, service: SnsService, *, used: bool) -> None:
        """A service with accounts in use needs an officer for the whole town; to name one is the duty of 広報主管課."""
        vacancy = self.vacancies[service.id]
        if not used:
            self._end(service, OFFICER, "drop", "このサービスのアカウントがなくなった")
        elif vacancy.vacant_from is None:
            self._end(service, OFFICER, "settle", FILLED)
        else:
            self._plan(service, OFFICER, f"「{service.label}」の責任者の指定", self._keeping, vacancy)

    def write(self, actor: Actor, now: datetime) -> None:
        """The duties as they were found to be."""
        for (how, label), ended in self.over.items():
            planning.end_all(self.session, actor, ended, how, label, now=now)
        planning.plan_all(self.session, actor, self.stored.policy, self.planned, now=now, today=self.today)

    @cached_property
    def _keeping(self) -> Place | None:
        section = services.keeping_section(self.session, self.today)
        return None if section is None else Place(section.organ_id, section.id, section.path)

    def _plan(self, target: Target, kind: str, title: str, place: Place | None, vacancy: SnsVacancyOut) -> None:
        if place is None or vacancy.vacant_from is None:
            return
        past = self.past.get((target.id, kind), ())
        known = next((duty for duty in past if duty.status in UNSETTLED), None)
        lasting = known is not None and vacancy.vacant  # a vacancy that goes on keeps its first day
        one = Obligation(
            key=known.key if known else f"{kind}:{target.id}:{len(past) + 1}",
            kind=kind,
            noun=officers.noun_of(target),
            record_id=target.id,
            number=officers.number_of(target),
            title=title,
            organ_id=place.organ_id,
            department_id=place.department_id,
            department_path=place.department_path,
            on=min(known.nominal_on, vacancy.vacant_from) if known is not None and lasting else vacancy.vacant_from,
            cause="vacant" if vacancy.vacant else "ends",
            cause_label=vacancy.reason,
        )
        self.planned.append(one)

    def _end(self, target: Target, kind: str, how: planning.Ending, label: str) -> None:
        waiting = [duty for duty in self.past.get((target.id, kind), ()) if duty.status in UNSETTLED]
        if waiting:
            self.over.setdefault((how, label), []).extend(waiting)


def _why_not_paused(status: str) -> tuple[planning.Ending, str]:
    if status == "active":
        return "drop", FILLED
    return ("settle", "アカウントを休止した") if status == "paused" else ("drop", ENDED)


def vacancy_of(session: Session, target: Target, today: date) -> SnsVacancyOut:
    """Whether an officer answers for the account (service), and from which day on nobody will."""
    return vacancies_of(session, [target.id], today)[target.id]


def vacancies_of(session: Session, target_ids: Collection[UUID], today: date) -> dict[UUID, SnsVacancyOut]:
    """The same for many, in four queries."""
    held, named = officers.current(session, target_ids, today), officers.of_targets(session, target_ids, "officer")
    found = {}
    for target_id in target_ids:
        officer = next((one for one in held[target_id] if one.role == "officer"), None)
        covered = [interval(row) for row in named[target_id]]
        since = vacant_from(covered, held=officer is not None and officer.name is not None, today=today)
        vacant = since is not None and since <= today
        reason = ""
        if since is not None:
            reason = (NO_POST if officer is None else NO_PERSON) if vacant else SOON
        found[target_id] = SnsVacancyOut(vacant=vacant, vacant_from=since, reason=reason)
    return found


def recount(context: TaskContext) -> int:
    """For the daily job: vacancies that have come with the day (a post gone, nobody holds it) are opened, those that were filled
    are settled. Only what is vacant, or was, is looked at; batches are transactions of their own."""
    later = sum(in_batches(context, partial(_accounts, which)) for which in (queries.watched, queries.unanswered))
    return in_batches(context, _services) + later


def _services(counting: Counting, cursor: str | None) -> tuple[int, str | None]:
    page = services.listed(counting.session, limit=BATCH, cursor=cursor)
    _watch_all(counting, page.items)
    return len(page.items), page.next_cursor


def _accounts(which: Which, counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    found = which(counting.session, counting.today, after, BATCH)
    _watch_all(counting, found)
    return len(found), found[-1].id if found else None


def _watch_all(counting: Counting, targets: Sequence[Target]) -> None:
    watch_all(counting.session, counting.actor, counting.stored, targets, now=counting.now, today=counting.today)
