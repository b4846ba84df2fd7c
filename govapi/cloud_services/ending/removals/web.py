"""The page on which a section records what was removed as a use ends."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services.ending.removals import service
from govapi.cloud_services.ending.removals.schemas import RemovalFormIn, RemovalIn
from govapi.cloud_services.ending.rules import STEPS
from govapi.cloud_services.uses import queries as uses
from govapi.edge.answers import file_answer
from govapi.files.uploads import ReadyFile, content
from govapi.kit.errors import Invalid, NotFound, TooLarge, UnsupportedType
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record
from govapi.web.uploads import stored_file

PATH = "/cloud-uses/{use_id:uuid}/removal"
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
LABELS = {
    **{f"{step}_on": f"{label}の日" for step, label in STEPS.items()},
    **{f"{step}_waived": f"{label}が該当しない理由" for step, label in STEPS.items()},
    "export_note": "取り出した情報と保存先", "method": "削除の方法", "method_note": "削除の方法の詳細", "file": "削除の証明",
}  # fmt: skip


@page(PATH)
def removal_page(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, use_id, None)


def _form(door: WebDoor, use_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        use = service.in_ending(session, door.actor, policy, use_id)
        out = service.shape(use, policy)
    values: dict[str, Any] = {f"{one.step}_on": one.done_on for one in out.steps}
    values |= {f"{one.step}_waived": one.waived for one in out.steps}
    values |= {"export_note": out.export_note, "method": out.method, "method_note": out.method_note}
    return door.page(
        "cloud_services/ending/removal.html",
        use=use,
        out=out,
        methods=[(one.key, one.label) for one in out.methods],
        form=bound or shown(values),
        first=first,
        accept=ACCEPT,
        version=use.version if bound is None or first else door.form().version(),
    )


@form(PATH, uploads=True)
def record(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    try:
        file = _proof(door, use_id)
    except (Invalid, TooLarge, UnsupportedType) as refused:
        answer = _form(door, use_id, door.form().bind(RemovalFormIn, LABELS).with_faults(refused.errors))
        answer.status_code = refused.status
        return answer

    def work(session: Session, given: RemovalFormIn) -> str:
        policy, body = current(session, today).policy, RemovalIn(**given.model_dump(exclude={"file"}))
        service.record(session, door.actor, policy, use_id, body, door.form().version(), today)
        if file is not None:
            service.attach(session, door.actor, policy, use_id, file)
        return f"/cloud-uses/{use_id}#removal"

    def again(bound: Bound[RemovalFormIn], first: str) -> Response[bytes]:
        return _form(door, use_id, bound, first)

    return submit_on_record(door, use_id, RemovalFormIn, work, again, flash="情報の消去を記録しました。", labels=LABELS)


def _proof(door: WebDoor, use_id: UUID) -> ReadyFile | None:

    def may(session: Session) -> object:
        return service.in_ending(session, door.actor, current(session, door.parts.clock.today()).policy, use_id)

    return stored_file(door, may)


@page(f"{PATH}/proof")
def download(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        use = uses.one(session, door.actor, current(session, door.parts.clock.today()).policy, use_id)
    if not use.proof_sha256:
        raise NotFound("削除の証明となる書類は、登録されていません。")
    return file_answer(content(door.parts.files, use.proof_sha256), use.proof_filename, service.media_type(use))


ROUTES: list[Any] = [removal_page, record, download]
