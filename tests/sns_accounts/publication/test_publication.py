"""The question of a tool, and the sheet of a section: from the policy set, the state of the account and the posts of today."""

from typing import Any
from uuid import UUID

import pytest

from govapi.db.session import find
from govapi.sns_accounts.tables import SnsAccount
from tests.sns_accounts.officers.accounts import name, running
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.web import signed_in

EVENT = {"category": "event", "class_code": "1", "availability": "1", "personal": False}


def account_of(office: Office, status: str = "active", *categories: str) -> str:
    """The path of an account that publishes these categories."""
    account = running(office, status)
    with writes(office) as session:
        row = find(session, SnsAccount, UUID(account), lock=True)
        row.categories = list(categories or ("event", "emergency", "announcement"))
    return f"/sns-accounts/{account}"


def asked(office: Office, account: str, given: dict[str, Any], by: str = "misaki") -> Any:
    return office.as_(by).post(f"{account}/publication-check", given)


def test_a_tool_is_told_who_approves_and_who_that_is_today(office: Office) -> None:
    account = account_of(office)
    name(office, account, "health-sub", "2026-11-24", role="deputy")
    found = asked(office, account, EVENT, "machine:documents-system").json()
    assert (found["publishable"], found["also_on_site"], found["afterwards"]) == (True, False, False)
    assert found["approver"]["role"] == "deputy" and found["approver"]["vacancy"] == ""
    [holder] = found["approver"]["holders"]
    assert holder["post_title"].startswith("健康推進課") and holder["name"]
    assert {one["key"] for one in found["prohibitions"]} >= {"confidential", "personal", "politics"}


def test_what_the_head_of_public_relations_approves_names_that_head(office: Office) -> None:
    found = asked(office, account_of(office), EVENT | {"category": "announcement"}).json()
    assert found["approver"]["role"] == "public_relations" and found["also_on_site"] is True
    [holder] = found["approver"]["holders"]
    assert "広報課" in holder["post_title"] and holder["name"]


def test_a_role_nobody_holds_is_said(office: Office) -> None:
    found = asked(office, account_of(office), EVENT).json()
    assert found["publishable"] is True and found["approver"]["holders"] == []
    assert "副責任者がいません。職を指定し" in found["approver"]["vacancy"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"class_code": "2"}, "confidential"),
        ({"class_code": None}, "confidential"),
        ({"personal": True}, "personal"),
        ({"personal": None}, "personal"),
        ({"category": "reply"}, "reply"),
        ({"category": "no_such"}, "category"),
    ],
)
def test_what_may_not_be_published_says_why(office: Office, changes: dict[str, Any], key: str) -> None:
    found = asked(office, account_of(office), EVENT | changes).json()
    assert (found["publishable"], found["approver"]) == (False, None)
    assert [one["key"] for one in found["reasons"] if one["key"] != "on_site"] == [key]


@pytest.mark.parametrize(("status", "publishable"), [("active", True), ("closing", True), ("paused", False), ("closed", False)])
def test_only_a_running_account_publishes_and_one_that_says_goodbye(office: Office, status: str, publishable: bool) -> None:
    found = asked(office, account_of(office, status), EVENT).json()
    assert found["publishable"] is publishable
    assert [one["key"] for one in found["reasons"]] == (["event"] if publishable else ["status", "event"])


def test_an_emergency_goes_out_by_the_operators_and_is_reported(office: Office) -> None:
    account = account_of(office)
    name(office, account, "health-staff", "2026-11-24", role="operator")
    found = asked(office, account, EVENT | {"category": "emergency", "availability": "2", "emergency": True}).json()
    assert (found["publishable"], found["afterwards"], found["also_on_site"]) == (True, True, True)
    assert found["approver"]["role"] == "operator" and len(found["approver"]["holders"]) == 1


def test_a_draft_is_asked_about_only_by_who_may_see_it(office: Office) -> None:
    account = account_of(office, "draft")
    assert asked(office, account, EVENT, "yuta").status_code == 404
    assert asked(office, account, EVENT).json()["reasons"][0]["key"] == "status"
    assert asked(office, account, {"class_code": "1"}).status_code == 422
    assert asked(office, account, EVENT | {"personal": "false"}).status_code == 422


def test_the_sheet_shows_what_may_be_published_and_answers_from_its_address(office: Office) -> None:
    account = account_of(office)
    name(office, account, "health-sub", "2026-11-24", role="deputy")
    misaki = signed_in(office, "misaki")
    text = misaki.get(f"{account}/publication").text
    for words in (
        "発信可否早見表 架空市健康だより",
        "令和8年11月24日現在",
        "災害・避難・緊急の情報",
        "次の区分は、このアカウントでは発信しません。",
        "公開を前提としない情報（機密性２以上の情報）",
        "広報課",
    ):
        assert words in text, words
    assert "この発信について" not in text
    good = misaki.get(f"{account}/publication?category=event&class_code=1&personal=false&availability=1").text
    assert "発信できます" in good and "副責任者の承認を得て発信します。" in good
    bad = misaki.get(f"{account}/publication?category=event&class_code=&personal=").text
    assert "発信できません" in bad and "情報の分類が分からないときは" in bad
    assert "「発信する情報の区分」を" in misaki.get(f"{account}/publication?category=&class_code=1").text
