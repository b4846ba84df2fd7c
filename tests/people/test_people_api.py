"""The organisation through the API: who keeps it, what is refused, and that an announced move stays unknown until its day."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from govapi.admin.organisation.schemas import DutyKey
from govapi.people.actor import DUTIES
from tests.support.app import Office

NEW = {
    "name": "作例　葉月",
    "kana": "サクレイ　ハヅキ",
    "staff_number": "90001",
    "subject": "hazuki",
    "email": "hazuki@example.jp",
}
SPRING = "2027-04-01"


def person(office: Office, key: str) -> str:
    return f"/people/{office.town.people[key]}"


def appointments(office: Office, who: str, key: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = office.as_(who).get(f"{person(office, key)}/appointments").json()["items"]
    return items


def test_every_security_role_can_be_given() -> None:
    assert set(get_args(DutyKey)) == DUTIES.keys() - {"staff"}


def test_me(office: Office) -> None:
    me = office.as_("akira").get("/me").json()
    assert me["title"] == "情報政策課課長"
    assert "security_office" in me["duties"]
    assert me["kind"] == "person"
    machine = office.as_("machine:documents-system").get("/me").json()
    assert (machine["kind"], machine["person_id"]) == ("machine", None)


def test_the_town_and_its_organs(office: Office) -> None:
    town = office.as_("misaki").get("/municipality").json()
    assert town["name"] == "架空市"
    organ = next(organ for organ in town["organs"] if organ["key"] == "waterworks")
    path = f"/municipality/organs/{organ['id']}"
    etag = office.as_("yuta").get(path).headers["ETag"]
    assert office.as_("misaki").patch(path, {"signatory_name": "仮名　泉"}, etag=etag).status_code == 403
    assert office.as_("yuta").patch(path, {"signatory_name": "仮名　泉"}).status_code == 428
    assert office.as_("yuta").patch(path, {"signatory_name": "仮名　泉"}, etag=etag).json()["signatory_name"] == "仮名　泉"
    assert office.as_("yuta").patch(path, {"signatory_name": "仮名　泉"}, etag=etag).status_code == 412


def test_a_section_is_set_up_with_its_posts(office: Office) -> None:
    yuta = office.as_("yuta")
    general = str(office.town.departments["general"])
    made = yuta.post("/departments", {"parent_id": general, "name": "デジタル推進課", "valid_from": "2026-10-01"})
    assert made.status_code == 201, made.text
    section = made.json()
    assert section["path"].startswith(f"/{general}/")
    assert office.as_("misaki").post("/departments", {"name": "x", "valid_from": "2026-10-01"}).status_code == 403
    assert yuta.post("/departments", {"name": "宙に浮く課", "valid_from": "2026-10-01"}).status_code == 422
    post = {"department_id": section["id"], "title": "課長", "rank": 5, "valid_from": "2026-10-01"}
    assert yuta.post("/posts", post | {"duties": ["ciso"]}).status_code == 403
    assert yuta.post("/posts", post | {"duties": ["king"]}).status_code == 422
    made = yuta.post("/posts", post)
    assert made.status_code == 201, made.text
    path = f"/posts/{made.json()['id']}"
    assert yuta.patch(path, {"duties": ["ciso"]}, etag=made.headers["ETag"]).status_code == 403
    listed = yuta.get(f"/posts?department_id={section['id']}").json()["items"]
    assert [(item["title"], item["department_name"], item["holders"]) for item in listed] == [("課長", "デジタル推進課", [])]
    ended = yuta.patch(f"/departments/{section['id']}", {"valid_to": "2026-11-01"}, etag='"1"')
    assert ended.status_code == 200
    assert section["id"] not in {item["id"] for item in yuta.get("/departments").json()["items"]}
    assert section["id"] in {item["id"] for item in yuta.get("/departments?on=2026-10-15").json()["items"]}


@pytest.mark.parametrize("field", ["subject", "staff_number"])
def test_nobody_is_registered_twice(office: Office, field: str) -> None:
    setsuko = office.as_("setsuko")
    made = setsuko.post("/people", NEW)
    assert made.status_code == 201, made.text
    other = NEW | {"subject": "other", "staff_number": "90002"} | {field: NEW[field]}
    assert setsuko.post("/people", other).status_code == 409
    assert office.as_("misaki").post("/people", NEW).status_code == 403
    moved = setsuko.patch(f"/people/{made.json()['id']}", {"subject": "someone"}, etag=made.headers["ETag"])
    assert moved.status_code == 403
    assert setsuko.patch(f"/people/{made.json()['id']}", {"name": None}, etag=made.headers["ETag"]).status_code == 422


@pytest.mark.parametrize("q", ["架空美咲", "架空　美咲", "美咲", "みさき"])
def test_people_are_found_by_name(office: Office, q: str) -> None:
    found = office.as_("sora").get("/people", params={"q": q}).json()["items"]
    assert str(office.town.people["misaki"]) in {item["id"] for item in found}


def test_an_announced_move_is_unknown_until_its_day(office: Office) -> None:
    """内示: 架空　美咲 becomes 係長 of the section on 1 April; until then only the personnel office knows."""
    setsuko = office.as_("setsuko")
    given = {"post_id": str(office.town.posts["health-sub"]), "from_date": SPRING, "replaces": True}
    made = setsuko.post(f"{person(office, 'misaki')}/appointments", given)
    assert made.status_code == 201, made.text
    one = f"{person(office, 'misaki')}/appointments/{made.json()['id']}"
    assert len(appointments(office, "yuta", "misaki")) == 2
    for outsider in ("misaki", "sachi", "hanako", "tadashi"):
        assert [item["to_date"] for item in appointments(office, outsider, "misaki")] == [None]
        assert [item["to_date"] for item in appointments(office, outsider, "sachi")] == [None]
        assert office.as_(outsider).get(one).status_code == 404
    told = office.as_("tadashi").get("/audit-events?noun=appointment").json()["items"]
    assert told == []
    feed = office.as_("akira").get("/events?limit=200").json()["items"]
    assert not [item for item in feed if item["noun"] == "appointment"]
    assert office.as_("misaki").get("/me").json()["title"] == "健康推進課主事"
    office.clock.go_to(datetime(2027, 3, 31, 15, 0, tzinfo=UTC))  # midnight in Japan
    assert office.as_("misaki").get("/me").json()["title"] == "健康推進課係長"
    assert office.as_("sachi").get(one).status_code == 200
    assert [item["to_date"] for item in appointments(office, "sora", "sachi")] == [SPRING]
    told = office.as_("tadashi").get("/audit-events?noun=appointment").json()["items"]
    assert [item["action"] for item in told] == ["appointment.appoint", "appointment.end", "appointment.end"]


def test_what_was_taken_back_was_never_known(office: Office) -> None:
    setsuko = office.as_("setsuko")
    given = {"post_id": str(office.town.posts["health-sub"]), "from_date": SPRING, "kind": "concurrent"}
    path = f"{person(office, 'misaki')}/appointments"
    made = setsuko.post(path, given)
    one = f"{path}/{made.json()['id']}"
    assert office.as_("misaki").request("DELETE", one, etag=made.headers["ETag"]).status_code == 403
    assert setsuko.request("DELETE", one).status_code == 428
    assert setsuko.request("DELETE", one, etag=made.headers["ETag"]).status_code == 204
    assert len(appointments(office, "setsuko", "misaki")) == 1
    office.clock.go_to(office.clock.now() + timedelta(days=365))
    assert office.as_("tadashi").get("/audit-events?noun=appointment").json()["items"] == []


def test_a_post_has_one_holder_and_nobody_appoints_oneself(office: Office) -> None:
    setsuko = office.as_("setsuko")
    given = {"post_id": str(office.town.posts["health-sub"]), "from_date": "2026-12-01"}
    assert setsuko.post(f"{person(office, 'misaki')}/appointments", given).status_code == 409
    own = setsuko.post(f"{person(office, 'setsuko')}/appointments", given)
    assert (own.status_code, own.json()["code"]) == (403, "four_eyes")
    assert office.as_("kenichi").post(f"{person(office, 'misaki')}/appointments", given).status_code == 403
    acting = setsuko.post(f"{person(office, 'misaki')}/appointments", given | {"kind": "acting", "to_date": "2027-01-01"})
    assert acting.status_code == 201, acting.text
    assert acting.json()["kind_label"] == "職務代理"
    one = f"{person(office, 'misaki')}/appointments/{acting.json()['id']}"
    assert setsuko.post(f"{one}/end", {"to_date": "2026-12-01"}, etag=acting.headers["ETag"]).status_code == 422
    ended = setsuko.post(f"{one}/end", {"to_date": "2026-12-24"}, etag=acting.headers["ETag"])
    assert ended.json()["to_date"] == "2026-12-24"
    office.clock.go_to(office.clock.now() + timedelta(days=60))
    assert setsuko.post(f"{one}/end", {"to_date": "2026-12-30"}, etag=ended.headers["ETag"]).status_code == 409


def test_a_system_is_registered_by_an_administrator_only(office: Office) -> None:
    admin = next(key for key, roles in office.parts.tokens.roles.items() if "administrator" in roles)  # type: ignore[attr-defined]  # NamedTokens
    given = {"client_id": "finance", "name": "財務会計システム", "department_id": str(office.town.departments["contracts"])}
    assert office.as_("setsuko").post("/municipality/machine-clients", given).status_code == 403
    assert office.as_("machine:finance").get("/me").status_code == 403
    made = office.as_(admin).post("/municipality/machine-clients", given)
    assert made.status_code == 201, made.text
    assert office.as_("machine:finance").get("/me").json()["name"] == "財務会計システム"
    path = f"/municipality/machine-clients/{made.json()['id']}"
    assert office.as_(admin).patch(path, {"active": False}, etag=made.headers["ETag"]).status_code == 200
    assert office.as_("machine:finance").get("/me").status_code == 403


def test_the_trail_and_the_feed(office: Office) -> None:
    setsuko = office.as_("setsuko")
    setsuko.post("/people", NEW)
    assert office.as_("misaki").get("/audit-events").status_code == 403
    assert office.as_("misaki").get("/events").status_code == 403
    newest = office.as_("tadashi").get("/audit-events?limit=1").json()
    assert newest["items"][0]["summary"] == "職員「作例　葉月」を登録"
    older = office.as_("tadashi").get(f"/audit-events?limit=1&cursor={newest['next_cursor']}").json()["items"][0]
    assert older["seq"] == newest["items"][0]["seq"] - 1
    head = office.as_("tadashi").get("/audit-events/head").json()
    assert (head["seq"], head["hash"]) == (newest["items"][0]["seq"], newest["items"][0]["hash"])
    feed = office.as_("akira").get(f"/events?after={older['seq']}").json()
    assert [item["kind"] for item in feed["items"]] == ["person.register"]
    assert office.as_("akira").get(f"/events?after={feed['last_seq']}").json() == {"items": [], "last_seq": feed["last_seq"]}


def test_another_town_sees_nobody(office: Office) -> None:
    stranger = office.as_("misaki@479918")
    assert stranger.get("/people").status_code == 403
    assert stranger.get(person(office, "misaki")).status_code == 403
