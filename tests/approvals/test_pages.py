"""Deciding in the browser: what waits is listed, the page offers what one may do, each act leads on, faults stay on the page."""

import struct
import zlib

import pytest

from tests.contracts.test_main_path import HOLDERS, JOB
from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in


@pytest.fixture
def png() -> bytes:
    """A picture of one pixel."""
    head = struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


@pytest.fixture
def circulating(office: Office) -> str:
    """The page of a 施行伺 just submitted by 架空　美咲; 健康推進課係長 comes first."""
    misaki = office.as_("misaki")
    path = f"/contracts/{misaki.post('/contracts', JOB).json()['id']}"
    misaki.post(f"{path}/clauses/include-required", etag=misaki.get(path).headers["ETag"])
    assert misaki.act(f"{path}/submit-plan", {"note": "次のとおり施行してよろしいか伺います。"}).status_code == 200
    return f"/approvals/{office.as_('sachi').get('/approvals/waiting').json()['items'][0]['id']}"


def act(person: Browser, page: str, verb: str, given: dict[str, str] | None = None) -> Shown:
    person.get(page)
    return person.post(f"{page}/{verb}", given, follow=True)


def test_what_waits_is_listed_for_its_holder_only(office: Office, circulating: str) -> None:
    sachi = signed_in(office, "sachi")
    for address in ("/approvals", "/"):
        assert circulating in sachi.get(address).links()
    assert "決裁 1 件" in sachi.get("/").text
    assert circulating not in signed_in(office, "kenichi").get("/approvals").links()
    assert circulating in signed_in(office, "kenichi").get("/approvals?show=all").links()
    assert circulating in signed_in(office, "kenichi").get("/approvals?show=circulating").links()
    assert circulating not in signed_in(office, "kenichi").get("/approvals?show=decided").links()


def test_the_whole_route_by_hand(office: Office, circulating: str) -> None:
    steps = office.as_("misaki").get(circulating).json()["steps"]
    for step in steps:
        person = signed_in(office, HOLDERS[step["post_title"]])
        shown = act(person, circulating, "decide" if step["kind"] == "決裁" else "agree", {"reason": "異議ありません。"})
        assert shown.status == 200, shown.text
    assert "決裁しました。" in shown.text
    assert "決裁しました。" not in person.get(circulating).text  # a message is shown once
    record = office.as_("misaki").get(circulating).json()
    assert record["status"] == "decided"
    assert all(step["comment"] == "異議ありません。" for step in record["steps"])


def test_sending_back_wants_a_reason(office: Office, circulating: str) -> None:
    sachi = signed_in(office, "sachi")
    refused = act(sachi, circulating, "return", {"reason": " "})
    assert refused.status == 422
    assert "理由" in refused.text
    back = act(sachi, circulating, "return", {"reason": "予定価格の根拠を示してください。"})
    assert "差し戻しました。" in back.text
    assert "予定価格の根拠を示してください。" in back.text
    home = signed_in(office, "misaki").get("/")
    assert "差戻し" in home.text


def test_one_does_not_decide_for_oneself(office: Office, circulating: str) -> None:
    misaki = signed_in(office, "misaki")
    page = misaki.get(circulating)
    assert "引き戻す" in page.text
    assert f'action="{circulating}/agree"' not in page.html
    assert act(misaki, circulating, "agree").status == 403


def test_a_stale_page_changes_nothing(office: Office, circulating: str) -> None:
    sachi = signed_in(office, "sachi")
    sachi.get(circulating)
    assert sachi.post(f"{circulating}/agree", {"_version": "99"}).status == 412
    assert sachi.post(f"{circulating}/agree", {"_version": ""}).status == 400


def test_another_town_or_section_sees_nothing(office: Office, circulating: str) -> None:
    for page in (circulating, f"{circulating}/decide-for", f"{circulating}/scan", f"{circulating}/record-outside"):
        assert signed_in(office, "nagisa").get(page).status == 404


def test_a_decision_taken_outside_is_recorded_with_its_copy(office: Office, circulating: str, png: bytes) -> None:
    sora = signed_in(office, "sora")
    form = sora.get(f"{circulating}/record-outside")
    assert "外部で行った決裁を記録する" in form.text
    given = {"decided_on": "R8.11.24", "post_title": "総務部長", "name": "見本　次郎", "mode": "専決", "reference": "架総第1号"}
    wrong = sora.post(f"{circulating}/record-outside", given | {"decided_on": "令和8年2月30日"}, files={"_scan": ("a.png", png)})
    assert wrong.status == 422
    assert "決裁日" in wrong.text
    assert 'value="架総第1号"' in wrong.html
    bad = sora.post(f"{circulating}/record-outside", given, files={"_scan": ("a.png", b"MZ")})
    assert bad.status in (415, 422)
    office.parts.settings.max_upload_bytes = 1024
    huge = sora.post(f"{circulating}/record-outside", given, files={"_scan": ("a.png", png + b"\0" * 1_200_000)})
    assert huge.status == 413
    sora.get(f"{circulating}/record-outside")
    done = sora.post(f"{circulating}/record-outside", given, files={"_scan": ("a.png", png)}, follow=True)
    assert "外部で行った決裁を記録しました。" in done.text
    assert "架総第1号" in done.text
    scan = sora._request("GET", f"{circulating}/scan", False)
    assert (scan.status, scan.headers["content-type"]) == (200, "image/png")


def test_deciding_for_the_absent_and_looking_after(office: Office, circulating: str) -> None:
    record = office.as_("misaki").get(circulating).json()
    for step in record["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"{circulating}/agree").status_code == 200
    decider = record["steps"][-1]["post_title"]
    deputy = next(
        key for key in HOLDERS.values() if "代決する" in signed_in(office, key).get(circulating).text and key != HOLDERS[decider]
    )
    person = signed_in(office, deputy)
    person.get(f"{circulating}/decide-for")
    empty = person.post(f"{circulating}/decide-for")
    assert "決裁者が不在である理由" in empty.text
    assert empty.status == 422
    done = person.post(f"{circulating}/decide-for", {"absent_reason": "出張のため", "urgent": "true"}, follow=True)
    assert "代決しました。" in done.text
    away = signed_in(office, HOLDERS[decider])
    assert "後閲待ち" in away.get("/").text
    assert "後閲しました。" in act(away, circulating, "look-after").text
    assert "後閲待ち" not in away.get("/approvals").text
