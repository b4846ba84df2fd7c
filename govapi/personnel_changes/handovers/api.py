"""The API's door to the handovers."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.personnel_changes.handovers import queries
from govapi.personnel_changes.handovers.checking import service
from govapi.personnel_changes.handovers.paper.service import record_paper
from govapi.personnel_changes.handovers.queries import Filters
from govapi.personnel_changes.handovers.schemas import (
    HandoverOut,
    HandoverPatch,
    HandoverRow,
    ItemsIn,
    Mine,
    PaperIn,
    ReceiverIn,
    Status,
)
from govapi.personnel_changes.handovers.showing.service import brief, shape
from govapi.personnel_changes.handovers.workflow import HANDOVER
from govapi.policy.schema.personnel import HandoverRole
from govapi.policy.store import StoredPolicy, current

TAG = "引継ぎ"
READ, WRITE = "handovers:read", "handovers:write"
ONE = "/handovers/{handover_id:uuid}"

HandoverId = Annotated[UUID, Parameter(description="引継ぎの id")]
Whose = Annotated[Mine | None, Parameter(description="自分のもの（give 引き継ぐもの、receive 引継ぎを受けるもの、both 両方）")]
OfChange = Annotated[UUID | None, Parameter(description="人事異動の一覧の id（人事担当課の職員のほかには、何も返りません。）")]
Live = Annotated[bool, Parameter(description="終わっていないものだけ")]


@reads("/handovers", "listHandovers", "引継ぎの一覧（新しい順）", tag=TAG, scope=READ)
def list_handovers(
    door: Door,
    status: Status | None = None,
    role: HandoverRole | None = None,
    record_id: UUID | None = None,
    change_id: OfChange = None,
    mine: Whose = None,
    live: Live = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[HandoverRow]]:
    today = door.parts.clock.today()
    filters = Filters(status=status, role=role, record_id=record_id, change_id=change_id, mine=mine or "", live=live)
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        items = [brief(door.actor, row, policy, today) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads(ONE, "getHandover", "引継ぎを見る", tag=TAG, scope=READ)
def get_handover(door: Door, handover_id: HandoverId) -> Answer[HandoverOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, handover_id)
        return answer(shape(session, door.actor, row, policy, today), version=row.version)


@changes(ONE, "reviseHandover", "引継ぎの内容を書く", tag=TAG, scope=WRITE)
def revise_handover(door: Door, handover_id: HandoverId, data: HandoverPatch) -> Answer[HandoverOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.revise(session, door.actor, stored, handover_id, data, expected)
        return answer(shape(session, door.actor, row, stored.policy, today), version=row.version)


@acts(f"{ONE}/name-receiver", "nameHandoverReceiver", "後任者を指定する", tag=TAG, scope=WRITE)
def name_receiver(door: Door, handover_id: HandoverId, data: ReceiverIn) -> Answer[HandoverOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.name_receiver(session, door.actor, stored, handover_id, data, expected, now=clock.now(), today=today)
        return door.done(session, shape(session, door.actor, row, stored.policy, today), version=row.version)


@acts(f"{ONE}/confirm", "confirmHandoverItems", "引継ぎの確認事項を記録する", tag=TAG, scope=WRITE)
def confirm(door: Door, handover_id: HandoverId, data: ItemsIn) -> Answer[HandoverOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.confirm(session, door.actor, stored, handover_id, data, expected, now=clock.now())
        return door.done(session, shape(session, door.actor, row, stored.policy, today), version=row.version)


@creates(f"{ONE}/documents", "generateHandoverDocument", "引継書を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, handover_id: HandoverId, data: PaperIn) -> Answer[DocumentOut]:
    clock = door.parts.clock
    with_templates(door.parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return record_paper(session, door.actor, stored, handover_id, clock.today())

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shown = document_out(row, row.edition)
        return door.created(session, shown, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, door.parts.files, clock, data.template, read, finish)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[HandoverOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.act(session, door.actor, stored, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, shape(session, door.actor, row, stored.policy, today), version=row.version)


ROUTES: list[Any] = [
    list_handovers,
    get_handover,
    revise_handover,
    name_receiver,
    confirm,
    generate_document,
    *action_routes(HANDOVER, path="/handovers", tag=TAG, scope=WRITE, act=_act, out=HandoverOut, inputs={}),
]
