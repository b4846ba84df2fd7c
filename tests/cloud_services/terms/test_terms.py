"""The terms of a service: kept as a file or as a pasted text, compared with the copy before."""

from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from govapi.cloud_services.terms.rules import plain, same_as_before
from tests.cloud_services.register import registered
from tests.files import samples
from tests.support.app import Office


def send(office: Office, service: str, who: str = "haru", *, file: bytes | None = None, **fields: Any) -> Any:
    files: Any = {"file": ("利用規約 第3版.pdf", file, "application/pdf")}
    if file is None:  # a multipart form without a file
        files, fields = {name: (None, value) for name, value in fields.items()}, {}
    return office.as_(who).request("POST", f"/cloud-services/{service}/terms", data=fields, files=files)


def test_a_file_is_kept_with_its_hash_and_compared(office: Office) -> None:
    service = registered(office)["id"]
    content = samples.pdf()
    first = send(office, service, file=content, edition="第3版", risks=["no_secrecy"], checked_on="2026-11-20")
    assert first.status_code == 201, first.text
    made = first.json()
    assert (made["sha256"], made["size"], made["same_as_before"]) == (sha256(content).hexdigest(), len(content), None)
    assert (made["url"], made["recorded_name"]) == ("https://service.example/terms", office.as_("haru").get("/me").json()["name"])
    assert len(made["risk_labels"]) == 1
    assert send(office, service, file=content).json()["same_as_before"] is True
    assert send(office, service, text="新しい約款").json()["same_as_before"] is False
    rows = office.as_("sora").get(f"/cloud-services/{service}/terms").json()["items"]
    assert [row["same_as_before"] for row in rows] == [False, True, None]
    got = office.as_("sora").get(f"/cloud-services/{service}/terms/{made['id']}/content")
    assert got.content == content
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    other = registered(office, name="別のサービス")["id"]
    assert office.as_("sora").get(f"/cloud-services/{other}/terms/{made['id']}/content").status_code == 404


def test_the_same_text_pasted_elsewhere_is_the_same_file(office: Office) -> None:
    service = registered(office)["id"]
    first = send(office, service, text="第1条　目的\r\n\r\n\r\n第2条  \r\n").json()
    again = send(office, service, text="第1条　目的\n\n第2条").json()
    assert (again["same_as_before"], again["sha256"]) == (True, first["sha256"])
    got = office.as_("sora").get(f"/cloud-services/{service}/terms/{again['id']}/content")
    assert got.text == "第1条　目的\n\n第2条\n"
    assert got.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("fields", "status", "pointer"),
    [
        ({}, 422, "/file"),
        ({"text": "  \n "}, 422, "/file"),
        ({"text": "約款", "checked_on": "2026-11-25"}, 422, "/checked_on"),
        ({"text": "約款", "risks": "no_such"}, 422, "/risks/0"),
        ({"text": "約款", "sha256": "0" * 64}, 422, "/sha256"),
        ({"file": samples.pdf(), "text": "約款"}, 422, "/text"),
        ({"file": b"<html></html>"}, 415, None),
    ],
)
def test_what_cannot_be_is_refused(office: Office, fields: dict[str, Any], status: int, pointer: str | None) -> None:
    service = registered(office)["id"]
    answer = send(office, service, **({"edition": "1"} | fields))
    assert answer.status_code == status, answer.text
    assert pointer is None or [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert office.as_("sora").get(f"/cloud-services/{service}/terms").json()["items"] == []


def test_only_members_of_a_section_record(office: Office) -> None:
    service = registered(office)["id"]
    assert send(office, service, "stranger", text="約款").status_code == 403
    assert send(office, str(UUID(int=5)), text="約款").status_code == 404


def test_copies_are_compared_in_their_order() -> None:
    class Copy:
        def __init__(self, number: int, sha256: str) -> None:
            self.id, self.sha256 = UUID(int=number), sha256

    rows = [Copy(3, "b"), Copy(2, "a"), Copy(1, "a")]
    assert list(same_as_before(rows).values()) == [False, True, None]
    assert same_as_before([]) == {}
    assert plain("a\r\n") == plain("a") == b"a\n"
