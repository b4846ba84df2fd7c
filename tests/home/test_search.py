"""One search over all nouns: what one may not see is absent, whatever door and page; nobody finds by the 予定価格."""

from typing import Any

import pytest

from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.people.service import found_municipality
from govapi.policy.service import adopt_default
from tests.contracts.test_main_path import JOB
from tests.support.app import Office
from tests.support.web import signed_in

COMPANY = {
    "kind": "sole_proprietor",
    "name": "屋久島製作所",
    "kana": "ヤクシマセイサクショ",
    "address": "架空県架空市見本町1番1号",
}
PRICE = 7_654_321


@pytest.fixture
def made(office: Office) -> dict[str, Any]:
    """A contract of 健康推進課, one of 学校教育課, and a company, all of which say 屋久島."""
    job = {**JOB, "predetermined_price": PRICE}
    health = office.as_("misaki").post("/contracts", {**job, "title": "屋久島健診業務委託"})
    school = office.as_("aoi").post("/contracts", {**job, "title": "屋久島修学旅行業務委託"})
    company = office.as_("misaki").post("/contractors", COMPANY)
    for answer in (health, school, company):
        assert answer.status_code == 201, answer.text
    return {"health": health.json(), "school": school.json(), "company": company.json()}


def found(office: Office, token: str, q: str, **params: Any) -> list[str]:
    answer = office.as_(token).get("/search", params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    return [hit["id"] for hit in answer.json()["items"]]


def test_everybody_finds_what_he_may_read_the_newest_first(office: Office, made: dict[str, Any]) -> None:
    health, school, company = (made[key]["id"] for key in ("health", "school", "company"))
    assert found(office, "misaki", "屋久島") == [company, health]
    assert found(office, "aoi", "屋久島") == [company, school]
    assert found(office, "shinji", "屋久島") == [company, school, health]  # 契約担当課
    assert found(office, "shinji", "屋久島 業務") == [school, health]
    assert found(office, "shinji", made["health"]["number"]) == [health]
    assert found(office, "shinji", "ヤクシマ") == [company]
    assert found(office, "shinji", "種子島") == found(office, "shinji", " 　") == []


def test_a_hit_says_what_it_is_and_where(office: Office, made: dict[str, Any]) -> None:
    hits = office.as_("misaki").get("/search", params={"q": "屋久島"}).json()["items"]
    company, contract = hits
    assert company == {
        "noun": "contractors",
        "noun_label": "委託先",
        "id": made["company"]["id"],
        "number": made["company"]["number"],
        "title": "屋久島製作所",
        "url": f"/api/v1/contractors/{made['company']['id']}",
    }
    assert (contract["noun"], contract["number"], contract["title"]) == (
        "contracts",
        made["health"]["number"],
        "屋久島健診業務委託",
    )
    for hit in hits:
        assert office.as_("misaki").get(hit["url"].removeprefix("/api/v1")).status_code == 200


def test_a_token_finds_only_nouns_it_may_read(office: Office, made: dict[str, Any]) -> None:
    assert found(office, "shinji!search:read", "屋久島") == []
    assert found(office, "shinji!search:read,contractors:read", "屋久島") == [made["company"]["id"]]
    assert found(office, "machine:documents-system!search:read,contracts:read", "屋久島健診") == [made["health"]["id"]]


def test_another_town_finds_nothing(office: Office, made: dict[str, Any]) -> None:
    with writing(office.database, "479918", office.clock) as session:
        found_municipality(session, "479918", "見本町", "みほんちょう")
        adopt_default(session, system("479918"), office.clock.today())
    assert office.as_("shinji@479918").get("/search", params={"q": "屋久島"}).status_code == 403  # nobody of that town


@pytest.mark.parametrize("q", [str(PRICE), f"{PRICE:,}", "7654"])
def test_nobody_finds_by_the_predetermined_price(office: Office, made: dict[str, Any], q: str) -> None:
    assert found(office, "shinji", q) == []


def test_pages_follow_one_another_over_both_nouns(office: Office, made: dict[str, Any]) -> None:
    shinji, seen, cursor = office.as_("shinji"), [], None
    for _ in range(3):
        params = {"q": "屋久島", "limit": 1, **({"cursor": cursor} if cursor else {})}
        answer = shinji.get("/search", params=params).json()
        seen += [hit["id"] for hit in answer["items"]]
        cursor = answer["next_cursor"]
    assert seen == [made["company"]["id"], made["school"]["id"], made["health"]["id"]]
    assert cursor is None


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": "あ" * 201}, {"q": "屋", "limit": 0}, {"q": "屋", "cursor": "?"}])
def test_what_cannot_be_asked_is_refused(office: Office, params: dict[str, Any]) -> None:
    assert office.as_("misaki").get("/search", params=params).status_code in (400, 422)


def test_the_page_shows_the_same(office: Office, made: dict[str, Any]) -> None:
    misaki = signed_in(office, "misaki")
    assert 'action="/search"' in misaki.get("/").html
    shown = misaki.get("/search?q=屋久島")
    assert shown.status == 200
    assert f"/contracts/{made['health']['id']}" in shown.links()
    assert f"/contractors/{made['company']['id']}" in shown.links()
    assert "修学旅行" not in shown.text
    assert "見つかりませんでした" in misaki.get("/search?q=修学旅行").text
    assert misaki.get("/search").status == 200
    assert "<script>" not in misaki.get("/search?q=<script>").html
