"""更新 over HTTP: the next contract begins as a draft of its own; and its rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.contracts.renewals.rules import next_term, next_title
from govapi.kit.japan.fiscal import fiscal_year
from tests.support.app import Office
from tests.support.life import RESIDENTS, draft


def test_the_next_contract_takes_over_the_work_and_not_the_contractor(office: Office) -> None:
    life = draft(office, title="令和8年度健診結果封入業務委託").to_active()
    misaki = office.as_("misaki")
    assert misaki.post(f"{life.path}/renew").status_code == 428
    answer = misaki.act(f"{life.path}/renew")
    assert answer.status_code == 201, answer.text
    new = answer.json()
    assert (new["status"], new["number"], new["predecessor_id"]) == ("draft", "契約-2027-0001", life.id)
    assert (new["title"], new["fiscal_year"]) == ("令和9年度健診結果封入業務委託", 2027)
    assert (new["starts_on"], new["ends_on"], new["answers"]) == ("2027-04-01", "2028-03-31", RESIDENTS)
    assert (new["class_code"], new["method"], new["place"]) == ("3B", "open_tender", "架空市役所")
    assert [new[name] for name in ("contractor_id", "amount", "predetermined_price", "concluded_on")] == [None] * 4
    assert life.now()["status"] == "active"


def test_one_live_renewal_only(office: Office) -> None:
    life = draft(office).to_active()
    misaki = office.as_("misaki")
    first = misaki.act(f"{life.path}/renew").json()
    again = misaki.act(f"{life.path}/renew")
    assert again.status_code == 409 and first["number"] in again.json()["detail"]
    assert misaki.act(f"/contracts/{first['id']}/withdraw", {"reason": "事業を終えるため。"}).status_code == 200
    assert misaki.act(f"{life.path}/renew").status_code == 201


def test_what_was_never_concluded_is_not_renewed(office: Office) -> None:
    life = draft(office)
    for person, status in (("misaki", 409), ("haru", 403), ("aoi", 404)):
        etag = '"1"' if status == 404 else office.as_(person).get(life.path).headers["ETag"]
        assert office.as_(person).post(f"{life.path}/renew", etag=etag).status_code == status


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("single_year", ("2026-04-01", "2027-03-31"), ("2027-04-01", "2028-03-31")),
        ("single_year", ("2026-10-01", "2027-03-31"), ("2027-04-01", "2028-03-31")),
        ("single_year", ("2026-04-01", "2026-09-30"), ("2026-10-01", "2027-03-31")),
        ("long_term", ("2024-04-01", "2027-03-31"), ("2027-04-01", "2030-03-31")),
        ("long_term", ("2023-03-01", "2024-02-29"), ("2024-03-01", "2026-02-28")),
    ],
)
def test_terms(kind: str, old: tuple[str, str], new: tuple[str, str]) -> None:
    first, last = next_term(kind, date.fromisoformat(old[0]), date.fromisoformat(old[1]))
    assert (first.isoformat(), last.isoformat()) == new


@given(st.dates(date(2020, 4, 1), date(2040, 3, 31)), st.integers(0, 2000), st.sampled_from(["single_year", "long_term"]))
def test_a_term_follows_the_old_one_without_a_gap(starts_on: date, days: int, kind: str) -> None:
    ends_on = date.fromordinal(starts_on.toordinal() + days)
    first, last = next_term(kind, starts_on, ends_on)
    assert first.toordinal() == ends_on.toordinal() + 1
    assert first <= last
    assert kind != "single_year" or fiscal_year(first) == fiscal_year(last)


def test_a_title_without_a_year_stays() -> None:
    assert next_title("庁舎清掃業務委託", 2026, 2027) == "庁舎清掃業務委託"
