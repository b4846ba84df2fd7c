"""Records of this room, made over HTTP by those whose turn it is."""

from collections.abc import Mapping
from typing import Any

from tests.support.app import Office
from tests.support.life import Life, decide

BODY = {
    "source": "site_visit",
    "source_number": "実地-2026-0001",
    "title": "従事者の教育が行われていない",
    "found_on": "2026-12-01",
    "content": "従事者十人のうち三人が、情報セキュリティの教育を受けていなかった。",
    "severity": "major",
    "clause_key": "staff_training",
    "demanded": "三人に教育を行い、その記録を提出すること。",
}
REPLY = {"reply": "三人に教育を行った。", "received_on": "2026-12-01"}


def found(office: Office, life: Life, **changes: Any) -> Any:
    """A finding about the contract."""
    body = {**BODY, "contractor_id": life.now()["contractor_id"], "contract_id": life.id, **changes}
    answer = office.as_("misaki").post("/findings", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(
    office: Office, record: Any, action: str, body: Mapping[str, Any] | None = None, by: str = "misaki", noun: str = "findings"
) -> Any:
    """An action that must succeed."""
    answer = office.as_(by).act(f"/{noun}/{record['id']}/{action}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def demanded(office: Office, finding: Any) -> Any:
    return act(office, finding, "request-improvement", {"demanded": finding["demanded"]})


def replied(office: Office, life: Life) -> Any:
    """A finding whose improvement was demanded and answered."""
    finding = found(office, life)
    demanded(office, finding)
    return act(office, finding, "record-reply", REPLY)


MEASURE = {
    "kind": "suspend",
    "clause_key": "breach_damages",
    "reason": "三人が教育を受けないまま業務に従事しているため。",
    "demand": "教育を終えるまで、業務を中断すること。",
    "effective_on": "2026-12-01",
    "until": "2026-12-31",
}
INCIDENT = {
    "kind": "leak",
    "title": "健診結果の誤送付",
    "occurred_at": "2026-12-01T08:00:00+09:00",
    "contractor_knew_at": "2026-12-01T08:30:00+09:00",
    "city_knew_at": "2026-12-01T09:00:00+09:00",
    "personal": True,
    "sensitive": True,
    "person_count": 3,
    "outline": "封筒の取違えにより、三人の健診結果を別の住民に送付した。",
    "items": ["氏名", "住所", "健診結果"],
    "measures_taken": "三通を回収した。",
}
PROPOSAL = {"facts": "従事者の教育を行わないまま業務を続けた。", "opinion": "３月の指名停止が相当である。"}


def escalated(office: Office, life: Life) -> Any:
    """A finding handed over to a measure."""
    return act(office, found(office, life), "escalate", {"reason": "改善の見込みがないため。"}, "kenichi")


def measure(office: Office, life: Life, **changes: Any) -> Any:
    """The draft of a measure that rests on a finding."""
    body = {**MEASURE, "contract_id": life.id, **changes}
    if not body.keys() & {"finding_id", "incident_id"}:
        body["finding_id"] = escalated(office, life)["id"]
    answer = office.as_("misaki").post("/measures", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def decided(office: Office, life: Life, **changes: Any) -> Any:
    """A measure that was decided."""
    drafted = measure(office, life, **changes)
    act(office, drafted, "submit", {"note": "措置を行ってよろしいか伺います。"}, noun="measures")
    decide(office, drafted["id"])
    return office.as_("misaki").get(f"/measures/{drafted['id']}").json()


def incident(office: Office, life: Life, by: str = "misaki", **changes: Any) -> Any:
    """An incident that concerns the contract."""
    answer = office.as_(by).post("/incidents", {**INCIDENT, "contract_ids": [life.id], **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def proposal(office: Office, life: Life, **changes: Any) -> Any:
    """The draft of a 指名停止の具申."""
    body = {**PROPOSAL, "contractor_id": life.now()["contractor_id"], "contract_id": life.id, **changes}
    answer = office.as_("misaki").post("/suspension-proposals", body)
    assert answer.status_code == 201, answer.text
    return answer.json()
