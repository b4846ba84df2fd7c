"""The pages of the officers: who answers for an account or a service, naming posts, and the lists of the town at any date."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.kit.japan.era import parse_date_ja
from govapi.people.designations import choices
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.officers import queries, service
from govapi.sns_accounts.officers.queries import Target, level_of
from govapi.sns_accounts.officers.rules import LEVELS, Level
from govapi.sns_accounts.officers.schemas import SnsOfficerEndIn, SnsOfficerIn
from govapi.sns_accounts.services import queries as services
from govapi.sns_accounts.tables import SnsAccount
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {"role": "役割", "post_id": "職", "from_date": "指定の始まりの日", "reason": "指定の理由", "last_day": "指定の最後の日"}


@page("/sns-accounts/officers")
def list_page(door: WebDoor, on: FromQuery[str] = "", level: FromQuery[str] = "account") -> Response[bytes]:
    today = door.parts.clock.today()
    day = _day(on) or today
    wanted: Level = "service" if level == "service" else "account"
    with door.reading() as session:
        lines = [service.line(one) for one in queries.listed(session, day, wanted, today)]
        platforms = {one.key: one.label for one in current(session, today).policy.sns.platforms}
    return door.page(
        "sns_accounts/officers/list.html",
        lines=lines,
        on=day,
        today=today,
        level=wanted,
        levels=LEVELS,
        platforms=platforms,
        unread=on if on and _day(on) is None else "",
    )


def _day(typed: str) -> date | None:
    try:
        return parse_date_ja(typed) if typed else None
    except ValueError:
        return None


@page("/sns-accounts/{account_id:uuid}/officers")
def show_of_account(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, "account", account_id)


@page("/sns-services/{service_id:uuid}/officers")
def show_of_service(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, "service", service_id)


@form("/sns-accounts/{account_id:uuid}/officers")
def name_for_account(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    return _name(door, "account", account_id)


@form("/sns-services/{service_id:uuid}/officers")
def name_for_service(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _name(door, "service", service_id)


def _target(door: WebDoor, session: Session, level: str, target_id: UUID) -> Target:
    if level == "service":
        return services.one(session, target_id)
    policy = current(session, door.parts.clock.today()).policy
    return accounts.one(session, door.actor, policy, target_id)


def _page(
    door: WebDoor,
    level: str,
    target_id: UUID,
    naming: Bound[Any] | None = None,
    ending: Bound[Any] | None = None,
    first: str = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        target = _target(door, session, level, target_id)
        view = service.view(session, door.actor, target, today)
        section = target.department_id if isinstance(target, SnsAccount) else _keeping(session, today)
        posts = choices(session, section, today) if view.may_name else []
    return door.page(
        "sns_accounts/officers/show.html",
        account=target if isinstance(target, SnsAccount) else None,
        service=None if isinstance(target, SnsAccount) else target,
        view=view,
        today=today,
        posts=posts,
        form=naming or shown({"role": view.may_name[0][0] if view.may_name else "", "from_date": today}),
        ending=ending or shown({"last_day": today}),
        first=first,
    )


def _keeping(session: Session, today: date) -> UUID:
    section = services.keeping_section(session, today)
    return section.id if section is not None else service.NOWHERE


def _name(door: WebDoor, level: str, target_id: UUID) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: SnsOfficerIn) -> str:
        stored = current(session, clock.today())
        target = _target(door, session, level, target_id)
        service.name(
            session,
            door.actor,
            stored,
            target,
            given.role,
            given.post_id,
            given.from_date,
            now=clock.now(),
            today=clock.today(),
            reason=given.reason,
        )
        return _back(target)

    def again(bound: Bound[SnsOfficerIn]) -> Response[bytes]:
        return _page(door, level, target_id, bound)

    return door.submit(SnsOfficerIn, work, again, flash="責任者等を指定しました。", labels=LABELS)


def _back(target: Target) -> str:
    return f"/sns-{level_of(target)}s/{target.id}/officers"


def _about(door: WebDoor, session: Session, assignment_id: UUID) -> Target:
    """What the designation is about, if the actor may see that."""
    row = queries.one(session, assignment_id)
    return _target(door, session, row.target, row.target_id)


@form("/sns-accounts/officers/{assignment_id:uuid}/end")
def end(door: WebDoor, assignment_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        target = _about(door, session, assignment_id)

    def work(session: Session, given: SnsOfficerEndIn) -> str:
        stored, version = current(session, clock.today()), door.form().version()
        service.end(session, door.actor, stored, assignment_id, given.last_day, version, now=clock.now(), today=clock.today())
        return _back(target)

    def again(bound: Bound[SnsOfficerEndIn], first: str) -> Response[bytes]:
        return _page(door, level_of(target), target.id, None, bound, first)

    return submit_on_record(door, target.id, SnsOfficerEndIn, work, again, flash="指定の最後の日を記録しました。", labels=LABELS)


@form("/sns-accounts/officers/{assignment_id:uuid}/withdraw")
def withdraw(door: WebDoor, assignment_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    with door.writing() as session:
        stored, version = current(session, clock.today()), door.form().version()
        back = _back(_about(door, session, assignment_id))
        service.withdraw(session, door.actor, stored, assignment_id, version, now=clock.now(), today=clock.today())
    return door.redirect(back, "指定を取り消しました。")


ROUTES: list[Any] = [
    list_page,
    show_of_account,
    show_of_service,
    name_for_account,
    name_for_service,
    end,
    withdraw,
]
