"""Staff give addresses out and take them back; the address is told once and kept nowhere."""

import hashlib
from datetime import date
from typing import Any

import pytest
from sqlalchemy import inspect, text

from govapi.edge.transaction import reading, writing
from tests.api.world import NEIGHBOUR, _neighbour
from tests.assessments.links.visits import HOST, awaiting, issued, switch, visitor
from tests.assessments.rounds import Round, go_to, needed
from tests.support.app import CODE, Office


def everything(office: Office) -> str:
    """All that the database holds of the town, as text."""
    look, found = inspect(office.database.engine), []
    columns = {name: {one["name"] for one in look.get_columns(name)} for name in look.get_table_names()}
    tables = [name for name in columns if "municipality_code" in columns[name] and name != "search_grams"]
    with reading(office.database, CODE) as session:
        for name in tables:
            found += [str(row) for row in session.connection().execute(text(f'SELECT * FROM "{name}"')).all()]
    return "\n".join(found)


def listed(round_: Round, by: str = "misaki") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = round_.office.as_(by).get(f"{round_.path}/links").json()["items"]
    return items


def test_where_links_are_off_none_is_issued(office: Office) -> None:
    switch(office, "off")
    round_ = awaiting(office)
    answer = office.as_("misaki").post(f"{round_.path}/links", {})
    assert answer.status_code == 409 and answer.json()["code"] == "links_off"
    assert "Excelの回答票を送付してください" in answer.json()["detail"]
    assert listed(round_) == []


def test_the_address_is_told_once_and_kept_nowhere(office: Office) -> None:
    switch(office, smtp_url="smtp://127.0.0.1:1")
    round_ = awaiting(office, contact_name="見本　守", contact_email="mamoru@example.jp")
    headers = {"Idempotency-Key": "once"}
    answer = office.as_("misaki").request("POST", f"{round_.path}/links", json={"mail": False}, headers=headers)
    link = answer.json()
    token = link["address"].rsplit(".", 1)[1]
    assert link["address"].startswith(f"{HOST}/answer/{CODE}.") and len(token) == 43
    again = office.as_("misaki").request("POST", f"{round_.path}/links", json={"mail": False}, headers=headers)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == link | {"address": ""}
    shown = office.as_("misaki").get(f"{round_.path}/links/{link['id']}")
    assert shown.status_code == 200 and "address" not in shown.json()
    visitor(office, link["address"]).get()
    kept = everything(office)
    assert token not in kept and hashlib.sha256(token.encode()).hexdigest() in kept


def test_it_goes_by_mail_to_the_contact_and_is_wiped_there(office: Office) -> None:
    switch(office, smtp_url="smtp://127.0.0.1:1")
    round_ = awaiting(office, contact_name="見本　守", contact_email="mamoru@example.jp")
    link = issued(round_)
    assert link["mailed_to"] == "mamoru@example.jp"
    with reading(office.database, CODE) as session:
        mail = session.connection().execute(text("SELECT to_address, subject, body, forget FROM outgoing_mails")).one()
    assert link["address"] in mail.body and "見本　守　様" in mail.body and "架空市健康推進課です。" in mail.body
    assert link["address"] not in mail.subject and bool(mail.forget)


@pytest.mark.parametrize(("smtp", "email"), [("", "mamoru@example.jp"), ("smtp://127.0.0.1:1", "")])
def test_without_a_way_to_mail_it_is_only_shown(office: Office, smtp: str, email: str) -> None:
    switch(office, smtp_url=smtp)
    link = issued(awaiting(office, contact_email=email))
    assert link["mailed_to"] == "" and link["address"]


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        ({"expires_on": "2026-11-23"}, 422, "今日以後の日"),
        ({"expires_on": "2027-01-24"}, 422, "60日以内"),
        ({"expires_on": "2027-01-23"}, 201, ""),
        ({"until": "2027-01-23"}, 422, ""),
    ],
)
def test_the_last_day_is_bounded(office: Office, body: dict[str, str], status: int, sentence: str) -> None:
    switch(office)
    answer = office.as_("misaki").post(f"{awaiting(office).path}/links", body)
    assert answer.status_code == status and sentence in answer.text
    if status == 201:
        assert answer.json()["opens_until"] == "2027-01-23"


def test_a_link_issued_before_sending_opens_with_the_sending(office: Office) -> None:
    switch(office)
    round_ = needed(office, "C").opened()
    link = issued(round_)
    company = visitor(office, link["address"])
    assert (link["state"], company.get().status) == ("not_yet", 404)
    round_.act("send")
    assert company.get().status == 200


def test_a_new_link_ends_the_one_before(office: Office) -> None:
    switch(office)
    round_ = awaiting(office)
    old, new = issued(round_), issued(round_)
    assert visitor(office, old["address"]).get().status == 404
    assert visitor(office, new["address"]).get().status == 200
    assert [one["state"] for one in listed(round_)] == ["open", "revoked"]


def test_it_is_revoked_by_whoever_may_issue(office: Office) -> None:
    switch(office)
    round_ = awaiting(office)
    link = issued(round_)
    path = f"{round_.path}/links/{link['id']}"
    assert office.as_("misaki").post(f"{path}/revoke", {}).status_code == 428
    gone = office.as_("ren").act(f"{path}/revoke").json()
    assert gone["state"] == "revoked" and gone["revoked_name"]
    assert office.as_("misaki").act(f"{path}/revoke").status_code == 409
    events = office.as_("tadashi").get(f"/audit-events?record_id={round_.id}").json()["items"]
    assert {"check_sheet.issue_link", "check_sheet.revoke_link"} <= {event["action"] for event in events}


def test_others_neither_see_nor_issue(office: Office) -> None:
    switch(office)
    round_ = awaiting(office)
    link = issued(round_)
    for who, status in (("haru", 404), ("shinji", 403)):
        assert office.as_(who).post(f"{round_.path}/links", {}).status_code == status
    assert office.as_("haru").get(f"{round_.path}/links").status_code == 404
    assert office.as_("shinji").get(f"{round_.path}/links/{link['id']}").status_code == 200
    _neighbour(office)
    stranger = office.as_(f"ren@{NEIGHBOUR}")
    for path in (f"{round_.path}/links", f"{round_.path}/links/{link['id']}"):
        assert stranger.get(path).status_code == 404
    other = awaiting(office, "B")
    assert office.as_("misaki").get(f"{other.path}/links/{link['id']}").status_code == 404


def test_when_answers_are_in_no_link_is_issued(office: Office) -> None:
    switch(office)
    round_ = needed(office, "C").opened().to_answered()
    assert office.as_("misaki").post(f"{round_.path}/links", {}).status_code == 409


def test_visits_are_counted_once_in_half_an_hour(office: Office) -> None:
    switch(office)
    round_ = awaiting(office)
    company = visitor(office, issued(round_)["address"])
    company.get()
    company.get()
    assert listed(round_)[0]["visits"] == 1
    go_to(office, date(2026, 11, 25))
    company.get()
    seen = listed(round_)[0]
    assert seen["visits"] == 2 and seen["first_seen_at"] < seen["last_seen_at"]


def test_a_new_deadline_moves_the_last_day_but_not_beyond_sixty(office: Office) -> None:
    switch(office)
    round_ = awaiting(office, deadline="2026-12-01")
    link = issued(round_)
    assert link["opens_until"] == "2026-12-01"
    misaki = office.as_("misaki")
    for deadline, until in (("2026-12-20", "2026-12-20"), ("2027-03-31", "2027-01-23")):
        misaki.patch(round_.path, {"deadline": deadline}, etag=misaki.get(round_.path).headers["ETag"])
        assert listed(round_)[0]["opens_until"] == until


def test_only_one_of_two_issued_at_once_stays(office: Office) -> None:
    switch(office)
    round_ = awaiting(office)
    for _ in range(3):
        issued(round_)
    assert [one["state"] for one in listed(round_)] == ["open", "revoked", "revoked"]
    with writing(office.database, CODE, office.clock) as session:
        hashes = session.connection().execute(text("SELECT token_hash FROM answer_links")).scalars().all()
    assert len(set(hashes)) == 3
