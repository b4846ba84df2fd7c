"""One record of every kind of the room of measures, for the world and for the scenes."""

from collections.abc import Mapping
from typing import Any

from tests.files import samples
from tests.sns_accounts.standing import opened
from tests.support.app import Office

FINDING = {
    "source": "site_visit", "title": "教育が行われていない", "found_on": "2026-11-24", "content": "三人が教育を受けていなかった。",
    "severity": "major", "clause_key": "staff_training", "demanded": "三人に教育を行うこと。",
}  # fmt: skip
CLAIM = {
    "kind": "damages", "clause_key": "breach_damages", "reason": "損害が生じたため。", "effective_on": "2026-12-10", "amount": 100_000,
}  # fmt: skip
INCIDENT = {
    "kind": "leak", "title": "誤送付", "city_knew_at": "2026-11-24T09:00:00+09:00", "personal": True, "sensitive": True,
    "person_count": 3, "outline": "別の住民に送付した。", "items": ["氏名"], "measures_taken": "回収した。",
}  # fmt: skip
PROPOSAL = {"facts": "教育を行わないまま業務を続けた。", "opinion": "指名停止が相当である。"}


def made(office: Office, path: str, body: Mapping[str, Any]) -> str:
    answer = office.as_("misaki").post(path, dict(body))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def act(office: Office, path: str, body: Mapping[str, Any] | None = None, who: str = "misaki") -> None:
    answer = office.as_(who).act(path, body)
    assert answer.status_code == 200, answer.text


def contract_of(office: Office, contract_id: str) -> dict[str, str]:
    company = office.as_("misaki").get(f"/contracts/{contract_id}").json()["contractor_id"]
    return {"contract_id": contract_id, "contractor_id": company}


def finding(office: Office, contract_id: str) -> str:
    return made(office, "/findings", FINDING | contract_of(office, contract_id))


def escalated(office: Office, contract_id: str) -> str:
    record = finding(office, contract_id)
    act(office, f"/findings/{record}/escalate", {"reason": "改善の見込みがないため。"}, "kenichi")
    return record


def measure(office: Office, contract_id: str, **changes: Any) -> str:
    body = CLAIM | {"contract_id": contract_id, "finding_id": escalated(office, contract_id)} | changes
    return made(office, "/measures", body)


def incident(office: Office, contract_id: str) -> str:
    return made(office, "/incidents", INCIDENT | {"contract_ids": [contract_id]})


def hijacked(office: Office, **about: list[str]) -> str:
    """An incident on a running account, which follows a playbook."""
    account = opened(office).rsplit("/", 1)[1]
    return made(office, "/incidents", INCIDENT | {"kind": "hijack", "account_ids": [account], **about})


def step(office: Office, record: str) -> str:
    """The id of its second step, which needs no evidence."""
    return str(office.as_("misaki").get(f"/incidents/{record}/steps").json()["items"][1]["id"])


def proposal(office: Office, contract_id: str) -> str:
    return made(office, "/suspension-proposals", PROPOSAL | contract_of(office, contract_id))


def attach(office: Office, path: str) -> str:
    file = {"file": ("写真.pdf", samples.pdf(), "application/pdf")}
    answer = office.as_("misaki").request("POST", f"{path}/files", files=file)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def seed(office: Office, contract_id: str) -> dict[str, str]:
    """A finding, a measure, an incident and a proposal about the contract, with files; their ids by collection."""
    found = {
        "/findings": finding(office, contract_id),
        "/measures": measure(office, contract_id),
        "/incidents": hijacked(office, contract_ids=[contract_id]),
        "/suspension-proposals": proposal(office, contract_id),
    }
    found["/incidents/{}/steps"] = step(office, found["/incidents"])
    files = {f"{path}/{{}}/files": attach(office, f"{path}/{found[path]}") for path in ("/findings", "/measures", "/incidents")}
    return found | files
