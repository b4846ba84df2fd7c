"""Scenes of the published lists, their matches, and the answers to a loss."""

from collections.abc import Callable
from typing import Any

from tests.api import seeds_of_registrations as seeds
from tests.api.scenes import Call, Stage
from tests.cloud_services.registrations.lists import CONFIRMED, OFFICE, as_csv, entry, table


def upload(_stage: Stage) -> Call:
    data = as_csv(table([entry(next(seeds.SERIALS))]))
    form = {"registry": "ismap_liu", "fetched_on": "2026-11-24"}
    return Call(OFFICE, body=form, files={"file": ("一覧.csv", data, "text/csv")})


def on_match(body: Any) -> Callable[[Stage], Call]:
    return lambda stage: Call(OFFICE, {"record_id": seeds.proposed(stage.office)}, body)


def by_hand(stage: Stage) -> Call:
    service, _number = seeds.listed(stage.office)
    return Call(OFFICE, body={"service_id": service, "registration_id": stage.world.ids["/registrations"]})


def answered(stage: Stage) -> Call:
    use, registration = seeds.lost(stage.office)
    body = {"registration_id": registration, "answer": "stop", "reason": "別のサービスに移る。", "until": "2027-01-29"}
    return Call("misaki", {"use_id": use}, body, record=f"/cloud-uses/{use}")


REGISTRATIONS: dict[str, Callable[[Stage], Call]] = {
    "importRegistrationList": upload,
    "checkRegistrationList": upload,
    "proposeRegistrationMatch": by_hand,
    "confirmRegistrationMatch": on_match(CONFIRMED),
    "refuseRegistrationMatch": on_match({"reason": "基盤の登録であり、このサービスを含まない。"}),
    "answerLostRegistration": answered,
}
