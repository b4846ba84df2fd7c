"""The end of a contract by hand: inspection, handed information and its proof with an upload, and the close."""

from typing import Any

import pytest

from tests.files.samples import pdf
from tests.support.app import Office
from tests.support.life import NOTHING_SAID, Life, draft
from tests.support.web import Browser, Shown, signed_in

INSPECTION = {"kind": "final", "inspected_on": "令和9年4月1日", "passed": "true", "security_kept": "true", "remark": ""}
DISK = {"description": "健診結果データ", "medium": "hdd", "class_code": "3B", "handed_on": "令和8年12月5日"}
PROOF = {"method": "shred_drive", "done_on": "R9.4.1", "done_by": "株式会社見本製作所　見本　守", "attended_by": "例示　空"}


@pytest.fixture
def done(office: Office) -> Life:
    """A contract whose term is over: 履行完了, on 1 April 2027."""
    return draft(office).to_completed()


def send(person: Browser, url: str, given: dict[str, Any], **rest: Any) -> Shown:
    person.get(url)
    return person.post(url, given, **rest)


def paper(name: str = "データ消去証明書.pdf", content: bytes | None = None) -> tuple[str, bytes, str]:
    return name, pdf() if content is None else content, "application/pdf"


def item_url(shown: Shown, life: Life) -> str:
    return next(link for link in shown.links() if link.startswith(f"{life.path}/closing/handed/"))


def test_from_completion_to_the_end(office: Office, done: Life) -> None:
    misaki, sora, kenichi = (signed_in(office, key) for key in ("misaki", "sora", "kenichi"))
    url = f"{done.path}/closing"
    assert url in misaki.get(done.path).links()
    first = misaki.get(url)
    assert "合格した完了検査の検査調書" in first.text and f"{url}/inspection" not in first.links()
    assert send(sora, f"{url}/inspection", INSPECTION).location == url
    misaki.get(url)
    misaki.post(f"{done.path}/start-closing")
    handed = send(misaki, f"{url}/handed", DISK, follow=True)
    assert "「健診結果データ」の返却又は消去の確認" in handed.text
    page = sora.get(item_url(handed, done))
    assert "物理的破壊" in page.text and "上書き消去" not in page.text
    files = {"certificate_file": paper(), "log_file": paper("消去の記録.pdf", pdf() + b"\n%%log")}
    proven = sora.post(item_url(handed, done), PROOF, files=files, follow=True)
    assert proven.status == 200, proven.text
    assert "検査と、情報の返却・消去の確認は、全て済んでいます。" in proven.text
    assert "データ消去証明書.pdf" in proven.text
    download = next(link for link in proven.links() if link.startswith("/files/"))
    assert sora.get(download).headers["content-type"] == "application/pdf"
    kenichi.get(url)
    assert "終了" in kenichi.post(f"{done.path}/close", follow=True).text
    assert done.now()["status"] == "closed"


@pytest.mark.parametrize(
    ("changes", "files", "sentence"),
    [
        ({}, {}, "証明書又は返却書を添付してください。"),
        ({"method": ""}, {"certificate_file": paper()}, "「返却又は消去の方法」を"),
        ({"method": "overwrite"}, {"certificate_file": paper()}, "この媒体と分類に使えない方法です。"),
        ({"done_on": "R9.5.1"}, {"certificate_file": paper()}, "今日以前の日を入力してください。"),
        ({}, {"certificate_file": paper(content=b"not a file of any kind")}, "ファイル"),
    ],
)
def test_a_proof_that_lacks_something_is_refused(
    office: Office, done: Life, changes: dict[str, str], files: dict[str, Any], sentence: str
) -> None:
    url = f"{done.path}/closing"
    handed = send(signed_in(office, "misaki"), f"{url}/handed", DISK, follow=True)
    sora = signed_in(office, "sora")
    sora.get(item_url(handed, done))
    answer = sora.post(item_url(handed, done), {**PROOF, **changes}, files=files or {"log_file": ("", b"", "")})
    assert answer.status == 422, answer.text
    assert sentence in answer.text
    assert PROOF["done_by"] in answer.html
    assert office.as_("sora").get(f"{done.path}/files").json()["items"] == []  # nothing is kept of a refused proof
    assert "未確認" in sora.get(url).text


def test_a_file_handed_in_before_can_be_named(office: Office, done: Life) -> None:
    url, sora = f"{done.path}/closing", signed_in(office, "sora")
    handed = send(signed_in(office, "misaki"), f"{url}/handed", DISK, follow=True)
    sora.get(f"{done.path}/files")
    assert "添付しました" in sora.post(f"{done.path}/files", files={"file": paper()}, follow=True).text
    sha = office.as_("sora").get(f"{done.path}/files").json()["items"][0]["sha256"]
    page = sora.get(item_url(handed, done))
    assert f'value="{sha}"' in page.html
    given = {**PROOF, "certificate_sha256": sha, "log_sha256": sha}
    assert sora.post(item_url(handed, done), given, files={"log_file": ("", b"", "")}).location == url


def test_four_eyes_are_kept(office: Office, done: Life) -> None:
    misaki = signed_in(office, "misaki")
    handed = send(misaki, f"{done.path}/closing/handed", DISK, follow=True)
    misaki.get(item_url(handed, done))
    answer = misaki.post(item_url(handed, done), PROOF, files={"certificate_file": paper(), "log_file": paper()})
    assert answer.status == 403
    assert "ほかの職員が確認してください" in answer.text


def test_nothing_was_handed_over(office: Office) -> None:
    life = draft(office, answers=NOTHING_SAID).to_completed()
    misaki, url = signed_in(office, "misaki"), f"{life.path}/closing"
    refused = send(misaki, f"{url}/nothing-handed", {"reason": ""})
    assert refused.status == 422 and "「理由」を入力してください。" in refused.text
    said = send(misaki, f"{url}/nothing-handed", {"reason": "業務は全て庁舎内で行ったため。"}, follow=True)
    assert "渡した情報はありません" in said.text and "業務は全て庁舎内で行ったため。" in said.text
    again = send(misaki, f"{url}/nothing-handed", {"reason": "二度目"})
    assert again.status == 409 and "既に記録されています" in again.text


def test_what_was_handed_over_stands_against_nothing(office: Office, done: Life) -> None:
    misaki, url = signed_in(office, "misaki"), f"{done.path}/closing"
    assert send(misaki, f"{url}/handed", {**DISK, "handed_on": "R9.5.1"}).status == 422
    send(misaki, f"{url}/handed", DISK)
    refused = send(misaki, f"{url}/nothing-handed", {"reason": "渡していない。"})
    assert refused.status == 422 and "渡した情報が登録されています" in refused.text


def test_a_failed_inspection_wants_its_remark(office: Office, done: Life) -> None:
    sora = signed_in(office, "sora")
    answer = send(sora, f"{done.path}/closing/inspection", {**INSPECTION, "passed": "false"})
    assert answer.status == 422 and "その内容を入力してください" in answer.text


def test_others_find_nothing(office: Office, done: Life) -> None:
    aoi = signed_in(office, "aoi")
    paths = ("closing", "closing/inspection", "closing/handed", "closing/nothing-handed", "files")
    assert [aoi.get(f"{done.path}/{path}").status for path in paths] == [404] * len(paths)
