"""The pages of the conditions: adding one in the decision, saying that it is met, checking it."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services.conditions import queries, service
from govapi.cloud_services.conditions.schemas import CheckIn, ConditionIn, MeetFormIn, MeetIn
from govapi.cloud_services.managers.queries import followed, follows
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.tables import CloudUse
from govapi.edge.answers import file_answer
from govapi.files.uploads import ReadyFile, content
from govapi.kit.errors import Invalid, NotAllowed, NotFound, TooLarge, UnsupportedType
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record
from govapi.web.uploads import stored_file

ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
LABELS = {
    "label": "見出し", "text": "条件の内容", "due": "期限", "due_on": "期限の日", "due_days": "決定の日からの日数", "proof": "求める書類等",
    "met_on": "満たした日", "note": "内容", "file": "書類", "satisfied": "確認の結果",
}  # fmt: skip


def _use(door: WebDoor, session: Session, use_id: UUID, *, lock: bool = False) -> CloudUse:
    return uses.one(session, door.actor, current(session, door.parts.clock.today()).policy, use_id, lock=lock)


def _back(use_id: UUID) -> str:
    return f"/cloud-uses/{use_id}#conditions"


@page("/cloud-uses/{use_id:uuid}/conditions/new")
def new_page(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, use_id, shown({"due": "use"}))


def _new(door: WebDoor, use_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        use = _use(door, session, use_id)
        if not service.may_add(session, door.actor, use):
            raise NotAllowed(service.NOT_ADDED)
    return door.page("cloud_services/conditions/new.html", use=use, form=bound)


@form("/cloud-uses/{use_id:uuid}/conditions/new")
def add(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: ConditionIn) -> str:
        service.add(session, door.actor, _use(door, session, use_id, lock=True), given, door.parts.clock.today())
        return _back(use_id)

    flash = "条件を加えました。決定は、条件付きとなります。"
    return door.submit(ConditionIn, work, lambda bound: _new(door, use_id, bound), flash=flash, labels=LABELS)


@page("/cloud-uses/{use_id:uuid}/conditions/{condition_id:uuid}")
def show(door: WebDoor, use_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Response[bytes]:
    return _one(door, use_id, condition_id, None)


def _one(door: WebDoor, use_id: UUID, condition_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = _use(door, session, use_id)
        row = queries.one(session, use.id, condition_id)
        whole = follows(session, door.actor, current(session, today).policy, use, today)
        out = service.shape(row, use, today, whole=whole)
        view = service.view(session, door.actor, use, today)
    return door.page(
        "cloud_services/conditions/show.html",
        use=use,
        out=out,
        view=view,
        form=bound or shown({"met_on": today}),
        first=first,
        accept=ACCEPT,
        version=out.version if bound is None or first else door.form().version(),
    )


@form("/cloud-uses/{use_id:uuid}/conditions/{condition_id:uuid}/meet", uploads=True)
def meet(door: WebDoor, use_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    try:
        file = _proof(door, use_id, condition_id)
    except (Invalid, TooLarge, UnsupportedType) as refused:
        answer = _one(door, use_id, condition_id, door.form().bind(MeetFormIn, LABELS).with_faults(refused.errors))
        answer.status_code = refused.status
        return answer

    def work(session: Session, given: MeetFormIn) -> str:
        use, version = _use(door, session, use_id, lock=True), door.form().version()
        body = MeetIn(**given.model_dump(exclude={"file"}))
        service.meet(session, door.actor, use, condition_id, body, version, file, now=clock.now(), today=clock.today())
        return _back(use_id)

    def again(bound: Bound[MeetFormIn], first: str) -> Response[bytes]:
        return _one(door, use_id, condition_id, bound, first)

    flash = "条件を満たしたことを記録しました。情報政策担当課の確認を受けます。"
    return submit_on_record(door, use_id, MeetFormIn, work, again, flash=flash, labels=LABELS)


def _proof(door: WebDoor, use_id: UUID, condition_id: UUID) -> ReadyFile | None:

    def may(session: Session) -> None:
        use = _use(door, session, use_id)
        service.may_prove(door.actor, use, queries.one(session, use.id, condition_id))

    return stored_file(door, may)


@form("/cloud-uses/{use_id:uuid}/conditions/{condition_id:uuid}/check")
def check(door: WebDoor, use_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: CheckIn) -> str:
        stored, version = current(session, clock.today()), door.form().version()
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        service.check(session, door.actor, stored, use, condition_id, given, version, now=clock.now(), today=clock.today())
        return _back(use_id)

    def again(bound: Bound[CheckIn], first: str) -> Response[bytes]:
        return _one(door, use_id, condition_id, bound, first)

    return submit_on_record(door, use_id, CheckIn, work, again, flash="確認の結果を記録しました。", labels=LABELS)


@form("/cloud-uses/{use_id:uuid}/conditions/{condition_id:uuid}/remove")
def remove(door: WebDoor, use_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Response[bytes]:
    with door.writing() as session:
        service.remove(session, door.actor, _use(door, session, use_id, lock=True), condition_id, door.form().version())
    return door.redirect(_back(use_id), "加えた条件を取り消しました。")


@page("/cloud-uses/{use_id:uuid}/conditions/{condition_id:uuid}/proof/content")
def download(door: WebDoor, use_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        today = door.parts.clock.today()
        use = followed(session, door.actor, current(session, today).policy, use_id, today)
        row = queries.one(session, use.id, condition_id)
    if not row.evidence_sha256:
        raise NotFound("この条件に、書類は登録されていません。")
    return file_answer(content(door.parts.files, row.evidence_sha256), row.evidence_name, row.evidence_type)


ROUTES: list[Any] = [new_page, add, show, meet, check, remove, download]
