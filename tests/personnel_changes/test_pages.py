"""The pages of the lists of moves, as a clerk of the personnel office uses them."""

from tests.personnel_changes.lists import CLERK, HEAD, files, leave, move, taken, xlsx
from tests.support.app import Office
from tests.support.web import signed_in

NEW = {"title": "令和9年4月1日付け人事異動", "publish_on": "令和9年3月25日"}


def test_a_list_is_looked_through_taken_in_corrected_and_made_final(office: Office) -> None:
    clerk, head = signed_in(office, CLERK), signed_in(office, HEAD)
    assert "まだありません" in clerk.get("/personnel-changes").text
    assert "職員番号" in clerk.get("/personnel-changes/new").text
    rows = [leave(office, "kenichi"), move(office, "sachi", "健康推進課", "課長")]
    checked = clerk.post("/personnel-changes/new", {**NEW, "act": "check"}, files=files(xlsx(rows)))
    assert checked.status == 200
    for words in ("まだ取り込んでいません", "後任者のいない職", "健康推進課係長", "見本 幸"):
        assert words in checked.text
    stored = clerk.post("/personnel-changes/new", {**NEW, "act": "store"}, files=files(xlsx(rows)))
    assert stored.status == 303
    record = clerk.get(stored.location)
    for words in ("異動-2026-0001", "公表前です", "一覧を確定する", "令和9年3月25日", "健康推進課課長"):
        assert words in record.text
    correction = f"{stored.location}/list"
    assert "全部の行のある一覧" in clerk.get(correction).text
    again = files(xlsx(rows[:1]))
    version = record.hidden("_version")
    assert clerk.post(correction, {"act": "store", "_version": version}, files=again).status == 303
    record = clerk.get(stored.location)
    assert "第2版" in record.text
    applied = head.post(f"{stored.location}/apply", {"_version": record.hidden("_version")})
    assert applied.status == 303 and "確定（公表前）" in head.get(stored.location).text
    assert "確定（公表前）" in head.get("/personnel-changes?status=applied").text


def test_faults_are_shown_by_their_cells(office: Office) -> None:
    clerk = signed_in(office, CLERK)
    rows = [move(office, "sachi", "税務課", "課長"), {**leave(office, "kenichi"), "name": "別人　健一", "on": "いつか"}]
    shown = clerk.post("/personnel-changes/new", {**NEW, "act": "store"}, files=files(xlsx(rows)))
    assert shown.status == 422
    for words in ("取り込んでいません", "B3", "職員番号の職員の氏名と一致しません", "F3", "日付で入力してください", "K2"):
        assert words in shown.text, words
    missing = clerk.post("/personnel-changes/new", {**NEW, "act": "store"})
    assert missing.status == 422 and "ファイル（.xlsx又は.csv）を選んでください" in missing.text


def test_the_title_and_the_day_are_changed_before_the_publication(office: Office) -> None:
    clerk = signed_in(office, CLERK)
    path = f"/personnel-changes/{taken(office, [leave(office, 'kenichi')])}"
    form = clerk.get(f"{path}/edit")
    sent = {"title": "改めた件名", "publish_on": "R9.3.26", "remark": "", "_version": form.hidden("_version")}
    assert clerk.post(f"{path}/edit", sent).status == 303
    assert "改めた件名" in clerk.get(path).text and "令和9年3月26日" in clerk.get(path).text


def test_nobody_else_sees_a_page_of_it(office: Office) -> None:
    path = f"/personnel-changes/{taken(office, [leave(office, 'kenichi')])}"
    for key in ("misaki", "kenichi", "ren", "tadashi", "hanako"):
        browser = signed_in(office, key)
        for page in ("/personnel-changes", "/personnel-changes/new", path, f"{path}/edit", f"{path}/list"):
            assert browser.get(page).status == 404, (key, page)
