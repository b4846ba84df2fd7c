"""The staff's page of the links to a check sheet: issue one, copy its address while it is shown, take one back."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath

from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.links import queries, service
from govapi.assessments.links.schemas import LinkIn
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.kit.errors import FieldFault, Refusal
from govapi.policy.store import current
from govapi.web.door import MENDABLE, WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

LABELS = {"expires_on": "リンクの期限", "mail": "電子メールで送る"}


@page("/check-sheets/{check_sheet_id:uuid}/links")
def links_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _links(door, check_sheet_id, shown({"mail": True}))


def _links(door: WebDoor, check_sheet_id: UUID, bound: Bound[Any], address: str = "", mailed_to: str = "") -> Response[bytes]:
    today, office = door.parts.clock.today(), service.office_of(door.parts.settings)
    with door.reading() as session:
        sheet = sheets.one(session, door.actor, current(session, today).policy, check_sheet_id)
        rows = [service.shape(row, sheet, today) for row in queries.of_sheet(session, sheet.id)]
        company = find(session, Contractor, sheet.contractor_id).name
    return door.page(
        "assessments/links/issued.html",
        status_code=422 if bound.faults else 200,
        sheet=sheet,
        company=company,
        rows=rows,
        form=bound,
        address=address,
        mailed_to=mailed_to,
        off="" if office.base else service.OFF,
        may_issue=service.may_issue(door.actor, sheet) and sheet.status in ("draft", "awaiting"),
        may_mail=office.sends_mail and bool(sheet.contact_email) and sheet.status == "awaiting",
    )


@form("/check-sheets/{check_sheet_id:uuid}/links")
def issue(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    """Shows the address on this very page: no other page will ever know it."""
    bound = door.form().bind(LinkIn, LABELS)
    if bound.value is None:
        return _links(door, check_sheet_id, bound)
    clock, office = door.parts.clock, service.office_of(door.parts.settings)
    try:
        with door.writing() as session:
            policy = current(session, clock.today()).policy
            link, address = service.issue(
                session, door.actor, policy, check_sheet_id, bound.value, office, now=clock.now(), today=clock.today()
            )
            mailed_to = link.mailed_to
    except Refusal as refused:
        if refused.status not in MENDABLE:
            raise
        return _links(door, check_sheet_id, bound.with_faults(refused.errors or [FieldFault("", refused.detail)]))
    return _links(door, check_sheet_id, shown({"mail": True}), address, mailed_to)


@form("/check-sheets/{check_sheet_id:uuid}/links/{link_id:uuid}/revoke")
def revoke(door: WebDoor, check_sheet_id: FromPath[UUID], link_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    with door.writing() as session:
        policy = current(session, clock.today()).policy
        service.revoke(session, door.actor, policy, check_sheet_id, link_id, door.form().version(), now=clock.now())
    return door.redirect(f"/check-sheets/{check_sheet_id}/links", "回答用リンクを取り消しました。")


ROUTES: list[Any] = [links_page, issue, revoke]
