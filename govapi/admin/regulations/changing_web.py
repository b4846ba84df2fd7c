"""The forms of the register: registering a regulation, changing what it says of one, repealing it, recording a look at it."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.admin.regulations import service as tied
from govapi.documents.regulations import queries, service
from govapi.documents.regulations.rules import LAYERS, PUBLICITIES
from govapi.documents.regulations.schemas import (
    RegulationDetailOut,
    RegulationIn,
    RegulationPatch,
    RegulationReviewIn,
    RepealIn,
)
from govapi.documents.regulations.shaping import detail
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.people.relations import covers
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "title": "規程の名称", "kind": "種類", "layer": "階層", "publicity": "公開区分", "department_id": "所管課", "remark": "備考",
    "repealed_on": "廃止の日", "reason": "廃止の理由", "reviewed_on": "見直しを行った日", "result": "見直しの結果",
}  # fmt: skip


def open_regulation(session: Session, door: WebDoor, regulation_id: UUID) -> tuple[PolicySet, RegulationDetailOut]:
    """The regulation for who keeps it; raises NotFound or NotAllowed for others."""
    today = door.parts.clock.today()
    policy = current(session, today).policy
    row = queries.one(session, door.actor, policy, regulation_id)
    service.refuse_stranger(door.actor, row)
    return policy, detail(session, door.actor, policy, row, today)


def _choices(session: Session, actor: Actor, policy: PolicySet, today: date, *, every: bool) -> dict[str, Any]:
    own = every or "security_office" in actor.duties
    sections = [
        (str(one.id), one.name)
        for one in departments(session, today)
        if own or any(covers(post, one.path) for post in actor.posts)
    ]
    return {
        "kinds": [("", "本市だけの規程")] + [(one.key, one.label) for one in policy.regulating.kinds],
        "layers": list(LAYERS.items()),
        "publicities": list(PUBLICITIES.items()),
        "sections": sections,
    }


@page("/regulations/new")
def new_page(door: WebDoor, kind: FromQuery[str] = "") -> Response[bytes]:
    return _new(door, shown({"kind": kind[:64]}))


def _new(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        choices = _choices(session, door.actor, policy, today, every=False)
    return door.page("admin/regulations/edit.html", out=None, form=bound, version=None, first="", **choices)


@form("/regulations/new")
def register(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: RegulationIn) -> str:
        policy = current(session, door.parts.clock.today()).policy
        return f"/regulations/{service.register(session, door.actor, policy, given).id}"

    flash = "規程を登録しました。続けて、本文を記録してください。"
    return door.submit(RegulationIn, work, lambda bound: _new(door, bound), flash=flash, labels=LABELS)


@page("/regulations/{regulation_id:uuid}/edit")
def edit_page(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, regulation_id, None)


def _edit(door: WebDoor, regulation_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        policy, out = open_regulation(session, door, regulation_id)
        choices = _choices(session, door.actor, policy, door.parts.clock.today(), every=True)
    return door.page(
        "admin/regulations/edit.html",
        out=out,
        form=bound or shown(out.model_dump(include=set(RegulationPatch.model_fields))),
        version=out.version if bound is None or first else door.form().version(),
        first=first,
        **choices,
    )


@form("/regulations/{regulation_id:uuid}/edit")
def edit(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: RegulationPatch) -> str:
        clock, version = door.parts.clock, door.form().version()
        stored = current(session, clock.today())
        tied.revise(session, door.actor, stored, regulation_id, given, version, now=clock.now(), today=clock.today())
        return f"/regulations/{regulation_id}"

    def again(bound: Bound[RegulationPatch], first: str) -> Response[bytes]:
        return _edit(door, regulation_id, bound, first)

    return submit_on_record(door, regulation_id, RegulationPatch, work, again, flash="保存しました。", labels=LABELS)


def _ask(door: WebDoor, regulation_id: UUID, template: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        _policy, out = open_regulation(session, door, regulation_id)
    return door.page(
        f"admin/regulations/{template}.html",
        out=out,
        form=bound or shown(),
        version=out.version if bound is None or first else door.form().version(),
        first=first,
    )


@page("/regulations/{regulation_id:uuid}/repeal")
def repeal_page(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    return _ask(door, regulation_id, "repeal", None)


@form("/regulations/{regulation_id:uuid}/repeal")
def repeal(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    return _take(door, regulation_id, "repeal", RepealIn, tied.repeal, "廃止を記録しました。")


@page("/regulations/{regulation_id:uuid}/review")
def review_page(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    return _ask(door, regulation_id, "review", None)


@form("/regulations/{regulation_id:uuid}/review")
def review(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    return _take(door, regulation_id, "review", RegulationReviewIn, tied.review, "見直しの結果を記録しました。")


def _take(door: WebDoor, regulation_id: UUID, template: str, model: type[BaseModel], do: Any, flash: str) -> Response[bytes]:
    def work(session: Session, given: BaseModel) -> str:
        clock, version = door.parts.clock, door.form().version()
        stored = current(session, clock.today())
        do(session, door.actor, stored, regulation_id, given, version, now=clock.now(), today=clock.today())
        return f"/regulations/{regulation_id}"

    def again(bound: Bound[BaseModel], first: str) -> Response[bytes]:
        return _ask(door, regulation_id, template, bound, first)

    return submit_on_record(door, regulation_id, model, work, again, flash=flash, labels=LABELS)


ROUTES: list[Any] = [new_page, register, edit_page, edit, repeal_page, repeal, review_page, review]
