"""The API's door to the changes of accounts."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts.schemas import SubmitIn
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.changes import queries, service
from govapi.sns_accounts.changes.queries import Filters
from govapi.sns_accounts.changes.schemas import SnsChangeIn, SnsChangeOut, SnsChangePatch, SnsChangeRow, Status
from govapi.sns_accounts.changes.showing import service as showing
from govapi.sns_accounts.changes.workflow import SNS_CHANGE
from govapi.sns_accounts.queries import UseLook

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-changes:read", "sns-changes:write"

AccountId = Annotated[UUID, Parameter(description="アカウントの id")]
ChangeId = Annotated[UUID, Parameter(description="変更の申請の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[SnsChangeRow]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.account_id is not None:
            accounts.one(session, door.actor, policy, filters.account_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=showing.brief(session, page.items), next_cursor=page.next_cursor))


@reads("/sns-changes", "listSnsChanges", "アカウントの変更の申請の一覧（新しい順）", tag=TAG, scope=READ)
def list_changes(
    door: Door, status: Status | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[SnsChangeRow]]:
    return _page(door, Filters(status), limit, cursor)


@reads("/sns-accounts/{account_id:uuid}/changes", "listChangesOfSnsAccount", "アカウントの変更の申請", tag=TAG, scope=READ)
def list_of_account(door: Door, account_id: AccountId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[SnsChangeRow]]:
    return _page(door, Filters(account_id=account_id), limit, cursor)


def routes(look: UseLook) -> list[Any]:
    """All routes of the changes; ``look`` tells about the use of a cloud service."""

    @creates(
        "/sns-accounts/{account_id:uuid}/changes",
        "applyForSnsChange",
        "アカウントの変更の申請を起案する",
        tag=TAG,
        scope=WRITE,
    )
    def apply_for(door: Door, account_id: AccountId, data: SnsChangeIn) -> Answer[SnsChangeOut]:
        """承認を受けた内容は、変更の承認によってのみ変わります。"""
        today = door.parts.clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.draft(session, door.actor, stored, account_id, data, today, look=look)
            shape = showing.whole(session, door.actor, row, stored, today, look=look)
            return door.created(session, shape, version=row.version, location=f"/api/v1/sns-changes/{row.id}")

    @reads("/sns-changes/{change_id:uuid}", "getSnsChange", "アカウントの変更の申請を見る", tag=TAG, scope=READ)
    def get_change(door: Door, change_id: ChangeId) -> Answer[SnsChangeOut]:
        today = door.parts.clock.today()
        with door.reading() as session:
            stored = current(session, today)
            row = queries.one(session, door.actor, stored.policy, change_id)
            return answer(showing.whole(session, door.actor, row, stored, today, look=look), version=row.version)

    @changes("/sns-changes/{change_id:uuid}", "reviseSnsChange", "変更の申請の下書きを変更する", tag=TAG, scope=WRITE)
    def revise(door: Door, change_id: ChangeId, data: SnsChangePatch) -> Answer[SnsChangeOut]:
        expected, today = door.expected_version(), door.parts.clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.revise(session, door.actor, stored, change_id, data, expected, today, look=look)
            return answer(showing.whole(session, door.actor, row, stored, today, look=look), version=row.version)

    return [list_changes, list_of_account, apply_for, get_change, revise, *_steps(look)]


def _steps(look: UseLook) -> list[Any]:
    """The actions of the workflow."""

    def act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[SnsChangeOut]:
        clock = door.parts.clock
        today = clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.act(
                session, door.actor, stored, record_id, action, data, expected_version, look=look, now=clock.now(), today=today
            )  # fmt: skip
            return door.done(session, showing.whole(session, door.actor, row, stored, today, look=look), version=row.version)

    steps = action_routes(
        SNS_CHANGE, path="/sns-changes", tag=TAG, scope=WRITE, act=act, out=SnsChangeOut, inputs={"submit": SubmitIn}
    )  # fmt: skip
    return list(steps)
