"""The staff's API door to the links of a check sheet."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.links import queries, service
from govapi.assessments.links.schemas import IssuedOut, LinkIn, LinkOut
from govapi.edge.actions import ReasonIn
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Listing
from govapi.policy.store import current

TAG = "回答用リンク"
READ, WRITE = "check-sheets:read", "check-sheets:write"

SheetId = Annotated[UUID, Parameter(description="チェックシートの id")]
LinkId = Annotated[UUID, Parameter(description="回答用リンクの id")]


@reads("/check-sheets/{check_sheet_id:uuid}/links", "listAnswerLinks", "チェックシートの回答用リンク", tag=TAG, scope=READ)
def list_links(door: Door, check_sheet_id: SheetId) -> Answer[Listing[LinkOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = sheets.one(session, door.actor, current(session, today).policy, check_sheet_id)
        return answer(Listing(items=[service.shape(row, sheet, today) for row in queries.of_sheet(session, sheet.id)]))


@creates(
    "/check-sheets/{check_sheet_id:uuid}/links",
    "issueAnswerLink",
    "回答用リンクを発行する（アドレスはこの応答でだけ示す）",
    tag=TAG,
    scope=WRITE,
)
def issue_link(door: Door, check_sheet_id: SheetId, data: LinkIn) -> Answer[IssuedOut]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        link, address = service.issue(
            session, door.actor, policy, check_sheet_id, data, service.office_of(door.parts.settings), now=now, today=today
        )
        sheet = sheets.one(session, door.actor, policy, check_sheet_id)
        shape = IssuedOut(**service.shape(link, sheet, today).model_dump())
        location = f"/api/v1/check-sheets/{sheet.id}/links/{link.id}"
        remembered = door.created(session, shape, version=link.version, location=location)
    # The token is nowhere kept, not even in the answer remembered under an Idempotency-Key.
    return Answer(shape.model_copy(update={"address": address}), status_code=201, headers=dict(remembered.headers))


@reads("/check-sheets/{check_sheet_id:uuid}/links/{link_id:uuid}", "getAnswerLink", "回答用リンクを見る", tag=TAG, scope=READ)
def get_link(door: Door, check_sheet_id: SheetId, link_id: LinkId) -> Answer[LinkOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = sheets.one(session, door.actor, current(session, today).policy, check_sheet_id)
        link = queries.one(session, sheet.id, link_id)
        return answer(service.shape(link, sheet, today), version=link.version)


@acts(
    "/check-sheets/{check_sheet_id:uuid}/links/{link_id:uuid}/revoke",
    "revokeAnswerLink",
    "回答用リンクを取り消す",
    tag=TAG,
    scope=WRITE,
)
def revoke_link(door: Door, check_sheet_id: SheetId, link_id: LinkId, data: ReasonIn) -> Answer[LinkOut]:
    del data  # nothing is asked; the body is an empty object, as for every action
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        policy = current(session, clock.today()).policy
        link = service.revoke(session, door.actor, policy, check_sheet_id, link_id, expected, now=clock.now())
        sheet = sheets.one(session, door.actor, policy, check_sheet_id)
        return door.done(session, service.shape(link, sheet, clock.today()), version=link.version)


ROUTES = [list_links, issue_link, get_link, revoke_link]
