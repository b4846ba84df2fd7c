"""The last day of each piece is a duty; what replaces, renews or withdraws a piece settles, keeps or drops it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from govapi.assessments.evidence.queries import Expiry, expiries, live, valid_on
from govapi.duties.queries import of_record
from govapi.edge.transaction import reading
from tests.assessments.evidence.desk import ISO, MARK, company, in_scope, look, sent
from tests.support.app import CODE, Office

ISMAP = {
    "kind": "ismap", "certificate_number": "C99-0004-1", "period_end": "2025-09-30",
    "register_reference": "C99-0004-1", "scope": "見本クラウド",
}  # fmt: skip


def duties(office: Office, evidence: dict[str, Any]) -> list[tuple[str, str]]:
    """(the last part of the key, status) of each duty of a piece, open ones first."""
    with reading(office.database, CODE) as session:
        return [(one.key.split(":", 2)[2], one.status) for one in of_record(session, UUID(evidence["id"]))]


def titles(office: Office, evidence: dict[str, Any]) -> list[tuple[str, date, str]]:
    with reading(office.database, CODE) as session:
        return [(one.title, one.due_on, one.settled_label) for one in of_record(session, UUID(evidence["id"]))]


def counting(office: Office, contractor: str, on: date) -> list[str]:
    with reading(office.database, CODE) as session:
        return [row.number for row in valid_on(session, UUID(contractor), on)]


def patched(office: Office, evidence: dict[str, Any], **changes: Any) -> dict[str, Any]:
    version = look(office, evidence)["version"]
    answer = office.as_("misaki").patch(f"/evidence/{evidence['id']}", changes, etag=f'"{version}"')
    assert answer.status_code == 200, answer.text
    shape: dict[str, Any] = answer.json()
    return shape


def test_a_piece_that_counts_has_a_duty_on_its_last_day(office: Office) -> None:
    contractor = company(office)
    made = sent(office, contractor, **MARK)
    assert duties(office, made) == [("2027-01-31", "planned")]
    # a Sunday: due on the Friday before
    assert titles(office, made) == [("見本情報処理　見本一郎　プライバシーマーク（JIS Q 15001）", date(2027, 1, 29), "")]
    with reading(office.database, CODE) as session:
        found = expiries(session, UUID(contractor))
    assert found == [Expiry(UUID(made["id"]), made["number"], "privacy_mark", made["title"], date(2027, 1, 31))]


def test_no_duty_for_what_does_not_count_until_it_does(office: Office) -> None:
    contractor = company(office)
    made = sent(office, contractor, **ISO)
    assert duties(office, made) == []
    in_scope(office, made)
    assert duties(office, made) == [("2028-03-31", "planned")]
    in_scope(office, made, decided=False)
    assert duties(office, made) == [("2028-03-31", "dropped")]
    in_scope(office, made)
    assert duties(office, made) == [("2028-03-31", "planned")]  # it revives


def test_what_ended_long_ago_is_recorded_without_a_duty(office: Office) -> None:
    made = sent(office, company(office), **MARK | {"issued_on": "2023-02-01", "stated_until": "2025-01-31"})
    assert duties(office, made) == []


def test_a_corrected_day_moves_the_duty(office: Office) -> None:
    made = sent(office, company(office), **MARK)
    changed = patched(office, made, stated_until="2026-12-31")
    assert changed["valid_until"] == "2026-12-31"
    assert duties(office, made) == [("2026-12-31", "open"), ("2027-01-31", "dropped")]


def test_a_later_one_of_the_same_certificate_settles_the_duty(office: Office) -> None:
    contractor = company(office)
    old = sent(office, contractor, **MARK)
    renewed = sent(
        office,
        contractor,
        **MARK | {"certificate_number": "99000001(04)", "issued_on": "2026-11-01", "stated_until": "2028-10-31"},
    )
    assert duties(office, old) == [("2027-01-31", "done")]
    assert titles(office, old)[0][2] == f"後継の証跡（{renewed['number']}）が登録されました。"
    assert duties(office, renewed) == [("2028-10-31", "planned")]
    assert look(office, old)["replaced_by_id"] == renewed["id"]
    assert counting(office, contractor, date(2026, 12, 1)) == [old["number"], renewed["number"]]
    # the renewal was of another company after all: the old last day is wanted again
    office.as_("misaki").act(f"/evidence/{renewed['id']}/withdraw", {"reason": "別の会社の証書であったため"})
    assert duties(office, renewed) == [("2028-10-31", "dropped")]
    assert duties(office, old) == [("2027-01-31:2", "planned"), ("2027-01-31", "done")]


def test_withdrawing_drops_the_duty(office: Office) -> None:
    contractor = company(office)
    made = sent(office, contractor, **MARK)
    office.as_("misaki").act(f"/evidence/{made['id']}/withdraw", {"reason": "認証の取消し"})
    assert duties(office, made) == [("2027-01-31", "dropped")]
    assert counting(office, contractor, date(2026, 12, 1)) == []
    with reading(office.database, CODE) as session:
        assert list(live(session, UUID(contractor))) == []


def test_a_timely_renewal_keeps_it_in_force_and_the_duty_open(office: Office) -> None:
    contractor = company(office)
    made = in_scope(office, sent(office, contractor, **ISMAP))
    assert made["valid_until"] == "2027-01-31"
    assert counting(office, contractor, date(2027, 2, 1)) == []
    patched(office, made, renewal_applied_on="2026-11-20", renewal_pending=True)
    assert counting(office, contractor, date(2027, 2, 1)) == [made["number"]]
    office.clock.go_to(datetime(2027, 3, 1, 1, tzinfo=UTC))
    assert look(office, made)["state"] == "renewing"
    assert duties(office, made)[0][0] == "2027-01-31"  # somebody must learn how it was decided
    refused = patched(office, made, renewal_pending=False)
    assert refused["state"] == "expired"
    assert counting(office, contractor, date(2027, 3, 1)) == []


def test_27017_counts_while_27001_does(office: Office) -> None:
    contractor = company(office)
    added = in_scope(office, sent(office, contractor, **ISO | {"kind": "iso27017"}))
    assert added["state"] == "not_counted" and "ISO/IEC 27001" in added["not_counted_because"]
    base = in_scope(office, sent(office, contractor, **ISO | {"stated_until": "2027-03-31"}))
    assert look(office, added)["valid_until"] == "2027-03-31"
    assert duties(office, added) == [("2027-03-31", "planned")]
    office.as_("misaki").act(f"/evidence/{base['id']}/withdraw", {"reason": "認証の取消し"})
    assert look(office, added)["state"] == "not_counted"
    assert duties(office, added) == [("2027-03-31", "dropped")]


def test_recounting_writes_nothing_twice(office: Office) -> None:
    contractor = company(office)
    made = sent(office, contractor, **MARK)
    patched(office, made, issuer="見本認証機構株式会社")
    events = office.as_("tadashi").get(f"/audit-events?record_id={made['id']}").json()["items"]
    assert sorted(event["action"] for event in events) == ["evidence.correct", "evidence.count", "evidence.record"]
