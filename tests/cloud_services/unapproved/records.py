"""Unapproved uses, recorded over HTTP by those whose turn it is."""

from collections.abc import Mapping
from typing import Any

from tests.cloud_services.running import section
from tests.support.app import Office

FOUND = {
    "service_name": "見本翻訳",
    "found_on": "2026-11-20",
    "how_found": "通信記録の点検で、外部の翻訳サービスへの送信を見つけた。",
    "purpose": "案内文の翻訳",
    "information": "健診の案内文の案（三件）",
    "class_code": "2",
}
STOP = {"instruction": "利用を止め、入力した情報を消去すること。", "deadline": "2026-12-04"}
STOPPED = {
    "report": "利用を止め、履歴を消去した。",
    "stopped_on": "2026-11-24",
    "data_removed_on": "2026-11-24",
    "prevention": "課内の研修で、承認のない利用をしないことを周知した。",
}


def found(office: Office, by: str = "mio", **changes: Any) -> Any:
    """A use found in 健康推進課."""
    answer = office.as_(by).post("/unapproved-uses", {"department_id": section(office), **FOUND, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(office: Office, record: Any, action: str, body: Mapping[str, Any] | None = None, by: str = "mio") -> Any:
    """An action that must succeed."""
    answer = office.as_(by).act(f"/unapproved-uses/{record['id']}/{action}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def reported(office: Office, record: Any, **changes: Any) -> Any:
    """Stopped as it was told, and reported by the section."""
    act(office, record, "order-stop", STOP)
    return act(office, record, "report", STOPPED | changes, "misaki")
