"""The API's door to the social media accounts."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts.schemas import SubmitIn
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing, Query
from govapi.policy.store import current
from govapi.sns_accounts import queries, service
from govapi.sns_accounts.deciding import service as deciding
from govapi.sns_accounts.queries import Filters, UseLook
from govapi.sns_accounts.schemas import ChecksIn, SnsAccountIn, SnsAccountOut, SnsAccountPatch, SnsAccountRow, Status
from govapi.sns_accounts.showing import service as showing
from govapi.sns_accounts.workflow import SNS_ACCOUNT

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-accounts:read", "sns-accounts:write"

AccountId = Annotated[UUID, Parameter(description="アカウントの id")]
PlatformKey = Annotated[str | None, Parameter(max_length=60, pattern="^[a-z][a-z0-9_.]*$", description="サービスの key")]
InUse = Annotated[bool | None, Parameter(description="true: 運用中及び休止に限る。false: それ以外に限る。")]
Vacant = Annotated[bool | None, Parameter(description="true: 今日、責任者のいないものに限る。false: いるものに限る。")]


@reads("/sns-accounts", "listSnsAccounts", "アカウントの一覧（新しい順）", tag=TAG, scope=READ)
def list_accounts(
    door: Door,
    q: Query = "",
    status: Status | None = None,
    in_use: InUse = None,
    platform: PlatformKey = None,
    department_id: UUID | None = None,
    contract_id: UUID | None = None,
    vacant: Vacant = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[SnsAccountRow]]:
    today = door.parts.clock.today()
    filters = Filters(q, status, in_use, platform, department_id, contract_id, vacant, today)
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=showing.brief(session, page.items, policy, today), next_cursor=page.next_cursor))


def routes(look: UseLook) -> list[Any]:
    """All routes of the accounts; ``look`` tells about the use of a cloud service."""

    @reads("/sns-accounts/{account_id:uuid}", "getSnsAccount", "アカウントを見る", tag=TAG, scope=READ)
    def get_account(door: Door, account_id: AccountId) -> Answer[SnsAccountOut]:
        today = door.parts.clock.today()
        with door.reading() as session:
            stored = current(session, today)
            row = queries.one(session, door.actor, stored.policy, account_id)
            return answer(showing.whole(session, door.actor, row, stored, today, look=look), version=row.version)

    return [list_accounts, get_account, *_writing(look), *_steps(look)]


def _writing(look: UseLook) -> list[Any]:
    @creates("/sns-accounts", "applyForSnsAccount", "アカウントの開設の申請を起案する", tag=TAG, scope=WRITE)
    def apply_for(door: Door, data: SnsAccountIn) -> Answer[SnsAccountOut]:
        clock = door.parts.clock
        today = clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.apply_for(session, door.actor, stored, data, today, look=look, now=clock.now())
            shape = showing.whole(session, door.actor, row, stored, today, look=look)
            return door.created(session, shape, version=row.version, location=f"/api/v1/sns-accounts/{row.id}")

    @changes("/sns-accounts/{account_id:uuid}", "reviseSnsAccount", "アカウントの内容を変更する", tag=TAG, scope=WRITE)
    def revise(door: Door, account_id: AccountId, data: SnsAccountPatch) -> Answer[SnsAccountOut]:
        """下書きの全てと、承認を受けたアカウントの、決裁によらずに改める項目を変更します。"""
        expected, now, today = door.expected_version(), door.parts.clock.now(), door.parts.clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.revise(session, door.actor, stored, account_id, data, expected, today, look=look, now=now)
            return answer(showing.whole(session, door.actor, row, stored, today, look=look), version=row.version)

    @acts("/sns-accounts/{account_id:uuid}/checks", "checkSnsAccount", "開設の確認を記録する", tag=TAG, scope=WRITE)
    def check(door: Door, account_id: AccountId, data: ChecksIn) -> Answer[SnsAccountOut]:
        expected, now, today = door.expected_version(), door.parts.clock.now(), door.parts.clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = service.record_checks(session, door.actor, stored, account_id, data, expected, today, now=now)
            shape = showing.whole(session, door.actor, row, stored, today, look=look)
            return door.done(session, shape, version=row.version)

    return [apply_for, revise, check]


def _steps(look: UseLook) -> list[Any]:
    """The actions of the workflow."""

    def act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[SnsAccountOut]:
        clock = door.parts.clock
        today = clock.today()
        with door.writing() as session:
            stored = current(session, today)
            row = deciding.act(
                session,
                door.actor,
                stored,
                record_id,
                action,
                data,
                expected_version,
                look=look,
                now=clock.now(),
                today=today,
            )
            shape = showing.whole(session, door.actor, row, stored, today, look=look)
            return door.done(session, shape, version=row.version)

    inputs = {"submit": SubmitIn}
    return list(
        action_routes(SNS_ACCOUNT, path="/sns-accounts", tag=TAG, scope=WRITE, act=act, out=SnsAccountOut, inputs=inputs)
    )  # fmt: skip
