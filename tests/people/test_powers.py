"""Nobody gives oneself a power: not by changing the post one holds, not by lengthening an end that was set. An abolished post
gives none, and a system is nobody's head."""

from datetime import timedelta
from typing import Any, Literal
from uuid import uuid4

import pytest

from govapi.people.actor import Actor, HeldPost
from govapi.people.relations import Who, relations
from tests.support.app import Office

# ren is an administrator and 主任 of 情報政策課; yuta is a clerk of the personnel office.
ATTEMPTS = [
    ("ren", "it-staff", {"duties": ["security_office", "ciso", "contract_office"]}),
    ("ren", "it-staff", {"title": "課長"}),
    ("yuta", "personnel-staff", {"title": "課長", "rank": 1}),
    ("yuta", "personnel-staff", {"valid_to": "2027-04-01"}),
]


@pytest.mark.parametrize(("who", "post", "given"), ATTEMPTS)
def test_nobody_changes_the_post_one_holds(office: Office, who: str, post: str, given: dict[str, Any]) -> None:
    path = f"/posts/{office.town.posts[post]}"
    seen = office.as_(who).get(path)
    refused = office.as_(who).patch(path, given, etag=seen.headers["ETag"])
    assert (refused.status_code, refused.json().get("code")) == (403, "four_eyes")
    assert office.as_(who).get(path).json() == seen.json()
    assert office.as_("setsuko").patch(path, {"rank": 8}, etag=seen.headers["ETag"]).status_code == 200


@pytest.mark.parametrize("who", ["setsuko", "yuta"])
def test_an_end_is_not_put_off(office: Office, who: str) -> None:
    """yuta acts as 係長 until the new year; nobody lengthens it, whoever has filled the post from then on."""
    given = {
        "post_id": str(office.town.posts["health-sub"]),
        "from_date": "2026-12-01",
        "kind": "acting",
        "to_date": "2027-01-01",
    }
    made = office.as_("setsuko").post(f"/people/{office.town.people['yuta']}/appointments", given)
    assert made.status_code == 201, made.text
    one = f"/people/{office.town.people['yuta']}/appointments/{made.json()['id']}"
    longer = office.as_(who).post(f"{one}/end", {"to_date": "2028-01-01"}, etag=made.headers["ETag"])
    assert longer.status_code == 422
    assert longer.json()["errors"][0]["pointer"] == "/to_date"
    assert office.as_(who).post(f"{one}/end", {"to_date": "2026-12-15"}, etag=made.headers["ETag"]).status_code == 200


def test_an_abolished_post_gives_no_power(office: Office) -> None:
    path = f"/posts/{office.town.posts['contracts-sub']}"
    seen = office.as_("setsuko").get(path)
    last = office.clock.today() + timedelta(days=1)
    assert office.as_("setsuko").patch(path, {"valid_to": last.isoformat()}, etag=seen.headers["ETag"]).status_code == 200
    assert "contract_office" in office.as_("kayo").get("/me").json()["duties"]
    office.clock.go_to(office.clock.now() + timedelta(days=1))
    me = office.as_("kayo").get("/me").json()
    assert (me["posts"], me["duties"]) == ([], [])


@pytest.mark.parametrize(("kind", "heads"), [("person", True), ("machine", False)])
def test_a_system_is_nobodys_head(kind: Literal["person", "machine"], heads: bool) -> None:
    section, path = uuid4(), "/a/b/"
    duties = frozenset({"section_security_manager", "security_supervisor", "ciso", "contract_office"})
    post = HeldPost(uuid4(), "課長", section, "見本課", path, uuid4(), duties)
    found = relations(Actor(kind, "479900", "見本", posts=(post,)), path, section)
    works = {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}
    assert found == (works | {Who.SECTION_HEAD, Who.SECURITY_SUPERVISOR, Who.CISO} if heads else works)
