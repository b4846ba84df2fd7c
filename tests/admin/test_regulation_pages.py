"""The pages of the register by hand: registered, a text with its file, repealed; what is missing; the annexes."""

from tests.admin.regulations import in_force, register
from tests.files.samples import pdf
from tests.support.app import Office
from tests.support.web import signed_in

TEXT = {
    "edition": "令和8年訓令第3号", "enacted_on": "令和8年3月20日", "effective_on": "R8.4.1", "approver_post": "市長",
    "approver_name": "", "approval_number": "", "summary": "",
}  # fmt: skip


def test_a_regulation_from_its_registration_to_its_repeal(office: Office) -> None:
    ren = signed_in(office, "ren")
    ren.get("/regulations/new?kind=cloud_rules")
    given = {"title": "架空市クラウドサービス利用規程", "kind": "cloud_rules", "layer": "", "publicity": "", "department_id": ""}
    path = ren.post("/regulations/new", given).location
    assert "本文がまだ記録されていません" in ren.get(path).text
    ren.get(f"{path}/enact")
    bare = ren.post(f"{path}/enact", TEXT, files={"file": ("", b"", "application/octet-stream")})
    assert bare.status == 422
    assert "本文のファイルを選んでください。" in bare.text
    bad = ren.post(f"{path}/enact", TEXT | {"effective_on": "R8.3.1"}, files={"file": ("規程.pdf", pdf(), "application/pdf")})
    assert bad.status == 422
    assert "施行日は、決定した日以後の日にしてください。" in bad.text
    done = ren.post(f"{path}/enact", TEXT, files={"file": ("規程.pdf", pdf(), "application/pdf")}, follow=True)
    assert "本文を記録しました。" in done.text
    assert "令和8年訓令第3号（令和8年4月1日施行）" in done.text
    text = next(link for link in done.links() if link.endswith("/content"))
    assert signed_in(office, "misaki").get(text).headers["content-disposition"].startswith("attachment")
    ren.get(text.replace("/content", "/edit"))
    fixed = ren.post(text.replace("/content", "/edit"), TEXT | {"approval_number": "情政第10号"}, follow=True)
    assert "情政第10号" in fixed.text
    ren.get(f"{path}/review")
    looked = ren.post(f"{path}/review", {"reviewed_on": "令和8年11月20日", "result": "改正を要しない。"}, follow=True)
    assert "次の見直しの期限 令和9年11月20日" in looked.text
    ren.get(f"{path}/repeal")
    gone = ren.post(f"{path}/repeal", {"repealed_on": "令和8年11月24日", "reason": "統合するため。"}, follow=True)
    assert "この規程は廃止されています。" in gone.text


def test_a_text_taken_back_stays_on_the_record(office: Office) -> None:
    path = in_force(office)
    ren = signed_in(office, "ren")
    page = ren.get(path)
    version = page.html.split("/withdraw")[1].split('name="_version" value="')[1].split('"')[0]
    text = next(link for link in page.links() if link.endswith("/content")).removesuffix("/content")
    back = ren.post(f"{text}/withdraw", {"reason": "別の規程のため", "_version": version}, follow=True)
    assert "誤って記録した本文を取り消しました。" in back.text
    assert "取消し：別の規程のため" in back.text
    assert ren.get(f"{text}/edit").status == 404


def test_who_does_not_keep_it_reads_it_only(office: Office) -> None:
    path = in_force(office)
    misaki = signed_in(office, "misaki")
    page = misaki.get(path)
    assert page.status == 200
    assert not [link for link in page.links() if link.startswith(path) and link.rsplit("/", 1)[1] in ("edit", "enact", "repeal")]
    assert misaki.get(f"{path}/enact").status == 403
    assert misaki.get(f"{path}/edit").status == 403
    closed = register(office, title="極秘実施手順", publicity="restricted")
    assert misaki.get(closed).status == 404
    for shown in ("/regulations", "/regulations/standing", "/regulations/annexes", "/search?q=実施手順"):
        assert "極秘実施手順" not in misaki.get(shown).text


def test_what_is_missing_is_said_where_the_rules_are_shown(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    standing = misaki.get("/regulations/standing")
    assert "未整備" in standing.text
    assert "/regulations/new?kind=cloud_rules" in standing.links()
    path = in_force(office)
    assert "架空市クラウドサービス利用規程" in misaki.get("/regulations/standing").text
    assert "架空市クラウドサービス利用規程" not in misaki.get("/regulations/standing?on=令和8年3月31日").text
    assert "日付を読み取れませんでした。" in misaki.get("/regulations/standing?on=いつか").text
    every = misaki.get("/regulations/annexes")
    assert path in every.links()
    assert "別表１ 情報資産の分類" in every.text
    own = misaki.get(f"{path}/annexes").text
    assert "クラウドサービスの利用の許可の基準" in own
    assert "初期値（要確認）" in own
    assert "情報資産の分類" not in own.split("別表１")[0].replace("クラウドサービスの利用の許可", "")
