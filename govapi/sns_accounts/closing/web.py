"""The page on which a section records what was done before an account is closed."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.edge.answers import file_answer
from govapi.files.uploads import ReadyFile, content
from govapi.kit.errors import Invalid, NotFound, TooLarge, UnsupportedType
from govapi.policy.store import current
from govapi.sns_accounts.closing import service
from govapi.sns_accounts.closing.rules import LEFT, STEPS, WAIVABLE
from govapi.sns_accounts.closing.schemas import SnsClosingFormIn, SnsClosingIn
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record
from govapi.web.uploads import stored_file

PATH = "/sns-accounts/{account_id:uuid}/closing"
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
LABELS = {
    **{f"{step}_on": f"{label}の日" for step, label in STEPS.items()},
    **{f"{step}_waived": f"{STEPS[step]}が該当しない理由" for step in WAIVABLE},
    "export_note": "公文書としての保存先", "handle_left": "アカウントの扱い", "file": "取り出したデータ",
}  # fmt: skip


@page(PATH)
def closing_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, account_id, None)


def _form(door: WebDoor, account_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        account = service.in_closing(session, door.actor, policy, account_id)
        out = service.shape(account)
    values: dict[str, Any] = {f"{one.step}_on": one.done_on for one in out.steps}
    values |= {f"{one.step}_waived": one.waived for one in out.steps if one.step in WAIVABLE}
    values |= {"export_note": out.export_note, "handle_left": out.handle_left}
    return door.page(
        "sns_accounts/closing/form.html",
        account=account,
        out=out,
        left=list(LEFT.items()),
        form=bound or shown(values),
        first=first,
        accept=ACCEPT,
        version=account.version if bound is None or first else door.form().version(),
    )


@form(PATH, uploads=True)
def record(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    try:
        file = _export(door, account_id)
    except (Invalid, TooLarge, UnsupportedType) as refused:
        answer = _form(door, account_id, door.form().bind(SnsClosingFormIn, LABELS).with_faults(refused.errors))
        answer.status_code = refused.status
        return answer

    def work(session: Session, given: SnsClosingFormIn) -> str:
        policy, body = current(session, today).policy, SnsClosingIn(**given.model_dump(exclude={"file"}))
        service.record(session, door.actor, policy, account_id, body, door.form().version(), today)
        if file is not None:
            service.attach(session, door.actor, policy, account_id, file)
        return f"/sns-accounts/{account_id}#closing"

    def again(bound: Bound[SnsClosingFormIn], first: str) -> Response[bytes]:
        return _form(door, account_id, bound, first)

    return submit_on_record(door, account_id, SnsClosingFormIn, work, again, flash="閉鎖の手続を記録しました。", labels=LABELS)


def _export(door: WebDoor, account_id: UUID) -> ReadyFile | None:

    def may(session: Session) -> object:
        return service.in_closing(session, door.actor, current(session, door.parts.clock.today()).policy, account_id)

    return stored_file(door, may)


@page(f"{PATH}/export")
def download(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        account = service.told(session, door.actor, current(session, door.parts.clock.today()).policy, account_id)
    if not account.export_sha256:
        raise NotFound("取り出したデータは、登録されていません。")
    return file_answer(content(door.parts.files, account.export_sha256), account.export_filename, service.media_type(account))


ROUTES: list[Any] = [closing_page, record, download]
