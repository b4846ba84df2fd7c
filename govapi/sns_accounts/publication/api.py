"""The API's door to 発信可否: for the tools with which posts are written."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.publication import service
from govapi.sns_accounts.publication.schemas import SnsPublicationCheckIn, SnsPublicationOut

AccountId = Annotated[UUID, Parameter(description="ソーシャルメディアアカウントの id")]


@acts(
    "/sns-accounts/{account_id:uuid}/publication-check",
    "checkSnsPublication",
    "このアカウントで発信できるか、誰が承認するかを確かめる",
    tag="ソーシャルメディアアカウント",
    scope="sns-accounts:read",
    if_match=False,
)
def check_publication(door: Door, account_id: AccountId, data: SnsPublicationCheckIn) -> Answer[SnsPublicationOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        return answer(service.check(session, account, policy, data, today))


ROUTES: list[Any] = [check_publication]
