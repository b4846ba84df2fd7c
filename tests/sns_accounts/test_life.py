"""One account from the application to its closing; and the same account only once in the town."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from govapi.kit.clock import JST
from govapi.sns_accounts import queries
from govapi.sns_accounts.tables import SnsAccount
from tests.sns_accounts.deciding.test_deciding import PLAN, applied
from tests.sns_accounts.ready import CLOSED_WELL, copy_in, settled
from tests.sns_accounts.standing import becomes
from tests.support import life
from tests.support.app import Office


def step(office: Office, who: str, path: str, action: str, **body: Any) -> dict[str, Any]:
    answer = office.as_(who).act(f"{path}/{action}", {"reason": "試験のため。"} | body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_from_the_application_to_the_closing(office: Office) -> None:
    path = settled(office)
    assert office.as_("misaki").get(path).json()["missing"] == []
    opened = step(office, "kenichi", path, "open")
    assert (opened["status"], opened["opened_on"], opened["officer_title"]) == ("active", "2026-11-24", "健康推進課課長")
    assert step(office, "misaki", path, "pause")["pause_label"] == "所管課による休止"
    assert step(office, "hiroshi", path, "stop")["pause_label"] == "緊急停止"
    assert office.as_("kenichi").act(f"{path}/resume", {"reason": "再開"}).status_code == 422
    assert step(office, "hiroshi", path, "resume")["pause_label"] == ""
    assert step(office, "kenichi", path, "start-closing")["close_reason"] == "試験のため。"
    refused = office.as_("hiroshi").act(f"{path}/complete-closing")
    assert (refused.status_code, "閉鎖の告知" in refused.json()["detail"]) == (422, True)
    becomes(office, path, "closing", **CLOSED_WELL)
    assert step(office, "tsubasa", path, "complete-closing")["closed_on"] == "2026-11-24"
    again = office.as_("misaki").post("/sns-accounts", PLAN)
    assert again.status_code == 201, again.text  # the handle is free again


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"handle": "＠KAKUU_kenko"}, "アカウントID"),
        ({"platform": "facebook", "handle": "kakuu", "url": "https://x.com/kakuu_kenko"}, ""),
    ],
)
def test_the_same_account_is_entered_once(office: Office, changes: dict[str, Any], says: str) -> None:
    number = office.as_("misaki").get(applied(office)).json()["number"]
    refused = office.as_("misaki").post("/sns-accounts", PLAN | changes)
    if says:
        assert (refused.status_code, number in refused.json()["detail"]) == (409, True), refused.text
    else:
        assert refused.status_code == 422  # not an address of that service


def test_the_index_names_the_other_account_in_a_race(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two come at once: the first look finds nobody, the index of the table does, and the answer names the account all the same."""
    number = office.as_("misaki").get(applied(office)).json()["number"]
    look, looked = queries.of_address, []

    def late(session: Session, row: SnsAccount) -> SnsAccount | None:
        looked.append(row)
        return None if len(looked) == 1 else look(session, row)

    monkeypatch.setattr(queries, "of_address", late)
    refused = office.as_("misaki").post("/sns-accounts", PLAN)
    assert (refused.status_code, number in refused.json()["detail"], len(looked)) == (409, True, 2), refused.text


def test_where_the_secrets_are_kept_is_for_few(office: Office) -> None:
    path = settled(office)
    for who, sees in {"misaki": True, "tsubasa": True, "mio": True, "tadashi": True, "haru": False, "aoi": False}.items():
        told = office.as_(who).get(path).json()
        assert (told["keys_visible"], told["secrets_kept"] != "") == (sees, sees), who


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"password_changed_on": "2026-11-25"}, "今日以前"),
        ({"site_checked_on": "2027-01-01"}, "今日以前"),
        ({"contract_id": "00000000-0000-7000-8000-000000000000"}, "閲覧できません"),
        ({"cloud_use_id": "00000000-0000-7000-8000-000000000000"}, "許可された"),
        ({"mfa_kind": "no_such"}, "方針セットにない"),
        ({"purpose": None}, "空"),
    ],
)
def test_what_is_entered_is_checked(office: Office, values: dict[str, Any], says: str) -> None:
    refused = office.as_("misaki").post("/sns-accounts", PLAN | values)
    assert (refused.status_code, says in refused.text) == (422, True), refused.text


def test_who_takes_information_needs_the_use_and_the_contract(office: Office) -> None:
    path = copy_in(office, settled(office), "approved", takes=["dm"], outsourced=True)
    asked = office.as_("misaki").get(path).json()["opening_checks"]
    office.as_("misaki").act(f"{path}/checks", {"answers": {one["key"]: {"good": one["wanted"], "note": ""} for one in asked}})
    refused = office.as_("kenichi").act(f"{path}/open")
    detail = refused.json()["detail"]
    assert (refused.status_code, "クラウドサービスの利用の承認" in detail, "委託契約" in detail) == (422, True, True)


def test_a_contract_that_is_over_carries_no_account(office: Office) -> None:
    contract = life.draft(office).to_concluded()
    path = copy_in(office, settled(office), "approved", outsourced=True)
    misaki = office.as_("misaki")
    linked = misaki.patch(path, {"contract_id": contract.id}, etag=misaki.get(path).headers["ETag"])
    assert (linked.status_code, linked.json()["contract"]["live"]) == (200, True), linked.text
    office.clock.go_to(datetime(2027, 5, 1, 10, tzinfo=JST))
    assert misaki.get(path).json()["contract"]["state"] == "履行期間終了"
    assert any("「履行期間終了」" in one for one in misaki.get(path).json()["missing"])
    other = copy_in(office, path, "approved", outsourced=True, contract_id=None)
    refused = misaki.patch(other, {"contract_id": contract.id}, etag=misaki.get(other).headers["ETag"])
    assert (refused.status_code, "履行期間終了" in refused.text) == (422, True)
