"""What hangs on the permitted use: a condition with its proof, its manager, a confirmation; for the world and for the scenes."""

from typing import Any

from tests.files import samples
from tests.support.app import Office

CONDITION = {"label": "利用者の範囲", "text": "健診係の職員に限ること。", "due": "date", "due_days": 30}
MET = {"met_on": "2026-11-24", "note": "利用者を健診係の職員に限った。"}


def open_condition(office: Office, use_id: str) -> str:
    """The id of a condition of the use that is to be met before it begins."""
    items = office.as_("misaki").get(f"/cloud-uses/{use_id}/conditions").json()["items"]
    return next(str(one["id"]) for one in items if one["due"] == "use" and one["state"] == "open")


def prove(office: Office, use_id: str, condition_id: str) -> None:
    file = {"file": ("責任分界表.pdf", samples.pdf(), "application/pdf")}
    answer = office.as_("misaki").request("POST", f"/cloud-uses/{use_id}/conditions/{condition_id}/proof", files=file)
    assert answer.status_code == 201, answer.text


def answers(office: Office, use_id: str) -> dict[str, Any]:
    """A confirmation with the good answer to every question."""
    asked = office.as_("misaki").get(f"/cloud-uses/{use_id}/confirmation-sheet").json()["questions"]
    return {"answers": [{"key": one["key"], "answer": one["good"]} for one in asked], "result": "continue"}


def seed(office: Office, use_id: str) -> dict[str, str]:
    """Their ids by collection."""
    condition = open_condition(office, use_id)
    prove(office, use_id, condition)
    confirmed = office.as_("misaki").post(f"/cloud-uses/{use_id}/confirmations", answers(office, use_id))
    assert confirmed.status_code == 201, confirmed.text
    [manager] = office.as_("misaki").get(f"/cloud-uses/{use_id}/managers").json()["items"]
    return {
        "/cloud-uses/{}/conditions": condition,
        "/cloud-uses/{}/confirmations": str(confirmed.json()["id"]),
        "/cloud-uses/{}/managers": str(manager["id"]),
    }
