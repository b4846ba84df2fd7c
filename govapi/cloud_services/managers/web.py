"""The pages of the managers: who manages a use, naming the post, ending a designation; and the listing of the town."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.cloud_services.managers import queries, service
from govapi.cloud_services.managers.schemas import ManagerEndIn, ManagerIn
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.tables import CloudUse
from govapi.kit.japan.era import parse_date_ja
from govapi.people.designations import choices
from govapi.policy.store import StoredPolicy, current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {"post_id": "職", "from_date": "指定の始まりの日", "last_day": "指定の最後の日"}


def _held(door: WebDoor, session: Session, use_id: UUID) -> tuple[StoredPolicy, CloudUse]:
    stored = current(session, door.parts.clock.today())
    return stored, uses.one(session, door.actor, stored.policy, use_id, lock=True)


def _back(use_id: UUID) -> str:
    return f"/cloud-uses/{use_id}/managers"


@page("/cloud-uses/managers")
def list_page(door: WebDoor, on: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    day = _day(on) or today
    with door.reading() as session:
        policy = current(session, today).policy
        lines = [service.line(one) for one in queries.designations(session, door.actor, policy, day, today)]
        labels = {one.code: one.label for one in policy.classification.confidentiality}
    return door.page("cloud_services/managers/list.html", lines=lines, on=day, today=today, labels=labels)


def _day(typed: str) -> date | None:
    try:
        return parse_date_ja(typed) if typed else None
    except ValueError:
        return None


@page("/cloud-uses/{use_id:uuid}/managers")
def show(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, use_id, None)


def _page(
    door: WebDoor, use_id: UUID, naming: Bound[Any] | None, ending: Bound[Any] | None = None, first: str = ""
) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = uses.one(session, door.actor, current(session, today).policy, use_id)
        view = service.view(session, door.actor, use, today)
        posts = choices(session, use.department_id, today) if view.may_name else []
    begin = max(use.starts_on, today) if use.starts_on else today
    return door.page(
        "cloud_services/managers/show.html",
        use=use,
        view=view,
        today=today,
        posts=posts,
        form=naming or shown({"from_date": begin}),
        ending=ending or shown({"last_day": today}),
        first=first,
    )


@form("/cloud-uses/{use_id:uuid}/managers")
def name(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ManagerIn) -> str:
        stored, use = _held(door, session, use_id)
        service.name_manager(
            session, door.actor, stored, use, given.post_id, given.from_date, now=clock.now(), today=clock.today()
        )
        return _back(use_id)

    def again(bound: Bound[ManagerIn]) -> Response[bytes]:
        return _page(door, use_id, bound)

    return door.submit(ManagerIn, work, again, flash="クラウドサービス管理者を指定しました。", labels=LABELS)


@form("/cloud-uses/{use_id:uuid}/managers/{manager_id:uuid}/end")
def end(door: WebDoor, use_id: FromPath[UUID], manager_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ManagerEndIn) -> str:
        stored, use = _held(door, session, use_id)
        version = door.form().version()
        service.end(session, door.actor, stored, use, manager_id, given.last_day, version, now=clock.now(), today=clock.today())
        return _back(use_id)

    def again(bound: Bound[ManagerEndIn], first: str) -> Response[bytes]:
        return _page(door, use_id, None, bound, first)

    return submit_on_record(door, use_id, ManagerEndIn, work, again, flash="指定の最後の日を記録しました。", labels=LABELS)


@form("/cloud-uses/{use_id:uuid}/managers/{manager_id:uuid}/withdraw")
def withdraw(door: WebDoor, use_id: FromPath[UUID], manager_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    with door.writing() as session:
        stored, use = _held(door, session, use_id)
        version = door.form().version()
        service.withdraw(session, door.actor, stored, use, manager_id, version, now=clock.now(), today=clock.today())
    return door.redirect(_back(use_id), "指定を取り消しました。")


ROUTES: list[Any] = [list_page, show, name, end, withdraw]
