"""The pages of the social media services: the list, one of them, correcting it, and recording that its terms were read."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import past
from govapi.duties.queries import of_record
from govapi.edge.shapes import Input, Reason, RequiredLine
from govapi.policy.store import current
from govapi.sns_accounts.officers import service as officers
from govapi.sns_accounts.services import queries, service
from govapi.sns_accounts.services.schemas import SnsServiceOut, SnsServicePatch, TermsAddress, TermsReadIn
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

PAGE_SIZE = 50
LABELS = {
    "label": "サービスの名称", "terms_url": "約款のURL", "remark": "備考", "checked_on": "確かめた日", "note": "確かめた結果",
}  # fmt: skip


class SnsServiceFormIn(Input):
    """What the form sends: an empty field empties what was written."""

    label: RequiredLine
    terms_url: TermsAddress = ""
    remark: Reason = ""


@page("/sns-services")
def list_page(door: WebDoor, cursor: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, limit=PAGE_SIZE, cursor=cursor or None)
        rows = service.shapes(session, found.items, policy)
    return door.page(
        "sns_accounts/services/list.html",
        rows=rows,
        today=today,
        next_url=f"/sns-services?cursor={found.next_cursor}" if found.next_cursor else None,
        first_url="/sns-services" if cursor else None,
    )


@page("/sns-services/{service_id:uuid}")
def show(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, service_id)
        out = service.shape(session, row, policy)
        answering = officers.view(session, door.actor, row, today)
        duties = of_record(session, row.id)
        history = past(session, row.id, {})
    may_keep = service.may_keep(door.actor)
    return door.page(
        "sns_accounts/services/record.html",
        out=out,
        may_keep=may_keep,
        actions=_buttons(out) if may_keep else [],
        officers=answering,
        every_months=policy.sns.terms_every_months,
        duties=duties,
        history=history,
        today=today,
    )


def _buttons(out: SnsServiceOut) -> list[ActionButton]:
    reading = Available("read_terms", "約款を確かめたことを記録する", False, True, None)
    return action_buttons([reading], f"/sns-services/{out.id}")


@page("/sns-services/{service_id:uuid}/edit")
def edit_page(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _editing(door, service_id, None)


def _editing(door: WebDoor, service_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        row = service.kept(session, door.actor, service_id)
    values = {name: getattr(row, name) for name in SnsServicePatch.model_fields}
    return door.page(
        "sns_accounts/services/edit.html",
        row=row,
        form=bound or shown(values),
        first=first,
        version=row.version if bound is None or first else door.form().version(),
    )


@form("/sns-services/{service_id:uuid}/edit")
def revise(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: SnsServiceFormIn) -> str:
        plain = SnsServicePatch(**given.model_dump())
        service.revise(session, door.actor, service_id, plain, door.form().version())
        return f"/sns-services/{service_id}"

    def again(bound: Bound[SnsServiceFormIn], first: str) -> Response[bytes]:
        return _editing(door, service_id, bound, first)

    return submit_on_record(door, service_id, SnsServiceFormIn, work, again, flash="サービスを訂正しました。", labels=LABELS)


@page("/sns-services/{service_id:uuid}/read-terms")
def terms_page(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _reading(door, service_id, None)


def _reading(door: WebDoor, service_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = service.kept(session, door.actor, service_id)
        policy = current(session, today).policy
        out = service.shape(session, row, policy)
    return door.page(
        "sns_accounts/services/terms.html",
        out=out,
        form=bound or shown({"checked_on": today, "terms_url": row.terms_url}),
        first=first,
        version=row.version if bound is None or first else door.form().version(),
    )


@form("/sns-services/{service_id:uuid}/read-terms")
def read_terms(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: TermsReadIn) -> str:
        today, version = clock.today(), door.form().version()
        stored = current(session, today)
        service.read_terms(session, door.actor, stored, service_id, given, version, now=clock.now(), today=today)
        return f"/sns-services/{service_id}"

    def again(bound: Bound[TermsReadIn], first: str) -> Response[bytes]:
        return _reading(door, service_id, bound, first)

    flash = "約款を確かめたことを記録しました。次の時期が近づくと、期限のある仕事に表示されます。"
    return submit_on_record(door, service_id, TermsReadIn, work, again, flash=flash, labels=LABELS)


ROUTES: list[Any] = [list_page, show, edit_page, revise, terms_page, read_terms]
