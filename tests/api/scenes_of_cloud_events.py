"""Scenes of events, of the removal at the end of a use, and of unapproved uses."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.api import seeds_of_cloud_events as seeds
from tests.api.scenes import Call, Stage
from tests.api.seeds_of_cloud_uses import copy_in
from tests.cloud_services.running import running, section
from tests.cloud_services.unapproved.records import FOUND, STOP, STOPPED, act, found, reported
from tests.files.samples import pdf

REMOVAL = {"exported_on": "2026-11-24", "accounts_removed_waived": "利用者は一人で、契約と共に消えた。"}
PROOF = {"file": ("消去証明書.pdf", pdf(), "application/pdf")}

Scene = Callable[[Stage], Call]


def record(stage: Stage) -> Call:
    return Call("mio", {"service_id": stage.world.ids["/cloud-services"]}, seeds.EVENT)


def answered(stage: Stage) -> Call:
    use, event = seeds.told(stage.office)
    return Call("misaki", {"use_id": use}, {"event_id": event, "result": "continue", "note": "影響がない。"})


def removing(body: Any = None, files: Mapping[str, Any] | None = None) -> Scene:
    """A step of the removal of a use that is ending."""

    def scene(stage: Stage) -> Call:
        use = copy_in(stage.office, stage.world.ids["/cloud-uses"], "ending")
        return Call("misaki", {"use_id": use}, body, files, record=f"/cloud-uses/{use}/removal")

    return scene


def proof(stage: Stage) -> Call:
    use = copy_in(stage.office, stage.world.ids["/cloud-uses"], "ending")
    sent = stage.office.as_("misaki").request("POST", f"/cloud-uses/{use}/removal/proof", files=PROOF)
    assert sent.status_code == 201, sent.text
    return Call("misaki", {"use_id": use})


def discovery(stage: Stage) -> Call:
    return Call("mio", body=FOUND | {"department_id": section(stage.office)})


def of_found(body: Any, who: str = "mio") -> Scene:
    """A step of a use that was found, and of which nothing is decided yet."""
    return lambda stage: Call(who, {"record_id": found(stage.office)["id"]}, body)


def stopped(stage: Stage) -> Call:
    return Call("mio", {"record_id": reported(stage.office, found(stage.office))["id"]}, {})


def approved(stage: Stage) -> Call:
    office, use = stage.office, running(stage.office, stage.world.ids["/cloud-services"])
    row = found(office)
    act(office, row, "ask-application", STOP)
    act(office, row, "report", {"report": "許可を受けた。", "prevention": "周知した。", "use_id": use}, "misaki")
    return Call("mio", {"record_id": row["id"]}, {})


CLOUD_EVENTS: dict[str, Scene] = {
    "recordCloudEvent": record,
    "answerCloudEvent": answered,
    "recordCloudUseRemoval": removing(REMOVAL),
    "uploadCloudUseRemovalProof": removing({}, PROOF),
    "downloadCloudUseRemovalProof": proof,
    "recordUnapprovedUse": discovery,
    "reviseUnapprovedUse": of_found({"purpose": "翻訳"}),
    "orderStopUnapprovedUse": of_found(STOP),
    "askApplicationUnapprovedUse": of_found(STOP),
    "reportUnapprovedUse": of_found(STOPPED, "misaki"),
    "closeRemovedUnapprovedUse": stopped,
    "closeApprovedUnapprovedUse": approved,
    "closeNoUseUnapprovedUse": of_found({"reason": "庁内のサーバであった。"}),
}
