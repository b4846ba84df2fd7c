"""An account that was taken over, or imitated: the steps of the playbook with times and evidence, and no end before the last."""

from typing import Any

from govapi.measures.playbooks.rules import kind_fault
from tests.files.samples import pdf
from tests.sns_accounts.standing import opened
from tests.support.app import Office
from tests.support.web import signed_in

INCIDENT = {
    "kind": "hijack", "title": "公式アカウントの乗っ取り", "city_knew_at": "2026-11-24T09:30:00+09:00",
    "outline": "覚えのない発信があった。", "measures_taken": "ログインを解除した。",
}  # fmt: skip
DONE = {"done_at": "2026-11-24T09:45:00+09:00", "note": "見本のとおり行った。"}


def recorded(office: Office, by: str = "misaki", **given: Any) -> str:
    """The path of an incident on a running account."""
    account = opened(office).rsplit("/", 1)[1]
    made = office.as_(by).post("/incidents", INCIDENT | {"account_ids": [account]} | given)
    assert made.status_code == 201, made.text
    return f"/incidents/{made.json()['id']}"


def steps(office: Office, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.as_("misaki").get(f"{path}/steps").json()["items"]
    return found


def settle(
    office: Office, path: str, step: dict[str, Any], values: dict[str, str], *, file: bool = False, by: str = "misaki"
) -> Any:
    evidence: dict[str, Any] = {"file": ("画面.pdf", pdf(), "application/pdf")} if file else {}
    parts = evidence | {name: (None, value) for name, value in values.items()}
    return office.as_(by).request("POST", f"{path}/steps/{step['id']}", files=parts, etag=f'"{step["version"]}"')


def duty(office: Office) -> list[tuple[str, str]]:
    found = office.as_("misaki").get("/duties", params={"kind": "incident.playbook", "limit": 10}).json()["items"]
    return [(one["status"], one["title"]) for one in found]


def test_the_steps_are_laid_down_with_their_times(office: Office) -> None:
    path = recorded(office)
    found = steps(office, path)
    assert [one["step"] for one in found][:3] == ["detect", "report", "stop"]
    assert (found[0]["due_at"], found[0]["evidence"], found[0]["late"]) == ("2026-11-24T01:30:00Z", True, False)
    assert duty(office)[0][0] == "open" and "異常を確かめ" in duty(office)[0][1]
    office.as_("misaki").patch(
        path, {"city_knew_at": "2026-11-24T08:30:00+09:00"}, etag=office.as_("misaki").get(path).headers["ETag"]
    )
    assert (steps(office, path)[0]["due_at"], steps(office, path)[0]["late"]) == ("2026-11-24T00:30:00Z", True)


def test_what_the_record_of_a_step_must_hold(office: Office) -> None:
    path = recorded(office)
    first, second = steps(office, path)[:2]
    for values, pointer in (
        ({"note": "見本"}, "/done_at"),
        (DONE | {"not_needed_because": "不要"}, "/done_at"),
        (DONE | {"done_at": "2026-11-24T09:00:00+09:00"}, "/done_at"),
        (DONE | {"done_at": "2026-11-25T09:00:00+09:00"}, "/done_at"),
        (DONE, "/file"),
        (DONE | {"url": "javascript:alert(1)"}, "/url"),
    ):
        refused = settle(office, path, first, values)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer), values
    assert settle(office, path, first, DONE, file=True, by="haru").status_code in (403, 404)
    kept = settle(office, path, first, DONE, file=True)
    assert (kept.status_code, kept.json()["settled"], kept.json()["filename"]) == (200, True, "画面.pdf"), kept.text
    assert office.as_("misaki").get(f"{path}/steps/{first['id']}/content").content.startswith(b"%PDF")
    assert settle(office, path, first, DONE, file=True).status_code == 412
    assert settle(office, path, kept.json(), DONE, file=True).status_code == 409
    assert settle(office, path, kept.json(), DONE | {"note": "時刻を確かめた。"}).status_code == 200
    assert settle(office, path, second, {"not_needed_because": "責任者が自ら見付けたため"}).json()["late"] is False


def test_it_does_not_end_while_a_step_is_open(office: Office) -> None:
    path = recorded(office, kind="impersonation")
    clerk = office.as_("misaki")
    clerk.act(f"{path}/contain")
    offered = {one["action"]: one["blocked_because"] for one in clerk.get(path).json()["available_actions"]}
    head = {one["action"]: one["blocked_because"] for one in office.as_("kenichi").get(path).json()["available_actions"]}
    assert "close" not in offered or offered["close"]
    assert head["close"]
    for chain in clerk.get(path).json()["chain"]:
        told = {"step": chain["step"], "told_at": "2026-11-24T09:40:00+09:00", "told_by": "係長", "told_to": "課長"}
        clerk.post(f"{path}/tellings", told)
    clerk.patch(path, {"cause": "偽のアカウント", "prevention": "周知する。"}, etag=clerk.get(path).headers["ETag"])
    refused = office.as_("kenichi").act(f"{path}/close")
    assert (refused.status_code, "対応手順" in refused.json()["detail"]) == (422, True)
    for one in steps(office, path):
        assert settle(office, path, one, DONE, file=one["evidence"]).status_code == 200
    assert [status for status, _title in duty(office)] in ([], ["done"])
    assert office.as_("kenichi").act(f"{path}/close").status_code == 200


def test_public_relations_sees_and_works_on_it_and_other_sections_do_not(office: Office) -> None:
    path = recorded(office, by="hikaru")
    assert [office.as_(who).get(path).status_code for who in ("hiroshi", "misaki", "haru")] == [200, 200, 404]
    assert settle(office, path, steps(office, path)[1], DONE, by="hikaru").status_code == 200
    alone: dict[str, Any] = {**INCIDENT, "account_ids": []}
    assert office.as_("misaki").post("/incidents", alone).status_code == 422


def test_the_pages_lead_from_the_account_to_the_last_step(office: Office) -> None:
    account = opened(office)
    clerk = signed_in(office, "misaki")
    link = f"/incidents/new?account_id={account.rsplit('/', 1)[1]}&kind=hijack"
    assert link in clerk.get(account).links()
    assert "関係するアカウント" in clerk.get(link).text
    made = office.as_("misaki").post("/incidents", INCIDENT | {"account_ids": [account.rsplit("/", 1)[1]]}).json()
    path = f"/incidents/{made['id']}"
    shown = clerk.get(path)
    assert "乗っ取りへの対応" in shown.text and "緊急停止" in shown.text
    assert "事故対応中" in clerk.get(account).text
    step = f"{path}/steps/{steps(office, path)[0]['id']}"
    form = {"done_at": "2026-11-24T09:45", "note": "", "url": "", "not_needed_because": ""}
    assert clerk.get(step).status == 200
    assert clerk.post(step, form, files={"file": ("", b"", "")}).status == 422
    assert clerk.post(step, form, files={"file": ("画面.pdf", pdf(), "application/pdf")}).status == 303
    assert "画面.pdf" in clerk.get(path).text


def test_the_kind_of_an_incident_begins_a_playbook_and_never_leaves_it() -> None:
    assert kind_fault("other", "hijack", accounts=True) is None
    assert kind_fault("leak", "loss", accounts=False) is None
    for before, after, accounts in (("other", "hijack", False), ("hijack", "other", True), ("hijack", "impersonation", True)):
        assert kind_fault(before, after, accounts=accounts)
