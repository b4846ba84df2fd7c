"""検査, 渡した情報, 返却・消去の証明 and 解除 over HTTP."""

from typing import Any

import pytest

from tests.files.samples import pdf
from tests.support.app import Office
from tests.support.life import NOTHING_SAID, Life, circulation, draft

FINAL = {"inspected_on": "2027-04-01", "passed": True, "security_kept": True}
DISK = {"description": "健診結果データ", "medium": "hdd", "class_code": "3B", "handed_on": "2026-12-05"}
SHREDDED = {"method": "shred_drive", "done_on": "2027-04-01", "done_by": "株式会社見本製作所　見本　守"}


@pytest.fixture
def done(office: Office) -> Life:
    """A contract whose term is over: 履行完了, on 1 April 2027."""
    return draft(office).to_completed()


def post(life: Life, path: str, body: Any, by: str = "misaki") -> Any:
    return life.office.as_(by).post(f"{life.path}/{path}", body)


def attached(life: Life, by: str = "misaki", content: bytes | None = None, name: str = "データ消去証明書.pdf") -> Any:
    files = {"file": (name, content if content is not None else pdf(), "application/pdf")}
    return life.office.as_(by).request("POST", "/files", data={"contract_id": life.id}, files=files)


def prove(life: Life, item: Any, by: str = "sora", **body: Any) -> Any:
    return life.office.as_(by).act(f"{life.path}/handed-items/{item['id']}/prove", {**SHREDDED, **body})


def test_from_completion_to_the_end(done: Life) -> None:
    misaki, kenichi = done.office.as_("misaki"), done.office.as_("kenichi")
    assert "検査調書" in misaki.act(f"{done.path}/start-closing").json()["detail"]
    assert post(done, "inspections", FINAL, by="sora").status_code == 201
    done.act("start-closing")
    assert "返却又は消去の証明" in kenichi.act(f"{done.path}/close").json()["detail"]
    item = post(done, "handed-items", DISK).json()
    assert {"shred_drive", "crypto_erase", "returned"} <= {method["key"] for method in item["methods"]}
    assert "overwrite" not in {method["key"] for method in item["methods"]}
    assert "健診結果データ" in kenichi.act(f"{done.path}/close").json()["detail"]
    sha = attached(done).json()["sha256"]
    proven = prove(done, item, certificate_sha256=sha, log_sha256=sha)
    assert proven.status_code == 200, proven.text
    assert (proven.json()["proven"], proven.json()["confirmed_name"]) == (True, "例示　空")
    assert prove(done, item, certificate_sha256=sha, log_sha256=sha).status_code == 409
    assert done.act("close", by="kenichi")["status"] == "closed"


@pytest.mark.parametrize(
    ("by", "body", "status", "code"),
    [
        ("misaki", {}, 403, "four_eyes"),
        ("kenichi", {}, 403, "not_allowed"),
        ("haru", {}, 403, "not_allowed"),
        ("aoi", {}, 404, "not_found"),
        ("sora", {"inspected_on": "2027-04-02"}, 422, "invalid"),
        ("sora", {"inspected_on": "2026-11-30"}, 422, "invalid"),
        ("sora", {"security_kept": False}, 422, "invalid"),
        ("sora", {"passed": "yes"}, 422, "invalid"),
        ("sora", {"security_kept": False, "remark": "鍵の管理に不備があり、是正させた。"}, 201, ""),
        ("sora", {"kind": "partial"}, 201, ""),
    ],
)
def test_who_inspects_and_what_is_refused(done: Life, by: str, body: dict[str, Any], status: int, code: str) -> None:
    answer = post(done, "inspections", {**FINAL, **body}, by=by)
    assert (answer.status_code, answer.json().get("code", "")) == (status, code), answer.text
    rows = done.office.as_("misaki").get(f"{done.path}/inspections").json()["items"]
    assert len(rows) == (status == 201)


def test_only_a_final_inspection_that_passed_counts(done: Life) -> None:
    misaki = done.office.as_("misaki")
    failed = {**FINAL, "passed": False, "remark": "納品物に不足がある。"}
    for body in ({**FINAL, "kind": "partial"}, failed):
        assert post(done, "inspections", body, by="sora").status_code == 201
        assert misaki.act(f"{done.path}/start-closing").status_code == 422
    post(done, "inspections", FINAL, by="sora")
    assert misaki.act(f"{done.path}/start-closing").status_code == 200


@pytest.mark.parametrize(
    ("item", "proof", "pointer"),
    [
        ({}, {"method": "overwrite"}, "/method"),
        ({}, {"method": "paper_shred"}, "/method"),
        ({"medium": "cloud", "class_code": "3B"}, {"method": "cloud_delete"}, "/method"),
        ({"medium": "cloud", "class_code": "3B"}, {"method": "returned"}, "/method"),
        ({}, {"done_on": "2027-04-02"}, "/done_on"),
        ({}, {"done_on": "2026-12-04"}, "/done_on"),
        ({}, {"certificate_sha256": ""}, "/certificate_sha256"),
        ({}, {"log_sha256": ""}, "/log_sha256"),
        ({}, {"log_sha256": "0" * 64}, "/log_sha256"),
        ({"class_code": "3A"}, {}, "/attended_by"),
    ],
)
def test_a_proof_that_proves_nothing(done: Life, item: dict[str, Any], proof: dict[str, Any], pointer: str) -> None:
    sha = attached(done).json()["sha256"]
    handed = post(done, "handed-items", {**DISK, **item}).json()
    answer = prove(done, handed, **{"certificate_sha256": sha, "log_sha256": sha, **proof})
    assert answer.status_code == 422, answer.text
    assert pointer in [fault["pointer"] for fault in answer.json()["errors"]]
    assert done.office.as_("misaki").get(f"{done.path}/handed-items/{handed['id']}").json()["proven"] is False


@pytest.mark.parametrize(
    ("item", "method", "files"),
    [
        ({"medium": "paper", "class_code": "2"}, "paper_dissolve", ("certificate_sha256",)),
        ({"medium": "paper", "class_code": "3A"}, "returned", ("certificate_sha256",)),
        ({"medium": "cloud"}, "cloud_crypto_erase", ("certificate_sha256", "log_sha256")),
        ({"medium": "leased"}, "leased_purge", ("certificate_sha256", "log_sha256")),
        ({"medium": "usb", "class_code": "1"}, "overwrite", ()),
    ],
)
def test_paper_cloud_and_leased_equipment_too(done: Life, item: dict[str, Any], method: str, files: tuple[str, ...]) -> None:
    sha = attached(done).json()["sha256"]
    handed = post(done, "handed-items", {**DISK, **item}).json()
    answer = prove(done, handed, method=method, **dict.fromkeys(files, sha))
    assert answer.status_code == 200, answer.text


def test_four_eyes_on_a_proof(done: Life) -> None:
    sha = attached(done).json()["sha256"]
    handed = post(done, "handed-items", {**DISK, "class_code": "2"}).json()
    own = prove(done, handed, by="misaki", certificate_sha256=sha)
    assert (own.status_code, own.json()["code"]) == (403, "four_eyes")
    erased = prove(done, handed, certificate_sha256=sha, done_by="例示 空")
    assert (erased.status_code, erased.json()["code"]) == (403, "four_eyes")
    assert prove(done, handed, by="haru", certificate_sha256=sha).status_code == 403


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"medium": "stone"}, "/medium"),
        ({"class_code": "9"}, "/class_code"),
        ({"handed_on": "2027-04-02"}, "/handed_on"),
        ({"description": ""}, "/description"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_what_cannot_have_been_handed_over(done: Life, body: dict[str, Any], pointer: str) -> None:
    answer = post(done, "handed-items", {**DISK, **body})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


def test_nothing_was_handed_over(office: Office) -> None:
    cleaning = draft(office, answers=NOTHING_SAID).to_active()
    assert office.as_("misaki").get(f"{cleaning.path}/nothing-handed").status_code == 404
    assert post(cleaning, "nothing-handed", {"reason": ""}).status_code == 422
    assert post(cleaning, "nothing-handed", {"reason": "清掃のみで、情報を渡していないため。"}).status_code == 201
    assert post(cleaning, "nothing-handed", {"reason": "同上"}).status_code == 409
    assert office.as_("misaki").get(f"{cleaning.path}/nothing-handed").json()["said_name"] == "架空　美咲"
    assert post(cleaning, "handed-items", {**DISK, "class_code": "1", "handed_on": "2026-12-01"}).status_code == 201
    assert office.as_("misaki").get(f"{cleaning.path}/nothing-handed").status_code == 404
    assert "返却又は消去の証明" in post(cleaning, "nothing-handed", {"reason": "同上"}).json()["detail"]


def test_the_answers_speak_against_it(done: Life) -> None:
    answer = post(done, "nothing-handed", {"reason": "渡していないため。"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unmet")


def test_files_are_read_by_those_who_may_read_the_contract(done: Life) -> None:
    kept = attached(done, name="../../証明書.pdf.exe")
    assert kept.status_code == 201, kept.text
    path = f"/files/{kept.json()['id']}"
    assert kept.json()["name"] == "証明書.pdf.pdf"
    content = done.office.as_("kenichi").get(f"{path}/content")
    assert content.content == pdf()
    assert content.headers["content-disposition"].startswith("attachment;")
    assert content.headers["content-type"] == "application/pdf"
    assert [row["id"] for row in done.office.as_("kenichi").get(f"{done.path}/files").json()["items"]] == [kept.json()["id"]]
    for stranger, status in (("aoi", 404), ("misaki@479918", 403)):
        assert done.office.as_(stranger).get(path).status_code == status
        assert done.office.as_(stranger).get(f"{path}/content").status_code == status
    assert attached(done, by="aoi").status_code == 404
    assert attached(done, by="haru").status_code == 403
    for content_bytes, status in ((b"", 422), (b"MZ\x90\x00", 415), (b"%PDF-1.7 broken", 422)):
        assert attached(done, content=content_bytes).status_code == status
    assert len(done.office.as_("misaki").get(f"{done.path}/files").json()["items"]) == 1


def test_a_termination_is_decided(office: Office) -> None:
    life = draft(office).to_active()
    body = {"ground": "契約書第20条第1項", "terminated_on": "2026-12-20", "reason": "履行の見込みがないため。"}
    for by, status in (("misaki", 403), ("aoi", 404)):
        etag = office.as_("misaki").get(life.path).headers["ETag"]
        assert office.as_(by).post(f"{life.path}/terminate", body, etag=etag).status_code == status
    for wrong in ({"terminated_on": "2026-11-24"}, {"terminated_on": "2027-04-01"}, {"reason": ""}):
        assert office.as_("kenichi").act(f"{life.path}/terminate", {**body, **wrong}).status_code == 422
    assert life.act("terminate", body, by="kenichi")["status"] == "terminating"
    assert circulation(office, life.id)["kind_label"] == "契約解除伺"
    approval = circulation(office, life.id)
    assert office.as_("kenichi").act(f"/approvals/{approval['id']}/pull-back").status_code == 200
    assert life.now()["status"] == "active"
    life.act("suspend", {"reason": "協議のため。"}, by="kenichi")
    life.act("terminate", body, by="kenichi")
    approval = circulation(office, life.id)
    reject = {"reason": "協議を続けてください。"}
    holder = office.as_("sachi").act(f"/approvals/{approval['id']}/reject", reject)
    assert holder.status_code == 200, holder.text
    assert life.now()["status"] == "suspended"
    rows = office.as_("misaki").get(f"{life.path}/terminations").json()["items"]
    assert [row["status"] for row in rows] == ["dropped", "dropped"]


def test_a_decided_termination_ends_with_its_proof(office: Office) -> None:
    life = draft(office, answers=NOTHING_SAID).to_active()
    body = {"ground": "契約書第20条第1項", "terminated_on": "2026-12-20", "reason": "履行の見込みがないため。"}
    life.act("terminate", body, by="kenichi")
    outside = {"decided_on": "2026-12-01", "post_title": "市長", "name": "見本　太郎", "mode": "決裁", "reference": "健推第30号"}
    approval = circulation(office, life.id)
    assert office.as_("sora").act(f"/approvals/{approval['id']}/record-outside", outside).status_code == 200
    assert life.now()["status"] == "terminated"
    row = office.as_("misaki").get(f"{life.path}/terminations").json()["items"][0]
    assert (row["status"], row["decided_on"], row["ground"]) == ("decided", "2026-12-01", "契約書第20条第1項")
    assert office.as_("kenichi").act(f"{life.path}/close").status_code == 422
    assert post(life, "nothing-handed", {"reason": "情報を渡していないため。"}).status_code == 201
    assert life.act("close", by="kenichi")["status"] == "closed"
