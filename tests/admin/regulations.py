"""Regulations and their texts, for tests."""

from typing import Any

from tests.files.samples import pdf
from tests.support.app import Office

CLOUD = {"title": "架空市クラウドサービス利用規程", "kind": "cloud_rules"}
TEXT = {
    "edition": "令和8年訓令第3号", "enacted_on": "2026-03-20", "effective_on": "2026-04-01",
    "approver_post": "市長", "approver_name": "見本　太郎", "summary": "新たに定める。",
}  # fmt: skip


def register(office: Office, by: str = "ren", **fields: Any) -> str:
    """The path of a new regulation."""
    answer = office.as_(by).post("/regulations", CLOUD | fields)
    assert answer.status_code == 201, answer.text
    return f"/regulations/{answer.json()['id']}"


def send_text(office: Office, path: str, by: str = "ren", **fields: Any) -> Any:
    file = {"file": ("利用規程.pdf", pdf(), "application/pdf")}
    return office.as_(by).request("POST", f"{path}/texts", data=TEXT | fields, files=file)


def enact(office: Office, path: str, by: str = "ren", **fields: Any) -> str:
    """The path of a new text of the regulation."""
    answer = send_text(office, path, by, **fields)
    assert answer.status_code == 201, answer.text
    return f"{path}/texts/{answer.json()['id']}"


def in_force(office: Office, **fields: Any) -> str:
    """The path of a regulation with a text in force."""
    path = register(office, **fields)
    enact(office, path)
    return path
