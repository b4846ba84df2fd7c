"""An application on its route: returned, mended, approved; opened only when everything stands; paused, stopped, resumed."""

from typing import Any

import pytest

from tests.sns_accounts.standing import opened
from tests.support import life
from tests.support.app import Office

PLAN: dict[str, Any] = {
    "platform": "x", "name": "架空市健康推進課【公式】", "handle": "@kakuu_kenko", "purpose": "健康診査の案内をするため。",
    "audience": "市内に住む者", "categories": ["notice"], "reply_policy": "個別の返信は行わない。", "hours": "開庁日の昼間",
    "contact": "健康推進課　000-000-0000",
}  # fmt: skip
SETTLED = {
    "login_method": "shared", "mfa_kind": "app", "mfa_holder": "健康推進課健康係長", "secrets_kept": "課の金庫",
    "recovery_kind": "city_mail", "recovery_holder": "健康推進課", "devices": "公用スマートフォン",
}  # fmt: skip


def applied(office: Office, **changes: Any) -> str:
    """The path of a draft."""
    made = office.as_("misaki").post("/sns-accounts", PLAN | changes)
    assert made.status_code == 201, made.text
    return f"/sns-accounts/{made.json()['id']}"


def approved(office: Office) -> str:
    """The path of an account whose opening was approved on its route."""
    path = applied(office)
    sent = office.as_("misaki").act(f"{path}/submit", {"note": "伺います。"})
    assert sent.status_code == 200, sent.text
    life.decide(office, path.rsplit("/", 1)[1])
    return path


def status(office: Office, path: str) -> str:
    return str(office.as_("misaki").get(path).json()["status"])


def test_what_is_missing_holds_back_the_application(office: Office) -> None:
    path = applied(office, purpose="")
    refused = office.as_("misaki").act(f"{path}/submit", {"note": ""})
    assert (refused.status_code, "「目的」" in refused.json()["detail"]) == (422, True)
    assert office.as_("haru").get(path).status_code == 404  # another section's application


def test_the_route_approves_or_returns(office: Office) -> None:
    path = applied(office)
    office.as_("misaki").act(f"{path}/submit", {"note": "伺います。"})
    assert status(office, path) == "in_approval"
    approval = life.circulation(office, path.rsplit("/", 1)[1])
    assert [step["post_title"] for step in approval["steps"]][-1] == "広報課課長"
    back = office.as_("kenichi").act(f"/approvals/{approval['id']}/return", {"reason": "目的を詳しく書くこと。"})
    assert back.status_code == 200, back.text
    draft = office.as_("misaki").get(path).json()
    assert (draft["status"], [one["key"] for one in draft["badges"]]) == ("draft", ["returned"])
    office.as_("misaki").act(f"{path}/submit", {"note": "伺います。"})
    life.decide(office, path.rsplit("/", 1)[1])
    found = office.as_("haru").get(path).json()  # approved: everybody knows of it
    assert (found["status"], found["decided_by_post"], found["missing"]) == ("approved", "広報課課長", [])


def test_an_account_opens_only_when_everything_stands(office: Office) -> None:
    path = approved(office)
    missing = office.as_("misaki").get(path).json()["missing"]
    for words in ("認証及び端末", "開設の確認", "責任者がいません", "「運用手順」"):
        assert any(words in sentence for sentence in missing), words
    refused = office.as_("kenichi").act(f"{path}/open")
    assert (refused.status_code, "認証及び端末" in refused.json()["detail"]) == (422, True)
    office.as_("misaki").patch(path, SETTLED, etag=office.as_("misaki").get(path).headers["ETag"])
    checks = office.as_("misaki").get(path).json()["opening_checks"]
    answers = {one["key"]: {"good": one["wanted"], "note": ""} for one in checks}
    done = office.as_("misaki").act(f"{path}/checks", {"answers": answers})
    assert done.status_code == 200, done.text
    left = done.json()["missing"]
    assert [("責任者" in left[0]), ("運用手順" in left[1]), len(left)] == [True, True, 2]


@pytest.mark.parametrize(("who", "code"), [("misaki", 403), ("hiroshi", 200), ("akira", 200)])
def test_who_stops_an_account_at_once(office: Office, who: str, code: int) -> None:
    path = opened(office)
    assert office.as_(who).act(f"{path}/stop", {"reason": "乗っ取られたおそれがあるため。"}).status_code == code
    if code != 200:
        return
    stopped = office.as_("kenichi").get(path).json()
    assert (stopped["status"], stopped["pause_label"]) == ("paused", "緊急停止")
    offered = {one["action"]: one["blocked_because"] for one in stopped["available_actions"]}
    assert "広報主管課の長だけ" in offered["resume"]
