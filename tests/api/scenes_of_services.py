"""Scenes of the register of services, of terms, judgements and papers."""

from collections.abc import Callable
from typing import Any

from govapi.kit.ids import new_id
from tests.api.scenes import Call, Stage
from tests.cloud_services.register import SERVICE, registered
from tests.files.samples import pdf

Scene = Callable[[Stage], Call]


def fresh() -> dict[str, Any]:
    return SERVICE | {"name": f"見本{new_id().hex[-12:]}"}


def on_service(body: Any, who: str = "misaki") -> Scene:
    """Something done to a new service."""
    return lambda stage: Call(who, {"service_id": registered(stage.office, **fresh())["id"]}, body)


def retired(stage: Stage) -> Call:
    service = registered(stage.office, **fresh())["id"]
    answer = stage.office.as_("misaki").act(f"/cloud-services/{service}/retire", {"reason": "提供が終わるため。"})
    assert answer.status_code == 200, answer.text
    return Call("misaki", {"service_id": service}, {"reason": "提供が続くため。"})


def recorded(stage: Stage) -> Call:
    files = {"file": ("利用規約.pdf", pdf(), "application/pdf")}
    return Call("misaki", {"service_id": stage.world.ids["/cloud-services"]}, {"edition": "第3版"}, files=files)


def paper(stage: Stage) -> Call:
    return Call("misaki", {"use_id": stage.world.ids["/cloud-uses"]}, {"template": "cloud_use_notice"})


JUDGEMENT = {"kind": "disclosure", "acceptable": True, "text": "情報は国内にのみ保存される。"}

SERVICES: dict[str, Scene] = {
    "registerCloudService": lambda _stage: Call("misaki", body=fresh()),
    "reviseCloudService": on_service({"region": "東日本"}),
    "retireCloudService": on_service({"reason": "提供が終わるため。"}),
    "restoreCloudService": retired,
    "recordCloudTerms": recorded,
    "judgeCloudService": on_service(JUDGEMENT, "ren"),
    "generateCloudUseDocument": paper,
    "generateCloudManagerList": lambda _stage: Call("misaki", body={}),
}
