"""The API's door to the lists of moves: the personnel office alone."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from govapi.documents.api import MULTIPART, uploads
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.files.headed_table import HeadedTable
from govapi.files.inspect import Kind
from govapi.people import queries as people
from govapi.personnel_changes import queries, service
from govapi.personnel_changes.importing.reading.service import open_list
from govapi.personnel_changes.importing.service import look
from govapi.personnel_changes.importing.template.service import FILE_NAME, workbook
from govapi.personnel_changes.queries import Filters
from govapi.personnel_changes.rules import Status
from govapi.personnel_changes.schemas import (
    ListFileIn,
    PersonnelChangeFileIn,
    PersonnelChangeOut,
    PersonnelChangePatch,
    PersonnelMoveOut,
    PreviewOut,
)
from govapi.personnel_changes.workflow import PERSONNEL_CHANGE
from govapi.policy.store import StoredPolicy, current, unchanged

TAG = "人事異動"
READ, WRITE = "personnel-changes:read", "personnel-changes:write"
ONE = "/personnel-changes/{change_id:uuid}"

ChangeId = Annotated[UUID, Parameter(description="人事異動の id")]
Upload = Annotated[PersonnelChangeFileIn, Body(media_type=RequestEncodingType.MULTI_PART)]
ListUpload = Annotated[ListFileIn, Body(media_type=RequestEncodingType.MULTI_PART)]


@reads("/personnel-changes", "listPersonnelChanges", "人事異動の一覧（新しい順、人事担当課のみ）", tag=TAG, scope=READ)
def list_changes(
    door: Door, status: Status | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[PersonnelChangeOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, Filters(status), limit=limit, cursor=cursor)
        return answer(Listing(items=service.briefs(session, page.items, today), next_cursor=page.next_cursor))


@reads(ONE, "getPersonnelChange", "人事異動を見る", tag=TAG, scope=READ)
def get_change(door: Door, change_id: ChangeId) -> Answer[PersonnelChangeOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, change_id)
        return answer(service.shape(session, door.actor, row, today), version=row.version)


@changes(ONE, "revisePersonnelChange", "公表前の人事異動の件名、公表日又は備考を変更する", tag=TAG, scope=WRITE)
def revise_change(door: Door, change_id: ChangeId, data: PersonnelChangePatch) -> Answer[PersonnelChangeOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.held(session, door.actor, stored, change_id, expected)
        service.revise(session, door.actor, row, data, today)
        return answer(service.shape(session, door.actor, row, today), version=row.version)


@reads(f"{ONE}/moves", "listPersonnelMoves", "取り込んだ一覧の各行（行の順）", tag=TAG, scope=READ)
def list_moves(door: Door, change_id: ChangeId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[PersonnelMoveOut]]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, change_id)
        page = queries.moves_page(session, row, limit=limit, cursor=cursor)
        return answer(Listing(items=service.move_shapes(session, page.items), next_cursor=page.next_cursor))


@reads(f"{ONE}/preview", "previewPersonnelChange", "一覧が今の発令に何をするかを見る", tag=TAG, scope=READ)
def get_preview(door: Door, change_id: ChangeId) -> Answer[PreviewOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, change_id)
        return answer(service.preview_of(session, stored, row, today))


@reads(
    "/personnel-changes/template",
    "downloadPersonnelChangeTemplate",
    "人事異動の一覧の様式（xlsx）を受け取る",
    tag=TAG,
    scope=READ,
    gives=[Kind.XLSX.media_type],
)
def template(door: Door) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        service.may_take_in(door.actor)
        personnel = current(session, clock.today()).policy.personnel
        own, _others = people.sections(session, door.actor, clock.today(), everywhere="personnel_office")
    return file_answer(workbook(personnel, [one.label for one in own], clock.now()), FILE_NAME, Kind.XLSX.media_type)


@acts(
    "/personnel-changes/check",
    "checkPersonnelChange",
    "人事異動の一覧を取り込まずに確かめる",
    tag=TAG,
    scope=WRITE,
    if_match=False,
    media=MULTIPART,
)
def check(door: Door, data: ListUpload) -> Answer[PreviewOut]:
    today = door.parts.clock.today()
    table, seen = _opened(door, data.file)
    with door.reading() as session:
        looked = look(session, seen.policy.personnel, table, None, today)
        return answer(service.looked_shape(session, seen, looked, today))


@creates("/personnel-changes", "takeInPersonnelChange", "人事異動の一覧を取り込む", tag=TAG, scope=WRITE, media=MULTIPART)
def take_in(door: Door, data: Upload) -> Answer[PersonnelChangeOut]:
    today = door.parts.clock.today()
    table, seen = _opened(door, data.file)
    door.same_when("POST /personnel-changes", data.title, data.publish_on, data.remark, table.sha256)
    with door.writing() as session:
        stored = current(session, today)
        unchanged(seen, stored)
        row = service.take_in(session, door.actor, stored, data.title, data.publish_on, data.remark, table, today)
        shape = service.shape(session, door.actor, row, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/personnel-changes/{row.id}")


@acts(
    f"{ONE}/list/check",
    "checkPersonnelList",
    "訂正した一覧を取り込まずに確かめる",
    tag=TAG,
    scope=WRITE,
    if_match=False,
    media=MULTIPART,
)
def check_list(door: Door, change_id: ChangeId, data: ListUpload) -> Answer[PreviewOut]:
    today = door.parts.clock.today()
    table, seen = _opened(door, data.file, change_id)
    with door.reading() as session:
        row = queries.one(session, door.actor, seen.policy, change_id)
        looked = look(session, seen.policy.personnel, table, row, today)
        return answer(service.looked_shape(session, seen, looked, today))


@acts(f"{ONE}/list", "replacePersonnelList", "訂正した一覧を取り込む（次の版）", tag=TAG, scope=WRITE, media=MULTIPART)
def replace_list(door: Door, change_id: ChangeId, data: ListUpload) -> Answer[PersonnelChangeOut]:
    expected, now, today = door.expected_version(), door.parts.clock.now(), door.parts.clock.today()
    table, seen = _opened(door, data.file, change_id)
    door.same_when(f"POST /personnel-changes/{change_id}/list", table.sha256)
    with door.writing() as session:
        stored = current(session, today)
        unchanged(seen, stored)
        row = service.held(session, door.actor, stored, change_id, expected)
        service.replace_list(session, door.actor, stored, row, table, now=now, today=today)
        return door.done(session, service.shape(session, door.actor, row, today), version=row.version)


def _opened(door: Door, file: UploadFile, change_id: UUID | None = None) -> tuple[HeadedTable, StoredPolicy]:
    """The list, opened outside any write transaction, and the policy set whose words it is read by; NotFound for a correction of
    what is not there."""
    limit = door.parts.settings.max_upload_bytes
    with door.reading() as session:
        seen = current(session, door.parts.clock.today())
        if change_id is not None:
            queries.one(session, door.actor, seen.policy, change_id)
        service.may_take_in(door.actor)
    return open_list(file.file.read(limit + 1), file.filename, seen.policy.personnel, limit), seen


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[PersonnelChangeOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.held(session, door.actor, stored, record_id, expected_version)
        service.act(session, door.actor, stored, row, action, data, now=now, today=today)
        return door.done(session, service.shape(session, door.actor, row, today), version=row.version)


ROUTES: list[Any] = [
    list_changes,
    get_change,
    revise_change,
    list_moves,
    get_preview,
    template,
    *action_routes(
        PERSONNEL_CHANGE, path="/personnel-changes", tag=TAG, scope=WRITE, act=_act, out=PersonnelChangeOut, inputs={}
    ),
    uploads([check, take_in, check_list, replace_list]),
]
