"""A clerk keeps evidence on the pages, without JavaScript: hand in, judge the scope, correct, withdraw; each refusal is said."""

from typing import Any

import pytest

from tests.assessments.evidence.desk import ISO, MARK, company, look, sent
from tests.files import samples
from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in

TYPED = ISO | {"issued_on": "令和7年4月1日", "stated_until": "R10.3.31"}


def hand_in(person: Browser, contractor: str, content: bytes | None = None, **typed: Any) -> Shown:
    person.get(f"/contractors/{contractor}/evidence/new")
    file = ("認証登録証.pdf", samples.pdf() if content is None else content, "application/pdf")
    return person.post(f"/contractors/{contractor}/evidence/new", TYPED | typed, files={"file": file})


def test_from_the_upload_to_the_judged_scope(office: Office) -> None:
    contractor, misaki = company(office), signed_in(office, "misaki")
    assert "証跡は、まだ登録されていません" in misaki.get(f"/contractors/{contractor}/evidence").text
    url = hand_in(misaki, contractor).location
    record = misaki.get(url)
    assert "証跡を登録しました" in record.text and "証跡-2026-0001" in record.text
    assert "まだ判断していません。評価の根拠には用いません。" in record.text and "令和10年3月31日まで" in record.text
    assert f"{url}/content" in record.links() and f"{url}/decide-scope" in record.links()
    misaki.get(f"{url}/decide-scope")
    judged = misaki.post(f"{url}/decide-scope", {"in_scope": "true", "note": "見本事業所で行うため"}, follow=True)
    assert "本市の業務は適用範囲に入る" in judged.text and "健康推進課主事 架空 美咲" in judged.text
    assert "令和10年3月31日まで" in judged.text  # its duty
    for page in (f"/contractors/{contractor}/evidence", "/evidence", "/evidence?kind=iso27001&valid=true"):
        assert url in misaki.get(page).links()
    assert url not in misaki.get("/evidence?within=90").links()
    assert url not in misaki.get("/evidence?valid=false").links()


def test_the_file_is_handed_out_to_keep_and_never_shown(office: Office) -> None:
    contractor, misaki = company(office), signed_in(office, "misaki")
    url = hand_in(misaki, contractor).location
    file = misaki.get(f"{url}/content")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert file.headers["x-content-type-options"] == "nosniff"
    assert signed_in(office, "haru").get(f"{url}/content").status == 404
    assert signed_in(office, "haru").get(url).status == 404
    assert Browser(office.client).get(f"{url}/content").status == 303  # to the sign-in


@pytest.mark.parametrize(
    ("typed", "content", "sentence"),
    [
        ({"kind": ""}, None, "「種類」を入力してください。"),
        ({"stated_until": ""}, None, "証書に書かれた有効期限を入力してください。"),
        ({"stated_until": "いつか"}, None, "有効期限"),
        ({"kind": "scs3"}, None, "公開されている登録簿"),
        ({}, b"<html></html>", "PDF"),
        ({}, b"PK\x03\x04broken", "ファイル"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    office: Office, typed: dict[str, str], content: bytes | None, sentence: str
) -> None:
    contractor, misaki = company(office), signed_in(office, "misaki")
    answer = hand_in(misaki, contractor, content, **typed)
    assert answer.status == 422
    assert sentence in answer.text and "誤りがあります" in answer.text
    assert "見本認証機構株式会社" in answer.html and "健診データの入力業務" in answer.html
    assert look_at_none(office, contractor)


def look_at_none(office: Office, contractor: str) -> bool:
    items: list[Any] = office.as_("misaki").get(f"/contractors/{contractor}/evidence").json()["items"]
    return items == []


def test_it_is_corrected_and_a_late_hand_is_told(office: Office) -> None:
    contractor, misaki = company(office), signed_in(office, "misaki")
    made = sent(office, contractor, **MARK)
    url = f"/evidence/{made['id']}"
    old = misaki.get(f"{url}/edit").hidden("_version")
    typed = {
        "title": "プライバシーマーク",
        "issuer": "見本協会",
        "certificate_number": "",
        "issued_on": "R7.2.1",
        "stated_until": "R8.12.31",
    }
    done = misaki.post(f"{url}/edit", typed, follow=True)
    assert "保存しました" in done.text and "令和8年12月31日まで" in done.text
    assert look(office, made)["certificate_number"] == ""  # the field was emptied
    misaki.get(f"{url}/edit")
    stale = misaki.post(f"{url}/edit", typed | {"issuer": "遅れた協会", "_version": old})
    assert stale.status == 412 and "遅れた協会" in stale.html and "ほかの人が先に更新しています" in stale.text


def test_a_renewal_under_decision_is_noted(office: Office) -> None:
    contractor, misaki = company(office), signed_in(office, "misaki")
    made = sent(office, contractor, kind="ismap", period_end="2025-09-30", register_reference="C99-0004-1")
    url = f"/evidence/{made['id']}"
    assert "更新の審査中である" in misaki.get(f"{url}/edit").text
    typed = {"title": "見本クラウド", "period_end": "R7.9.30", "register_reference": "C99-0004-1", "renewal_pending": "true"}
    refused = misaki.post(f"{url}/edit", typed)
    assert refused.status == 422 and "更新を申請した日を入力してください" in refused.text
    noted = misaki.post(f"{url}/edit", typed | {"renewal_applied_on": "R8.11.20"}, follow=True)
    assert "令和8年11月20日（審査中）" in noted.text


def test_withdrawn_it_offers_nothing_more(office: Office) -> None:
    contractor, misaki = company(office), signed_in(office, "misaki")
    url = f"/evidence/{sent(office, contractor, **MARK)['id']}"
    misaki.get(url)
    gone = misaki.post(f"{url}/withdraw", {"reason": "認証の取消し"}, follow=True)
    assert "取り下げた証跡です（令和8年11月24日）" in gone.text and "認証の取消し" in gone.text
    assert f"{url}/edit" not in gone.links()
    assert misaki.get(f"{url}/edit").status == 404


def test_readers_only_read(office: Office) -> None:
    made = sent(office, company(office), **MARK)
    shinji = signed_in(office, "shinji")
    page = shinji.get(f"/evidence/{made['id']}")
    assert page.status == 200 and "今、この画面でできる手続はありません" in page.text
    assert shinji.get(f"/evidence/{made['id']}/decide-scope").status == 404
