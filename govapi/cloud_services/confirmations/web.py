"""The pages of the yearly confirmation: answering its questions, and reading a round that was made."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services.confirmations import queries, rules, service
from govapi.cloud_services.confirmations.schemas import ConfirmationIn
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.uses import queries as uses
from govapi.kit.errors import NotAllowed, WrongState
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

LABELS = {"answers": "質問", "answers.answer": "答え", "answers.remark": "説明", "result": "確認の結果"}
FLASH = {
    "continue": "年次の確認を記録しました。",
    "change": "年次の確認を記録しました。続けて、利用の変更を申請してください。",
    "stop": "年次の確認を記録しました。続けて、利用の終了の手続を始めてください。",
}


@page("/cloud-uses/{use_id:uuid}/confirmations/new")
def new_page(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, use_id, shown({}))


def _new(door: WebDoor, use_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        use = uses.one(session, door.actor, policy, use_id)
        if use.status not in rules.RUNNING:
            raise WrongState("年次の確認を記録できるのは、許可された利用についてだけです。")
        if not service.may_confirm(session, door.actor, use, today):
            raise NotAllowed("年次の確認を記録できるのは、所管課の職員とクラウドサービス管理者です。")
        sheet = service.sheet(session, use, policy)
        last = queries.last(session, use.id)
        before = service.shape(last) if last else None
    return door.page(
        "cloud_services/confirmations/new.html",
        use=use,
        sheet=sheet,
        before=before,
        form=bound,
        results=list(rules.RESULTS.items()),
    )


@form("/cloud-uses/{use_id:uuid}/confirmations/new")
def confirm(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ConfirmationIn) -> str:
        stored = current(session, clock.today())
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        service.confirm(session, door.actor, stored, use, given, now=clock.now(), today=clock.today())
        return f"/cloud-uses/{use_id}#confirmations"

    flash = FLASH.get(door.form().text("result"), FLASH["continue"])
    return door.submit(ConfirmationIn, work, lambda bound: _new(door, use_id, bound), flash=flash, labels=LABELS)


@page("/cloud-uses/{use_id:uuid}/confirmations/{confirmation_id:uuid}")
def show(door: WebDoor, use_id: FromPath[UUID], confirmation_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        today = door.parts.clock.today()
        use = managers.followed(session, door.actor, current(session, today).policy, use_id, today)
        out = service.shape(queries.one(session, use.id, confirmation_id))
    return door.page("cloud_services/confirmations/show.html", use=use, out=out)


ROUTES: list[Any] = [new_page, confirm, show]
