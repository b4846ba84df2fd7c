"""An account that runs, was reviewed, and one that is being closed; for the world and for the scenes."""

from typing import Any

from tests.files import samples
from tests.sns_accounts.standing import becomes, opened
from tests.support.app import Office

CLOSING = {"final_notice_on": "2026-11-20", "export_note": "投稿は全て公式サイトに掲載しているため、取り出さない。"}


def answers(office: Office, path: str, **values: Any) -> dict[str, Any]:
    """A review with the good answer to every check; ``correct_by``: but for the first one."""
    asked = office.as_("misaki").get(f"{path}/review-sheet").json()["questions"]
    given = [{"key": one["key"], "answer": one["good"]} for one in asked]
    if "correct_by" in values:
        given[0] |= {"answer": not asked[0]["good"], "note": "掲載を依頼している。"}
        values["result"] = "correct"
    return {"answers": given, "result": "continue"} | values


def reviewed(office: Office, path: str) -> str:
    """The id of a review of the account, with something to put right."""
    answer = office.as_("misaki").post(f"{path}/reviews", answers(office, path, correct_by="2026-12-18"))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def ending(office: Office) -> str:
    """The path of an account that is being closed, with its export."""
    path = opened(office, contact="健康推進課")
    becomes(office, path, "closing", closing_at=office.clock.now(), close_reason="事業の終了")
    file = {"file": ("投稿の一覧.pdf", samples.pdf(), "application/pdf")}
    answer = office.as_("misaki").request("POST", f"{path}/closing/export", files=file)
    assert answer.status_code == 201, answer.text
    return path


def seed(office: Office) -> dict[str, str]:
    """Their ids by collection."""
    path = opened(office, contact="健康推進課")
    return {"/sns-accounts": path.rsplit("/", 1)[1], "/sns-accounts/{}/reviews": reviewed(office, path)}
