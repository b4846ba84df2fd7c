"""The pages of the yearly review: answering its checks, and reading one that was made."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.kit.errors import NotAllowed, NotFound, WrongState
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.reviews import queries, rules, service
from govapi.sns_accounts.reviews.correcting.service import may_correct
from govapi.sns_accounts.reviews.schemas import SnsReviewIn
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

BASE = "/sns-accounts/{account_id:uuid}/reviews"
LABELS = {
    "answers": "確認の項目",
    "answers.answer": "答え",
    "answers.note": "説明",
    "result": "今後の運用",
    "correct_by": "是正の期日",
    "note": "補足",
}
FLASH = {
    "correct": "年次の確認を記録しました。期日までに是正し、是正した内容を記録してください。",
    "pause": "年次の確認を記録しました。続けて、アカウントを休止してください。",
    "close": "年次の確認を記録しました。続けて、閉鎖の手続を始めてください。",
}


@page(f"{BASE}/new")
def new_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, account_id, shown({}))


def _new(door: WebDoor, account_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        if not service.near(session, door.actor, account, today):
            raise NotAllowed(service.NOT_YOURS)
        if account.status not in rules.RUNNING:
            raise WrongState(service.NOT_RUNNING)
        sheet = service.sheet(session, account, policy)
        last = queries.last(session, account.id)
        before = service.shape(last) if last else None
    unanswered = {f"answers.{index}.answer": f"「{one.label}」に答えてください。" for index, one in enumerate(sheet.questions)}
    marked = replace(bound, faults={path: unanswered.get(path, sentence) for path, sentence in bound.faults.items()})
    results = list(rules.RESULTS.items())
    return door.page("sns_accounts/reviews/new.html", account=account, sheet=sheet, before=before, form=marked, results=results)


@form(f"{BASE}/new")
def review(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: SnsReviewIn) -> str:
        stored = current(session, clock.today())
        account = accounts.one(session, door.actor, stored.policy, account_id, lock=True)
        service.review(session, door.actor, stored, account, given, now=clock.now(), today=clock.today())
        return f"/sns-accounts/{account_id}#reviews"

    flash = FLASH.get(door.form().text("result"), "年次の確認を記録しました。")
    return door.submit(SnsReviewIn, work, lambda bound: _new(door, account_id, bound), flash=flash, labels=LABELS)


@page(f"{BASE}/{{review_id:uuid}}")
def show(door: WebDoor, account_id: FromPath[UUID], review_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        if not accounts.sees_keys(door.actor, policy, account):
            raise NotFound
        row = queries.one(session, account.id, review_id)
        out, correctable = service.shape(row), may_correct(session, door.actor, account, row, today)
    return door.page("sns_accounts/reviews/show.html", account=account, out=out, may_correct=correctable, today=today)


ROUTES: list[Any] = [new_page, review, show]
