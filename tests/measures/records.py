"""Records of this room, made over HTTP by those whose turn it is."""

from collections.abc import Mapping
from typing import Any

from tests.support.app import Office
from tests.support.life import Life

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
