"""The page on which the last post of an account is recorded."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.kit.errors import NotAllowed
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.activity import service
from govapi.sns_accounts.activity.schemas import ActivityIn
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

PATH = "/sns-accounts/{account_id:uuid}/activity"
LABELS = {"last_post_on": "最後に発信した日", "reason": "前の記録を正す理由"}


@page(PATH)
def activity_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, account_id, None)


def _form(door: WebDoor, account_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        if not service.may_record(door.actor, account):
            raise NotAllowed("最後の発信を記録できるのは、開設したアカウントの所管課と広報主管課の職員です。")
        out = service.shape(account, policy, today)
    return door.page(
        "sns_accounts/activity/form.html", account=account, out=out, form=bound or shown({"last_post_on": today}), today=today
    )


@form(PATH)
def record(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ActivityIn) -> str:
        stored = current(session, clock.today())
        account = accounts.one(session, door.actor, stored.policy, account_id, lock=True)
        service.record(session, door.actor, stored, account, given, now=clock.now(), today=clock.today())
        return f"/sns-accounts/{account_id}#activity"

    return door.submit(
        ActivityIn, work, lambda bound: _form(door, account_id, bound), flash="最後の発信を記録しました。", labels=LABELS
    )


ROUTES: list[Any] = [activity_page, record]
