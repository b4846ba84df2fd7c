"""Taking in a published list: who may, what is looked at before, what is stored, and when it is refused."""

from govapi.audit.tables import AuditRow
from govapi.db.session import owned
from govapi.edge.transaction import reading
from tests.cloud_services.registrations.lists import OFFICE, as_csv, as_xlsx, entry, only, send, table, taken
from tests.support.app import CODE, Office

THREE = [entry(1), entry(2), entry(3, state="一時停止")]


def test_a_list_is_looked_at_then_stored_with_its_file(office: Office) -> None:
    data = as_xlsx(table(THREE))
    looked = send(office, data, path="/check", name="一覧.xlsx")
    assert looked.status_code == 200, looked.text
    assert (looked.json()["rows"], looked.json()["added"], looked.json()["fault_count"]) == (3, 3, 0)
    assert office.as_("misaki").get("/registrations").json()["items"] == []
    made = send(office, data, name="一覧.xlsx")
    assert made.status_code == 201, made.text
    assert (made.json()["number"], made.json()["added"], made.json()["filename"]) == ("登録一覧-00001", 3, "一覧.xlsx")
    kept = office.as_("misaki").get(f"/registrations/imports/{made.json()['id']}/content")
    assert kept.content == data
    third = only(office, q="C26-0003")
    assert (third["state"], third["state_label"], third["valid"], third["counts"]) == ("suspended", "一時停止", False, True)
    with reading(office.database, CODE) as session:
        actions = [row.action for row in session.exec(owned(session, AuditRow)) if row.noun.startswith("registration")]
    assert actions == ["registration_list.import", *["registration.add"] * 3]


def test_all_staff_find_an_entry(office: Office) -> None:
    taken(office, [entry(1, service_name="見本ストレージ"), entry(2, expires_on="2026-12-31"), entry(3, state="登録取消")])
    assert only(office, q="ストレージ")["number"] == "C26-0001-1"
    assert only(office, q="Ｃ２６－０００２")["number"] == "C26-0002-1"
    assert only(office, q="見本事業者0003 クラウド")["state"] == "cancelled"
    assert only(office, expires_before="2027-01-01")["number"] == "C26-0002-1"
    assert only(office, status="cancelled")["number"] == "C26-0003-1"
    first = office.as_("misaki").get("/registrations", params={"limit": 2}).json()
    rest = office.as_("misaki").get("/registrations", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [one["number"] for one in first["items"] + rest["items"]] == ["C26-0001-1", "C26-0002-1", "C26-0003-1"]


def test_with_one_fault_nothing_is_stored(office: Office) -> None:
    data = as_csv(table([entry(1), entry(2, expires_on="未記入だ"), entry(3, number="")]))
    refused = send(office, data)
    assert (refused.status_code, refused.json()["code"]) == (422, "list_faults")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/CSV/E3", "/CSV/A4"]
    assert [one["pointer"] for one in send(office, data, path="/check").json()["faults"]] == ["/CSV/E3", "/CSV/A4"]
    assert office.as_("misaki").get("/registrations").json()["items"] == []
    assert office.as_("misaki").get("/registrations/imports").json()["items"] == []


def test_an_older_list_and_the_same_list_are_refused(office: Office) -> None:
    taken(office, THREE, fetched_on="2026-11-20")
    older = send(office, as_csv(table(THREE[:2])), fetched_on="2026-11-19")
    assert (older.status_code, older.json()["code"]) == (409, "list_older")
    again = send(office, as_csv(table(THREE)), fetched_on="2026-11-20")
    assert (again.status_code, again.json()["code"]) == (409, "list_done")
    assert send(office, as_csv(table(THREE)), fetched_on="2026-11-25").status_code == 422  # a day to come
    assert send(office, as_csv(table(THREE)), registry="ismap_liu", fetched_on="2026-11-01").status_code == 201  # another list
    later = taken(office, THREE, fetched_on="2026-11-24")
    assert (later["added"], later["changed"], later["gone"], later["returned"]) == (0, 0, 0, 0)
    assert only(office, q="C26-0001", registry="ismap")["fetched_on"] == "2026-11-24"


def test_entries_go_and_come_back(office: Office) -> None:
    taken(office, THREE, fetched_on="2026-11-20")
    changed = taken(office, [entry(1, service_name="見本クラウド改"), entry(4)], fetched_on="2026-11-21")
    assert (changed["added"], changed["changed"], changed["gone"]) == (1, 1, 2)
    gone = only(office, q="C26-0002")
    assert (gone["state"], gone["gone_on"], gone["fetched_on"]) == ("gone", "2026-11-21", "2026-11-20")
    assert taken(office, [entry(1), entry(2), entry(4)], fetched_on="2026-11-22")["returned"] == 1
    back = only(office, q="C26-0002")
    assert (back["state"], back["gone_on"], back["fetched_on"], back["first_fetched_on"]) == (
        "registered", None, "2026-11-22", "2026-11-20",
    )  # fmt: skip


def test_half_a_list_is_asked_about(office: Office) -> None:
    taken(office, [entry(number) for number in range(1, 31)], fetched_on="2026-11-20")
    half = as_csv(table([entry(number) for number in range(1, 16)]))
    refused = send(office, half)
    assert (refused.status_code, refused.json()["code"]) == (409, "many_gone")
    assert send(office, half, path="/check").json()["many_gone"] is True
    assert send(office, half, gone_accepted="yes").json()["gone"] == 15


def test_a_double_click_takes_the_list_in_once(office: Office) -> None:
    data, key = as_csv(table(THREE)), {"Idempotency-Key": "once"}
    first, again = (send(office, data, headers=key) for _ in range(2))
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    other = send(office, as_csv(table(THREE[:1])), headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_who_may_take_a_list_in(office: Office) -> None:
    data = as_csv(table(THREE))
    for path in ("", "/check"):
        assert send(office, data, who="misaki", path=path).status_code == 403
        assert send(office, data, who=f"{OFFICE}!registrations:read", path=path).status_code == 403
    unknown = send(office, data, registry="no-such-list")
    assert unknown.status_code == 422 and "ismap（" in unknown.json()["errors"][0]["message"]
