"""The public list: the fields it may have and no other, for everybody where it is switched on, cached, whatever is asked."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cli.openapi import described
from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.people.service import found_municipality
from govapi.policy.service import adopt_default
from govapi.sns_accounts.public_list.rules import Standing, unchanged, verdict
from govapi.sns_accounts.public_list.schemas import OfficialAccountOut
from tests.sns_accounts.changes.test_changes import decided, drafted
from tests.sns_accounts.deciding.test_deciding import approved
from tests.sns_accounts.standing import becomes, opened
from tests.sns_accounts.texts.test_texts import enacted
from tests.support.app import CODE, Office
from tests.support.web import signed_in

LIST, PAGE = "/api/v1/official-sns-accounts", "/official-sns-accounts"
FIELDS = {
    "platform", "platform_label", "name", "handle", "url", "section", "purpose", "opened_on", "status", "status_label", "policy_url",
    "policy_edition", "policy_effective_on",
}  # fmt: skip


def switch(office: Office, **settings: Any) -> None:
    office.parts = replace(office.parts, settings=office.parts.settings.model_copy(update=settings))
    office.app.state.parts = office.parts


@pytest.fixture
def open_office(office: Office) -> Iterator[Office]:
    switch(office, public_list="on", municipality=CODE)
    yield office


def asked(office: Office, path: str, **rest: Any) -> Any:
    office.client.cookies.clear()
    answer = office.client.get(path, follow_redirects=False, **rest)
    assert "set-cookie" not in answer.headers
    return answer


def test_the_list_has_the_documented_fields_and_no_other() -> None:
    schemas = json.loads(described())["components"]["schemas"]
    assert set(OfficialAccountOut.model_fields) == set(schemas["OfficialAccountOut"]["properties"]) == FIELDS
    assert set(schemas["OfficialAccountsOut"]["properties"]) == {"municipality", "items"}
    assert set(schemas["OfficialCheckOut"]["properties"]) == {"answer", "answer_label", "advice", "account"}


def test_everybody_sees_what_runs_and_nothing_of_the_rest(open_office: Office) -> None:
    office = open_office
    shown = opened(office, name="架空市<b>健康</b>だより", purpose="健診の案内", secrets_kept="課の金庫", mfa_holder="係長")
    paused = opened(office, name="休止中のもの")
    becomes(office, paused, "paused", pause_kind="emergency", pause_reason="乗っ取りのため")
    for status in ("draft", "in_approval", "approved", "closing", "closed", "refused", "withdrawn"):
        becomes(office, opened(office, name=f"見えない{status}"), status)
    opened(office, name="見えない内部用", public=False)
    enacted(office, shown, "policy", public_url="https://kakuu.example/hoshin")
    found = asked(office, LIST).json()
    assert sorted((one["name"], one["status_label"]) for one in found["items"]) == [
        ("休止中のもの", "休止"),
        ("架空市<b>健康</b>だより", "運用中"),
    ]
    one = next(one for one in found["items"] if one["status"] == "active")
    assert (one["section"], one["policy_edition"], one["policy_url"]) == ("健康推進課", "第１版", "https://kakuu.example/hoshin")
    page = asked(office, PAGE)
    whole = page.text + asked(office, LIST).text
    assert "架空市&lt;b&gt;健康" in page.text
    for hidden in ("見えない", "乗っ取り", "緊急", "金庫", "係長", "<b>健康", "<script"):
        assert hidden not in page.text, hidden
        assert hidden == "<b>健康" or hidden not in whole, hidden
    style = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)[0]
    assert b64encode(sha256(style.encode()).digest()).decode() in page.headers["content-security-policy"]


def test_it_is_kept_by_caches_until_it_changes(open_office: Office) -> None:
    office = open_office
    path = opened(office)
    for address in (LIST, PAGE, f"{LIST}/check?url=https://x.com/nobody"):
        first = asked(office, address)
        etag = first.headers["etag"]
        assert first.headers["cache-control"].startswith("public")
        again = asked(office, address, headers={"If-None-Match": f'"other", W/{etag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    known = asked(office, LIST).headers["etag"]
    becomes(office, path, "paused", pause_kind="own")
    assert asked(office, LIST, headers={"If-None-Match": known}).status_code == 200


def test_is_this_address_official(open_office: Office) -> None:
    office = open_office
    path = opened(office)
    url = office.as_("misaki").get(path).json()["url"]
    variant = url.replace("https://x.com/", "twitter.com/").upper() + "?utm_source=mail"

    def said(address: str) -> tuple[str, bool]:
        found = asked(office, f"{LIST}/check", params={"url": address}).json()
        return found["answer"], found["account"] is not None

    assert [said(url), said(variant), said(url + "0"), said("https://x.com@evil.example/")] == [
        ("yes", True), ("yes", True), ("no", False), ("no", False),
    ]  # fmt: skip
    becomes(office, path, "closed", closed_on=date(2026, 11, 24))
    assert said(url) == ("once", False)
    assert "以前の公式アカウントです" in asked(office, PAGE, params={"url": url}).text
    never = opened(office, opened_on=None)
    becomes(office, never, "withdrawn")
    assert said(office.as_("misaki").get(never).json()["url"])[0] == "no"


def test_the_address_an_account_has_given_up_was_official_once(open_office: Office) -> None:
    office = open_office
    path = opened(office)
    old = office.as_("misaki").get(path).json()["url"]
    made = decided(office, drafted(office, path, handle="@kakuu_atarashii"))
    assert made["status"] == "made", made
    answers = [asked(office, f"{LIST}/check", params={"url": url}).json() for url in (old, "https://x.com/kakuu_atarashii")]
    assert [(one["answer"], one["account"] is not None) for one in answers] == [("once", False), ("yes", True)]
    before = approved(office)
    never = office.as_("misaki").get(before).json()["url"]
    decided(office, drafted(office, before, handle="@kakuu_kenko2"))
    assert asked(office, f"{LIST}/check", params={"url": never}).json()["answer"] == "no"  # it was not in use yet


@pytest.mark.parametrize(
    "hostile", ["\0", "'\"><script>x</script>", "javascript:alert(1)", "https://\u202e.example/", "%", "あ" * 1999]
)
def test_whatever_is_asked_is_answered(open_office: Office, hostile: str) -> None:
    answer = asked(open_office, f"{LIST}/check", params={"url": hostile})
    assert (answer.status_code, answer.json()["answer"]) == (200, "no")
    page = asked(open_office, PAGE, params={"url": hostile})
    assert (page.status_code, "<script" in page.text) == (200, False)
    for bad in ({}, {"url": "x" * 2001}, {"url": " "}):
        assert asked(open_office, f"{LIST}/check", params=bad).status_code in (400, 422)


def test_it_is_there_only_when_switched_on_and_of_this_town_alone(office: Office) -> None:
    opened(office)
    for settings in ({}, {"public_list": "on"}, {"public_list": "on", "municipality": "479926"}):
        switch(office, public_list="off", municipality="")
        switch(office, **settings)
        assert [asked(office, path).status_code for path in (LIST, PAGE, f"{LIST}/check?url=x.com/a")] == [404] * 3
    with writing(office.database, "479918", office.clock) as session:
        found_municipality(session, "479918", "隣見本市", "となりみほんし")
        adopt_default(session, system("479918"), office.clock.today())
    switch(office, public_list="on", municipality="479918")
    answer = asked(office, LIST)
    assert answer.status_code == 404 or answer.json()["items"] == []


def test_staff_takes_it_out_as_files(office: Office) -> None:
    opened(office, name="架空市<i>広報</i>")
    clerk = signed_in(office, "hiroshi")
    assert "HTMLで受け取る" in clerk.get("/sns-accounts/public-list").text
    file = clerk.get("/sns-accounts/public-list/official-sns-accounts.html")
    assert "架空市&lt;i&gt;広報" in file.html
    assert not re.search(r"<(script|link|img|form)\b|url\(|@import", file.html)
    token = office.as_("hiroshi").get("/sns-accounts/public-list").json()
    assert clerk.get("/sns-accounts/public-list/official-sns-accounts.json").html.startswith("{")
    assert token["items"][0]["name"] == "架空市<i>広報</i>"


@given(
    st.lists(st.builds(Standing, st.sampled_from(["draft", "active", "paused", "closing", "closed", "refused"]), st.booleans()))
)
def test_the_verdict(found: list[Standing]) -> None:
    said = verdict(found)
    running = any(one.status in ("active", "paused") for one in found)
    assert (said == "yes") == running
    assert (said == "once") == (not running and any(one.opened and one.status in ("closing", "closed") for one in found))


def test_a_cache_asks_with_any_of_its_copies() -> None:
    assert [unchanged('"a"', text) for text in ("", '"b"', '"b", "a"', 'W/"a"', "*")] == [False, False, True, True, True]


def test_the_account_is_named_by_nothing_internal(open_office: Office) -> None:
    path = opened(open_office)
    account = UUID(path.rsplit("/", 1)[1])
    assert str(account) not in asked(open_office, LIST).text + asked(open_office, PAGE).text
