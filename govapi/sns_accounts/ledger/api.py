"""The API's door to the ledger of accounts."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Response, get
from litestar.params import Parameter

from govapi.edge.answers import file_answer
from govapi.edge.door import Door
from govapi.files.inspect import Kind
from govapi.people.queries import municipality
from govapi.policy.store import current
from govapi.sns_accounts.ledger import service
from govapi.sns_accounts.ledger.queries import Filters

TAG = "ソーシャルメディアアカウント"
CSV = "text/csv; charset=utf-8"

FileType = Annotated[Literal["xlsx", "csv"], Parameter(description="ファイルの形式")]
Ended = Annotated[bool, Parameter(description="閉鎖したアカウントを含める")]
Section = Annotated[UUID | None, Parameter(description="所管課の id")]
Platform = Annotated[str, Parameter(max_length=64, description="サービス（方針セットの key）")]


@get(
    "/sns-accounts/ledger",
    operation_id="exportSnsLedger",
    summary="ソーシャルメディアアカウント台帳を受け取る",
    tags=[TAG],
    opt={"access": "sns-accounts:read", "gives": [Kind.XLSX.media_type, "text/csv"]},
    sync_to_thread=True,
    media_type="application/octet-stream",
)
def export_ledger(
    door: Door, file_type: FileType = "xlsx", ended: Ended = False, department_id: Section = None, platform: Platform = ""
) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        found = service.lines(session, door.actor, policy, Filters(ended, department_id, platform), clock.today())
        town = municipality(session).name
    content = service.workbook(found, town, clock.now()) if file_type == "xlsx" else service.csv(found)
    return file_answer(content, f"{service.TITLE}.{file_type}", Kind.XLSX.media_type if file_type == "xlsx" else CSV)


ROUTES: list[Any] = [export_ledger]
