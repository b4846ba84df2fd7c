"""Companies at the pages: registered as written, found, corrected, never twice under one 法人番号; what hinders is in sight."""

from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in

NUMBER = "8000000000001"  # invented, with a right check digit


def fields(name: str, **more: str) -> dict[str, str]:
    return {
        "kind": "corporation", "name": name, "kana": "ミホンセイサクショ", "corporate_number": NUMBER, "address": "架空県架空市例示町二丁目3番4号",
        **more,
    }  # fmt: skip


def register(person: Browser, name: str, **more: str) -> Shown:
    person.get("/contractors/new")
    return person.post("/contractors/new", fields(name, **more))


def registered(person: Browser, name: str, **more: str) -> str:
    """The id of a company registered on the page."""
    answer = register(person, name, **more)
    assert answer.status == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


def add(person: Browser, company: str, part: str, given: dict[str, str]) -> Shown:
    person.get(f"/contractors/{company}/{part}/new")
    return person.post(f"/contractors/{company}/{part}/new", given, follow=True)


def test_the_name_stays_as_written_and_is_found_by_common_characters(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    company = registered(misaki, "㈱髙﨑システム", kana="タカサキシステム", corporate_number="８０００００００００００１")
    page = misaki.get(f"/contractors/{company}")
    assert "㈱髙﨑システム" in page.text
    assert NUMBER in page.text
    assert "㈱髙﨑システム" in misaki.get("/contractors?q=高崎").text
    assert "条件に合う委託先はありません" in misaki.get("/contractors?q=道路").text
    assert "条件に合う委託先はありません" in misaki.get("/contractors?kind=joint_venture").text


def test_a_second_company_under_one_number_is_refused_with_the_way_out(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    first = registered(misaki, "株式会社見本製作所")
    answer = register(misaki, "見本製作所架空支店")
    assert answer.status == 409
    assert "「株式会社見本製作所」" in answer.text
    assert "既に登録されています" in answer.text
    assert f"/contractors/{first}/offices/new" in answer.links()
    assert "見本製作所架空支店" in answer.html


def test_a_like_name_is_shown_after_saving(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    first = registered(misaki, "株式会社見本製作所")
    second = registered(misaki, "（株）見本製作所", kind="unincorporated", corporate_number="")
    page = misaki.get(f"/contractors/{second}")
    assert "名称がよく似た委託先が登録されています" in page.text
    assert f"/contractors/{first}" in page.links()


def test_faults_stand_at_their_fields(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    answer = register(misaki, "", corporate_number="8000000000002", postal_code="abc")
    assert answer.status == 422
    assert "「名称」を入力してください。" in answer.text
    assert "「郵便番号」" in answer.text
    wrong = register(misaki, "株式会社見本製作所", corporate_number="8000000000002")
    assert "法人番号の検査数字が一致しません" in wrong.text
    assert 'href="#f-corporate_number"' in wrong.html


def test_a_correction_keeps_what_was_typed_when_another_was_first(office: Office) -> None:
    misaki, sora = signed_in(office, "misaki"), signed_in(office, "sora")
    company = registered(misaki, "株式会社見本製作所")
    edit = f"/contractors/{company}/edit"
    sora.get(edit)
    misaki.get(edit)
    assert misaki.post(edit, fields("株式会社見本製作所", phone="000-0000-0001")).status == 303
    stale = sora.post(edit, fields("株式会社見本製作所", phone="000-0000-0002"))
    assert stale.status == 412
    assert "架空 美咲さんが" in stale.text
    assert "000-0000-0002" in stale.html
    assert "000-0000-0002" in sora.post(edit, fields("株式会社見本製作所", phone="000-0000-0002"), follow=True).text


def test_offices_and_members_are_added(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    company = registered(misaki, "株式会社見本製作所")
    assert "契約先を追加しました" in add(misaki, company, "offices", {"name": "架空支店", "signatory_name": "仮名 司"}).text
    venture = registered(misaki, "見本・例示共同企業体", kind="joint_venture", corporate_number="")
    assert "株式会社見本製作所" in misaki.get(f"/contractors/{venture}/members/new?q=見本製作").text
    given = {"member_id": company, "is_lead": "true", "share_percent": "６０"}
    assert "代表構成員 60パーセント" in add(misaki, venture, "members", given).text
    twice = add(misaki, venture, "members", {**given, "_q": "見本製作"})
    assert twice.status == 409
    assert "既に構成員として登録されています" in twice.text


def test_a_restriction_is_recorded_by_the_contract_office_and_stands_out(office: Office) -> None:
    misaki, kayo = signed_in(office, "misaki"), signed_in(office, "kayo")
    company = registered(misaki, "株式会社見本製作所")
    given = {
        "kind": "suspension",
        "from_date": "令和8年11月1日",
        "to_date": "令和9年2月1日",
        "reason": "安全管理の措置が不適切であったため",
    }
    assert add(misaki, company, "restrictions", given).status == 403
    assert "指名停止 期間中" in add(kayo, company, "restrictions", given).text
    assert "指名停止の期間中です。" in misaki.get(f"/contractors/{company}").text


def test_the_other_town_has_companies_of_its_own(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    assert misaki.get("/contractors/00000000-0000-7000-8000-000000000000").status == 404
    assert "委託先は、まだ登録されていません" in misaki.get("/contractors").text
