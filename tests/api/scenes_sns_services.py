"""Scenes of the social media services in use."""

from collections.abc import Callable
from typing import Any

from tests.api.scenes import Call, Stage

Scene = Callable[[Stage], Call]


def kept(body: Any) -> Scene:
    """Something public relations does to a service."""
    return lambda stage: Call("hiroshi", {"service_id": stage.world.id_of("/sns-services", "/sns-services")}, body)


SNS_SERVICES: dict[str, Scene] = {
    "reviseSnsService": kept({"remark": "広報課で取りまとめる。"}),
    "readSnsServiceTerms": kept({"note": "前回からの変更はない。"}),
}
