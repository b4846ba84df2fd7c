"""Scenes of what stands beside the contracts: companies, amendments, waivers, papers, the organisation, policy sets, intake."""

from collections.abc import Callable
from typing import Any

from govapi.files.inspect import Kind
from tests.api.scenes import SCENES, Call, Stage
from tests.api.scenes_handovers import HANDOVERS
from tests.api.scenes_of_assessments import ASSESSMENTS
from tests.api.scenes_of_check_sheets import CHECK_SHEETS
from tests.api.scenes_of_cloud_events import CLOUD_EVENTS
from tests.api.scenes_of_cloud_uses import CLOUD_USES
from tests.api.scenes_of_duties import DUTIES
from tests.api.scenes_of_evidence import EVIDENCE
from tests.api.scenes_of_exceptions import EXCEPTIONS
from tests.api.scenes_of_links import LINKS
from tests.api.scenes_of_measures import MEASURES
from tests.api.scenes_of_performance import PERFORMANCE
from tests.api.scenes_of_registrations import REGISTRATIONS
from tests.api.scenes_of_regulations import REGULATIONS
from tests.api.scenes_of_services import SERVICES
from tests.api.scenes_of_use_intake import USE_INTAKE
from tests.api.scenes_of_use_life import USE_LIFE
from tests.api.scenes_of_workbooks import WORKBOOKS
from tests.api.scenes_personnel import PERSONNEL
from tests.api.scenes_sns_accounts import SNS_ACCOUNTS
from tests.api.scenes_sns_intake import SNS_INTAKE
from tests.api.scenes_sns_life import SNS_LIFE
from tests.api.scenes_sns_officers import SNS_OFFICERS
from tests.api.scenes_sns_services import SNS_SERVICES
from tests.api.scenes_sns_texts import SNS_TEXTS
from tests.api.world import AMENDMENT, HANDED, made, register
from tests.contracts.intake.books import ROW, filled, template_of
from tests.files.samples import pdf
from tests.support import life

NOTE = {"note": "次のとおり決定してよろしいか伺います。"}
REASON = {"reason": "仕様を見直すため。"}
WAIVER = {
    "clause_key": "staff_training",
    "reason": "仕様が定まらないため",
    "compensation": "立入検査を行う。",
    "until": "2027-03-31",
}
NOTHING = {"reason": "清掃のみで、情報を渡さないため。"}
COUNTER = iter(range(1, 10_000))


def of_contract(status: str, body: Any, who: str = "misaki") -> Callable[[Stage], Call]:
    """A scene under a fresh contract in this state."""

    def scene(stage: Stage) -> Call:
        record = stage.contract(status)
        return Call(who, {"contract_id": record}, body, record=f"/contracts/{record}")

    return scene


def clause(stage: Stage) -> Call:
    record = life.draft(stage.office).id
    return Call("misaki", {"contract_id": record, "key": "reporting"}, {"state": "included"}, record=f"/contracts/{record}")


def include(stage: Stage) -> Call:
    record = life.draft(stage.office).id
    return Call("misaki", {"contract_id": record}, record=f"/contracts/{record}")


def nothing_handed(stage: Stage) -> Call:
    return Call("misaki", {"contract_id": stage.quiet_contract()}, NOTHING)


def said_nothing_handed(stage: Stage) -> Call:
    record = stage.quiet_contract()
    answer = stage.office.as_("misaki").post(f"/contracts/{record}/nothing-handed", NOTHING)
    assert answer.status_code == 201, answer.text
    return Call("misaki", {"contract_id": record})


def amendment(stage: Stage) -> str:
    body = AMENDMENT | {"effective_on": "2027-01-15"}
    return made(stage.office, f"/contracts/{stage.contract('concluded')}/amendments", body)


def amendment_call(body: Any, name: str = "record_id") -> Callable[[Stage], Call]:
    return lambda stage: Call("misaki", {name: amendment(stage)}, body)


def waiver_call(body: Any, name: str = "record_id") -> Callable[[Stage], Call]:
    def scene(stage: Stage) -> Call:
        draft = life.draft(stage.office)
        draft.include()
        misaki = stage.office.as_("misaki")
        etag = misaki.get(draft.path).headers["ETag"]
        taken_out = misaki.put(f"{draft.path}/clauses/staff_training", {"state": "missing"}, etag=etag)
        assert taken_out.status_code == 200, taken_out.text
        return Call("misaki", {name: made(stage.office, f"{draft.path}/waivers", WAIVER)}, body)

    return scene


def draft_waiver(stage: Stage) -> Call:
    return Call("misaki", {"contract_id": life.draft(stage.office).id}, WAIVER)


def paper(stage: Stage) -> Call:
    record = stage.world.ids["/contracts"]
    papers = stage.office.as_("misaki").get(f"/contracts/{record}/documents").json()["papers"]
    key = next(one["key"] for one in papers if one["may_generate"])
    return Call("misaki", {"contract_id": record}, {"template": key})


def company(body: Any, kind: str = "sole_proprietor", who: str = "shinji") -> Callable[[Stage], Call]:
    return lambda stage: Call(who, {"contractor_id": register(stage.office, kind, f"架空企画{next(COUNTER)}")}, body)


def member(stage: Stage) -> Call:
    venture = register(stage.office, "joint_venture", f"見本・架空共同企業体{next(COUNTER)}")
    return Call(
        "shinji", {"contractor_id": venture}, {"member_id": register(stage.office, name=f"見本{next(COUNTER)}"), "is_lead": True}
    )


def template(stage: Stage, who: str) -> Call:
    shown = stage.office.as_(who).get("/templates").json()["items"][0]
    content = stage.office.as_(who).get(f"/templates/{shown['id']}/file").content
    return Call(who, body={"template": shown["key"]}, files={"file": ("様式.docx", content, Kind.DOCX.media_type)})


def file(stage: Stage) -> Call:
    content = {"file": (f"検査写真{next(COUNTER)}.pdf", pdf(), "application/pdf")}
    return Call("misaki", body={"contract_id": stage.contract("active")}, files=content)


def book(stage: Stage) -> Call:
    kayo = stage.office.as_("kayo")
    content = filled(template_of(kayo), [ROW | {"title": f"移行業務{next(COUNTER)}"}])
    return Call("kayo", body={}, files={"file": ("移行登録.xlsx", content, Kind.XLSX.media_type)})


def gaps(stage: Stage) -> Call:
    kayo = stage.office.as_("kayo")
    content = filled(template_of(kayo), [ROW | {"title": f"移行業務{next(COUNTER)}", "amount": None}])
    answer = kayo.request("POST", "/contracts/intake", files={"file": ("移行登録.xlsx", content, Kind.XLSX.media_type)})
    assert answer.status_code == 201, answer.text
    record = answer.json()["contracts"][0]["id"]
    return Call("haru", {"contract_id": record}, {"amount": 100}, record=f"/contracts/{record}")


def person(stage: Stage) -> dict[str, str]:
    number = next(COUNTER)
    return {"name": "作例　葉月", "kana": "さくれい　はづき", "staff_number": f"9{number:04d}", "subject": f"sakurei-{number}"}


def appointment(body: Any) -> Callable[[Stage], Call]:
    def scene(stage: Stage) -> Call:
        someone = made(stage.office, "/people", person(stage), "setsuko")
        given = {"post_id": str(stage.office.town.posts["health-staff"]), "from_date": "2027-04-01", "kind": "concurrent"}
        number = made(stage.office, f"/people/{someone}/appointments", given, "setsuko")
        values = {"person_id": someone, "appointment_id": number}
        return Call("setsuko", values, body, record=f"/people/{someone}/appointments/{number}")

    return scene


def appoint(stage: Stage) -> Call:
    someone = made(stage.office, "/people", person(stage), "setsuko")
    post = str(stage.office.town.posts["health-staff-2"])
    return Call("setsuko", {"person_id": someone}, {"post_id": post, "from_date": "2027-04-01", "kind": "concurrent"})


def revise_person(stage: Stage) -> Call:
    return Call("setsuko", {"person_id": made(stage.office, "/people", person(stage), "setsuko")}, {"email": "mihon@example.jp"})


def department(stage: Stage) -> dict[str, Any]:
    parent = str(stage.office.town.departments["general"])
    return {"parent_id": parent, "name": f"見本推進課{next(COUNTER)}", "valid_from": "2026-10-01"}


def post(stage: Stage) -> dict[str, Any]:
    section = str(stage.office.town.departments["facilities"])
    return {"department_id": section, "title": "主査", "rank": 8, "valid_from": "2026-10-01"}


def client(stage: Stage) -> dict[str, Any]:
    section = str(stage.office.town.departments["contracts"])
    return {"client_id": f"finance-{next(COUNTER)}", "name": "財務会計システム", "department_id": section}


def policy(stage: Stage) -> dict[str, Any]:
    number = stage.office.as_("ren").get("/policy-sets/current").json()["id"]
    files: dict[str, Any] = stage.office.as_("ren").get(f"/policy-sets/{number}/files").json()["files"]
    return {"files": files}


def confirm(stage: Stage) -> Call:
    number = stage.office.as_("ren").get("/policy-sets/current").json()["id"]
    pointer = stage.office.as_("ren").get(f"/policy-sets/{number}/unconfirmed").json()["items"][0]["pointer"]
    return Call("ren", {"policy_set_id": number}, {"pointers": [pointer], "note": "確認しました。"})


RECORDS: dict[str, Callable[[Stage], Call]] = {
    "reviseContract": lambda stage: Call(
        "misaki", {"contract_id": life.draft(stage.office).id}, {"outline": "庁舎の清掃を行う。"}
    ),
    "writeContractClause": clause,
    "includeRequiredClauses": include,
    "renewContract": of_contract("active", None),
    "draftAmendment": of_contract("concluded", AMENDMENT),
    "reviseAmendment": amendment_call({"reason": "仕様の見直しのため"}, "amendment_id"),
    "submitAmendment": amendment_call(NOTE),
    "withdrawAmendment": amendment_call(REASON),
    "draftWaiver": draft_waiver,
    "reviseWaiver": waiver_call({"reason": "仕様の見直しのため"}, "waiver_id"),
    "submitWaiver": waiver_call(NOTE),
    "withdrawWaiver": waiver_call(REASON),
    "recordHandedItem": of_contract("concluded", HANDED),
    "sayNothingHanded": nothing_handed,
    "getNothingHanded": said_nothing_handed,
    "generateContractDocument": paper,
    "reviseContractor": company({"phone": "000-000-0000"}),
    "registerContractor": lambda stage: Call(
        "shinji", body={"kind": "sole_proprietor", "name": f"例示{next(COUNTER)}", "kana": "れいじ"}
    ),
    "addContractorOffice": company({"name": "架空支店"}),
    "addContractorRestriction": company(
        {"kind": "suspension", "from_date": "2026-12-01", "to_date": "2027-03-01", "reason": "契約違反のため"}
    ),
    "addVentureMember": member,
    "uploadTemplate": lambda stage: template(stage, "shinji"),
    "checkTemplate": lambda stage: template(stage, "shinji"),
    "uploadFile": file,
    "importContracts": book,
    "checkIntake": book,
    "completeContractGaps": gaps,
    "registerPerson": lambda stage: Call("setsuko", body=person(stage)),
    "revisePerson": revise_person,
    "appointPerson": appoint,
    "endAppointment": appointment({"to_date": "2027-05-01"}),
    "takeBackAppointment": appointment(None),
    "addDepartment": lambda stage: Call("yuta", body=department(stage)),
    "reviseDepartment": lambda stage: Call(
        "yuta", {"department_id": made(stage.office, "/departments", department(stage), "yuta")}, {"symbol": "見"}
    ),
    "addPost": lambda stage: Call("yuta", body=post(stage)),
    "revisePost": lambda stage: Call("yuta", {"post_id": made(stage.office, "/posts", post(stage), "yuta")}, {"rank": 9}),
    "reviseOrgan": lambda stage: Call(
        "yuta", {"organ_id": str(stage.office.town.organs["fire"])}, {"signatory_name": "架空　守"}
    ),
    "registerMachineClient": lambda stage: Call("ren", body=client(stage)),
    "reviseMachineClient": lambda stage: Call(
        "ren",
        {"client_id": made(stage.office, "/municipality/machine-clients", client(stage), "ren")},
        {"name": "文書管理システム"},
    ),
    "importPolicySet": lambda stage: Call("ren", body=policy(stage) | {"note": "見直し"}),
    "checkPolicySet": lambda stage: Call("ren", body=policy(stage)),
    "confirmPolicyRules": confirm,
}
ALL = (
    SCENES
    | CLOUD_USES
    | SERVICES
    | HANDOVERS
    | PERSONNEL
    | SNS_INTAKE
    | SNS_LIFE
    | SNS_TEXTS
    | SNS_ACCOUNTS
    | SNS_OFFICERS
    | SNS_SERVICES
    | CLOUD_EVENTS
    | USE_INTAKE
    | USE_LIFE
    | RECORDS
    | ASSESSMENTS
    | CHECK_SHEETS
    | DUTIES
    | EVIDENCE
    | EXCEPTIONS
    | LINKS
    | WORKBOOKS
    | MEASURES
    | PERFORMANCE
    | REGULATIONS
    | REGISTRATIONS
)
