"""Scenes of findings, measures, incidents and proposals."""

from collections.abc import Callable
from typing import Any

from tests.api import seeds_of_measures as seeds
from tests.api.scenes import Call, Stage
from tests.files.samples import pdf
from tests.support.life import decide

REASON = {"reason": "状況が変わったため。"}
DEMAND = {"demanded": "三人に教育を行うこと。", "deadline": "2026-12-25"}
REPLY = {"reply": "教育を行った。", "received_on": "2026-11-24"}
SUSPEND: dict[str, Any] = {"kind": "suspend", "amount": None}
TOLD = {"step": "csirt", "told_at": "2026-11-24T09:20:00+09:00", "told_by": "架空　美咲", "told_to": "例示　明"}
FILED = {"law": "personal_information", "clock": "preliminary", "reported_at": "2026-11-24T09:30:00+09:00"}
ANSWER = {"result": "suspended", "answered_on": "2026-11-24", "suspended_from": "2026-12-01", "suspended_until": "2027-02-28"}

Scene = Callable[[Stage], Call]


def finding(body: Any, *before: str, who: str = "misaki", name: str = "record_id") -> Scene:
    """A step of a finding about a running contract, after these steps."""
    steps: dict[str, tuple[Any, str]] = {
        "request-improvement": (DEMAND, "misaki"), "record-reply": (REPLY, "misaki"), "escalate": (REASON, "kenichi"),
    }  # fmt: skip

    def scene(stage: Stage) -> Call:
        record = seeds.finding(stage.office, stage.contract("active"))
        for step in before:
            given, by = steps[step]
            seeds.act(stage.office, f"/findings/{record}/{step}", given, by)
        return Call(who, {name: record}, body)

    return scene


def concluded(stage: Stage) -> Call:
    """A finding whose measure was decided and abandoned."""
    contract = stage.contract("active")
    record = seeds.escalated(stage.office, contract)
    claim = seeds.made(stage.office, "/measures", seeds.CLAIM | {"contract_id": contract, "finding_id": record, **SUSPEND})
    measure = _decided(stage, claim)
    seeds.act(stage.office, f"/measures/{measure}/abandon", REASON, "kenichi")
    other = seeds.made(stage.office, "/measures", seeds.CLAIM | {"contract_id": contract, "finding_id": record})
    _decided(stage, other)
    pay = {"paid_on": "2026-11-24", "amount": 100_000}
    assert stage.office.as_("misaki").post(f"/measures/{other}/payments", pay).status_code == 201
    seeds.act(stage.office, f"/measures/{other}/complete", {}, "kenichi")
    return Call("kenichi", {"record_id": record}, REASON)


def _decided(stage: Stage, measure: str) -> str:
    seeds.act(stage.office, f"/measures/{measure}/submit", {})
    decide(stage.office, measure)
    return measure


def measure(body: Any, who: str = "misaki", name: str = "record_id", *, is_decided: bool = False, **changes: Any) -> Scene:
    def scene(stage: Stage) -> Call:
        record = seeds.measure(stage.office, stage.contract("active"), **changes)
        return Call(who, {name: _decided(stage, record) if is_decided else record}, body)

    return scene


def lifted(stage: Stage) -> Call:
    """A suspension of today: the contract of the scene began before."""
    stage.office.clock.go_to(stage.office.clock.now().replace(month=12, day=10))
    return measure(REASON, "kenichi", is_decided=True, **SUSPEND)(stage)


def completed(stage: Stage) -> Call:
    call = measure({}, "kenichi", is_decided=True)(stage)
    pay = {"paid_on": "2026-11-24", "amount": 100_000}
    answer = stage.office.as_("misaki").post(f"/measures/{call.values['record_id']}/payments", pay)
    assert answer.status_code == 201, answer.text
    return call


def incident(body: Any, who: str = "misaki", name: str = "record_id", *before: tuple[str, Any, str]) -> Scene:
    def scene(stage: Stage) -> Call:
        record = seeds.incident(stage.office, stage.contract("active"))
        for step, given, by in before:
            seeds.act(stage.office, f"/incidents/{record}/{step}", given, by)
        return Call(who, {name: record}, body, record=f"/incidents/{record}")

    return scene


def ended(stage: Stage) -> Call:
    """An incident with everything told, filed and written."""
    call = incident({}, "kenichi")(stage)
    person, path = stage.office.as_("misaki"), f"/incidents/{call.values['record_id']}"
    for step in ("section_head", "csirt", "ciso", "prefecture_ministry"):
        assert person.post(f"{path}/tellings", TOLD | {"step": step}).status_code == 201
    for clock in ("preliminary", "final"):
        assert person.post(f"{path}/filings", FILED | {"clock": clock}).status_code == 201
    written = {"cause": "確認を怠った。", "prevention": "二人で確かめる。"}
    assert person.patch(path, written, etag=person.get(path).headers["ETag"]).status_code == 200
    seeds.act(stage.office, f"{path}/settle-notice", {"notified_on": "2026-11-24", "notified_how": "電話"})
    seeds.act(stage.office, f"{path}/contain", {})
    return call


def further(stage: Stage) -> Call:
    call = incident({"contract_id": stage.contract("active")}, name="incident_id")(stage)
    return call


def proposal(body: Any, who: str = "misaki", name: str = "record_id", *before: tuple[str, Any, str]) -> Scene:
    def scene(stage: Stage) -> Call:
        record = seeds.proposal(stage.office, stage.contract("active"))
        for step, given, by in before:
            seeds.act(stage.office, f"/suspension-proposals/{record}/{step}", given, by)
        return Call(who, {name: record}, body)

    return scene


def uploaded(scene: Scene) -> Scene:
    def with_file(stage: Stage) -> Call:
        call = scene(stage)
        return Call(call.token, call.values, body={}, files={"file": ("写真.pdf", pdf(), "application/pdf")})

    return with_file


def new(path: str, body: Any) -> Scene:
    """Something recorded about a fresh contract."""

    def scene(stage: Stage) -> Call:
        contract = stage.contract("active")
        about = {"contract_ids": [contract]} if path == "/incidents" else seeds.contract_of(stage.office, contract)
        return Call("misaki", body=body | about)

    return scene


def new_measure(stage: Stage) -> Call:
    contract = stage.contract("active")
    finding_id = seeds.escalated(stage.office, contract)
    return Call("misaki", body=seeds.CLAIM | {"contract_id": contract, "finding_id": finding_id})


SENT: tuple[str, Any, str] = ("send", {}, "misaki")
MEASURES: dict[str, Scene] = {
    "recordFinding": new("/findings", seeds.FINDING),
    "reviseFinding": finding({"title": "改めた件名"}, name="finding_id"),
    "generateFindingDocument": finding({"template": "improvement_request"}, "request-improvement", name="finding_id"),
    "uploadFindingFile": uploaded(finding(None)),
    "requestImprovementFinding": finding(DEMAND),
    "recordReplyFinding": finding(REPLY, "request-improvement"),
    "confirmFinding": finding({"confirmation": "名簿を確かめた。"}, "request-improvement", "record-reply", who="sora"),
    "insistFinding": finding(DEMAND | REASON, "request-improvement", "record-reply"),
    "escalateFinding": finding(REASON, who="kenichi"),
    "goBackFinding": finding(REASON, "escalate", who="kenichi"),
    "concludeFinding": concluded,
    "withdrawFinding": finding(REASON, who="kenichi"),
    "draftMeasure": new_measure,
    "reviseMeasure": measure({"reason": "改めた理由"}, name="measure_id"),
    "submitMeasure": measure({"note": "伺います。"}),
    "withdrawMeasure": measure(REASON),
    "recordMeasurePayment": measure({"paid_on": "2026-11-24", "amount": 1}, name="measure_id", is_decided=True),
    "generateMeasureDocument": measure({"template": "measure_notice"}, name="measure_id", is_decided=True),
    "uploadMeasureFile": uploaded(measure(None)),
    "startTerminationMeasure": measure({}, is_decided=True, kind="terminate", amount=None),
    "liftMeasure": lifted,
    "completeMeasure": completed,
    "abandonMeasure": measure(REASON, "kenichi", is_decided=True),
    "recordIncident": new("/incidents", seeds.INCIDENT),
    "reviseIncident": incident({"cause": "確認を怠った。"}, name="incident_id"),
    "addIncidentContract": further,
    "settleIncidentNotice": incident({"notified_on": "2026-11-24", "notified_how": "電話"}, "misaki", "incident_id"),
    "recordIncidentTelling": incident(TOLD, name="incident_id"),
    "recordIncidentFiling": incident(FILED, name="incident_id"),
    "generateIncidentDocument": incident({"template": "incident_report", "stage": "preliminary"}, name="incident_id"),
    "uploadIncidentFile": uploaded(incident(None)),
    "containIncident": incident({}),
    "closeIncident": ended,
    "reopenIncident": incident(REASON, "misaki", "record_id", ("contain", {}, "misaki")),
    "withdrawIncident": incident(REASON, "kenichi"),
    "draftSuspensionProposal": new("/suspension-proposals", seeds.PROPOSAL),
    "reviseSuspensionProposal": proposal({"opinion": "改めた意見"}, name="proposal_id"),
    "sendSuspensionProposal": proposal({}),
    "sendBackSuspensionProposal": proposal(REASON, "kayo", "record_id", SENT),
    "answerSuspensionProposal": proposal(ANSWER, "kayo", "record_id", SENT),
    "recordRestrictionSuspensionProposal": proposal({}, "kayo", "record_id", SENT, ("answer", ANSWER, "kayo")),
    "withdrawSuspensionProposal": proposal(REASON),
    "generateSuspensionProposalDocument": proposal({"template": "suspension_proposal"}, "misaki", "proposal_id", SENT),
}
