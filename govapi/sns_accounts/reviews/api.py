"""The API's door to the yearly reviews of an account."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Listing
from govapi.kit.errors import NotFound
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.reviews import queries, service
from govapi.sns_accounts.reviews.correcting.service import correct
from govapi.sns_accounts.reviews.schemas import SnsCorrectionIn, SnsReviewIn, SnsReviewOut, SnsReviewSheetOut
from govapi.sns_accounts.tables import SnsAccount

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-accounts:read", "sns-accounts:write"
BASE = "/sns-accounts/{account_id:uuid}/reviews"
ONE = f"{BASE}/{{review_id:uuid}}"

AccountId = Annotated[UUID, Parameter(description="ソーシャルメディアアカウントの id")]
ReviewId = Annotated[UUID, Parameter(description="年次の確認の id")]


@reads("/sns-accounts/{account_id:uuid}/review-sheet", "getSnsReviewSheet", "次の年次の確認の項目", tag=TAG, scope=READ)
def get_sheet(door: Door, account_id: AccountId) -> Answer[SnsReviewSheetOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        account = accounts.one(session, door.actor, policy, account_id)
        return answer(service.sheet(session, account, policy))


def _reviewed(session: Session, door: Door, account_id: UUID) -> SnsAccount:
    """The account, for who reads its reviews: they tell how it is secured."""
    policy = current(session, door.parts.clock.today()).policy
    account = accounts.one(session, door.actor, policy, account_id)
    if not accounts.sees_keys(door.actor, policy, account):
        raise NotFound
    return account


@reads(BASE, "listSnsReviews", "アカウントの年次の確認（新しい順）", tag=TAG, scope=READ)
def list_reviews(door: Door, account_id: AccountId) -> Answer[Listing[SnsReviewOut]]:
    with door.reading() as session:
        account = _reviewed(session, door, account_id)
        return answer(Listing(items=[service.shape(row) for row in queries.of_account(session, account.id)]))


@creates(BASE, "reviewSnsAccount", "アカウントの年次の確認を記録する", tag=TAG, scope=WRITE)
def review_account(door: Door, account_id: AccountId, data: SnsReviewIn) -> Answer[SnsReviewOut]:
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        account = accounts.one(session, door.actor, stored.policy, account_id, lock=True)
        row = service.review(session, door.actor, stored, account, data, now=clock.now(), today=clock.today())
        location = f"/api/v1/sns-accounts/{account.id}/reviews/{row.id}"
        return door.created(session, service.shape(row), version=row.version, location=location)


@reads(ONE, "getSnsReview", "アカウントの年次の確認を見る", tag=TAG, scope=READ)
def get_review(door: Door, account_id: AccountId, review_id: ReviewId) -> Answer[SnsReviewOut]:
    with door.reading() as session:
        row = queries.one(session, _reviewed(session, door, account_id).id, review_id)
        return answer(service.shape(row), version=row.version)


@acts(f"{ONE}/correction", "correctSnsReview", "年次の確認で求めた是正を記録する", tag=TAG, scope=WRITE)
def correct_review(door: Door, account_id: AccountId, review_id: ReviewId, data: SnsCorrectionIn) -> Answer[SnsReviewOut]:
    clock, expected = door.parts.clock, door.expected_version()
    with door.writing() as session:
        policy = current(session, clock.today()).policy
        account = accounts.one(session, door.actor, policy, account_id, lock=True)
        row = correct(session, door.actor, account, review_id, data, expected, now=clock.now(), today=clock.today())
        return door.done(session, service.shape(row), version=row.version)


ROUTES: list[Any] = [get_sheet, list_reviews, review_account, get_review, correct_review]
