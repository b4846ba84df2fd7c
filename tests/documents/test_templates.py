"""Templates over HTTP: what ships is there, what staff edit becomes the next version, what is hostile or wrong is refused."""

import io
import zipfile
from typing import Any

import docx
import pytest

from govapi.documents.library import shipped
from govapi.policy.loading import default_policy
from tests.support.app import Office

SHIPPED = {one.key: one for one in shipped(default_policy().manifest)}
CONTRACT_OFFICE = "itsuki"


def edited(key: str, *paragraphs: str) -> bytes:
    """The shipped template with paragraphs added at its end, as a clerk would in Word."""
    document = docx.Document(io.BytesIO(SHIPPED[key].data))
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one more part in its zip."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def sent(
    office: Office, data: bytes, key: str = "nda", *, who: str = CONTRACT_OFFICE, to: str = "/templates", **fields: str
) -> Any:
    return office.as_(who).request("POST", to, files={"file": ("様式.docx", data)}, data={"template": key, **fields})


def versions(office: Office, key: str) -> list[dict[str, Any]]:
    rows = office.as_("misaki").get("/templates").json()["items"]
    return [row for row in rows if row["key"] == key]


def test_what_ships_is_registered_once(office: Office) -> None:
    first, second = (office.as_("misaki").get("/templates").json()["items"] for _ in range(2))
    assert {row["key"] for row in first} == set(SHIPPED)
    assert [row["id"] for row in first] == [row["id"] for row in second]
    assert all(row["source"] == "shipped" and row["in_use"] and row["template_version"] == 1 for row in first)
    answer = office.as_("misaki").get(f"/templates/{first[0]['id']}/file")
    assert answer.content == SHIPPED[first[0]["key"]].data
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_an_edited_template_is_the_next_version_and_the_old_one_stays(office: Office) -> None:
    data = edited("nda", "{{ contract.budget_line }}")
    checked = sent(office, data, to="/templates/check")
    assert checked.status_code == 200, checked.text
    assert checked.json()["faults"] == []
    assert {"path": "contract.budget_line", "label": "予算科目"} in checked.json()["facts"]
    assert len(versions(office, "nda")) == 1
    answer = sent(office, data, note="予算科目を加えた。")
    assert answer.status_code == 201, answer.text
    assert (answer.json()["template_version"], answer.json()["source"], answer.json()["uploaded_name"] != "") == (
        2,
        "uploaded",
        True,
    )
    assert [(row["template_version"], row["in_use"]) for row in versions(office, "nda")] == [(2, True), (1, False)]
    assert office.as_("misaki").get(f"/templates/{answer.json()['id']}/file").content == data


def test_a_later_version_waits_for_its_day(office: Office) -> None:
    assert sent(office, edited("nda"), active_from="2027-04-01").status_code == 201
    assert [(row["template_version"], row["in_use"]) for row in versions(office, "nda")] == [(2, False), (1, True)]
    refused = sent(office, edited("nda"), active_from="2026-04-01")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/active_from")


def test_only_the_contract_office_uploads(office: Office) -> None:
    assert sent(office, edited("nda"), who="misaki").status_code == 403
    assert sent(office, edited("nda"), who="misaki", to="/templates/check").status_code == 200
    assert len(versions(office, "nda")) == 1


def test_an_unknown_fact_is_refused_with_the_nearest_known(office: Office) -> None:
    refused = sent(office, edited("nda", "{{ contract.titel }}", "{{ quite.unheard_of }}"))
    assert (refused.status_code, refused.json()["code"]) == (422, "template_refused")
    messages = [error["message"] for error in refused.json()["errors"]]
    assert "「contract.title」（業務の名称）の誤りではありませんか。" in messages[0]
    assert "一覧を確かめてください" in messages[1]
    assert len(versions(office, "nda")) == 1


def test_a_template_that_would_lose_the_clauses_is_refused(office: Office) -> None:
    refused = sent(office, SHIPPED["nda"].data, "security_spec")
    assert refused.status_code == 422
    assert "条項を差し込む部分" in refused.json()["errors"][0]["message"]


HOSTILE = {
    "attribute": (edited("nda", "{{ ''.__class__ }}"), 422),
    "endless": (edited("nda", *["{% for a in articles %}" * 7 + "x" + "{% endfor %}" * 7]), 422),
    "unclosed": (edited("nda", "{% if contract.title %}"), 422),
    "macro": (with_part(SHIPPED["nda"].data, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), 415),
    "bomb": (with_part(SHIPPED["nda"].data, "word/media/image1.xml", b"<a>" + b"0" * 50_000_000 + b"</a>"), 413),
    "entity": (
        with_part(SHIPPED["nda"].data, "word/x.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        422,
    ),
    "link": (
        with_part(
            SHIPPED["nda"].data,
            "word/_rels/extra.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            b'Target="http://example.invalid/x" TargetMode="External"/></Relationships>',
        ),
        422,
    ),
    "not a zip": (b"plain words", 415),
    "a spoiled zip": (SHIPPED["nda"].data[:3000], 422),
    "nothing": (b"", 422),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_japanese_and_nothing_is_stored(office: Office, name: str) -> None:
    data, status = HOSTILE[name]
    for to in ("/templates", "/templates/check"):
        refused = sent(office, data, to=to)
        assert refused.status_code == status, refused.text
        assert refused.headers["Content-Type"].startswith("application/problem+json")
        assert any("ぁ" <= letter <= "ん" for letter in refused.json()["detail"])
        assert "Traceback" not in refused.text
    assert len(versions(office, "nda")) == 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"json": {"template": "nda"}}, 415),
        ({"files": {"file": ("a.docx", b"x")}}, 422),
        ({"data": {"template": "nda"}, "files": {"other": ("a.docx", b"x")}}, 422),
        ({"files": {"file": ("a.docx", b"x")}, "data": {"template": "nda", "rank": "1"}}, 422),
        ({"files": {"file": ("a.docx", b"x")}, "data": {"template": "no_such"}}, 422),
        ({"data": {"template": "nda", "file": "text"}, "files": {}}, 415),
        ({"content": b"--broken", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
    ],
)
def test_a_wrong_form_is_refused(office: Office, request_: dict[str, Any], status: int) -> None:
    refused = office.as_(CONTRACT_OFFICE).request("POST", "/templates", **request_)
    assert refused.status_code == status, refused.text
    assert refused.headers["Content-Type"].startswith("application/problem+json")


def test_too_large_a_file_is_refused(office: Office) -> None:
    assert sent(office, b"PK\x03\x04" + b"0" * (20 * 1024 * 1024)).status_code == 413
    assert sent(office, b"PK\x03\x04" + b"0" * (30 * 1024 * 1024)).status_code == 413
