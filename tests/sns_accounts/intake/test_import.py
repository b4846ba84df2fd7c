"""Running accounts from a file into the register: what is stored, what becomes a duty, and that it is stored whole or not at all."""

import io
from typing import Any

import openpyxl
import pytest

from govapi.db.session import owned
from govapi.sns_accounts.intake.rules import GUIDE, SHEET
from govapi.sns_accounts.tables import SnsAccount
from tests.sns_accounts.intake.books import LINE, ROW, as_csv, checked, filled, handed_in, place_of, send, template_of
from tests.sns_accounts.officers.accounts import duties
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.web import signed_in

HIKARU, MISAKI = "hikaru", "misaki"  # 広報課: for every section; 健康推進課: for its own


def stored(office: Office) -> list[SnsAccount]:
    with writes(office) as session:
        return sorted(session.exec(owned(session, SnsAccount)).all(), key=lambda row: row.number)


def named(office: Office, account_id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in office.as_(HIKARU).get(f"/sns-accounts/{account_id}/officers").json()["items"]:
        found.setdefault(one["role"], []).append(one["post_title"])
    return found


def test_a_running_account_enters_the_register_with_those_who_answer_for_it(office: Office) -> None:
    hikaru = office.as_(HIKARU)
    looked = checked(hikaru, ROW, LINE)
    assert looked == {"rows": 2, "without_officer": 0, "fault_count": 0, "faults": []} and stored(office) == []
    answer = handed_in(hikaru, ROW, LINE)
    assert answer.status_code == 201, answer.text
    done = answer.json()
    assert (done["number"], done["rows"], done["accounts"][0]["number"]) == ("移行-0001", 2, "SNS-2026-0001")
    [x, line] = stored(office)
    assert (x.status, x.migrated, x.platform, x.categories, x.takes) == ("active", True, "x", ["notice", "event"], [])
    assert (x.handle, x.handle_key, x.url, x.url_key) == (
        "@Kakuu_Kenkou",
        "kakuu_kenkou",
        "https://x.com/Kakuu_Kenkou",
        "x.com/kakuu_kenkou",
    )
    assert (x.followers, str(x.opened_on), str(x.decided_on), x.public) == (1234, "2024-04-01", "2024-03-20", True)
    assert line.url_key == "line.me/r/ti/p/@123abcde"
    assert named(office, str(x.id)) == {
        "officer": ["健康推進課課長"],
        "deputy": ["健康推進課係長"],
        "operator": ["健康推進課主事", "広報課係長"],
    }
    assert duties(office, str(x.id)) == [] and len(duties(office, str(x.id), "sns.review")) == 1
    assert office.as_("akira").get("/approvals/waiting").json()["items"] == []


def test_an_account_nobody_answers_for_is_red_at_once(office: Office) -> None:
    hikaru = office.as_(HIKARU)
    assert checked(hikaru, ROW | {"officer": None})["without_officer"] == 1
    done = handed_in(hikaru, ROW | {"officer": None}).json()["accounts"]
    [account] = stored(office)
    assert account.status == "active" and done[0]["open_points"] >= 1
    assert [status for status, _due in duties(office, str(account.id))] == ["open"]
    assert [status for status, _due in duties(office, str(account.id), "sns.pause", "hiroshi")] == ["open"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_the_sheet_may_be_handed_in_as_csv(office: Office, encoding: str) -> None:
    hikaru = office.as_(HIKARU)
    bad = send(hikaru, as_csv([ROW, LINE | {"handle": "@"}], encoding))
    assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (422, "/CSV/D3")
    assert send(hikaru, as_csv([ROW | {"mark": "記入例"}, ROW, LINE], encoding)).status_code == 201
    assert len(stored(office)) == 2


def test_the_same_file_again_changes_nothing_and_a_longer_one_names_what_is_there(office: Office) -> None:
    hikaru = office.as_(HIKARU)
    data = filled(template_of(hikaru), [ROW])
    assert send(hikaru, data).status_code == 201
    again = send(hikaru, data)
    assert (again.status_code, again.json()["code"]) == (409, "intake_done")
    more = handed_in(hikaru, ROW | {"handle": "kakuu_kenkou"}, LINE)
    assert more.status_code == 422 and "（SNS-2026-0001）が既に登録されています" in more.json()["errors"][0]["message"]
    assert len(stored(office)) == 1


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"name": None}, "name", "入力してください"),
    ({"section": "隣町税務課"}, "section", "この団体の組織にない課です"),
    ({"platform": "電報"}, "platform", "次のいずれかを選んでください"),
    ({"handle": None}, "handle", "入力してください"),
    ({"handle": "架空"}, "handle", "使える文字と長さ"),
    ({"url": "https://x.com/other"}, "url", "が違います"),
    ({"url": "http://x.com/{handle}"}, "url", "https://で始まる"),
    ({"url": "https://x.com.example/a"}, "url", "アドレス（x.com、twitter.com）ではありません"),
    ({"categories": "行政からのお知らせ、うわさ"}, "categories", "「うわさ」は、使える言葉にありません"),
    ({"takes": "予約"}, "takes", "「予約」は、使える言葉にありません"),
    ({"contract": "契約-2026-9999", "outsourced": "あり"}, "contract", "登録されていないか、閲覧できません"),
    ({"contract": "契約-2026-9999"}, "outsourced", "「あり」としてください"),
    ({"cloud_use": "クラウド-2026-9999", "takes": "相談の受付"}, "cloud_use", "今日有効なものの中にありません"),
    ({"officer": "課長代理補佐"}, "officer", "（課長、係長、主事）のいずれか"),
    ({"officer": "課長、係長"}, "officer", "一つの職だけ"),
    ({"deputy": "課長"}, "deputy", "責任者と同じ職です"),
    ({"operator": "係長、広報課長補佐"}, "operator", "「広報課長補佐」という職はありません"),
    ({"operator": "主事"}, "operator", "「主事」という職が2あります。職名に続けて"),
    ({"operator": "主事（不在　太郎）"}, "operator", "「主事（不在　太郎）」という職はありません"),
    ({"mfa_kind": "合言葉"}, "mfa_kind", "次のいずれかを選んでください"),
    ({"followers": "たくさん"}, "followers", ""),
    ({"opened_on": "令和9年4月1日"}, "opened_on", "先の日付です"),
    ({"last_post_on": "R5.4.1"}, "last_post_on", "運用を始めた日より前"),
    ({"password_changed_on": "来年"}, "password_changed_on", ""),
    ({"purpose": "番号 123456789018"}, "purpose", "個人番号"),
    ({"contact": "あ" * 501}, "contact", "500字以内"),
]


def test_every_fault_stands_under_its_cell_and_nothing_is_stored(office: Office) -> None:
    hikaru = office.as_(HIKARU)
    template = template_of(hikaru)
    rows = []
    for number, (change, _key, _message) in enumerate(FAULTS):
        row = ROW | {"handle": f"kakuu_{number}"} | change
        rows.append(row | {"url": str(row["url"]).replace("{handle}", f"kakuu_{number}")} if row.get("url") else row)
    rows += [ROW | {"handle": "kakuu_twice"}, ROW | {"handle": "@Kakuu_Twice"}]
    answer = send(hikaru, filled(template, rows))
    assert (answer.status_code, answer.json()["code"]) == (422, "intake_faults"), answer.text
    faults = {one["pointer"].rpartition("/")[2]: one["message"] for one in answer.json()["errors"]}
    for number, (change, key, message) in enumerate(FAULTS):
        cell = place_of(template, key, 5 + number)
        assert message in faults.get(cell, "―"), (change, faults)
    assert "アカウントIDが同じです。" in faults[place_of(template, "handle", 5 + len(FAULTS) + 1)]
    assert stored(office) == []


def test_a_clerk_registers_for_the_own_section_only(office: Office) -> None:
    words = openpyxl.load_workbook(io.BytesIO(template_of(office.as_(MISAKI))))
    assert words.sheetnames[:2] == [SHEET, GUIDE]
    offered = {cell.value for row in words["選択肢"].iter_rows() for cell in row}
    assert {"健康推進課", "LINE公式アカウント", "認証アプリ"} <= offered and "税務課" not in offered
    told = checked(office.as_(MISAKI), ROW | {"section": "税務課"})
    assert "ほかの課のアカウントは登録できません" in told["faults"][0]["message"]
    assert handed_in(office.as_(MISAKI), ROW).status_code == 201


@pytest.mark.parametrize("act", ["check", "store"])
def test_the_page_looks_through_and_registers(office: Office, act: str) -> None:
    hikaru = signed_in(office, HIKARU)
    hikaru.get("/sns-accounts/intake")
    template = template_of(office.as_(HIKARU))
    bad = hikaru.post("/sns-accounts/intake", {"act": act}, files={"file": ("a.xlsx", filled(template, [ROW | {"name": None}]))})
    assert bad.status == 422 and f"{place_of(template, 'name')} アカウントの名称 入力してください" in bad.text
    hikaru.get("/sns-accounts/intake")
    file = ("a.csv", as_csv([ROW | {"officer": ""}], "cp932"))
    good = hikaru.post("/sns-accounts/intake", {"act": act}, files={"file": file})
    if act == "check":
        assert good.status == 200 and "登録できるアカウントは1件" in good.text and "直ちに欠員として示します" in good.text
    else:
        assert good.location.startswith("/sns-accounts") and len(stored(office)) == 1
