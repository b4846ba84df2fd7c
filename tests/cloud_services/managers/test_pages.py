"""The managers through their pages, without JavaScript."""

from datetime import date

from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.support.app import Office
from tests.support.web import signed_in


def test_a_vacancy_is_seen_and_filled(office: Office) -> None:
    use = running(office, str(registered(office)["id"]), starts_on=date(2026, 4, 1))
    kenichi, aoi = signed_in(office, "kenichi"), signed_in(office, "aoi")
    url = f"/cloud-uses/{use}/managers"
    assert url in kenichi.get(f"/cloud-uses/{use}").links()
    seen = aoi.get(url)
    assert "クラウドサービス管理者がいません" in seen.text and 'name="post_id"' not in seen.html
    assert "健康推進課課長（仮名 健一）" in kenichi.get(url).text
    health = str(office.town.posts["health-head"])
    assert "「職」を" in kenichi.post(url, {"post_id": "", "from_date": "R8.11.1"}).text
    named = kenichi.post(url, {"post_id": health, "from_date": "R8.11.1"}, follow=True).text
    assert "指定しました" in named and "クラウドサービス管理者がいません" not in named
    twice = kenichi.post(url, {"post_id": health, "from_date": "R8.11.1"})
    assert twice.status == 409 and "同じ日に2つ置けません" in twice.text
    kenichi.get(url)
    end = next(one for one in _forms(kenichi.get(url).html) if one.endswith("/end"))
    early = kenichi.post(end, {"last_day": "R8.10.31"})
    assert early.status == 422 and "始まりの日" in early.text
    kenichi.get(url)
    ended = kenichi.post(end, {"last_day": "R9.3.31"}, follow=True).text
    assert "令和9年4月1日から、クラウドサービス管理者がいません" in ended
    kenichi.post(url, {"post_id": str(office.town.posts["health-sub"]), "from_date": "R9.4.1"})
    withdraw = next(one for one in _forms(kenichi.get(url).html) if one.endswith("/withdraw"))
    assert "指定を取り消しました" in kenichi.post(withdraw, {"_version": "1"}, follow=True).text


def test_the_listing_of_a_day(office: Office) -> None:
    use = running(office, str(registered(office)["id"]), starts_on=date(2026, 4, 1))
    aoi = signed_in(office, "aoi")
    page = aoi.get("/cloud-uses/managers?on=R8.12.1")
    assert "令和8年12月1日の" in page.text and "指定なし" in page.text and f"/cloud-uses/{use}" in page.links()
    assert "令和8年11月24日の" in aoi.get("/cloud-uses/managers?on=きのう").text


def _forms(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('action="')[1:]]


def test_a_use_that_is_ending_is_not_told_to_stop(office: Office) -> None:
    service, kenichi = str(registered(office)["id"]), signed_in(office, "kenichi")
    vacant, ending = running(office, service), running(office, service, status="ending")
    assert "利用の停止を検討してください" in kenichi.get(f"/cloud-uses/{vacant}").text
    page = kenichi.get(f"/cloud-uses/{ending}").text
    assert "終了の手続を終えるまで" in page and "利用の停止を検討" not in page
