"""Scenes of the texts of an account, and of the steps taken when one was taken over."""

from collections.abc import Callable

from tests.api import seeds_of_measures as seeds
from tests.api.scenes import Call, Stage
from tests.files.samples import pdf
from tests.sns_accounts.standing import opened

TEXT = {
    "kind": "policy", "edition": "第１版", "enacted_on": "2026-11-24", "effective_on": "2026-11-24", "approver_post": "健康推進課長",
}  # fmt: skip


def handed_in(stage: Stage) -> Call:
    account = opened(stage.office).rsplit("/", 1)[1]
    return Call("misaki", {"account_id": account}, TEXT, files={"file": ("本文.pdf", pdf(), "application/pdf")})


def adopted(stage: Stage) -> Call:
    path = opened(stage.office)
    paper = stage.office.as_("misaki").post(f"{path}/documents", {"template": "sns_policy"})
    assert paper.status_code == 201, paper.text
    return Call("misaki", {"account_id": path.rsplit("/", 1)[1]}, TEXT | {"document_id": paper.json()["id"]})


def stepped(stage: Stage) -> Call:
    incident = seeds.hijacked(stage.office)
    step = seeds.step(stage.office, incident)
    body = {"done_at": "2026-11-24T09:45:00+09:00", "note": "責任者に報告した。"}
    values = {"incident_id": incident, "step_id": step}
    file = {"file": ("画面.pdf", pdf(), "application/pdf")}
    return Call("misaki", values, body, files=file, record=f"/incidents/{incident}/steps/{step}")


def kept(stage: Stage) -> Call:
    """The evidence of a step."""
    call = stepped(stage)
    path = call.record or ""
    client = stage.office.as_("misaki")
    answer = client.request("POST", path, data=call.body, files=call.files, etag=client.get(path).headers["ETag"])
    assert answer.status_code == 200, answer.text
    return Call("misaki", call.values)


SNS_TEXTS: dict[str, Callable[[Stage], Call]] = {
    "adoptSnsText": adopted,
    "enactSnsText": handed_in,
    "recordIncidentStep": stepped,
    "downloadIncidentStep": kept,
}
