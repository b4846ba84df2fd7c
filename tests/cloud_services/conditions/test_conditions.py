"""The conditions of a use over HTTP: from the ruling and from the route, met by the section, checked by 情報政策担当課."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.kit.clock import JST
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.cloud_services.uses.records import act, now, permitted, submitted
from tests.files import samples
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import decide

ADDED = {"label": "利用者の範囲", "text": "健診係の職員に限ること。", "due": "date", "due_days": 30, "proof": "利用者の一覧"}


def conditions(office: Office, use_id: str, by: str = "misaki") -> dict[str, Any]:
    """The conditions by key; added ones by their heading."""
    items = office.as_(by).get(f"/cloud-uses/{use_id}/conditions").json()["items"]
    return {one["key"] or one["label"]: one for one in items}


def duties(office: Office, use_id: str, kind: str = "cloud.condition") -> list[tuple[str, str, str]]:
    """(status, due day, title) of the duties of a kind, in the order in which they were planned."""
    asked = {"record_id": use_id, "kind": kind, "limit": 200}
    items = office.as_("akira").get("/duties", params=asked).json()["items"]
    return [(one["status"], one["due_on"], one["title"]) for one in sorted(items, key=lambda one: str(one["id"]))]


def step(office: Office, use_id: str, condition: Any, verb: str, body: Any, by: str) -> Any:
    return office.as_(by).act(f"/cloud-uses/{use_id}/conditions/{condition['id']}/{verb}", body)


def test_conditions_come_from_the_ruling_and_from_the_route(office: Office) -> None:
    use = submitted(office)
    path = f"/cloud-uses/{use['id']}/conditions"
    assert {"responsibility_split", "written_judgement"} <= conditions(office, use["id"]).keys()
    assert office.as_("misaki").post(path, ADDED).status_code == 403  # the applicant
    added = office.as_("akira").post(path, ADDED)
    assert (added.status_code, added.json()["added_by_name"], added.json()["due_label"]) == (
        201,
        "例示　明",
        "決定の日から30日以内",
    )
    second = office.as_("jiro").post(path, ADDED | {"label": "研修", "due": "use", "due_days": None})
    assert second.status_code == 201, second.text
    one = f"{path}/{second.json()['id']}"
    assert office.as_("jiro").request("DELETE", one, etag='"1"').status_code == 204
    of_a_rule = conditions(office, use["id"])["responsibility_split"]
    kept = office.as_("akira").request("DELETE", f"{path}/{of_a_rule['id']}", etag='"1"')
    assert kept.status_code == 409
    decide(office, use["id"])
    found, seen = conditions(office, use["id"]), now(office, use["id"])
    assert (seen["decision"], found["利用者の範囲"]["due_on"]) == ("conditional", "2026-12-24")
    assert (found["responsibility_split"]["due_on"], found["responsibility_split"]["blocks_start"]) == ("2026-12-01", True)
    assert found["written_judgement"]["state_label"] == "申請の時に確認"
    planned = {title: (status, due) for status, due, title in duties(office, use["id"])}
    assert len(planned) == len([one for one in found.values() if one["due"] != "submission"])
    assert planned["健診の予約の受付の利用の条件「利用者の範囲」"] == ("open", "2026-12-24")
    assert office.as_("akira").post(path, ADDED).status_code == 409  # decided


def test_what_was_returned_is_written_anew_and_the_added_stays(office: Office) -> None:
    use = submitted(office)
    assert office.as_("akira").post(f"/cloud-uses/{use['id']}/conditions", ADDED).status_code == 201
    before = conditions(office, use["id"])
    decide(office, use["id"], "return")
    act(office, use["id"], "submit", {"note": "改めて伺います。"})
    after = conditions(office, use["id"])
    assert after.keys() == before.keys()
    assert after["利用者の範囲"]["id"] == before["利用者の範囲"]["id"]
    assert after["responsibility_split"]["id"] != before["responsibility_split"]["id"]


def test_met_by_the_section_returned_met_again_and_checked(office: Office) -> None:
    use = permitted(office)
    one = conditions(office, use["id"])["responsibility_split"]
    given = {"met_on": "2026-11-24", "note": "契約書の別表に責任分界を定めた。"}
    assert step(office, use["id"], one, "meet", given, "akira").status_code == 403
    assert step(office, use["id"], one, "meet", given | {"met_on": "2026-11-25"}, "misaki").status_code == 422
    assert step(office, use["id"], one, "check", {"satisfied": True}, "akira").status_code == 409
    met = step(office, use["id"], one, "meet", given, "misaki").json()
    assert (met["state"], met["met_name"], met["blocks_start"]) == ("met", "架空　美咲", False)
    key = "健診の予約の受付の利用の条件「責任分界の取決め」"
    assert [status for status, _due, title in duties(office, use["id"]) if title == key] == ["done"]
    assert step(office, use["id"], one, "check", {"satisfied": False}, "akira").status_code == 422
    back = step(office, use["id"], one, "check", {"satisfied": False, "note": "写しがない。"}, "akira").json()
    assert (back["state"], back["returns"], back["check_note"]) == ("open", 1, "写しがない。")
    assert [status for status, _due, title in duties(office, use["id"]) if title == key] == ["done", "open"]
    step(office, use["id"], one, "meet", given, "misaki")
    checked = step(office, use["id"], one, "check", {"satisfied": True, "note": "写しを確かめた。"}, "akira").json()
    assert (checked["state_label"], checked["checked_name"]) == ("確認済み", "例示　明")
    assert [status for status, _due, title in duties(office, use["id"]) if title == key] == ["done", "done"]


def test_who_met_it_does_not_check_it(office: Office) -> None:
    use = running(office, str(registered(office)["id"]), "情報政策課")
    with writes(office) as session:
        session.add(CloudCondition(use_id=UUID(use), position=1, key="split", label="責任分界", text="定めること。", due="use"))
    [one] = conditions(office, use).values()
    assert step(office, use, one, "meet", {"note": "責任分界を定めた。"}, "akira").status_code == 200
    refused = step(office, use, one, "check", {"satisfied": True}, "akira")
    assert (refused.status_code, refused.json()["code"]) == (403, "four_eyes")
    assert step(office, use, one, "check", {"satisfied": True}, "mio").json()["checked_name"] == "仮名　澪"


def test_a_proof_is_kept_with_the_condition(office: Office) -> None:
    use = permitted(office)
    one = conditions(office, use["id"])["responsibility_split"]
    path = f"/cloud-uses/{use['id']}/conditions/{one['id']}/proof"
    file = {"file": ("責任分界表.pdf", samples.pdf(), "application/pdf")}
    assert office.as_("akira").request("POST", path, files=file).status_code == 403
    handed = office.as_("misaki").request("POST", path, files=file)
    assert (handed.status_code, handed.json()["evidence_name"]) == (201, "責任分界表.pdf")
    assert office.as_("akira").get(f"{path}/content").content == samples.pdf()


def test_the_use_has_begun_without_what_had_to_be_met(office: Office) -> None:
    use = permitted(office)
    assert not conditions(office, use["id"])["responsibility_split"]["overdue"]
    office.clock.go_to(datetime.combine(date(2026, 12, 1), time(10), JST))
    assert conditions(office, use["id"])["responsibility_split"]["overdue"]
