"""Scenes of the officers of an account and of a service."""

from collections.abc import Callable
from typing import Any

from tests.api.scenes import Call, Stage
from tests.api.seeds_sns_officers import named
from tests.sns_accounts.officers.accounts import running

Scene = Callable[[Stage], Call]


def for_account(stage: Stage) -> Call:
    body = {"role": "officer", "post_id": str(stage.office.town.posts["health-sub"]), "from_date": "2027-04-01", "reason": "後任"}
    return Call("kenichi", {"account_id": running(stage.office)}, body)


def for_service(stage: Stage) -> Call:
    running(stage.office)
    body = {"post_id": str(stage.office.town.posts["publicity-head"]), "from_date": "2026-11-24"}
    return Call("hiroshi", {"service_id": stage.world.id_of("/sns-services", "/sns-services")}, body)


def of_one(body: Any) -> Scene:
    """About a designation that begins today."""

    def scene(stage: Stage) -> Call:
        one = named(stage.office)
        return Call("kenichi", {"assignment_id": one}, body, record=f"/sns-accounts/officers/{one}")

    return scene


SNS_OFFICERS: dict[str, Scene] = {
    "nameSnsAccountOfficer": for_account,
    "nameSnsServiceOfficer": for_service,
    "endSnsOfficer": of_one({"last_day": "2027-03-31"}),
    "withdrawSnsOfficer": of_one(None),
}
