"""The API's door to the activity of an account: what a system that watches the accounts reports stands here too."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.activity import service
from govapi.sns_accounts.activity.schemas import ActivityIn, ActivityOut

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-accounts:read", "sns-accounts:write"
PATH = "/sns-accounts/{account_id:uuid}/activity"

AccountId = Annotated[UUID, Parameter(description="ソーシャルメディアアカウントの id")]


@reads(PATH, "getSnsActivity", "アカウントの発信の状況を見る", tag=TAG, scope=READ)
def get_activity(door: Door, account_id: AccountId) -> Answer[ActivityOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        return answer(service.shape(account, policy, today), version=account.version)


@acts(PATH, "recordSnsActivity", "アカウントの最後の発信を記録する", tag=TAG, scope=WRITE, if_match=False)
def record_activity(door: Door, account_id: AccountId, data: ActivityIn) -> Answer[ActivityOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        account = accounts.one(session, door.actor, stored.policy, account_id, lock=True)
        service.record(session, door.actor, stored, account, data, now=clock.now(), today=today)
        return door.done(session, service.shape(account, stored.policy, today), version=account.version)


ROUTES: list[Any] = [get_activity, record_activity]
