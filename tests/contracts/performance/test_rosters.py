"""従事者名簿 over HTTP: version by version, for few eyes, without personal numbers, and named nowhere else."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from govapi.audit.tables import AuditRow
from govapi.events.tables import Event
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import RESIDENTS, Life, draft

WORKER = {"name": "見本　守", "affiliation": "株式会社見本製作所", "role": "業務責任者", "trained_on": "2026-10-01"}
ROSTER = {"effective_on": "2026-12-01", "received_on": "2026-11-25", "workers": [WORKER, WORKER | {"name": "作例　歩"}]}


def taken(office: Office, life: Life, **changes: Any) -> Any:
    answer = office.as_("misaki").post(f"{life.path}/rosters", ROSTER | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_version_by_version(office: Office) -> None:
    life, misaki = draft(office).to_active(), office.as_("misaki")
    first = taken(office, life)
    assert (first["edition"], first["is_change"], first["in_force"], first["worker_count"]) == (1, False, True, 2)
    workers = [WORKER | {"name": "作例　歩"}, WORKER | {"name": "仮名　新"}]
    second = taken(office, life, effective_on="2027-01-01", received_on="2026-12-01", workers=workers, note="交代のため。")
    assert (second["edition"], second["is_change"], second["in_force"]) == (2, True, False)
    assert (second["came"], second["left"]) == (["仮名　新"], ["見本　守"])
    life.day(date(2027, 1, 4))
    listed = misaki.get(f"{life.path}/rosters").json()["items"]
    assert [(one["edition"], one["in_force"]) for one in listed] == [(2, True), (1, False)]
    assert "workers" not in listed[0]
    assert [one["name"] for one in misaki.get(f"{life.path}/rosters/{first['id']}").json()["workers"]] == ["見本　守", "作例　歩"]


def test_names_stay_in_the_roster(office: Office) -> None:
    life = draft(office).to_active()
    taken(office, life, workers=[WORKER | {"name": "珍名　八十郎"}])
    assert office.as_("misaki").get("/search", params={"q": "珍名"}).json()["items"] == []
    with writes(office) as session:
        rows = [str(row.model_dump()) for table in (AuditRow, Event) for row in session.exec(select(table)).all()]
    assert any("従事者名簿（第1版" in row for row in rows)
    assert not [row for row in rows if "珍名" in row]


def test_few_read_it(office: Office) -> None:
    life = draft(office).to_active()
    roster = taken(office, life)
    path = f"{life.path}/rosters/{roster['id']}"
    seen = {who: office.as_(who).get(path).status_code for who in ("misaki", "kenichi", "kayo", "mio", "haru", "aoi", "tadashi")}
    assert seen == {"misaki": 200, "kenichi": 200, "kayo": 200, "mio": 200, "haru": 404, "aoi": 404, "tadashi": 404}
    assert office.as_("haru").get(f"{life.path}/rosters").status_code == 404
    assert office.as_("misaki!contracts:read").get(path).status_code == 403


@pytest.mark.parametrize(
    ("worker", "pointer", "words"),
    [
        ({"name": "架空太郎 123456789018"}, "/workers/0/name", "個人番号"),
        ({"scope": "番号は123456789018"}, "/workers/0/scope", "個人番号"),
        ({"trained_on": "2026-12-02"}, "/workers/0/trained_on", "今日以前"),
        ({"starts_on": "2026-12-10", "ends_on": "2026-12-09"}, "/workers/0/ends_on", "始まりの日以後"),
        ({"handles_my_number": True}, "/workers/0/handles_my_number", "個人番号を取り扱いません"),
        ({"name": ""}, "/workers/0/name", ""),
    ],
)
def test_what_a_roster_may_not_say(office: Office, worker: dict[str, Any], pointer: str, words: str) -> None:
    life = draft(office).to_active()
    answer = office.as_("misaki").post(f"{life.path}/rosters", ROSTER | {"workers": [WORKER | worker]})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert words in answer.json()["errors"][0]["message"]
    assert office.as_("misaki").get(f"{life.path}/rosters").json()["items"] == []


def test_no_word_of_the_writer_lets_a_personal_number_in(office: Office) -> None:
    life = draft(office).to_active()
    body, headers = ROSTER | {"note": "番号は123456789018"}, {"Confirm-Not-My-Number": "yes"}
    answer = office.as_("misaki").post(f"{life.path}/rosters", body, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/note")


def test_who_handles_personal_numbers_was_trained(office: Office) -> None:
    life = draft(office, answers=RESIDENTS | {"personal_number": True}).to_active()
    body = ROSTER | {"workers": [WORKER | {"handles_my_number": True, "trained_on": None}]}
    answer = office.as_("misaki").post(f"{life.path}/rosters", body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/workers/0/trained_on")
    assert taken(office, life, workers=[WORKER | {"handles_my_number": True}])["workers"][0]["handles_my_number"] is True
