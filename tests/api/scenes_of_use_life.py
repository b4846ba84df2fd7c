"""Scenes of the conditions, the managers and the confirmations of a use."""

from collections.abc import Callable
from typing import Any

from govapi.kit.ids import new_id
from tests.api import seeds_of_use_life as seeds
from tests.api.scenes import Call, Stage
from tests.cloud_services.uses import records
from tests.files.samples import pdf

Scene = Callable[[Stage], Call]


def _service(stage: Stage) -> str:
    return records.service(stage.office, name=f"見本{new_id().hex[-12:]}")


def in_approval(body: Any) -> Scene:
    """About an application that circulates."""
    return lambda stage: Call("akira", {"use_id": records.submitted(stage.office, _service(stage))["id"]}, body)


def removed(stage: Stage) -> Call:
    use = records.submitted(stage.office, _service(stage))["id"]
    made = stage.office.as_("akira").post(f"/cloud-uses/{use}/conditions", seeds.CONDITION)
    assert made.status_code == 201, made.text
    return _of_condition("akira", use, str(made.json()["id"]), None)


def met(stage: Stage) -> Call:
    use = records.permitted(stage.office, _service(stage))["id"]
    return _of_condition("misaki", use, seeds.open_condition(stage.office, use), seeds.MET)


def checked(stage: Stage) -> Call:
    call = met(stage)
    answer = stage.office.as_("misaki").act(f"{call.record}/meet", seeds.MET)
    assert answer.status_code == 200, answer.text
    return Call("akira", call.values, {"satisfied": True}, record=call.record)


def proven(stage: Stage) -> Call:
    call = met(stage)
    return Call("misaki", call.values, body={}, files={"file": ("責任分界表.pdf", pdf(), "application/pdf")})


def _of_condition(who: str, use: str, condition: str, body: Any) -> Call:
    record = f"/cloud-uses/{use}/conditions/{condition}"
    return Call(who, {"use_id": use, "condition_id": condition}, body, record=record)


def named(stage: Stage) -> Call:
    use = records.permitted(stage.office, _service(stage))["id"]
    return Call("kenichi", {"use_id": use}, {"post_id": str(stage.office.town.posts["health-sub"]), "from_date": "2027-04-01"})


def of_a_manager(body: Any) -> Scene:
    """About the manager of a permitted use, who begins with it."""

    def scene(stage: Stage) -> Call:
        use = records.permitted(stage.office, _service(stage))["id"]
        [manager] = stage.office.as_("misaki").get(f"/cloud-uses/{use}/managers").json()["items"]
        record = f"/cloud-uses/{use}/managers/{manager['id']}"
        return Call("kenichi", {"use_id": use, "manager_id": manager["id"]}, body, record=record)

    return scene


def confirmed(stage: Stage) -> Call:
    use = records.permitted(stage.office, _service(stage))["id"]
    return Call("misaki", {"use_id": use}, seeds.answers(stage.office, use))


USE_LIFE: dict[str, Scene] = {
    "addCondition": in_approval(seeds.CONDITION),
    "removeCondition": removed,
    "meetCondition": met,
    "checkCondition": checked,
    "uploadConditionProof": proven,
    "nameManager": named,
    "endManager": of_a_manager({"last_day": "2027-03-31"}),
    "withdrawManager": of_a_manager(None),
    "confirmUse": confirmed,
}
