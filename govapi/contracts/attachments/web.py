"""The files of a contract: handing one in, and taking it out again."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath

from govapi.contracts import queries as contracts
from govapi.contracts import service as drafts
from govapi.contracts.attachments import queries, service
from govapi.contracts.history.web import record_tabs
from govapi.edge.answers import file_answer
from govapi.files import uploads
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.people.relations import Who
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound
from govapi.web.routes import form, page

ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
HINT = "PDF、画像（PNG・JPEG）、Word又はExcelのファイル"


def taken(door: WebDoor, contract_id: UUID, field: str) -> ReadyFile | None:
    """The file sent under ``field``, inspected and stored; None when none was chosen. Who may not attach it stores nothing.

    Raises Invalid at the field for a file that is too large or of the wrong kind.
    """
    given = door.form().file(field)
    if given is None:
        return None
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        drafts.may_work_on(door.actor, contracts.one(session, door.actor, policy, contract_id))
    limit = door.parts.settings.max_upload_bytes
    try:
        return uploads.ready(door.parts.files, given.filename, given.file.read(limit + 1), limit)
    except Refusal as refused:
        if refused.status not in (413, 415, 422):
            raise
        raise Invalid(refused.detail, errors=[FieldFault(f"/{field}", refused.detail)]) from refused


@page("/contracts/{contract_id:uuid}/files")
def list_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _list(door, contract_id, Bound())


def _list(door: WebDoor, contract_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        rows = queries.of_contract(session, door.actor, policy, contract.id)
    may_attach = bool(drafts.who(door.actor, contract) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE})
    return door.page(
        "contracts/files.html",
        status_code=422 if bound.faults else 200,
        contract=contract,
        tabs=record_tabs(contract.id, "files"),
        rows=rows,
        may_attach=may_attach,
        form=bound,
        accept=ACCEPT,
        hint=HINT,
    )


@form("/contracts/{contract_id:uuid}/files", uploads=True)
def attach(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    try:
        file = taken(door, contract_id, "file")
    except Invalid as refused:
        return _list(door, contract_id, Bound().with_faults(refused.errors))
    if file is None:
        return _list(door, contract_id, Bound().with_faults([FieldFault("/file", "添付するファイルを選んでください。")]))
    with door.writing() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = service.hand_in(session, door.actor, policy, contract_id, file)
        flash = f"「{row.name}」を添付しました。"
    return door.redirect(f"/contracts/{contract_id}/files", flash)


@page("/files/{file_id:uuid}/content")
def download(door: WebDoor, file_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, file_id)
    return file_answer(uploads.content(door.parts.files, row.sha256), row.name, row.media_type)


ROUTES: list[Any] = [list_page, attach, download]
