"""The officers through their pages, without JavaScript."""

from datetime import date

from tests.sns_accounts.officers.accounts import becomes, leaves, name, running, service_of
from tests.support.app import Office
from tests.support.web import signed_in


def test_a_vacancy_is_seen_and_filled(office: Office) -> None:
    account = f"/sns-accounts/{running(office)}"
    kenichi, aoi, url = signed_in(office, "kenichi"), signed_in(office, "aoi"), f"{account}/officers"
    seen = aoi.get(url)
    assert "責任者がいません" in seen.text and "アカウントを休止してください" in seen.text and 'name="post_id"' not in seen.html
    assert "健康推進課課長（仮名 健一）" in kenichi.get(url).text
    given = {"role": "officer", "post_id": str(office.town.posts["health-head"]), "from_date": "R8.11.1", "reason": "開設のため"}
    assert "「職」を" in kenichi.post(url, given | {"post_id": ""}).text
    named = kenichi.post(url, given, follow=True).text
    assert "責任者等を指定しました" in named and "責任者がいません" not in named and "開設のため" in named
    twice = kenichi.post(url, given)
    assert twice.status == 409 and "健康推進課課長（仮名 健一）が、令和8年11月1日から、既に責任者に指定されています" in twice.text
    end = next(one for one in _forms(kenichi.get(url).html) if one.endswith("/end"))
    early = kenichi.post(end, {"last_day": "R8.10.31"})
    assert early.status == 422 and "始まりの日" in early.text
    kenichi.get(url)
    assert "令和9年4月1日から、責任者がいません" in kenichi.post(end, {"last_day": "R9.3.31"}, follow=True).text
    kenichi.post(url, given | {"post_id": str(office.town.posts["health-sub"]), "from_date": "R9.4.1"})
    withdraw = next(one for one in _forms(kenichi.get(url).html) if one.endswith("/withdraw"))
    assert "指定を取り消しました" in kenichi.post(withdraw, {"_version": "1"}, follow=True).text
    becomes(office, account.rsplit("/", 1)[1], "closed")
    assert 'name="post_id"' not in kenichi.get(url).html


def test_the_officer_of_a_service(office: Office) -> None:
    running(office)
    url = f"/sns-services/{service_of(office)}/officers"
    hiroshi, misaki = signed_in(office, "hiroshi"), signed_in(office, "misaki")
    assert "市全体でこのサービスに責任を持つ職" in misaki.get(url).text
    given = {"role": "officer", "post_id": str(office.town.posts["publicity-head"]), "from_date": "R8.11.24"}
    assert "広報課課長 仮名 広" in hiroshi.post(url, given, follow=True).text.replace("（", " ").replace("）", " ")
    assert "責任者がいません" not in misaki.get(url).text


def test_the_lists_of_a_day(office: Office) -> None:
    account = f"/sns-accounts/{running(office)}"
    name(office, account, "health-head", "2026-11-01")
    name(office, account, "health-staff", "2026-11-01", role="operator")
    aoi = signed_in(office, "aoi")
    page = aoi.get("/sns-accounts/officers?on=R8.12.1")
    assert (
        "令和8年12月1日の、アカウントごとの責任者" in page.text and "公表された発令だけ" in page.text and account in page.links()
    )
    assert "仮名 健一" in page.text and "健康推進課主事" in page.text
    unread = aoi.get("/sns-accounts/officers?on=きのう").text
    assert "令和8年11月24日の" in unread and "「きのう」を日として読み取れない" in unread
    services = aoi.get("/sns-accounts/officers?level=service").text
    assert "サービスごとの責任者" in services and "指定なし" in services
    leaves(office, "health-head", date(2026, 11, 24))
    assert "欠員" in aoi.get("/sns-accounts/officers").text


def _forms(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('action="')[1:]]
