"""What contracts in force lack: the rules by a table, and the lists over HTTP under the read rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.contracts.clauses.rules import STATES, Waived
from govapi.contracts.intake.gaps.rules import IN_FORCE, WAYS, ClauseState, InForce, gaps
from tests.contracts.intake.books import ROW, filled, send, template_of
from tests.support.app import Office

TODAY = date(2026, 11, 24)
FAR, NEAR = date(2028, 3, 31), date(2027, 3, 31)
REPORTING = ClauseState("reporting", "報告", True, "absent")
LAW = ClauseState("personal_info", "個人情報の取扱い", True, "absent", waivable=False)


def running(**changes: Any) -> InForce:
    return replace(InForce("active", FAR), **changes)


@pytest.mark.parametrize(
    ("contract", "clause", "ways", "words"),
    [
        (running(), REPORTING, ("memorandum", "renewal"), "「報告」がありません。覚書で追加するか、次の更新で入れてください。"),
        (running(ends_on=NEAR), REPORTING, ("renewal", "memorandum"), "次の更新で入れるか"),
        (running(), LAW, ("memorandum",), "次の更新まで待つことはできません"),
        (running(ends_on=NEAR), LAW, ("memorandum",), "速やかに覚書で追加"),
        (
            running(),
            ClauseState("reporting", "報告", True, "unconfirmed"),
            ("look_up", "memorandum", "renewal"),
            "契約書を確かめて記録し",
        ),
        (running(), ClauseState("reporting", "報告", True, "missing"), ("memorandum", "renewal"), "がありません"),
    ],
)
def test_a_lacking_clause_names_its_way_out(contract: InForce, clause: ClauseState, ways: tuple[str, ...], words: str) -> None:
    [gap] = gaps(contract, [clause], TODAY)
    assert gap.ways == ways and words in gap.sentence


def test_what_is_in_order_is_no_gap() -> None:
    fine = [
        ClauseState("reporting", "報告", True, "included"),
        ClauseState("no_copy", "複写", False, "absent"),
        ClauseState("staff_training", "教育", True, "absent", waived=Waived(TODAY)),
    ]
    assert gaps(running(), fine, TODAY) == []
    assert [gap.key for gap in gaps(running(), fine, TODAY + timedelta(days=1))] == ["clause.staff_training"]


def test_what_the_record_lacks() -> None:
    bare = running(
        ends_on=date(2026, 11, 23),
        handles_information=True,
        officer_named=False,
        unanswered=["何人分か"],
        empty=["契約日"],
        term_fault="期間",
    )
    found = {gap.key: gap for gap in gaps(bare, [], TODAY)}
    assert list(found) == ["term_over", "questions", "officer", "fields", "term"]
    assert found["questions"].items == ("何人分か",) and "「契約日」" in found["fields"].sentence
    assert "officer" not in {gap.key for gap in gaps(running(officer_named=False), [], TODAY)}


@given(
    st.sampled_from(sorted(STATES)),
    st.booleans(),
    st.sampled_from(["draft", "closed", *IN_FORCE]),
    st.dates(TODAY, date(2040, 1, 1)),
)
def test_every_gap_names_a_way_and_only_contracts_in_force_have_any(state: str, law: bool, status: str, ends_on: date) -> None:
    clause = ClauseState("reporting", "報告", True, state, waivable=not law)
    found = gaps(running(status=status, ends_on=ends_on), [clause], TODAY)
    assert bool(found) == (status in IN_FORCE and state != "included")
    assert all(gap.ways and set(gap.ways) <= WAYS.keys() and gap.sentence.endswith("。") for gap in found)


def test_the_gaps_of_one_contract(office: Office) -> None:
    kayo = office.as_("kayo")
    [one] = send(kayo, filled(template_of(kayo), [ROW])).json()["contracts"]
    answer = kayo.get(f"/contracts/{one['id']}/gaps")
    found = {gap["key"]: gap for gap in answer.json()["gaps"]}
    assert answer.headers["ETag"] == kayo.get(f"/contracts/{one['id']}").headers["ETag"]
    assert found["clause.resubcontract"]["ways"][0] == {"key": "renewal", "label": "次の更新で入れる"}
    assert [way["key"] for way in found["clause.personal_info"]["ways"]] == ["look_up", "memorandum"]
    assert "clause.reporting" not in found and "clause.my_number" not in found
    assert "本市のどのネットワークに関わりますか。" in found["questions"]["items"]
    assert {"監督職員", "検査職員", "予算科目"} <= set(found["fields"]["items"])
    draft = kayo.post("/contracts", {"title": "下書き", "fiscal_year": 2026}).json()
    assert kayo.get(f"/contracts/{draft['id']}/gaps").json()["gaps"] == []
    assert office.as_("aoi").get(f"/contracts/{one['id']}/gaps").status_code == 404


def test_the_list_of_gaps_is_paged_and_keeps_to_what_one_sees(office: Office) -> None:
    kayo = office.as_("kayo")
    titles = [f"業務委託{number}" for number in range(5)]
    sections = ["税務課", "学校教育課"] * 2 + ["税務課"]
    rows = [ROW | {"title": title, "section": section} for title, section in zip(titles, sections, strict=True)]
    assert send(kayo, filled(template_of(kayo), rows)).status_code == 201
    seen: list[str] = []
    cursor: str | None = None
    for _page in range(5):
        page = kayo.get("/contracts/intake/gaps", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [one["title"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == titles
    own = [one["title"] for one in office.as_("aoi").get("/contracts/intake/gaps").json()["items"]]
    assert own == ["業務委託1", "業務委託3"]
    narrowed = kayo.get("/contracts/intake/gaps", params={"department_id": str(office.town.departments["tax"])}).json()["items"]
    assert [one["title"] for one in narrowed] == ["業務委託0", "業務委託2", "業務委託4"]
    assert kayo.get("/contracts/intake/gaps", params={"cursor": "x"}).status_code == 422


def test_what_is_lacking_can_be_supplied_and_what_is_known_cannot(office: Office) -> None:
    kayo = office.as_("kayo")
    row = ROW | {"amount": None, "method": None, "ground": None, "class_code": None, "personal": None}
    [one] = send(kayo, filled(template_of(kayo), [row])).json()["contracts"]
    path = f"/contracts/{one['id']}/gaps"

    def supply(given: dict[str, Any], who: str = "haru") -> Any:
        return office.as_(who).patch(path, given, etag=kayo.get(path).headers["ETag"])

    answers = {"handles_information": True, "residents_data": True, "person_count": "over_1000"}
    given = {"method": "negotiated", "ground": "order_167_2_1_2", "amount": 100, "answers": answers}
    assert office.as_("haru").patch(path, given).status_code == 428
    assert office.as_("aoi").patch(path, given, etag='"1"').status_code == 404
    done = supply(given | {"clauses": {"policy_compliance": "included", "breach_damages": "absent"}})
    assert done.status_code == 200, done.text
    found = {gap["key"]: gap["sentence"] for gap in done.json()["gaps"]}
    assert "clause.policy_compliance" not in found and "がありません" in found["clause.breach_damages"]
    assert "確かめていません" in found["clause.personal_info"], "a clause newly required is not known to be there"
    assert "契約金額（税込み）" not in found["fields"]
    contract = kayo.get(f"/contracts/{one['id']}").json()
    assert (contract["class_code"], contract["method"], contract["amount"]) == ("3B", "negotiated", 100)
    for again in (
        {"amount": 200},
        {"answers": {"residents_data": False}},
        {"clauses": {"breach_damages": "included"}},
        {"title": "x"},
    ):
        assert supply(again).status_code == 422, again
    assert supply({"answers": {"zone": "moon"}}).status_code == 422
    draft = kayo.post("/contracts", {"title": "下書き", "fiscal_year": 2026}).json()
    assert kayo.patch(f"/contracts/{draft['id']}/gaps", {"amount": 1}, etag='"1"').status_code == 409
