"""Scenes of the uses of cloud services."""

from collections.abc import Callable
from typing import Any

from tests.api import seeds_of_cloud_uses as seeds
from tests.api.scenes import Call, Stage
from tests.cloud_services.uses import records

REASON = {"reason": "状況が変わったため。"}

Scene = Callable[[Stage], Call]


def new(stage: Stage) -> Call:
    return Call("misaki", body=records.BODY | {"service_id": records.service(stage.office, name="見本申請")})


def drafted(body: Any, name: str = "record_id") -> Scene:
    """A step of a draft."""
    return lambda stage: Call("misaki", {name: seeds.draft(stage.office)}, body)


def copied(status: str, body: Any, who: str = "misaki", name: str = "record_id", **values: Any) -> Scene:
    """A step of a use in this state."""

    def scene(stage: Stage) -> Call:
        return Call(who, {name: seeds.copy_in(stage.office, stage.world.ids["/cloud-uses"], status, **values)}, body)

    return scene


CLOUD_USES: dict[str, Scene] = {
    "draftCloudUse": new,
    "reviseCloudUse": drafted({"title": "改めた名称"}, "use_id"),
    "submitCloudUse": drafted({"note": "伺います。"}),
    "withdrawCloudUse": drafted(REASON),
    "applyAgainForCloudUse": copied("permitted", {"occasion": "change"}, name="use_id"),
    "suspendCloudUse": copied("permitted", REASON, "kenichi"),
    "resumeCloudUse": copied("suspended", REASON, "kenichi"),
    "startEndingCloudUse": copied("permitted", REASON),
    "completeEndingCloudUse": copied("ending", {}, "kenichi", **seeds.REMOVED),
}
