"""Recording the closing of an account, with the export; whoever records it last does not confirm it."""

from typing import Any
from uuid import UUID

from govapi.db.session import find
from govapi.edge.transaction import reading
from govapi.sns_accounts.closing.queries import stored_files
from govapi.sns_accounts.closing.rules import closing_of, missing
from govapi.sns_accounts.tables import SnsAccount
from tests.sns_accounts.officers.accounts import duties as duties_of
from tests.sns_accounts.standing import becomes, opened, watching_system
from tests.support.app import CODE, Office
from tests.support.web import signed_in

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
DAYS = {"final_notice_on": "2026-11-20", "exported_on": "2026-11-21", "logins_removed_on": "2026-11-24", "handle_left": "locked",
        "handle_left_on": "2026-11-24", "link_removed_waived": "公式サイトに掲載していないため"}  # fmt: skip


def ending(office: Office) -> str:
    path = opened(office)
    becomes(office, path, "closing", closing_at=office.clock.now(), close_reason="事業の終了")
    return path


def put(office: Office, path: str, given: dict[str, Any], who: str = "misaki") -> Any:
    etag = office.as_(who).get(path + "/closing").headers.get("ETag", '"1"')
    return office.as_(who).put(f"{path}/closing", given, etag=etag)


def test_the_closing_is_recorded_step_by_step(office: Office) -> None:
    path = ending(office)
    assert duties_of(office, path.rsplit("/", 1)[1], "sns.closing") == [("open", "2026-12-24")]
    first = put(office, path, {"final_notice_on": "2026-11-20"})
    assert (first.status_code, len(first.json()["missing"])) == (200, 4)
    ahead = put(office, path, {"final_notice_on": "2026-11-25"})
    assert (ahead.status_code, ahead.json()["errors"][0]["pointer"]) == (422, "/final_notice_on")
    assert "ファイルを登録するか" in "".join(put(office, path, DAYS).json()["missing"])
    file = {"file": ("投稿の一覧.docx", PDF, "application/pdf")}
    upload = office.as_("hikaru").request("POST", f"{path}/closing/export", files=file)
    assert (upload.status_code, upload.json()["export_filename"], upload.json()["missing"]) == (201, "投稿の一覧.pdf", [])
    assert upload.json()["recorded_name"] == "見本　光"
    got = office.as_("misaki").get(f"{path}/closing/export")
    assert (got.status_code, got.content) == (200, PDF)
    with reading(office.database, CODE) as session:
        row = find(session, SnsAccount, UUID(path.rsplit("/", 1)[1]))
        assert (row.recording_by, missing(closing_of(row))) == (office.town.people["hikaru"], [])
        assert stored_files(session) == [upload.json()["export_sha256"]]
    becomes(office, path, "closed")
    assert duties_of(office, path.rsplit("/", 1)[1], "sns.closing") == [("done", "2026-12-24")]
    assert put(office, path, DAYS).status_code == 409


def test_four_eyes_close_an_account(office: Office) -> None:
    path = opened(office)
    assert office.as_("misaki").act(f"{path}/start-closing", {"reason": "事業の終了"}).status_code == 403
    assert office.as_("kenichi").act(f"{path}/start-closing", {"reason": "事業の終了"}).status_code == 200
    done = DAYS | {"export_note": "文書管理システムの簿冊「広報」"}
    early = office.as_("hikaru").act(f"{path}/complete-closing")
    assert (early.status_code, "閉鎖の告知" in early.json()["detail"]) == (422, True)
    assert put(office, path, done, "hikaru").status_code == 200
    own = office.as_("hikaru").act(f"{path}/complete-closing")
    assert (own.status_code, own.json()["code"]) == (403, "four_eyes")
    assert office.as_("kenichi").act(f"{path}/complete-closing").status_code == 403
    closed = office.as_("tsubasa").act(f"{path}/complete-closing").json()
    assert (closed["status"], closed["closed_on"]) == ("closed", "2026-11-24")
    record = path.rsplit("/", 1)[1]
    assert duties_of(office, record, "sns.closing") == [("done", "2026-12-24")]
    assert duties_of(office, record, "sns.review") == [("dropped", "2027-11-24")]


def test_who_records_and_who_reads(office: Office) -> None:
    path = ending(office)
    file = {"file": ("a.pdf", PDF, "application/pdf")}
    for who in ("aoi", watching_system(office)):
        assert office.as_(who).put(f"{path}/closing", DAYS, etag='"3"').status_code == 403
        assert office.as_(who).request("POST", f"{path}/closing/export", files=file).status_code == 403
    assert office.as_("misaki").put(f"{path}/closing", DAYS, etag='"99"').status_code == 412
    assert [office.as_(who).get(f"{path}/closing").status_code for who in ("aoi", "misaki", "hikaru", "akira")] == [
        404,
        200,
        200,
        200,
    ]
    assert office.as_("misaki").get(f"{path}/closing/export").status_code == 404
    running = opened(office)
    assert office.as_("misaki").get(f"{running}/closing").status_code == 404
    assert office.as_("misaki").put(f"{running}/closing", DAYS, etag='"1"').status_code == 409


def test_the_page(office: Office) -> None:
    path = ending(office)
    browser = signed_in(office, "misaki")
    assert "閉鎖の手続を記録する" in browser.get(f"{path}/closing").text
    refused = browser.post(f"{path}/closing", {"final_notice_on": "令和9年1月1日"}, files={"file": ("", b"", "")})
    assert (refused.status, "今日以前の日" in refused.text) == (422, True)
    fields = {**DAYS, "export_note": "文書管理システムの簿冊「広報」"}
    broken = browser.post(f"{path}/closing", fields, files={"file": ("a.pdf", b"not a pdf", "application/pdf")})
    assert (broken.status in (415, 422), "簿冊「広報」" in broken.html) == (True, True)
    assert browser.post(f"{path}/closing", fields, files={"file": ("a.pdf", PDF, "application/pdf")}).status == 303
    told = office.as_("misaki").get(f"{path}/closing").json()
    assert (told["missing"], told["export_filename"], told["handle_left_label"]) == (
        [],
        "a.pdf",
        "削除せず、他人に使われないよう凍結した",
    )
    assert signed_in(office, "aoi").get(f"{path}/closing/export").status == 404
