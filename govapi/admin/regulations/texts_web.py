"""The pages of the texts of a regulation: recording one with its file, correcting its record, taking back a mistake."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.admin.regulations import service as tied
from govapi.admin.regulations.changing_web import open_regulation
from govapi.documents.regulations import queries
from govapi.documents.regulations.schemas import RegulationTextIn, RegulationTextPatch, WithdrawTextIn
from govapi.documents.regulations.shaping import text_shape
from govapi.edge.answers import file_answer
from govapi.files import uploads
from govapi.kit.errors import FieldFault, Invalid, NotFound, Refusal
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

ACCEPT = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
LABELS = {
    "edition": "令番号又は版", "enacted_on": "決定した日", "effective_on": "施行日", "repealed_on": "廃止の日",
    "approver_post": "決定した職", "approver_name": "決定した者の氏名", "approval_number": "起案番号又は文書番号",
    "summary": "制定又は改正の要旨", "file": "本文のファイル", "reason": "取り消す理由",
}  # fmt: skip


class RegulationTextFormIn(RegulationTextIn):
    """What the form sends: the file comes as a part of its own."""

    file: object = None


@page("/regulations/{regulation_id:uuid}/enact")
def enact_page(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    return _enact(door, regulation_id, shown())


def _enact(door: WebDoor, regulation_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        _policy, out = open_regulation(session, door, regulation_id)
    return door.page(
        "admin/regulations/text.html", status_code=422 if bound.faults else 200, out=out, form=bound, accept=ACCEPT
    )  # fmt: skip


@form("/regulations/{regulation_id:uuid}/enact", uploads=True)
def enact(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    try:
        file = _taken(door, regulation_id)
    except Invalid as refused:
        return _enact(door, regulation_id, door.form().bind(RegulationTextFormIn, LABELS).with_faults(refused.errors))

    def work(session: Session, given: RegulationTextFormIn) -> str:
        stored = current(session, clock.today())
        plain = RegulationTextIn(**given.model_dump(exclude={"file"}))
        tied.enact(session, door.actor, stored, regulation_id, plain, file, now=clock.now(), today=clock.today())
        return f"/regulations/{regulation_id}"

    def again(bound: Bound[RegulationTextFormIn]) -> Response[bytes]:
        return _enact(door, regulation_id, bound)

    return door.submit(RegulationTextFormIn, work, again, flash="本文を記録しました。", labels=LABELS)


def _taken(door: WebDoor, regulation_id: UUID) -> uploads.ReadyFile:
    """The file sent, inspected and stored. Who may not record a text stores nothing."""
    with door.reading() as session:
        open_regulation(session, door, regulation_id)
    given = door.form().file("file")
    if given is None:
        raise Invalid("本文のファイルを選んでください。", pointer="/file")
    limit = door.parts.settings.max_upload_bytes
    try:
        return uploads.ready(door.parts.files, given.filename, given.file.read(limit + 1), limit, default="規程")
    except Refusal as refused:
        if refused.status not in (413, 415, 422):
            raise
        raise Invalid(refused.detail, errors=[FieldFault("/file", refused.detail)]) from refused


@page("/regulations/{regulation_id:uuid}/texts/{text_id:uuid}/edit")
def edit_page(door: WebDoor, regulation_id: FromPath[UUID], text_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, regulation_id, text_id, None)


def _edit(door: WebDoor, regulation_id: UUID, text_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        _policy, out = open_regulation(session, door, regulation_id)
        row = queries.text(session, regulation_id, text_id)
        one = text_shape(row, queries.texts(session, regulation_id), door.parts.clock.today())
    if one.withdrawn_on is not None:
        raise NotFound("取り消した本文の記録は変更できません。規程の画面に戻ってください。")
    return door.page(
        "admin/regulations/text_edit.html",
        out=out,
        one=one,
        form=bound or shown(one.model_dump(include=set(RegulationTextPatch.model_fields))),
        version=one.version if bound is None or first else door.form().version(),
        first=first,
    )


@form("/regulations/{regulation_id:uuid}/texts/{text_id:uuid}/edit")
def edit(door: WebDoor, regulation_id: FromPath[UUID], text_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: RegulationTextPatch) -> str:
        clock, version = door.parts.clock, door.form().version()
        stored = current(session, clock.today())
        tied.correct(session, door.actor, stored, regulation_id, text_id, given, version, now=clock.now(), today=clock.today())
        return f"/regulations/{regulation_id}"

    def again(bound: Bound[RegulationTextPatch], first: str) -> Response[bytes]:
        return _edit(door, regulation_id, text_id, bound, first)

    flash = "本文の記録を訂正しました。"
    return submit_on_record(door, regulation_id, RegulationTextPatch, work, again, flash=flash, labels=LABELS)


@form("/regulations/{regulation_id:uuid}/texts/{text_id:uuid}/withdraw")
def withdraw(door: WebDoor, regulation_id: FromPath[UUID], text_id: FromPath[UUID]) -> Response[bytes]:
    bound = door.form().bind(WithdrawTextIn, LABELS)
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    clock, version = door.parts.clock, door.form().version()
    with door.writing() as session:
        stored = current(session, clock.today())
        tied.withdraw_text(
            session, door.actor, stored, regulation_id, text_id, bound.value.reason, version, now=clock.now(), today=clock.today()
        )
    return door.redirect(f"/regulations/{regulation_id}", "誤って記録した本文を取り消しました。")


@page("/regulations/{regulation_id:uuid}/texts/{text_id:uuid}/content")
def download(door: WebDoor, regulation_id: FromPath[UUID], text_id: FromPath[UUID]) -> Response[bytes]:
    """Handed out as a file to keep, never shown in the browser: whatever is in it, it is not a page of this site."""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        regulation = queries.one(session, door.actor, policy, regulation_id)
        row = queries.text(session, regulation.id, text_id)
    return file_answer(uploads.content(door.parts.files, row.sha256), row.filename, row.media_type)


ROUTES: list[Any] = [enact_page, enact, edit_page, edit, withdraw, download]
