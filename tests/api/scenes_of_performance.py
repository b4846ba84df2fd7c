"""Scenes of sub-contracting, reports, visits, rosters, places and certificates."""

from collections.abc import Callable
from typing import Any

from tests.api import seeds_of_performance as seeds
from tests.api.scenes import Call, Stage
from tests.support.life import decide

NOTE = {"note": "次のとおり決定してよろしいか伺います。"}
REASON = {"reason": "状況が変わったため。"}

Scene = Callable[[Stage], Call]


def under(body: Any, *, is_late: bool = False, status: str = "active") -> Scene:
    """Something recorded under a running contract; ``is_late``: within its term."""

    def scene(stage: Stage) -> Call:
        record = stage.contract(status)
        if is_late:
            seeds.later(stage.office)
        return Call("misaki", {"contract_id": record}, body)

    return scene


def request(body: Any, who: str = "misaki", name: str = "record_id", *, consented: bool = False) -> Scene:
    """A step of a request; ``consented``: after its consent."""

    def scene(stage: Stage) -> Call:
        record = seeds.made(stage.office, f"/contracts/{stage.contract('active')}/subcontracts", seeds.REQUEST)
        if consented:
            seeds.act(stage.office, f"/subcontracts/{record}/submit", NOTE)
            decide(stage.office, record)
        return Call(who, {name: record}, body)

    return scene


def visit(body: Any, name: str = "record_id", *, announced: bool = False, is_late: bool = False) -> Scene:
    """A step of a planned visit."""

    def scene(stage: Stage) -> Call:
        record = seeds.made(stage.office, f"/contracts/{stage.contract('active')}/site-visits", seeds.VISIT)
        if announced:
            seeds.act(stage.office, f"/site-visits/{record}/notify", {})
        if is_late:
            seeds.later(stage.office)
        return Call("misaki", {name: record}, body)

    return scene


SETTLED = {"settled_on": "2027-01-20", "settlement": "鍵を付けた。"}


def settle(stage: Stage) -> Call:
    record, finding = seeds.visited(stage.office, stage.contract("active"))
    path = f"/site-visits/{record}/findings/{finding}"
    return Call("misaki", {"visit_id": record, "finding_id": finding}, SETTLED, record=path)


def hand_over(stage: Stage) -> Call:
    call = settle(stage)
    return Call("misaki", call.values, {"number": "指摘-2026-0001"}, record=call.record)


def close(stage: Stage) -> Call:
    record, finding = seeds.visited(stage.office, stage.contract("active"))
    seeds.act(stage.office, f"/site-visits/{record}/findings/{finding}/settle", SETTLED)
    return Call("misaki", {"record_id": record}, {})


def of_contract(kind: str, name: str, made: Any, body: Any) -> Scene:
    """A change of something recorded under a contract."""

    def scene(stage: Stage) -> Call:
        contract = stage.contract("active")
        seeds.later(stage.office)
        path = f"/contracts/{contract}/{kind}"
        record = seeds.made(stage.office, path, made)
        return Call("misaki", {"contract_id": contract, name: record}, body, record=f"{path}/{record}")

    return scene


def certificate(stage: Stage) -> Call:
    contract = stage.contract("active")
    seeds.later(stage.office)
    inspection = seeds.made(stage.office, f"/contracts/{contract}/inspections", seeds.INSPECTION, "sora")
    return Call("sora", {"contract_id": contract, "inspection_id": inspection}, {"template": "inspection_certificate"})


PERFORMANCE: dict[str, Scene] = {
    "recordSubcontract": under(seeds.REQUEST),
    "reviseSubcontract": request({"scope": "封入"}, name="subcontract_id"),
    "submitSubcontract": request(NOTE),
    "submitRefusalSubcontract": request(NOTE),
    "withdrawSubcontract": request(REASON),
    "endSubcontract": request({"ended_on": "2026-11-24"}, consented=True),
    "revokeSubcontract": request(REASON, "kenichi", consented=True),
    "generateSubcontractDocument": request({"template": "subcontract_consent"}, name="subcontract_id", consented=True),
    "receiveReport": under(seeds.REPORT, is_late=True),
    "correctReport": of_contract("reports", "report_id", seeds.REPORT, {"had_incident": True}),
    "planSiteVisit": under(seeds.VISIT),
    "reviseSiteVisit": visit({"place": "第二作業所"}, "visit_id"),
    "notifySiteVisit": visit({}),
    "replanSiteVisit": visit(REASON, announced=True),
    "carryOutSiteVisit": visit(seeds.RESULT, is_late=True),
    "closeSiteVisit": close,
    "cancelSiteVisit": visit(REASON),
    "settleSiteVisitFinding": settle,
    "handOverSiteVisitFinding": hand_over,
    "generateSiteVisitDocument": visit({"template": "site_visit_notice"}, "visit_id", announced=True),
    "takeRoster": under(seeds.ROSTER),
    "addWorkPlace": under(seeds.PLACE),
    "endWorkPlace": of_contract(
        "work-places", "place_id", seeds.PLACE, {"ends_on": "2027-01-31", "notified_on": "2027-01-20", "reason": "移転のため。"}
    ),
    "generateInspectionDocument": certificate,
}
