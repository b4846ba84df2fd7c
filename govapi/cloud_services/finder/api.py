"""The API's door to "what may I use for this?"."""

from typing import Annotated, Any

from litestar.params import Parameter

from govapi.cloud_services.finder import service
from govapi.cloud_services.finder.rules import pairs
from govapi.cloud_services.finder.schemas import PermissibleOut
from govapi.contracts.drafting.rules import answers_of
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads
from govapi.edge.shapes import Cursor, Limit
from govapi.kit.errors import Invalid
from govapi.policy.schema.cloud import Zone
from govapi.policy.store import current

TAG = "クラウドサービスの利用"
READ = "cloud-uses:read"

ClassCode = Annotated[str | None, Parameter(max_length=4, description="情報の分類（省くと、最も軽い分類）")]
Personal = Annotated[bool, Parameter(description="個人情報を含む（class_codeを指定するとき）")]
Typed = Annotated[
    str | None,
    Parameter(
        max_length=4000,
        description="情報についての質問への答え。class_codeの代わりに「質問:答え」をコンマで区切って並べる（例：residents_data:true）",
    ),
]


@reads("/cloud-uses/permissible", "findPermissibleUses", "この情報を扱えるサービス", tag=TAG, scope=READ)
def permissible(
    door: Door,
    zone: Annotated[Zone, Parameter(description="接続元（省くと、インターネット）")] = Zone.INTERNET,
    class_code: ClassCode = None,
    personal: Personal = False,
    answers: Typed = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[PermissibleOut]:
    today = door.parts.clock.today()
    with door.reading() as session:  # who is no member of staff is not told what was wrong with the question
        if class_code is not None and answers is not None:
            raise Invalid(
                "情報の分類（class_code）と質問への答え（answers）は、どちらか一方を指定してください。", pointer="/answers"
            )
        stored = current(session, today)
        policy = stored.policy
        if answers is None:
            asked = service.by_class(policy, class_code, zone, personal=personal)
        else:
            typed = answers_of(policy.cloud.questionnaire.by_key, pairs(answers))
            asked = service.by_answers(policy, typed, zone, pointer="/answers")
        return answer(service.permissible(session, door.actor, stored, asked, today, limit=limit, cursor=cursor))


ROUTES: list[Any] = [permissible]
