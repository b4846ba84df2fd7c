"""An account or a service that nobody answers for is a duty at once, and that the account should be paused is proposed; both settle
themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.duties.workflow import UNSETTLED
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import WrongState
from govapi.people.actor import Actor, system
from govapi.people.designations import interval
from govapi.people.rules import vacant_from
from govapi.policy.store import StoredPolicy, current
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


class Place(NamedTuple):
    """The section a duty is addressed to."""

    organ_id: UUID
    department_id: UUID
    department_path: str


def watch(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """An account without an officer is somebody's duty, one with an officer is not; likewise its service. Whatever changes the state
    of an account, its officers or their posts calls this. Called again, nothing changes."""
    watching = _Watching(session, actor, stored, now, today)
    watching.account(account)
    service = services.of_platform(session, account.platform)
    if service is not None:
        watching.service(service)


def watch_target(session: Session, actor: Actor, stored: StoredPolicy, target: Target, *, now: datetime, today: date) -> None:
    """The same for an account or a service."""
    if isinstance(target, SnsAccount):
        watch(session, actor, stored, target, now=now, today=today)
    else:
        _Watching(session, actor, stored, now, today).service(target)


@dataclass(frozen=True)
class _Watching:
    """One look at an account or a service: its duties follow from whether somebody answers for it today."""

    session: Session
    actor: Actor
    stored: StoredPolicy
    now: datetime
    today: date

    def account(self, account: SnsAccount) -> None:
        vacancy = vacancy_of(self.session, account, self.today)
        wanted = rules.wanted(account.status, vacancy.vacant_from, self.today)
        if wanted.officer is None:
            self._end(account, OFFICER, *(("settle", FILLED) if account.status in ANSWERED_FOR else ("drop", ENDED)))
        else:
            own = Place(account.organ_id, account.department_id, account.department_path)
            self._plan(account, OFFICER, f"「{account.name}」の責任者の指定", own, vacancy)
        if wanted.pause is None:
            self._end(account, PAUSE, *_why_not_paused(account.status))
        else:
            self._plan(account, PAUSE, f"責任者のいない「{account.name}」の休止の判断", self._keeping(), vacancy)

    def service(self, service: SnsService) -> None:
        """A service with accounts in use needs an officer for the whole town; to name one is the duty of 広報主管課."""
        if not queries.is_used(self.session, service):
            self._end(service, OFFICER, "drop", "このサービスのアカウントがなくなった")
            return
        vacancy = vacancy_of(self.session, service, self.today)
        if vacancy.vacant_from is None:
            self._end(service, OFFICER, "settle", FILLED)
        else:
            self._plan(service, OFFICER, f"「{service.label}」の責任者の指定", self._keeping(), vacancy)

    def _keeping(self) -> Place | None:
        section = services.keeping_section(self.session, self.today)
        return None if section is None else Place(section.organ_id, section.id, section.path)

    def _plan(self, target: Target, kind: str, title: str, place: Place | None, vacancy: SnsVacancyOut) -> None:
        if place is None or vacancy.vacant_from is None:
            return
        past = queries.of_kind(self.session, target.id, kind)
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
        duties.plan(self.session, self.actor, self.stored.policy, one, now=self.now, today=self.today)

    def _end(self, target: Target, kind: str, how: str, label: str) -> None:
        end = duties.settle_record if how == "settle" else duties.drop_record
        end(self.session, self.actor, target.id, label, now=self.now, kinds=[kind])


def _why_not_paused(status: str) -> tuple[str, str]:
    if status == "active":
        return "drop", FILLED
    return ("settle", "アカウントを休止した") if status == "paused" else ("drop", ENDED)


def vacancy_of(session: Session, target: Target, today: date) -> SnsVacancyOut:
    """Whether an officer answers for the account (service), and from which day on nobody will."""
    held = officers.officer_of(session, target.id, today)
    covered = [interval(row) for row in officers.of_target(session, target.id, "officer")]
    since = vacant_from(covered, held=held is not None and held.name is not None, today=today)
    vacant = since is not None and since <= today
    reason = ""
    if since is not None:
        reason = (NO_POST if held is None else NO_PERSON) if vacant else SOON
    return SnsVacancyOut(vacant=vacant, vacant_from=since, reason=reason)


def recount(context: TaskContext) -> int:
    """For the daily job: vacancies that have come with the day (a post gone, nobody holds it) are opened, those that were filled
    are settled. Only what is vacant, or was, is looked at; batches are transactions of their own."""
    looked = 0
    for which in ("services", "watched", "unanswered"):
        after: UUID | None = None
        while True:
            with context.writing() as session:
                now, today = context.clock.now(), context.clock.today()
                try:
                    stored = current(session, today)
                except WrongState:
                    return 0  # a town without a policy set has no duties yet
                found = _batch(session, which, after, today)
                for target in found:
                    watch_target(session, system(context.municipality_code), stored, target, now=now, today=today)
                after = found[-1].id if found else None
            looked += len(found)
            if len(found) < BATCH:
                break
    return looked


def _batch(session: Session, which: str, after: UUID | None, today: date) -> list[Target]:
    if which == "watched":
        return list(queries.watched(session, after, BATCH))
    if which == "unanswered":
        return list(queries.unanswered(session, today, after, BATCH))
    return list(services.listed(session, limit=BATCH - 1, cursor=None).items)  # one for each platform of the policy set
