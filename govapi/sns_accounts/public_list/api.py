"""The API's door to the public list for the town's own systems, with a token: what a CMS takes over."""

from typing import Any

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads
from govapi.policy.store import current
from govapi.sns_accounts.public_list import service
from govapi.sns_accounts.public_list.schemas import OfficialAccountsOut

TAG = "公式アカウントの一覧"


@reads(
    "/sns-accounts/public-list", "getSnsPublicList", "公式サイトに渡す公式アカウントの一覧", tag=TAG, scope="sns-accounts:read"
)
def public_list(door: Door) -> Answer[OfficialAccountsOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        return answer(service.official(session, current(session, today).policy, today))


ROUTES: list[Any] = [public_list]
