"""The page on which a section puts the procedure or the policy of an account in force."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.documents import queries as documents
from govapi.files.uploads import ReadyFile, ready
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.policy.store import current
from govapi.sns_accounts.texts import service
from govapi.sns_accounts.texts.rules import KINDS, TEMPLATES, Kind
from govapi.sns_accounts.texts.schemas import SnsTextIn
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

PATH = "/sns-accounts/{account_id:uuid}/texts/new"
ACCEPT = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
BAD_FILE = frozenset({413, 415, 422})
LABELS = {
    "kind": "登録するもの", "edition": "版", "enacted_on": "決定した日", "effective_on": "施行日", "approver_post": "決定した職",
    "approver_name": "決定した者の氏名", "approval_number": "起案番号又は文書番号", "summary": "制定又は改正の要旨",
    "public_url": "掲載しているアドレス", "file": "ファイル", "document_id": "作成した書類",
}  # fmt: skip


class SnsTextFormIn(SnsTextIn):
    """What the form sends: a paper that was made, or a file, which comes as a part of its own."""

    document_id: UUID | None = None
    file: object = None


@page(PATH)
def new_page(door: WebDoor, account_id: FromPath[UUID], kind: FromQuery[str] = "procedure") -> Response[bytes]:
    today = door.parts.clock.today()
    asked: Kind = "policy" if kind == "policy" else "procedure"
    return _form(door, account_id, asked, shown({"kind": asked, "enacted_on": today, "effective_on": today}))


def _form(door: WebDoor, account_id: UUID, kind: Kind, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = service.worked_on(session, door.actor, policy, account_id)
        now_in_force = next(one for one in service.shapes(session, door.actor, policy, account, today) if one.kind == kind)
        papers = [
            (str(one.id), f"{one.title}　第{one.edition}版（{one.number}）")
            for one in documents.of_record(session, account.id)
            if one.template_key == TEMPLATES[kind]
        ]
    return door.page(
        "sns_accounts/texts/new.html",
        status_code=422 if bound.faults else 200,
        account=account,
        kind=kind,
        label=KINDS[kind],
        before=now_in_force,
        papers=papers,
        form=bound,
        accept=ACCEPT,
    )


@form(PATH, uploads=True)
def enact(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    bound = door.form().bind(SnsTextFormIn, LABELS)
    kind: Kind = "policy" if door.form().text("kind") == "policy" else "procedure"
    if bound.value is None:
        return _form(door, account_id, kind, bound)
    try:
        file = bound.value.document_id or _taken(door, account_id)
    except Invalid as refused:
        return _form(door, account_id, kind, bound.with_faults(refused.errors))

    def work(session: Session, given: SnsTextFormIn) -> str:
        stored = current(session, clock.today())
        plain = SnsTextIn(**given.model_dump(exclude={"file", "document_id"}))
        service.enact(session, door.actor, stored, account_id, plain, file, now=clock.now(), today=clock.today())
        return f"/sns-accounts/{account_id}#texts"

    def again(bound: Bound[SnsTextFormIn]) -> Response[bytes]:
        return _form(door, account_id, kind, bound)

    return door.submit(SnsTextFormIn, work, again, flash=f"{KINDS[kind]}を登録しました。", labels=LABELS)


def _taken(door: WebDoor, account_id: UUID) -> ReadyFile:
    """The file sent, inspected and stored. Who may not record a text stores nothing."""
    with door.reading() as session:
        service.worked_on(session, door.actor, current(session, door.parts.clock.today()).policy, account_id)
    given = door.form().file("file")
    if given is None:
        raise Invalid("作成した書類を選ぶか、ファイルを選んでください。", pointer="/file")
    limit = door.parts.settings.max_upload_bytes
    try:
        return ready(door.parts.files, given.filename, given.file.read(limit + 1), limit, default="本文")
    except Refusal as refused:
        if refused.status not in BAD_FILE:
            raise
        raise Invalid(refused.detail, errors=[FieldFault("/file", refused.detail)]) from refused


ROUTES: list[Any] = [new_page, enact]
