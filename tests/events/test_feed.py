"""The event feed: read onward by sequence without a gap, only by those who may know of every record of the town."""

import pytest

from tests.support.app import Office

NEW = {"name": "作例　葉月", "kana": "サクレイ　ハヅキ", "staff_number": "90001", "subject": "hazuki"}


def test_a_reader_goes_on_from_where_it_was(office: Office) -> None:
    akira = office.as_("akira")
    seen = akira.get("/events?limit=200").json()["last_seq"]
    for number in ("1", "2", "3"):
        assert office.as_("setsuko").post("/people", NEW | {"staff_number": number, "subject": number}).status_code == 201
    first = akira.get(f"/events?after={seen}&limit=2").json()
    rest = akira.get(f"/events?after={first['last_seq']}").json()
    assert [item["seq"] for item in first["items"] + rest["items"]] == [seen + 1, seen + 2, seen + 3]
    assert {item["kind"] for item in first["items"] + rest["items"]} == {"person.register"}
    assert akira.get(f"/events?after={rest['last_seq']}").json() == {"items": [], "last_seq": rest["last_seq"]}


@pytest.mark.parametrize(
    ("who", "status"), [("misaki", 403), ("akira", 200), ("akira!contracts:read", 403), ("akira@479918", 403)]
)
def test_who_may_read_it(office: Office, who: str, status: int) -> None:
    assert office.as_(who).get("/events").status_code == status


@pytest.mark.parametrize("after", ["-1", "x", "ten", str(2**60)])
def test_a_wrong_place_is_refused(office: Office, after: str) -> None:
    assert office.as_("akira").get("/events", params={"after": after}).status_code in (400, 422)
