"""The pages of the organisation: the tree with its posts and their holders of today, and the forms that keep it."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.admin.organisation import service, shaping
from govapi.admin.organisation.schemas import DepartmentIn, DepartmentPatch, OrganPatch, PostIn, PostPatch
from govapi.admin.organisation.words import DUTY_OPTIONS
from govapi.db.session import find
from govapi.people import roster
from govapi.people.actor import DUTIES
from govapi.people.roster import keeps_roster
from govapi.people.tables import Department, Organ, Post
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

HOME = "/admin/organisation"


@page(HOME)
def tree(door: WebDoor) -> Response[bytes]:
    """Every department of today under its organ, with its posts."""
    today = door.parts.clock.today()
    with door.reading() as session:
        organs = roster.organs(session)
        departments = roster.departments(session, today)
        posts = shaping.posts(session, roster.posts(session, on=today), today)
    by_department: dict[UUID, list[Any]] = {}
    for post in posts:
        by_department.setdefault(post.department_id, []).append(post)
    return door.page(
        "admin/organisation.html",
        organs=organs,
        departments=_in_tree_order(list(departments)),
        posts=by_department,
        duties=DUTIES,
        keeps=keeps_roster(door.actor),
    )


def _in_tree_order(rows: list[Department]) -> list[tuple[Department, int]]:
    """Each department after the one above it, with its depth; one whose parent is gone stands at the top."""
    known = {row.id for row in rows}
    below: dict[UUID | None, list[Department]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)

    def walk(parent: UUID | None, depth: int) -> list[tuple[Department, int]]:
        return [pair for row in below.get(parent, []) for pair in [(row, depth), *walk(row.id, depth + 1)]]

    return walk(None, 0)


@page(f"{HOME}/organs/{{organ_id:uuid}}/edit")
def organ_page(door: WebDoor, organ_id: FromPath[UUID]) -> Response[bytes]:
    return _organ(door, organ_id, None)


def _organ(door: WebDoor, organ_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    with door.reading() as session:
        service.check_keeper(door.actor)
        row = find(session, Organ, organ_id)
    return door.page("admin/organ_form.html", row=row, form=bound or shown(row))


@form(f"{HOME}/organs/{{organ_id:uuid}}/edit")
def revise_organ(door: WebDoor, organ_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: OrganPatch) -> str:
        service.revise_organ(session, door.actor, organ_id, given, door.form().version())
        return HOME

    return door.submit(OrganPatch, work, lambda bound: _organ(door, organ_id, bound), flash="契約主体を保存しました。")


@page(f"{HOME}/departments/new")
def new_department_page(door: WebDoor, parent: FromQuery[str] = "") -> Response[bytes]:
    return _department(door, None, shown({"parent_id": parent, "valid_from": door.parts.clock.today(), "sort_order": 0}))


@page(f"{HOME}/departments/{{department_id:uuid}}/edit")
def department_page(door: WebDoor, department_id: FromPath[UUID]) -> Response[bytes]:
    return _department(door, department_id, None)


def _department(door: WebDoor, department_id: UUID | None, bound: Bound[Any] | None) -> Response[bytes]:
    with door.reading() as session:
        service.check_keeper(door.actor)
        row = find(session, Department, department_id) if department_id else None
        departments = _in_tree_order(list(roster.departments(session, door.parts.clock.today())))
        organs = roster.organs(session)
    return door.page(
        "admin/department_form.html",
        row=row,
        form=bound or shown(row),
        parents=[(str(one.id), f"{'　' * depth}{one.name}") for one, depth in departments],
        organs=[(str(organ.id), organ.name) for organ in organs],
    )


@form(f"{HOME}/departments/new")
def add_department(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: DepartmentIn) -> str:
        service.add_department(session, door.actor, given)
        return HOME

    return door.submit(DepartmentIn, work, lambda bound: _department(door, None, bound), flash="組織を設置しました。")


@form(f"{HOME}/departments/{{department_id:uuid}}/edit")
def revise_department(door: WebDoor, department_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: DepartmentPatch) -> str:
        service.revise_department(session, door.actor, department_id, given, door.form().version())
        return HOME

    again = lambda bound: _department(door, department_id, bound)  # noqa: E731
    return door.submit(DepartmentPatch, work, again, flash="組織を保存しました。")


@page(f"{HOME}/posts/{{post_id:uuid}}")
def post_page(door: WebDoor, post_id: FromPath[UUID]) -> Response[bytes]:
    """A post, what it carries and who held it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        post = shaping.post(session, find(session, Post, post_id), today)
        held = shaping.history(session, door.actor, post_id, today)
    return door.page("admin/post.html", post=post, held=held, duties=DUTIES, today=today, keeps=keeps_roster(door.actor))


@page(f"{HOME}/posts/new")
def new_post_page(door: WebDoor, department: FromQuery[str] = "") -> Response[bytes]:
    return _post(door, None, shown({"department_id": department, "valid_from": door.parts.clock.today()}))


@page(f"{HOME}/posts/{{post_id:uuid}}/edit")
def edit_post_page(door: WebDoor, post_id: FromPath[UUID]) -> Response[bytes]:
    return _post(door, post_id, None)


def _post(door: WebDoor, post_id: UUID | None, bound: Bound[Any] | None) -> Response[bytes]:
    with door.reading() as session:
        service.check_keeper(door.actor)
        row = find(session, Post, post_id) if post_id else None
        departments = _in_tree_order(list(roster.departments(session, door.parts.clock.today())))
    return door.page(
        "admin/post_form.html",
        row=row,
        form=bound or shown(row),
        departments=[(str(one.id), f"{'　' * depth}{one.name}") for one, depth in departments],
        duty_options=DUTY_OPTIONS,
        administers="administrator" in door.actor.system_roles,
    )


@form(f"{HOME}/posts/new")
def add_post(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: PostIn) -> str:
        return f"{HOME}/posts/{service.add_post(session, door.actor, given).id}"

    return door.submit(PostIn, work, lambda bound: _post(door, None, bound), flash="職を設置しました。")


@form(f"{HOME}/posts/{{post_id:uuid}}/edit")
def revise_post(door: WebDoor, post_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: PostPatch) -> str:
        clock = door.parts.clock
        service.revise_post(session, door.actor, post_id, given, door.form().version(), now=clock.now(), today=clock.today())
        return f"{HOME}/posts/{post_id}"

    return door.submit(PostPatch, work, lambda bound: _post(door, post_id, bound), flash="職を保存しました。")


ROUTES = [
    tree,
    organ_page,
    revise_organ,
    new_department_page,
    department_page,
    add_department,
    revise_department,
    post_page,
    new_post_page,
    edit_post_page,
    add_post,
    revise_post,
]
