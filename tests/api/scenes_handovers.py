"""Scenes of the handovers."""

from collections.abc import Callable
from typing import Any

from tests.api import seeds_handovers as seeds
from tests.api.scenes import Call, Stage

REASON = {"reason": "前任者が退職したため。"}
Scene = Callable[[Stage], Call]


def at(who: str, body: Any = None, name: str = "record_id", *, confirmed: bool = False, given: bool = False) -> Scene:
    """A step of a handover: as made, after the giver has confirmed everything, or after he has given it."""

    def scene(stage: Stage) -> Call:
        path = seeds.given(stage.office) if given else seeds.handover(stage.office)
        if confirmed:
            seeds.confirm(stage.office, "kenichi", path)
        return Call(who, {name: path.rsplit("/", 1)[1]}, body)

    return scene


def answered(stage: Stage) -> Call:
    path = seeds.handover(stage.office)
    item = next(one["item"] for one in stage.office.as_("kenichi").get(path).json()["items"] if one["mine"])
    body = {"items": [{"item": item, "answer": "not_needed", "note": "機器を用いていない。"}]}
    return Call("kenichi", {"handover_id": path.rsplit("/", 1)[1]}, body)


def named(stage: Stage) -> Call:
    return at("setsuko", {"receiver_id": str(stage.office.town.people["sachi"])}, "handover_id")(stage)


HANDOVERS: dict[str, Scene] = {
    "reviseHandover": at("kenichi", {"remark": "原稿は共有フォルダにある。"}, "handover_id"),
    "nameHandoverReceiver": named,
    "confirmHandoverItems": answered,
    "generateHandoverDocument": at("sora", {"template": "handover_record"}, "handover_id"),
    "giveHandover": at("kenichi", {}, confirmed=True),
    "giveForHandover": at("setsuko", REASON, confirmed=True),
    "receiveHandover": at("sora", {}, given=True),
    "returnHandover": at("sora", REASON, given=True),
    "dropHandover": at("setsuko", REASON),
}
