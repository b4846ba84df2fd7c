"""The pages: a list is looked at and taken in, its entry confirmed for a service, its loss answered by the section."""

from typing import Any

from tests.cloud_services.register import registered
from tests.cloud_services.registrations.lists import as_csv, entry, match_of, table
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import judged
from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in

MIHON = {"service_name": "見本チャット", "provider_name": "Mihon Cloud Inc."}
IMPORTS = "/registrations/imports"


def hand_in(browser: Browser, entries: list[dict[str, Any]], act: str, day: str = "令和8年11月24日") -> Shown:
    browser.get(IMPORTS)
    form = {"registry": "ismap", "fetched_on": day, "gone_accepted": "", "act": act}
    return browser.post(IMPORTS, form, files={"file": ("一覧.csv", as_csv(table(entries), "cp932"), "text/csv")})


def test_a_list_is_looked_at_and_taken_in(office: Office) -> None:
    akira, misaki = signed_in(office, "akira"), signed_in(office, "misaki")
    assert "まだ取り込まれていません" in misaki.get("/registrations").text
    assert "情報政策担当課の職員です" in misaki.get(IMPORTS).text and hand_in(misaki, [entry(1)], "store").status == 403
    faulty = hand_in(akira, [entry(1, expires_on="きのう")], "store")
    assert (faulty.status, "E2" in faulty.text, "何も取り込んでいません" in faulty.text) == (422, True, True)
    looked = hand_in(akira, [entry(1, number="X-1"), entry(2)], "check")
    assert (looked.status, "まだ取り込んでいません" in looked.text, "通常と異なる形" in looked.text) == (200, True, True)
    taken = hand_in(akira, [entry(1), entry(2)], "store", "R8.11.20")
    assert "新しい登録 2件" in akira.get(taken.location).text
    older = hand_in(akira, [entry(1)], "store", "2026-11-01")
    assert (older.status, "より新しい一覧" in older.text) == (409, True)
    missing = akira.post(IMPORTS, {"registry": "ismap", "fetched_on": "R8.11.24", "act": "store"})
    assert (missing.status, "ファイル（.xlsx又は.csv）を選んで" in missing.text) == (422, True)
    page = misaki.get("/registrations?q=見本事業者0002")
    assert "C26-0002-1" in page.text and "C26-0001-1" not in page.text
    record = misaki.get(next(link for link in page.links() if link.startswith("/registrations/0")))
    assert "見本の機能一式" in record.text and misaki.get(f"{taken.location}/content").status == 200


def test_a_match_is_confirmed_by_hand_and_its_loss_answered(office: Office) -> None:
    akira, misaki = signed_in(office, "akira"), signed_in(office, "misaki")
    service = registered(office)["id"]
    use = running(office, service)
    hand_in(akira, [entry(1, **MIHON), entry(2)], "store", "R8.11.20")
    assert "見本チャット" in misaki.get("/registrations/matches").text
    url = f"/registrations/matches/{match_of(office, service, 'C26-0001-1')['id']}"
    assert "情報政策担当課の職員です" in misaki.get(url).text and misaki.get(f"{url}/confirm").status == 404
    akira.get(f"{url}/confirm")
    unread = akira.post(f"{url}/confirm", {"covers_use": "false", "remark": "機能が含まれる。"})
    assert (unread.status, "確かめてから" in unread.text) == (422, True)
    done = akira.post(f"{url}/confirm", {"covers_use": ["false", "true"], "remark": "機能が含まれる。"}, follow=True)
    assert "確認済み" in done.text and "機能が含まれる。" in done.text
    assert "登録あり" in misaki.get(f"/cloud-services/{service}/registrations?q=見本").text
    akira.get(f"/cloud-services/{service}/registrations?q=C26-0002")
    offered = akira.post(f"/cloud-services/{service}/registrations", {"registration_id": akira.last.hidden("registration_id")})  # type: ignore[union-attr]  # just seen
    akira.get(offered.location)
    assert "対応しない" in akira.post(f"{offered.location}/refuse", {"reason": "別のサービス"}, follow=True).text

    hand_in(akira, [entry(1, **MIHON, state="一時停止"), entry(2)], "check", "R8.11.24")
    assert "登録が失われる本市のサービス" in akira.last.text  # type: ignore[union-attr]  # just seen
    hand_in(akira, [entry(1, **MIHON, state="一時停止"), entry(2)], "store", "R8.11.24")
    losses = f"/cloud-uses/{use}/lost-registrations"
    assert losses in misaki.get(f"/cloud-uses/{use}").links()
    kenichi = signed_in(office, "kenichi")
    page = kenichi.get(losses)
    assert "登録の一時停止" in page.text and "書面による判断が必要です" in page.text
    typed = {"registration_id": page.hidden("registration_id") or _radio(page), "answer": "continue", "reason": "確かめた。"}
    assert "判断を記録してください" in kenichi.post(losses, typed).text
    judged(office, service, "unregistered")
    kenichi.get(losses)
    assert kenichi.post(losses, typed).status == 303
    assert "書面による判断により利用を続ける" in kenichi.get(losses).text


def _radio(page: Shown) -> str:
    return page.html.split('name="registration_id" value="')[1].split('"')[0]
