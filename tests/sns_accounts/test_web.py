"""A section's way to an account in the browser: the form, what is missing, the checks, and the list in which a vacancy is red."""

import re
from uuid import UUID

import pytest
from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.edge.transaction import writing
from govapi.people.tables import Department
from govapi.sns_accounts.tables import SnsAccount
from tests.support.app import CODE, Office
from tests.support.web import Browser, signed_in

TYPED = {
    "platform": "x", "name": "架空市健康推進課【公式】", "handle": "@kakuu_kenko", "url": "", "public": "true", "purpose": "",
    "audience": "市内に住む者", "categories": ["", "notice"], "reply_policy": "個別の返信は行わない。", "hours": "開庁日の昼間",
    "contact": "健康推進課　000-000-0000", "takes": ["", "dm"], "takes_note": "課の職員が見る。", "cloud_use_id": "",
    "outsourced": "false", "login_method": "shared", "mfa_kind": "app", "mfa_holder": "健康推進課健康係長",
    "secrets_kept": "健康推進課の鍵の掛かるキャビネット", "recovery_kind": "city_mail", "recovery_holder": "健康推進課",
    "devices": "課の公用スマートフォン", "official_devices_only": "true", "verified_mark": "", "_next": "record",
}  # fmt: skip


def drafted(browser: Browser, **changes: object) -> str:
    """The address of a new draft."""
    assert browser.get("/sns-accounts/new").status == 200
    made = browser.post("/sns-accounts/new", TYPED | changes)
    assert made.status == 303, made.text
    return made.location


def put(office: Office, number: str, status: str, section: str = "広報課") -> UUID:
    """An account in this state, of that section, with nothing else about it."""
    with writing(office.database, CODE, office.clock) as session:
        return _put(session, number, status, section)


def _put(session: Session, number: str, status: str, section: str) -> UUID:
    of = session.exec(owned(session, Department).where(col(Department.name) == section)).one()
    row = SnsAccount(
        number=number, status=status, platform="x", name=f"架空市{number}", handle=f"@{number}", handle_key=number,
        url=f"https://x.com/{number}", url_key=f"x.com/{number}", organ_id=of.organ_id, department_id=of.id,
        department_path=of.path, secrets_kept="広報課の金庫", categories=["notice"],
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def test_an_application_is_typed_mended_and_submitted(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    misaki.get("/sns-accounts/new")
    refused = misaki.post("/sns-accounts/new", TYPED | {"handle": "全角の名前"})
    assert (refused.status, "アカウントID" in refused.text, "架空市健康推進課【公式】" in refused.html) == (422, True, True)
    url = drafted(misaki)
    record = misaki.get(url)
    assert "https://x.com/kakuu_kenko" in record.links()  # follows from the handle
    assert "「目的」" in record.text
    assert "回議に付す" not in misaki.get(f"{url}/submit").text
    misaki.get(f"{url}/edit")
    changed = {**TYPED, "purpose": "健康診査の案内をするため。", "takes": [""], "_next": "submit"}
    mended = misaki.post(f"{url}/edit", {name: value for name, value in changed.items() if name != "platform"})
    assert mended.location == f"{url}/submit"
    assert "受け取らない" in misaki.get(mended.location).text
    sent = misaki.post(f"{url}/submit", {"note": "開設してよろしいか伺います。"}, follow=True)
    assert "回議中" in sent.text
    assert misaki.get(f"{url}/edit").status == 409


def test_no_field_takes_a_password(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    new = misaki.get("/sns-accounts/new")
    kept = signed_in(office, "hikaru").get(f"/sns-accounts/{put(office, 'mihon', 'active')}/keep")
    for shown in (new, kept):
        assert "どの欄にも入力しないでください" in shown.text
        assert 'type="password"' not in shown.html
        names = set(re.findall(r'name="([a-z_]+)"', shown.html))
        assert {name for name in names if "password" in name or "secret" in name} <= {"password_changed_on", "secrets_kept"}


def test_the_checks_before_the_opening_are_a_form(office: Office) -> None:
    hikaru, url = signed_in(office, "hikaru"), f"/sns-accounts/{put(office, 'mihon', 'approved')}"
    page = hikaru.get(f"{url}/checks")
    keys = list(dict.fromkeys(re.findall(r'name="answers\.([a-z_]+)\.good"', page.html)))
    assert len(keys) > 1
    nothing = {f"answers.{key}.note": "" for key in keys}
    assert hikaru.post(f"{url}/checks", nothing).status == 422
    done = hikaru.post(f"{url}/checks", nothing | {f"answers.{keys[0]}.good": "true"}, follow=True)
    assert (done.status, "見本 光" in done.text) == (200, True)
    assert hikaru.get(f"{url}/checks").html.count("checked") == 1


def test_a_vacancy_is_red_in_the_list(office: Office) -> None:
    put(office, "mihon1", "active")
    put(office, "mihon2", "draft", "健康推進課")
    misaki = signed_in(office, "misaki")
    running = misaki.get("/sns-accounts")
    assert ("架空市mihon1" in running.text, "架空市mihon2" in running.text) == (True, False)
    assert "責任者のいないアカウントが1件あります" in running.text
    assert re.search(r'<tr class="attention">(?:(?!</tr>).)*<span class="badge danger">欠員', running.html, re.DOTALL)
    assert "架空市mihon2" in misaki.get("/sns-accounts?view=mine").text
    assert "架空市mihon1" in misaki.get("/sns-accounts?view=vacant&platform=x").text
    assert "条件に合うアカウントはありません" in misaki.get("/sns-accounts?q=なにもない").text
    assert "架空市mihon2" not in signed_in(office, "haru").get("/sns-accounts?view=all").text  # an application of a section


@pytest.mark.parametrize(("who", "sees"), [("hikaru", True), ("misaki", False)])
def test_where_secrets_are_kept_is_for_those_who_look_after_the_account(office: Office, who: str, sees: bool) -> None:
    url = f"/sns-accounts/{put(office, 'mihon', 'active')}"
    page = signed_in(office, who).get(url)
    assert ("広報課の金庫" in page.text, f"{url}/keep" in page.links()) == (sees, sees)


def test_an_approved_account_is_changed_on_an_application(office: Office) -> None:
    hikaru, url = signed_in(office, "hikaru"), f"/sns-accounts/{put(office, 'mihon', 'approved')}"
    assert f"{url}/changes/new" in hikaru.get(url).links()
    assert "架空市mihon" in hikaru.get(f"{url}/changes/new").html
    plan = {
        "name": "架空市広報課【公式】", "handle": "@mihon", "url": "https://x.com/mihon", "purpose": "お知らせのため。",
        "audience": "市内に住む者", "categories": ["", "notice", "event"], "reply_policy": "返信しない。", "hours": "開庁日",
        "contact": "広報課", "takes": [""], "outsourced": "false",
    }  # fmt: skip
    assert hikaru.post(f"{url}/changes/new", plan | {"title": "名称の変更", "reason": ""}).status == 422
    made = hikaru.post(f"{url}/changes/new", plan | {"title": "名称の変更", "reason": "課の名称を示すため。"})
    shown = hikaru.get(made.location)
    assert "架空市広報課【公式】" in shown.text and "変更を申請し、回議に付す" in shown.text
    assert hikaru.get(f"{made.location}/edit").status == 200
    hikaru.get(made.location)
    assert "回議中" in hikaru.post(f"{made.location}/submit", {"note": "伺います。"}, follow=True).text
    record = hikaru.get(url)
    assert (made.location in record.links(), f"{url}/changes/new" in record.links()) == (True, False)


def test_papers_are_made_from_the_pages(office: Office) -> None:
    hikaru, url = signed_in(office, "hikaru"), f"/sns-accounts/{put(office, 'mihon', 'active')}"
    hikaru.get(url)
    made = hikaru.post(f"{url}/documents", {"template": "sns_publication_table"}, follow=True)
    assert "第1版" in made.text
    assert "閉鎖届は、閉鎖の手続を始めてから" in hikaru.post(f"{url}/documents", {"template": "sns_closing"}, follow=True).text
    hikaru.get("/sns-accounts/officers")
    listed = hikaru.post("/sns-accounts/officer-list", {"on": "2026-11-24"})
    assert re.fullmatch(r"/documents/[0-9a-f-]+/file", listed.location)
    assert hikaru.get(listed.location).status == 200
