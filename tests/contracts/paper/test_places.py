"""The ledger always shows the paper and the article of each clause that is in, as the paper itself numbers them."""

from typing import Any

from tests.support.app import Office
from tests.support.life import NOTHING_SAID, RESIDENTS, Life, decide, draft


def places(life: Life) -> dict[str, tuple[str, str]]:
    items = life.office.as_("misaki").get(f"{life.path}/clauses").json()["items"]
    return {row["key"]: (row["document"], row["article"]) for row in items}


def stands(life: Life) -> dict[str, tuple[str, str]]:
    """Those of the clauses that are in."""
    items = life.office.as_("misaki").get(f"{life.path}/clauses").json()["items"]
    return {row["key"]: (row["document"], row["article"]) for row in items if row["state"] == "included"}


def write(life: Life, key: str, body: dict[str, Any]) -> None:
    person = life.office.as_("misaki")
    answer = person.put(f"{life.path}/clauses/{key}", body, etag=person.get(life.path).headers["ETag"])
    assert answer.status_code == 200, answer.text


def revise(life: Life, **changes: Any) -> None:
    person = life.office.as_("misaki")
    answer = person.patch(life.path, changes, etag=person.get(life.path).headers["ETag"])
    assert answer.status_code == 200, answer.text


def test_each_clause_that_is_in_has_its_article(office: Office) -> None:
    life = draft(office)
    assert {article for _paper, article in places(life).values()} == {""}
    life.include()
    found = stands(life)
    assert found and all(article.startswith("第") for _paper, article in found.values())


def test_taking_one_out_moves_those_after_it(office: Office) -> None:
    life = draft(office)
    life.include()
    before = stands(life)
    write(life, "staff_training", {"state": "missing"})
    after = stands(life)
    assert places(life)["staff_training"][1] == ""
    moved = {key for key in after if after[key] != before[key]}
    assert moved and {before[key][0] for key in moved} == {before["staff_training"][0]}
    write(life, "staff_training", {"state": "included"})
    assert stands(life) == before


def test_the_paper_made_later_changes_nothing(office: Office) -> None:
    life = draft(office, information=["健康診査の結果"])
    life.include()
    before = stands(life)
    life.office.as_("misaki").post(f"{life.path}/documents", {"template": "security_spec"})
    assert stands(life) == before


def test_changed_answers_place_anew(office: Office) -> None:
    life = draft(office)
    life.include()
    before = stands(life)
    revise(life, answers={**RESIDENTS, "enters_server_room": True})
    assert stands(life).keys() == before.keys()
    life.include()
    assert all(article for _paper, article in stands(life).values())


def test_an_amendment_brings_its_clauses_into_its_own_paper(office: Office) -> None:
    life = draft(office, answers=NOTHING_SAID).to_active()
    body = {"reason": "情報を取り扱うこととなったため。", "effective_on": "2026-12-01",
            "changes": {"answers": RESIDENTS, "information": ["健康診査の結果"]}}  # fmt: skip
    misaki = office.as_("misaki")
    missing = misaki.post(f"{life.path}/amendments", body).json()
    brought: dict[str, dict[str, Any]] = {key: {} for key in missing["missing_clauses"]}
    url = f"/amendments/{missing['id']}"
    changed = misaki.patch(url, {"clauses": brought}, etag=misaki.get(url).headers["ETag"])
    assert changed.status_code == 200, changed.text
    misaki.act(f"{url}/submit")
    decide(office, missing["id"])
    found = stands(life)
    assert brought and all(found[key][0] == "amendment" for key in brought)
    assert all(found[key][1].startswith("（第1回変更）第") for key in brought)
