"""Evidence over HTTP: recorded, read, corrected, withdrawn; who may, and what is refused."""

from typing import Any

import pytest

from tests.api.world import NEIGHBOUR, _neighbour
from tests.assessments.evidence.desk import ISO, MARK, company, in_scope, look, send, sent
from tests.assessments.rounds import needed
from tests.files import samples
from tests.support.app import Office


def test_a_certificate_is_recorded_with_its_file(office: Office) -> None:
    contractor = company(office)
    made = sent(office, contractor, content=samples.pdf(), **ISO)
    assert made["number"] == "証跡-2026-0001"
    assert made["title"] == "ISO/IEC 27001（JIS Q 27001）認証" == made["kind_label"]
    assert (made["valid_until"], made["state"]) == ("2028-03-31", "not_counted")
    assert made["not_counted_because"] == "本市の業務が適用範囲に入るかを、まだ判断していません。"
    assert (made["file_name"], made["media_type"]) == ("認証登録証.pdf", "application/pdf")
    file = office.as_("misaki").get(f"/evidence/{made['id']}/content")
    assert file.content == samples.pdf()
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "private, no-store"


def test_an_officer_judges_the_scope_and_is_named(office: Office) -> None:
    made = sent(office, company(office), **ISO)
    judged = in_scope(office, made)
    assert (judged["state"], judged["counts"], judged["scope_decided_name"]) == ("valid", True, "健康推進課主事　架空　美咲")
    assert judged["scope_decided_at"].startswith("2026-11-24T01:00")
    again = in_scope(office, made, decided=False)
    assert again["not_counted_because"] == "本市の業務を行う事業所又はサービスは、適用範囲の外です。"
    answer = office.as_("machine:documents-system").post(
        f"/evidence/{made['id']}/decide-scope", {"in_scope": True}, etag=f'"{again["version"]}"'
    )
    assert answer.status_code in (403, 404)


def test_a_new_wording_of_the_scope_is_judged_anew(office: Office) -> None:
    made = in_scope(office, sent(office, company(office), **ISO))
    patch = {"scope": "本社の経理業務"}
    changed = office.as_("misaki").patch(f"/evidence/{made['id']}", patch, etag=f'"{made["version"]}"').json()
    assert (changed["in_scope"], changed["scope_decided_name"], changed["state"]) == (False, "", "not_counted")


@pytest.mark.parametrize(
    ("fields", "status", "pointer", "sentence"),
    [
        ({"kind": "no_such"}, 422, "/kind", "方針セットの証跡の種類にありません"),
        ({**ISO, "stated_until": ""}, 422, "/stated_until", "有効期限を入力してください"),
        ({**ISO, "issued_on": "2026-12-01"}, 422, "/issued_on", "今日以前の日"),
        ({**ISO, "stated_until": "2025-03-31"}, 422, "/stated_until", "発行日以後の日"),
        ({"kind": "ismap", "register_reference": "C99-0001-2"}, 422, "/period_end", "監査の対象期間の末日"),
        ({"kind": "scs3", "issued_on": "2026-11-01"}, 422, "/register_reference", "公開されている登録簿"),
        ({"kind": "ismap", "period_end": "2026-12-31", "register_reference": "C99"}, 422, "/period_end", "今日以前の日"),
        ({**ISO, "status": "valid"}, 422, "/status", ""),
        ({**ISO, "issuer": "123456789018"}, 422, "/issuer", ""),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    office: Office, fields: dict[str, Any], status: int, pointer: str, sentence: str
) -> None:
    contractor = company(office)
    answer = send(office, contractor, **{name: value for name, value in fields.items() if value})
    assert answer.status_code == status, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert sentence in answer.json()["errors"][0]["message"]
    assert office.as_("misaki").get("/evidence").json()["items"] == []


HOSTILE = {
    "empty": (b"", 422),
    "script": (b"<html><script>alert(1)</script></html>", 415),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 415),
    "program": (b"MZ\x90\x00" + b"\0" * 200, 415),
    "zip": (samples.packed({"a.txt": "a"}), 415),
    "macro": (samples.word(more={"word/vbaProject.bin": b"x"}), 415),
    "cut pdf": (b"%PDF-1.7\nnothing", 422),
    "too large": (b"%PDF-1.7\n" + b"0" * (20 << 20), 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_nothing_is_kept(office: Office, name: str) -> None:
    contractor, (content, status) = company(office), HOSTILE[name]
    answer = send(office, contractor, content=content, **ISO)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"].endswith("ください。")
    assert office.as_("misaki").get(f"/contractors/{contractor}/evidence").json()["items"] == []


def test_a_name_that_lies_is_put_right(office: Office) -> None:
    contractor = company(office)
    file = ("../../etc/\u202eexe.html", samples.pdf(), "text/html")
    answer = office.as_("misaki").request("POST", f"/contractors/{contractor}/evidence", data=ISO, files={"file": file})
    made = answer.json()
    assert made["file_name"].endswith(".pdf") and "/" not in made["file_name"]
    assert made["media_type"] == "application/pdf"


def test_the_same_file_is_recorded_once(office: Office) -> None:
    contractor = company(office)
    first = sent(office, contractor, content=samples.pdf(), **ISO)
    again = send(office, contractor, content=samples.pdf(), **ISO)
    assert again.status_code == 409 and first["number"] in again.json()["detail"]
    assert send(office, contractor, content=samples.pdf(), **MARK).status_code == 201  # one paper may prove two things


def test_without_a_file_there_is_nothing_to_download(office: Office) -> None:
    contractor = company(office)
    made = office.as_("misaki").request("POST", f"/contractors/{contractor}/evidence", data=MARK, files={"x": b""})
    assert made.status_code == 422  # an unknown field
    body = {name: (None, value) for name, value in MARK.items()}
    made = office.as_("misaki").request("POST", f"/contractors/{contractor}/evidence", files=body)
    assert made.status_code == 201, made.text
    assert office.as_("misaki").get(f"/evidence/{made.json()['id']}/content").status_code == 404


def test_lists_are_narrowed(office: Office) -> None:
    one, other = company(office), company(office, "架空運送　架空次郎")
    mark, iso = sent(office, one, **MARK), sent(office, one, **ISO)
    aged = sent(office, other, **MARK | {"issued_on": "2023-02-01", "stated_until": "2025-01-31"})
    misaki = office.as_("misaki")

    def found(query: str) -> list[str]:
        return [item["id"] for item in misaki.get(f"/evidence{query}").json()["items"]]

    assert found("") == [aged["id"], iso["id"], mark["id"]]
    assert found(f"?contractor_id={one}") == [iso["id"], mark["id"]]
    assert found("?kind=privacy_mark") == [aged["id"], mark["id"]]
    assert found("?expires_before=2027-02-01") == [aged["id"], mark["id"]]
    assert found("?valid=true") == [mark["id"]]
    assert found("?valid=false") == [aged["id"], iso["id"]]
    page = misaki.get("/evidence?limit=2").json()
    assert [item["id"] for item in misaki.get(f"/evidence?limit=2&cursor={page['next_cursor']}").json()["items"]] == [mark["id"]]
    assert look(office, aged)["state"] == "expired"


def test_it_is_withdrawn_with_a_reason_and_stays_on_record(office: Office) -> None:
    made = sent(office, company(office), **MARK)
    path = f"/evidence/{made['id']}"
    assert office.as_("misaki").act(f"{path}/withdraw", {}).status_code == 422
    gone = office.as_("misaki").act(f"{path}/withdraw", {"reason": "別の会社の証書であったため"}).json()
    assert (gone["state"], gone["withdrawn_on"], gone["available_actions"]) == ("withdrawn", "2026-11-24", [])
    assert office.as_("misaki").act(f"{path}/withdraw", {"reason": "再び"}).status_code == 409
    events = office.as_("tadashi").get(f"/audit-events?record_id={made['id']}").json()["items"]
    assert {"evidence.record", "evidence.withdraw"} <= {event["action"] for event in events}


def test_only_its_keepers_touch_it_and_only_its_readers_see_it(office: Office) -> None:
    made = sent(office, company(office), **MARK)
    path = f"/evidence/{made['id']}"
    for stranger in ("haru", "aoi"):  # another section, another organ
        for address in (path, f"{path}/content"):
            assert office.as_(stranger).get(address).status_code == 404
        assert office.as_(stranger).get("/evidence").json()["items"] == []
    reader = office.as_("shinji")  # the contract office reads, and changes nothing
    assert reader.get(path).status_code == 200
    assert reader.get(path).json()["available_actions"] == []
    assert reader.act(f"{path}/withdraw", {"reason": "試み"}).status_code == 403
    assert office.as_("ren").act(f"{path}/withdraw", {"reason": "情報政策担当課による"}).status_code == 200


@pytest.mark.parametrize("reader", ["kayo", "machine:documents-system", "tadashi"])
def test_who_only_reads_a_round_puts_nothing_into_it(office: Office, reader: str) -> None:
    round_ = needed(office).opened()
    contractor = round_.now()["contractor_id"]
    assert office.as_(reader).get(round_.path).status_code == 200
    assert send(office, contractor, reader, check_sheet_id=round_.id, **MARK).status_code == 403
    assert office.as_("misaki").get(f"/evidence?check_sheet_id={round_.id}").json()["items"] == []
    assert send(office, contractor, "ren", check_sheet_id=round_.id, **MARK).status_code == 201


def test_another_town_finds_nothing(office: Office) -> None:
    made = sent(office, company(office), **MARK)
    _neighbour(office)
    stranger = office.as_(f"ren@{NEIGHBOUR}")
    for address in (
        f"/evidence/{made['id']}",
        f"/evidence/{made['id']}/content",
        f"/contractors/{made['contractor_id']}/evidence",
    ):
        assert stranger.get(address).status_code == 404
    assert stranger.get("/evidence").json()["items"] == []
    assert send(office, made["contractor_id"], f"ren@{NEIGHBOUR}", **ISO).status_code == 404
    assert stranger.patch(f"/evidence/{made['id']}", {"title": "横取り"}, etag='"1"').status_code == 404
