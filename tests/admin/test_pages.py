"""The pages of the organisation, the roster, the rules and the trail: who sees them, who may change what, by hand."""

import re

import pytest

from tests.support.app import Office
from tests.support.web import signed_in

POLICY = ["/admin/policy", *(f"/admin/policy/{part}" for part in ("assessing", "monitoring", "cloud", "sns", "personnel"))]
PAGES = ["/admin", "/admin/organisation", "/admin/people", *POLICY]


@pytest.mark.parametrize("path", PAGES)
def test_all_staff_may_look(office: Office, path: str) -> None:
    page = signed_in(office, "misaki").get(path)
    assert page.status == 200
    assert "/admin/people/new" not in page.links()
    assert "/admin/audit" not in page.links()


def test_the_tree_names_the_holders_of_today(office: Office) -> None:
    text = signed_in(office, "misaki").get("/admin/organisation").text
    assert "主事 架空 美咲" in text
    assert "最高情報セキュリティ責任者（CISO）" in text


def test_a_clerk_of_the_personnel_office_registers_and_appoints(office: Office) -> None:
    yuta = signed_in(office, "yuta")
    yuta.get("/admin/people/new")
    bad = yuta.post("/admin/people/new", {"name": "作例　葉月", "kana": "", "staff_number": "90001", "subject": "hazuki"})
    assert bad.status == 422
    assert "「フリガナ」を入力してください。" in bad.text
    made = yuta.post(
        "/admin/people/new", {"name": "作例　葉月", "kana": "サクレイ　ハヅキ", "staff_number": "90001", "subject": "hazuki"}
    )
    person = made.location
    assert "職員を登録しました。" in yuta.get(person).text
    post = str(office.town.posts["health-staff"])
    yuta.get(f"{person}/appointments/new")
    given = {"kind": "principal", "post_id": post, "from_date": "令和8年12月1日", "last_day": "R9.3.31", "replaces": "false"}
    taken = yuta.post(f"{person}/appointments/new", given)
    assert taken.status == 409
    assert "本務の職員が既にいます" in taken.text
    wrong = yuta.post(f"{person}/appointments/new", given | {"kind": "acting", "last_day": "R8.11.30"})
    assert wrong.status == 422
    assert 'href="#f-last_day"' in wrong.html
    done = yuta.post(f"{person}/appointments/new", given | {"kind": "acting"}, follow=True)
    assert "発令を登録しました。" in done.text
    assert "R8.12.1からR9.3.31まで" in done.text
    assert "内示" in done.text
    seen = signed_in(office, "misaki").get(person)
    assert "発令がまだありません" in seen.text
    gone = yuta.post(actions(done.html, "/take-back")[0], {"_version": "1"}, follow=True)
    assert "発令を取り消しました。" in gone.text
    assert "発令がまだありません" in gone.text


def actions(html: str, end: str) -> list[str]:
    """The addresses of the page's forms that end so."""
    return [address for address in re.findall(r'action="([^"]+)"', html) if address.endswith(end)]


def test_an_end_is_registered_by_its_last_day(office: Office) -> None:
    yuta = signed_in(office, "yuta")
    person = f"/admin/people/{office.town.people['misaki']}"
    page = yuta.get(person)
    address = actions(page.html, "/end")[0]
    empty = yuta.post(address, {"last_day": ""})
    assert empty.status == 422
    done = yuta.post(address, {"last_day": "令和8年11月30日"}, follow=True)
    assert "R8.11.30まで" in done.text
    assert "R8.11.30まで" not in signed_in(office, "sora").get(person).text


@pytest.mark.parametrize("path", ["/admin/people/new", "/admin/organisation/departments/new", "/admin/organisation/posts/new"])
def test_others_may_not_keep_the_roster(office: Office, path: str) -> None:
    misaki = signed_in(office, "misaki")
    assert misaki.get(path).status == 403
    misaki.get("/")
    given = {"name": "x", "kana": "x", "staff_number": "1", "subject": "x", "title": "x", "rank": "5", "valid_from": "R8.4.1"}
    more = {"department_id": str(office.town.departments["it"]), "parent_id": str(office.town.departments["it"])}
    wanted: tuple[str, ...] = ("name", "kana", "staff_number", "subject") if "people" in path else ()
    wanted = wanted or (
        ("name", "valid_from", "parent_id") if "departments" in path else ("title", "rank", "valid_from", "department_id")
    )
    assert misaki.post(path, {name: value for name, value in (given | more).items() if name in wanted}).status == 403


def test_a_section_and_a_post_are_set_up(office: Office) -> None:
    yuta = signed_in(office, "yuta")
    general = str(office.town.departments["general"])
    yuta.get("/admin/organisation/departments/new")
    done = yuta.post(
        "/admin/organisation/departments/new",
        {"parent_id": general, "name": "デジタル推進課", "valid_from": "R8.10.1", "sort_order": "9"},
        follow=True,
    )
    assert "デジタル推進課" in done.text
    address = next(link for link in done.links() if link.startswith("/admin/organisation/posts/new?department="))
    form = yuta.get(address)
    assert "情報セキュリティ上の役割の設定は、システム管理者が行います。" in form.text
    given = {"department_id": address.rpartition("=")[2], "title": "課長", "rank": "５", "valid_from": "R8.10.1"}
    post = yuta.post("/admin/organisation/posts/new", given)
    assert post.status == 303, post.text
    ren = signed_in(office, "ren")
    ren.get(f"{post.location}/edit")
    changed = ren.post(
        f"{post.location}/edit", {"title": "課長", "rank": "5", "duties": ["", "section_security_manager"]}, follow=True
    )
    assert "情報セキュリティ管理者（所属長）" in changed.text
    stale = ren.post(f"{post.location}/edit", {"title": "室長", "rank": "5", "_version": "1"})
    assert stale.status == 412


def test_an_organ_changes_its_signatory(office: Office) -> None:
    setsuko = signed_in(office, "setsuko")
    address = next(link for link in setsuko.get("/admin/organisation").links() if "/organs/" in link)
    setsuko.get(address)
    given = {"name": "市長部局", "signatory_title": "架空市長", "signatory_name": "見本　次郎"}
    assert "見本 次郎" in setsuko.post(address, given, follow=True).text


def test_the_trail_is_for_auditors(office: Office) -> None:
    assert signed_in(office, "misaki").get("/admin/audit").status == 403
    page = signed_in(office, "tadashi").get("/admin/audit")
    assert page.status == 200
    assert "団体「架空市」を登録" in page.text
    assert "団体「架空市」を登録" not in signed_in(office, "tadashi").get("/admin/audit?noun=session").text
    assert signed_in(office, "tadashi").get("/admin/audit?cursor=x").status == 422
    assert signed_in(office, "tadashi").get("/admin/audit?record_id=x").status == 200


def test_the_rules_show_what_is_not_confirmed(office: Office) -> None:
    text = signed_in(office, "misaki").get("/admin/policy").text
    assert "まだ確認していない初期値が" in text
    assert "閲覧の規則" in text


def test_the_rules_about_contractors_can_be_read_without_yaml(office: Office) -> None:
    text = signed_in(office, "misaki").get("/admin/policy/assessing").text
    for words in (
        "自治体機密性３Ｂ以上の情報を取り扱う",
        "情報システムの開発、運用、保守又は提供を行い、本市の情報を庁外に保管する",
        "質問「何人分の個人情報を扱いますか。」の答えが「101人から1,000人まで」以上",
        "情報セキュリティ対策チェックシート（全項目）（第1版、78問）",
        "監査の対象期間の末日の翌日から1年4か月。更新の審査中は有効",
        "証書に書かれた期限まで（発行から3年を限度とする。）",
        "大規模・広範囲にわたる疾病による要員不足：",
        "一部実施以上でなければ適合としません",
    ):
        assert words in text, words
    assert text.count("初期値（要確認）") > 100


def test_the_rules_about_methods_and_incidents_can_be_read_without_yaml(office: Office) -> None:
    text = signed_in(office, "misaki").get("/admin/policy/monitoring").text
    for words in (
        "100人を超えるとき。要配慮個人情報を含む場合",
        "確報 30日以内（不正の目的によるおそれがあるときは60日以内）",
        "見積依頼書及び仕様書",
    ):
        assert words in text, words


def test_the_rules_about_cloud_services_can_be_read_without_yaml(office: Office) -> None:
    text = signed_in(office, "misaki").get("/admin/policy/cloud").text
    for words in (
        "αモデルの場合に、規則を当てはめた結果です。",
        "「何人分の個人情報を扱いますか。」が「1,000人を超える」",
        "自治体機密性３Ｃ以上、個人情報の取扱い",
        "自治体機密性２以上、かつ、個別契約、ＬＧＷＡＮ－ＡＳＰ又はガバメントクラウド・閉域接続",
        "入力した情報が学習に利用されない設定又は契約が続いていますか。",
        "ＪＣ－ＳＴＡＲ適合ラベル取得製品リスト（参考とする）",
    ):
        assert words in text, words
    assert text.count("例外措置のみ") == 3 and text.count("初期値（要確認）") > 20


def test_the_rules_about_social_media_and_moves_can_be_read_without_yaml(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    for path, lines in (
        (
            "/admin/policy/sns",
            (
                "自治体機密性１まで",
                "緊急のときは、運用担当者の判断で発信し、事後に報告する。",
                "地方公務員法第34条（秘密を守る義務）",
                "情報を受け取るアカウント",
                "安全な端末で、パスワード、多要素認証及び復旧用の連絡先を改める",
                "https://x.com/{handle}",
            ),
        ),
        (
            "/admin/policy/personnel",
            ("クラウドサービス管理者（", "前任者その他の不要な管理者を削除した", "配置換え", "発令年月日"),
        ),
    ):
        text = misaki.get(path).text
        for words in lines:
            assert words in text, words
    annexes = misaki.get("/regulations/annexes").text
    assert "ソーシャルメディアサービスで発信してはならない情報" in annexes and "広報主管課の長" in annexes
