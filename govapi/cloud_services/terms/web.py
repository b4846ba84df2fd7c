"""The pages of the terms of a service: checking and recording them, and taking a copy out."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services import queries as services
from govapi.cloud_services.terms import queries, service
from govapi.cloud_services.terms.schemas import PastedText, TermsIn
from govapi.cloud_services.terms.service import Kept, keep_text, kept, may_record
from govapi.edge.answers import file_answer
from govapi.files.uploads import content, ready
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
BAD_FILE = frozenset({413, 415, 422})
LABELS = {
    "file": "ファイル", "text": "本文", "edition": "版又は改定日", "url": "約款のURL", "checked_on": "確認した日", "effective_on": "効力を生ずる日",
    "risks": "約款に認められる危険", "remark": "気付いたこと",
}  # fmt: skip
CHANGED = (
    "約款の控えを記録しました。前回から変わっています。利用している課に確かめてもらうときは、「変化を記録する」を行ってください。"
)


class TermsFormIn(TermsIn):
    """What the form sends: the copy comes as a file or as a text."""

    file: object = None
    text: PastedText = ""


@page("/cloud-services/{service_id:uuid}/terms/new")
def new_page(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, service_id, shown({"checked_on": door.parts.clock.today()}))


def _new(door: WebDoor, service_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = services.one(session, door.actor, policy, service_id)
        may_record(session, door.actor, policy, service_id)
        before = service.shapes(session, row.id, policy)
    return door.page(
        "cloud_services/terms/new.html",
        status_code=422 if bound.faults else 200,
        row=row,
        form=bound,
        risks=[(one.key, one.label) for one in policy.cloud.terms_risks],
        newest=before[0] if before else None,
        accept=ACCEPT,
    )


@form("/cloud-services/{service_id:uuid}/terms/new", uploads=True)
def record(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    bound = door.form().bind(TermsFormIn, LABELS)
    if bound.value is None:
        return _new(door, service_id, bound)
    try:
        file = _stored(door, service_id, bound.value.text)
    except Invalid as refused:
        return _new(door, service_id, bound.with_faults(refused.errors))
    flashes: list[str] = []

    def work(session: Session, given: TermsFormIn) -> str:
        plain = TermsIn(**given.model_dump(exclude={"file", "text"}))
        stored = current(session, today)
        row = service.record(session, door.actor, stored, service_id, plain, file, today)
        same = service.shape(session, row, stored.policy).same_as_before
        flashes.append(CHANGED if same is False else f"約款の控えを記録しました。{'前回と同じ内容です。' if same else ''}")
        return f"/cloud-services/{service_id}"

    answer = door.submit(TermsFormIn, work, lambda bound: _new(door, service_id, bound), labels=LABELS)
    return door.redirect(f"/cloud-services/{service_id}", flashes[0]) if flashes else answer


def _stored(door: WebDoor, service_id: UUID, text: str) -> Kept:
    """The copy sent, inspected and stored. Who may not record it stores nothing."""
    given = door.form().file("file")
    with door.reading() as session:
        may_record(session, door.actor, current(session, door.parts.clock.today()).policy, service_id)
    if given is None:
        return keep_text(door.parts.files, text)
    if text.strip():
        raise Invalid("ファイルと本文のどちらか一方にしてください。", pointer="/text")
    limit = door.parts.settings.max_upload_bytes
    try:
        return kept(ready(door.parts.files, given.filename, given.file.read(limit + 1), limit, default="約款"))
    except Refusal as refused:
        if refused.status not in BAD_FILE:
            raise
        raise Invalid(refused.detail, errors=[FieldFault("/file", refused.detail)]) from refused


@page("/cloud-services/{service_id:uuid}/terms/{terms_id:uuid}/content")
def download(door: WebDoor, service_id: FromPath[UUID], terms_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, services.one(session, door.actor, policy, service_id).id, terms_id)
    return file_answer(content(door.parts.files, row.sha256), row.filename, row.media_type)


ROUTES: list[Any] = [new_page, record, download]
