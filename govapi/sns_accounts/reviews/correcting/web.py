"""The page on which the correction of what a review found is recorded."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.reviews import queries
from govapi.sns_accounts.reviews.correcting import service
from govapi.sns_accounts.reviews.schemas import SnsCorrectionIn
from govapi.sns_accounts.reviews.service import shape
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

PATH = "/sns-accounts/{account_id:uuid}/reviews/{review_id:uuid}/correction"
LABELS = {"corrected_on": "是正した日", "note": "是正した内容"}


@page(PATH)
def correction_page(door: WebDoor, account_id: FromPath[UUID], review_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, account_id, review_id, None)


def _form(door: WebDoor, account_id: UUID, review_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        account = accounts.one(session, door.actor, current(session, today).policy, account_id)
        row = queries.one(session, account.id, review_id)
        service.to_correct(session, door.actor, account, row, today)
        out = shape(row)
    return door.page(
        "sns_accounts/reviews/correction.html",
        account=account,
        out=out,
        form=bound or shown({"corrected_on": today}),
        first=first,
        version=row.version if bound is None or first else door.form().version(),
    )


@form(PATH)
def correct(door: WebDoor, account_id: FromPath[UUID], review_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: SnsCorrectionIn) -> str:
        account = accounts.one(session, door.actor, current(session, clock.today()).policy, account_id, lock=True)
        expected = door.form().version()
        service.correct(session, door.actor, account, review_id, given, expected, now=clock.now(), today=clock.today())
        return f"/sns-accounts/{account_id}#reviews"

    def again(bound: Bound[SnsCorrectionIn], first: str) -> Response[bytes]:
        return _form(door, account_id, review_id, bound, first)

    return submit_on_record(door, account_id, SnsCorrectionIn, work, again, flash="是正を記録しました。", labels=LABELS)


ROUTES: list[Any] = [correction_page, correct]
