"""指名停止の具申 over HTTP: written by the section, answered by the contract office, no measure under the contract."""

from typing import Any

import pytest

from tests.measures.records import act, found, proposal
from tests.support.app import Office
from tests.support.life import Life, draft

ANSWER = {
    "result": "suspended",
    "answered_on": "2026-12-01",
    "answer": "指名審査委員会の議決による。",
    "suspended_from": "2026-12-02",
    "suspended_until": "2027-03-01",
}
NOUN = "suspension-proposals"


@pytest.fixture
def life(office: Office) -> Life:
    return draft(office).to_active()


def sent(office: Office, life: Life) -> Any:
    return act(office, proposal(office, life), "send", {}, noun=NOUN)


def test_from_the_facts_to_the_restriction(office: Office, life: Life) -> None:
    drafted = proposal(office, life, finding_id=found(office, life)["id"])
    assert (drafted["number"], drafted["addressee"]) == ("具申-2026-0001", "契約担当課長（指名審査委員会）")
    act(office, drafted, "send", {}, noun=NOUN)
    own = office.as_("misaki").act(f"/{NOUN}/{drafted['id']}/answer", ANSWER)
    assert own.status_code == 403
    answered = act(office, drafted, "answer", ANSWER, "kayo", NOUN)
    assert (answered["status_label"], answered["result_label"], answered["restriction_id"]) == ("結果あり", "指名停止", None)
    company = f"/contractors/{drafted['contractor_id']}"
    assert office.as_("kayo").get(f"{company}/restrictions").json()["items"] == []
    recorded = act(office, drafted, "record-restriction", {}, "kayo", NOUN)
    held = office.as_("kayo").get(f"{company}/restrictions").json()["items"][0]
    assert (held["id"], held["kind"], held["from_date"]) == (recorded["restriction_id"], "suspension", "2026-12-02")
    assert (held["to_date"], held["reference"]) == ("2027-03-02", drafted["number"])
    again = office.as_("kayo").act(f"/{NOUN}/{drafted['id']}/record-restriction")
    assert (again.status_code, "既に記録されています" in again.json()["detail"]) == (422, True)
    assert life.now()["status"] == "active"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"suspended_from": None}, "/suspended_from"),
        ({"suspended_until": "2026-12-01"}, "/suspended_until"),
        ({"result": "warned"}, "/suspended_from"),
        ({"answered_on": "2026-12-02"}, "/answered_on"),
        ({"answered_on": "2026-11-30"}, "/answered_on"),
        ({"result": "forgiven"}, "/result"),
    ],
)
def test_what_is_no_answer(office: Office, life: Life, changes: dict[str, Any], pointer: str) -> None:
    row = sent(office, life)
    answer = office.as_("kayo").act(f"/{NOUN}/{row['id']}/answer", {**ANSWER, **changes})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), answer.text
    assert office.as_("kayo").get(f"/{NOUN}/{row['id']}").json()["status"] == "sent"


def test_nothing_is_recorded_where_nobody_was_suspended(office: Office, life: Life) -> None:
    row = sent(office, life)
    act(office, row, "answer", {"result": "not_suspended", "answered_on": "2026-12-01"}, "kayo", NOUN)
    assert office.as_("kayo").act(f"/{NOUN}/{row['id']}/record-restriction").status_code == 422


def test_a_draft_is_mended_sent_back_and_given_up(office: Office, life: Life) -> None:
    row, misaki = sent(office, life), office.as_("misaki")
    path = f"/{NOUN}/{row['id']}"
    assert misaki.patch(path, {"opinion": "x"}, etag=misaki.get(path).headers["ETag"]).status_code == 409
    act(office, row, "send-back", {"reason": "事実を詳しく書いてください。"}, "kayo", NOUN)
    mended = misaki.patch(path, {"opinion": "６月の指名停止が相当である。"}, etag=misaki.get(path).headers["ETag"])
    assert mended.json()["opinion"].startswith("６月")
    assert act(office, row, "withdraw", {"reason": "改善されたため。"}, noun=NOUN)["status"] == "withdrawn"


def test_only_the_section_proposes_and_strangers_see_nothing(office: Office, life: Life) -> None:
    row = proposal(office, life)
    body = {"contractor_id": row["contractor_id"], "contract_id": life.id, "facts": "事実", "opinion": "意見"}
    assert office.as_("kayo").post(f"/{NOUN}", body).status_code == 403
    assert office.as_("aoi").get(f"/{NOUN}/{row['id']}").status_code == 404
    assert office.as_("aoi").get(f"/{NOUN}").json()["items"] == []
