"""発信可否早見表: one sheet of A4 for an account, and the question about one post, answered from the address alone."""

from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.params import FromPath

from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.publication import service
from govapi.sns_accounts.publication.schemas import SnsPublicationCheckIn
from govapi.web.door import WebDoor
from govapi.web.form_data import Data, form_data
from govapi.web.forms import Bound, bind, shown
from govapi.web.routes import page

LABELS = {
    "category": "発信する情報の区分",
    "class_code": "情報の分類",
    "availability": "可用性",
    "personal": "個人情報",
    "emergency": "緊急の発信",
}


@page("/sns-accounts/{account_id:uuid}/publication")
def publication_page(door: WebDoor, account_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[bytes]:
    given = form_data(list(request.query_params.multi_items()))
    data: Data = {name: value for name, value in given.items() if name in SnsPublicationCheckIn.model_fields and value}
    bound: Bound[Any] = bind(SnsPublicationCheckIn, data, LABELS) if data else shown({})
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        sheet = service.table(session, account, policy, today)
        answer = service.check(session, account, policy, bound.value, today) if bound.value is not None else None
    return door.page(
        "sns_accounts/publication/show.html",
        account=account,
        sheet=sheet,
        answer=answer,
        form=bound,
        today=today,
        platform_label={one.key: one.label for one in policy.sns.platforms}.get(account.platform, account.platform),
        categories=[(one.key, one.label) for one in policy.sns.categories if one.key in account.categories],
        classes=[(one.code, one.label) for one in policy.classification.confidentiality],
        levels=[(str(one.level), one.label) for one in policy.classification.availability],
        on_site=policy.sns.on_site,
    )


ROUTES: list[Any] = [publication_page]
