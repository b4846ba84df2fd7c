"""What was approved of an account changes only as it was approved."""

from typing import Any

import pytest

from tests.sns_accounts.deciding.test_deciding import applied, approved
from tests.sns_accounts.standing import becomes
from tests.support import life
from tests.support.app import Office

NEW = {"title": "発信する情報の追加", "reason": "催しの案内も発信するため。", "changes": {"categories": ["notice", "event"]}}


def drafted(office: Office, path: str, **changes: Any) -> dict[str, Any]:
    """A new application to change the account."""
    made = office.as_("misaki").post(f"{path}/changes", NEW | ({"changes": changes} if changes else {}))
    assert made.status_code == 201, made.text
    return dict(made.json())


def decided(office: Office, change: dict[str, Any]) -> dict[str, Any]:
    """The change after its decision."""
    sent = office.as_("misaki").act(f"/sns-changes/{change['id']}/submit", {"note": "伺います。"})
    assert sent.status_code == 200, sent.text
    life.decide(office, change["id"])
    return dict(office.as_("misaki").get(f"/sns-changes/{change['id']}").json())


def test_a_change_is_made_when_it_is_approved(office: Office) -> None:
    path = approved(office)
    refused = office.as_("misaki").patch(path, {"categories": ["event"]}, etag=office.as_("misaki").get(path).headers["ETag"])
    assert (refused.status_code, "変更を申請" in refused.json()["detail"]) == (409, True)
    change = drafted(office, path)
    assert [one["after"] for one in change["differences"]] == ["行政からのお知らせ、催しの案内"]
    again = office.as_("misaki").post(f"{path}/changes", NEW)
    assert (again.status_code, change["number"] in again.json()["detail"]) == (409, True)
    held = office.as_("kenichi").act(f"{path}/abandon", {"reason": "取りやめるため。"})
    assert (held.status_code, change["number"] in held.json()["detail"]) == (422, True)
    assert office.as_("misaki").get(path).json()["categories"] == ["notice"]
    made = decided(office, change)
    assert (made["status"], made["differences"][0]["before"]) == ("made", "行政からのお知らせ")
    assert office.as_("misaki").get(path).json()["categories"] == ["notice", "event"]
    assert [one["id"] for one in office.as_("hiroshi").get(f"{path}/changes").json()["items"]] == [change["id"]]


def test_a_new_handle_brings_its_address_and_is_taken_once(office: Office) -> None:
    path, other = approved(office), applied(office, handle="@kakuu_other", name="ほかのアカウント")
    change = drafted(office, path, handle="@kakuu_other")
    assert {one["field"]: one["after"] for one in change["differences"]}["url"] == "https://x.com/kakuu_other"
    office.as_("misaki").act(f"/sns-changes/{change['id']}/submit", {"note": ""})
    approval = life.circulation(office, change["id"])
    for step in approval["steps"][:-1]:
        agreed = office.as_(life.HOLDERS[step["post_title"]]).act(f"/approvals/{approval['id']}/agree")
        assert agreed.status_code == 200, agreed.text
    refused = office.as_("hiroshi").act(f"/approvals/{approval['id']}/decide")
    number = office.as_("misaki").get(other).json()["number"]
    assert (refused.status_code, number in refused.json()["detail"]) == (409, True), refused.text
    assert office.as_("misaki").get(path).json()["handle"] == "@kakuu_kenko"


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"categories": ["no_such"]}, 422, "方針セットにない"),
        ({"name": None}, 422, "空"),
        ({"url": "https://facebook.com/kakuu"}, 422, "アドレス"),
    ],
)
def test_what_is_proposed_is_checked(office: Office, changes: dict[str, Any], code: int, says: str) -> None:
    refused = office.as_("misaki").post(f"{approved(office)}/changes", NEW | {"changes": changes})
    assert (refused.status_code, says in refused.text) == (code, True), refused.text


@pytest.mark.parametrize(("values", "says"), [({"takes": ["dm"]}, "クラウドサービスの利用"), ({"outsourced": True}, "委託契約")])
def test_a_running_account_takes_nothing_without_its_approval(office: Office, values: dict[str, Any], says: str) -> None:
    path = approved(office)
    becomes(office, path, "active", opened_on=office.clock.today())
    change = drafted(office, path, **values)
    assert says in "".join(change["missing"])
    refused = office.as_("misaki").act(f"/sns-changes/{change['id']}/submit", {"note": ""})
    assert (refused.status_code, says in refused.json()["detail"]) == (422, True)


def test_a_draft_is_mended_and_withdrawn(office: Office) -> None:
    change = drafted(office, approved(office))
    path = f"/sns-changes/{change['id']}"
    etag = office.as_("misaki").get(path).headers["ETag"]
    mended = office.as_("misaki").patch(path, {"changes": {"hours": "開庁日の午前"}}, etag=etag)
    assert (mended.status_code, mended.json()["changes"]) == (200, {"hours": "開庁日の午前"})
    assert office.as_("aoi").get(path).status_code == 404
    assert office.as_("misaki").act(f"{path}/withdraw", {"reason": "不要のため。"}).json()["status"] == "withdrawn"
    late = office.as_("misaki").patch(path, {"title": "別件"}, etag=office.as_("misaki").get(path).headers["ETag"])
    assert late.status_code == 409
