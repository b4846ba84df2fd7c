"""The API's door to what is answered about a use whose registration is lost."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.registrations.following.answers import service
from govapi.cloud_services.registrations.following.answers.schemas import LossAnswerIn, LossesOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads
from govapi.policy.store import current

TAG = "クラウドサービスの利用"
READ, WRITE = "cloud-uses:read", "cloud-uses:write"
PATH = "/cloud-uses/{use_id:uuid}/lost-registrations"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]


@reads(PATH, "listLostRegistrations", "利用に関わる登録の失効等と、その対応", tag=TAG, scope=READ)
def list_losses(door: Door, use_id: UseId) -> Answer[LossesOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        use = managers.followed(session, door.actor, stored.policy, use_id, today)
        return answer(service.losses_of(session, door.actor, stored, use, today), version=use.version)


@acts(PATH, "answerLostRegistration", "登録の失効等への対応を回答する", tag=TAG, scope=WRITE)
def answer_loss(door: Door, use_id: UseId, data: LossAnswerIn) -> Answer[LossesOut]:
    expected, clock = door.expected_version(), door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        stored = current(session, today)
        use = service.answer(session, door.actor, stored, use_id, data, expected, now=now, today=today)
        return door.done(session, service.losses_of(session, door.actor, stored, use, today), version=use.version)


ROUTES: list[Any] = [list_losses, answer_loss]
