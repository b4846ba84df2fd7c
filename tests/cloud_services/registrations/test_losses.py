"""A lost registration asks every use in force once; a recorded answer settles it."""

from datetime import UTC, datetime
from typing import Any

from tests.cloud_services.register import registered
from tests.cloud_services.registrations.lists import OFFICE, confirmed, entry, match_of, only, taken
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import judged
from tests.support.app import Office

MIHON = {"service_name": "見本チャット", "provider_name": "Mihon Cloud Inc."}
WHY = {"answer": "continue", "reason": "代わりのサービスがなく、安全性を確かめたため。"}


def with_use(office: Office, **values: Any) -> tuple[str, str]:
    """A registered service and a use of it in force."""
    service = str(registered(office)["id"])
    use = running(office, service, **values)
    taken(office, [entry(1, **MIHON), entry(2)], fetched_on="2026-11-20")
    confirmed(office, service, "C26-0001-1")
    return service, use


def duties(office: Office, use: str) -> list[tuple[str, str, str]]:
    rows = office.as_(OFFICE).get("/duties", params={"record_id": use}).json()["items"]
    return sorted((one["cause"], one["status"], one["due_on"]) for one in rows if one["kind"] == "cloud.registration")


def suspend(office: Office, day: str = "2026-11-24") -> str:
    taken(office, [entry(1, **MIHON, state="一時停止"), entry(2)], fetched_on=day)
    return str(only(office, q="C26-0001")["id"])


def losses(office: Office, use: str) -> Any:
    return office.as_("misaki").get(f"/cloud-uses/{use}/lost-registrations").json()


def answer(office: Office, use: str, who: str, **body: Any) -> Any:
    return office.as_(who).act(f"/cloud-uses/{use}/lost-registrations", body)


def test_the_end_is_told_ahead_and_moves_with_the_renewal(office: Office) -> None:
    _service, use = with_use(office)
    assert duties(office, use) == [("expiry", "planned", "2029-03-30")]
    taken(office, [entry(1, **MIHON, expires_on="2026-12-31", state="更新審査中")], fetched_on="2026-11-21")
    assert duties(office, use) == [("expiry", "dropped", "2029-03-30")]
    taken(office, [entry(1, **MIHON, expires_on="2026-12-15")], fetched_on="2026-11-22")
    assert ("expiry", "open", "2026-12-15") in duties(office, use)
    taken(office, [entry(1, **MIHON, expires_on="2029-03-31")], fetched_on="2026-11-23")
    assert duties(office, use) == [("expiry", "dropped", "2026-12-15"), ("expiry", "planned", "2029-03-30")]


def test_to_go_on_wants_a_written_judgement_and_a_head(office: Office) -> None:
    service, use = with_use(office)
    lost = suspend(office)
    assert ("suspended", "open", "2026-12-24") in duties(office, use)
    [told] = losses(office, use)["losses"]
    assert (told["cause_label"], told["answer"]) == ("登録の一時停止", None) and not losses(office, use)["registered"]
    body = WHY | {"registration_id": lost}
    assert answer(office, use, "misaki", **body).status_code == 403
    assert answer(office, use, "haru", **body).status_code == 403
    refused = answer(office, use, "kenichi", **body)
    assert (refused.status_code, refused.json()["code"]) == (422, "judgement_missing")
    judged(office, service, "unregistered")
    done = answer(office, use, "kenichi", **body)
    assert done.status_code == 200, done.text
    assert done.json()["losses"][0]["answer_label"] == "書面による判断により利用を続ける"
    assert ("suspended", "done", "2026-12-24") in duties(office, use)
    assert answer(office, use, "kenichi", **body).status_code == 409
    taken(office, [entry(1, **MIHON, state="一時停止", scope="別"), entry(2)], fetched_on="2026-11-24")
    assert [one for one in duties(office, use) if one[1] in ("open", "planned")] == []


def test_a_promised_end_is_a_duty_of_its_own(office: Office) -> None:
    _service, use = with_use(office)
    body = {"registration_id": suspend(office), "answer": "stop", "reason": "別のサービスに移るため。"}
    assert answer(office, use, "misaki", **body).status_code == 422
    assert answer(office, use, "misaki", **body, until="2026-11-01").status_code == 422
    assert answer(office, use, "misaki", **body, until="2027-01-29").status_code == 200
    assert ("stop", "open", "2027-01-29") in duties(office, use) and ("suspended", "done", "2026-12-24") in duties(office, use)
    taken(office, [entry(1, **MIHON), entry(2)], fetched_on="2026-11-24")
    assert ("stop", "dropped", "2027-01-29") in duties(office, use)
    [ahead] = losses(office, use)["losses"]
    assert (ahead["cause"], ahead["open"]) == ("expiry", False)


def test_whom_a_loss_is_about(office: Office) -> None:
    service, use = with_use(office)
    later = running(office, service, requested_at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    ended = running(office, service, status="ended")
    stopped = running(office, service, status="suspended", requested_at=datetime(2026, 11, 1, 1, 0, tzinfo=UTC))
    suspend(office)
    assert ("suspended", "open", "2026-12-24") in duties(office, use)
    assert ("suspended", "open", "2026-12-24") in duties(office, stopped)
    assert duties(office, ended) == duties(office, later) == []


def test_a_match_that_is_taken_back_or_confirmed_changes_the_duties(office: Office) -> None:
    service, use = with_use(office)
    path = f"/registrations/matches/{match_of(office, service, 'C26-0001-1')['id']}"
    suspend(office)
    assert office.as_(OFFICE).act(f"{path}/refuse", {"reason": "別のサービスのため。"}).status_code == 200
    assert {status for _cause, status, _on in duties(office, use)} == {"dropped"}
    assert office.as_("misaki").get(f"/cloud-uses/{use}/lost-registrations").json()["losses"] == []


def test_who_looked_at_an_older_version_is_told_so_first(office: Office) -> None:
    _service, use = with_use(office)
    body = {"registration_id": suspend(office), "answer": "stop", "reason": "別のサービスに移るため。", "until": "2027-01-29"}
    for who in ("misaki", "haru"):
        stale = office.as_(who).post(f"/cloud-uses/{use}/lost-registrations", body, etag='"99"')
        assert stale.status_code == 412, stale.text
