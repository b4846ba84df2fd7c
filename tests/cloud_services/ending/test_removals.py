"""利用の終了: begun by the section, removed step by step with a proof, confirmed by another person, the head of the section."""

from datetime import date
from typing import Any
from uuid import UUID

from govapi.cli.parts import STORED_FILES
from govapi.duties.queries import of_record
from tests.cloud_services.events.test_events import told
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.files.samples import pdf
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.web import signed_in

REASON = {"reason": "別のシステムに移行したため。"}
DONE = {
    "exported_on": "2026-11-24",
    "export_note": "予約の記録を文書管理システムに移した。",
    "accounts_removed_on": "2026-11-24",
    "data_deleted_on": "2026-11-24",
    "backups_deleted_waived": "契約によりバックアップを取っていない。",
    "method": "cloud_delete",
}
PROOF = {"file": ("消去証明書.pdf", pdf(), "application/pdf")}


def ending(office: Office, by: str = "misaki") -> str:
    """The path of a use that is ending, of an event left unanswered."""
    service = registered(office)["id"]
    use = running(office, service)
    told(office, service)
    answer = office.as_(by).act(f"/cloud-uses/{use}/start-ending", REASON)
    assert answer.status_code == 200, answer.text
    return f"/cloud-uses/{use}"


def put(office: Office, path: str, by: str = "misaki", **changes: Any) -> Any:
    person = office.as_(by)
    return person.put(f"{path}/removal", DONE | changes, etag=person.get(f"{path}/removal").headers["ETag"])


def duties(office: Office, path: str) -> set[tuple[str, str, str]]:
    with writes(office) as session:
        return {(one.kind, one.status, one.settled_label) for one in of_record(session, UUID(path.rsplit("/", 1)[1]))}


def test_from_the_beginning_of_the_end_to_its_confirmation(office: Office) -> None:
    path = ending(office)
    assert duties(office, path) == {
        ("cloud.event", "dropped", "利用の終了の手続を始めたため"),
        ("cloud.removal", "open", ""),
    }
    with writes(office) as session:
        due = {one.due_on for one in of_record(session, UUID(path.rsplit("/", 1)[1])) if one.kind == "cloud.removal"}
    assert due == {date(2026, 12, 24)}
    early = office.as_("kenichi").act(f"{path}/complete-ending", {})
    assert (early.status_code, "公文書として残す情報の取出し" in early.json()["detail"]) == (422, True)
    recorded = put(office, path)
    assert recorded.status_code == 200, recorded.text
    assert recorded.json()["missing"] == ["削除の証明となる書類（証明書、管理画面の写し等）を登録してください。"]
    sent = office.as_("misaki").request("POST", f"{path}/removal/proof", files=PROOF)
    assert (sent.status_code, sent.json()["missing"], sent.json()["proof_filename"]) == (201, [], "消去証明書.pdf")
    assert office.as_("mio").get(f"{path}/removal/proof").content == pdf()
    assert office.as_("aoi").get(f"{path}/removal/proof").status_code == 404  # an ending use is narrow again
    with writes(office) as session:
        kept = {sha256 for references in STORED_FILES for sha256 in references(session)}
    assert sent.json()["proof_sha256"] in kept
    assert office.as_("misaki").act(f"{path}/complete-ending", {}).status_code == 403
    ended = office.as_("kenichi").act(f"{path}/complete-ending", {})
    assert (ended.status_code, ended.json()["status"]) == (200, "ended"), ended.text
    assert ("cloud.removal", "done", "利用の終了の確認") in duties(office, path)
    assert put(office, path).status_code == 409


def test_who_recorded_the_removal_does_not_confirm_it(office: Office) -> None:
    path = ending(office, "kenichi")
    put(office, path, "kenichi")
    office.as_("misaki").request("POST", f"{path}/removal/proof", files=PROOF)
    put(office, path, "kenichi", method_note="管理画面で確かめた。")
    refused = office.as_("kenichi").act(f"{path}/complete-ending", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "four_eyes")


def test_what_is_not_recorded(office: Office) -> None:
    path = ending(office)
    wrong = put(office, path, exported_on="2026-11-25", method="overwrite", backups_deleted_on="2026-11-24")
    pointers = {one["pointer"] for one in wrong.json()["errors"]}
    assert (wrong.status_code, pointers) == (422, {"/exported_on", "/method", "/backups_deleted_on"})
    assert put(office, path, "haru").status_code == 403  # another section of the bureau
    assert office.as_("misaki").put(f"{path}/removal", DONE, etag='"1"').status_code == 412
    live = f"/cloud-uses/{running(office, registered(office, name='別の見本', kana='ベツ')['id'])}"
    assert put(office, live).status_code == 409 and put(office, live, "haru").status_code == 403
    bad = office.as_("misaki").request("POST", f"{path}/removal/proof", files={"file": ("x.pdf", b"no file", "application/pdf")})
    assert bad.status_code == 415


def test_the_pages(office: Office) -> None:
    path = ending(office)
    misaki, haru = signed_in(office, "misaki"), signed_in(office, "haru")
    assert haru.get(f"{path}/removal").status == 403
    asked = misaki.get(f"{path}/removal")
    assert "この分類では必要です" in asked.text
    typed = {name: value for name, value in DONE.items() if name != "method"}
    missed = misaki.post(f"{path}/removal", typed, files={"file": ("", b"", "application/octet-stream")})
    assert missed.status == 422 and "削除の方法を選ぶか" in missed.text and DONE["export_note"] in missed.html
    done = misaki.post(f"{path}/removal", DONE, files=PROOF, follow=True).text
    assert "情報の消去を記録しました" in done and "消去証明書.pdf" in done and "バックアップを取っていない" in done
    assert misaki.get(f"{path}/removal/proof").status == 200
