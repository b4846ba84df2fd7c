"""Deciding on a use: the route by class, what became harder in the meantime, exceptions, and what follows a permission."""

from datetime import datetime
from typing import Any
from uuid import UUID

from govapi.approvals.tables import Approval
from govapi.cloud_services.deciding.service import recount
from govapi.cloud_services.needs.service import retell
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.people.actor import system
from govapi.policy.loading import default_policy, from_json, to_json
from govapi.policy.service import adopt
from tests.assessments.jobs import run
from tests.cloud_services.events.test_events import told
from tests.cloud_services.registrations.lists import confirmed, entry, taken
from tests.cloud_services.uses.records import PUBLIC, RESIDENTS, act, judged, now, permitted, revise, service, submitted, terms
from tests.support.app import CODE, Office
from tests.support.copies import writes
from tests.support.life import HOLDERS, circulation, decide

EXCEPTION = {
    "answers": RESIDENTS,
    "person_count": 50,
    "exception_reason": "代わるものがない。",
    "exception_measures": "氏名を入力しない。",
    "exception_until": "2027-03-31",
    "ends_on": "2027-03-31",
}


def route(office: Office, use: Any) -> list[str]:
    """Who sits on the route, in order."""
    return [HOLDERS[step["post_title"]] for step in circulation(office, use["id"])["steps"]]


def agree(office: Office, use: Any) -> str:
    """Everybody before the decider agrees; the id of the circulation."""
    approval = circulation(office, use["id"])
    for step in approval["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"/approvals/{approval['id']}/agree").status_code == 200
    return str(approval["id"])


def follow_up(office: Office, use: Any, occasion: str, **changes: Any) -> Any:
    """A permitted change or renewal."""
    made = office.as_("misaki").post(f"/cloud-uses/{use['id']}/applications", {"occasion": occasion}).json()
    if changes:
        assert revise(office, made["id"], **changes).status_code == 200
    act(office, made["id"], "submit", {"note": "伺います。"})
    decide(office, made["id"])
    return now(office, made["id"])


def test_who_decides_follows_the_class_and_the_exception(office: Office) -> None:
    wanted = service(office)
    light = submitted(office, wanted, answers=PUBLIC, terms_id=terms(office, wanted))
    assert route(office, light) == ["sachi", "kenichi"]
    decide(office, light["id"])
    assert now(office, light["id"])["decision"] == "approved"
    heavier = submitted(office, service(office, name="見本会議"))
    assert route(office, heavier) == ["kenichi", "akira", "jiro"]
    excepted = submitted(office, service(office, name="見本予約"), **EXCEPTION)
    assert route(office, excepted) == ["kenichi", "akira", "jiro", "hanako"]
    decide(office, excepted["id"])
    assert now(office, excepted["id"])["decision_label"] == "例外措置"


def test_an_exception_is_decided_by_its_officer_in_person(office: Office) -> None:
    use = submitted(office, service(office), **EXCEPTION)
    approval = agree(office, use)
    deputy = {"absent_reason": "出張のため", "urgent": True}
    for who in ("taro", "jiro"):
        refused = office.as_(who).act(f"/approvals/{approval}/decide-for", deputy)
        assert refused.status_code == 403, refused.text
    outside = {"decided_on": "2026-11-24", "post_title": "部長", "name": "仮名　次郎", "mode": "代決", "reference": "情第1号"}
    refused = office.as_("kenichi").act(f"/approvals/{approval}/record-outside", outside)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_officer")
    named = outside | {"post_title": "副市長", "name": "見本　花子", "mode": "専決"}
    recorded = office.as_("kenichi").act(f"/approvals/{approval}/record-outside", named)
    assert recorded.status_code == 200, recorded.text
    use = now(office, use["id"])
    assert (use["status"], use["decided_by_post"], use["decision"]) == ("permitted", "副市長", "excepted")


def test_whoever_applies_does_not_decide(office: Office) -> None:
    wanted = service(office)
    use = submitted(office, wanted, answers=PUBLIC, terms_id=terms(office, wanted))
    with writes(office) as session:
        row = find(session, Approval, UUID(circulation(office, use["id"])["id"]))
        row.applied_by = office.town.people["kenichi"]
    approval = circulation(office, use["id"])["id"]
    assert office.as_("sachi").act(f"/approvals/{approval}/agree").status_code == 200
    refused = office.as_("kenichi").act(f"/approvals/{approval}/decide")
    assert (refused.status_code, refused.json()["code"]) == (403, "four_eyes")


def test_what_became_harder_is_returned_not_permitted(office: Office) -> None:
    wanted = service(office)
    use = submitted(office, wanted)
    approval = agree(office, use)
    judged(office, wanted, acceptable=False)
    shown = now(office, use["id"])
    assert "開示されるおそれがあると判断された" in shown["harder"]
    refused = office.as_("jiro").act(f"/approvals/{approval}/decide")
    assert refused.status_code == 422
    assert "申請の後に、判定が厳しくなりました" in refused.json()["detail"]
    assert now(office, use["id"])["status"] == "in_approval"
    returned = office.as_("jiro").act(f"/approvals/{approval}/return", {"reason": "判断を確かめてください。"})
    assert returned.status_code == 200, returned.text
    draft = now(office, use["id"])
    assert (draft["status"], [one["label"] for one in draft["badges"]]) == ("draft", ["差戻し"])
    assert draft["ruling"]["outcome"] == "refused"


def test_a_written_judgement_withdrawn_in_the_meantime_bars_the_permission(office: Office) -> None:
    wanted = service(office)
    use = submitted(office, wanted)
    approval = agree(office, use)
    judged(office, wanted, "unregistered", acceptable=False)
    refused = office.as_("jiro").act(f"/approvals/{approval}/decide")
    assert (refused.status_code, "書面による判断" in refused.json()["detail"]) == (422, True)


def test_refused_returned_and_pulled_back(office: Office) -> None:
    use = submitted(office)
    decide(office, use["id"], "reject")
    use = now(office, use["id"])
    assert (use["status"], use["decision_label"], use["decided_by_name"]) == ("refused", "不承認", "仮名　次郎")
    other = submitted(office, service(office, name="見本会議"))
    approval = circulation(office, other["id"])["id"]
    assert office.as_("misaki").act(f"/approvals/{approval}/pull-back").status_code == 200
    other = now(office, other["id"])
    assert (other["status"], other["badges"]) == ("draft", [])


def test_a_change_ends_the_use_before_at_once(office: Office) -> None:
    use = permitted(office)
    office.clock.go_to(datetime(2027, 1, 12, 10, tzinfo=JST))
    changed = follow_up(office, use, "change", user_count=20)
    before = now(office, use["id"])
    assert (before["status"], before["follower_number"]) == ("superseded", changed["number"])
    assert changed["previous_number"] == use["number"]
    assert now(office, changed["id"], "aoi")["previous_number"] == ""  # what is over, only those whom it concerns see
    manager = office.as_("misaki").get(f"/cloud-uses/{changed['id']}/managers").json()["items"]
    assert [one["post_title"] for one in manager] == ["健康推進課課長"]
    duties = office.as_("misaki").get("/duties", params={"record_id": use["id"]}).json()["items"]
    assert {one["status"] for one in duties} <= {"done", "dropped"}


def test_what_was_met_before_is_not_asked_again_unless_the_ruling_changed(office: Office) -> None:
    wanted = service(office)
    use = permitted(office, wanted)
    office.clock.go_to(datetime(2027, 1, 12, 10, tzinfo=JST))
    path = f"/cloud-uses/{use['id']}/conditions"
    asked = [one for one in office.as_("misaki").get(path).json()["items"] if one["due"] != "submission"]
    met = asked[0]
    assert office.as_("misaki").act(f"{path}/{met['id']}/meet", {"note": "設定の画面を確かめた。"}).status_code == 200
    assert office.as_("akira").act(f"{path}/{met['id']}/check", {"satisfied": True}).status_code == 200
    changed = follow_up(office, use, "change", user_count=20)
    rows = office.as_("misaki").get(f"/cloud-uses/{changed['id']}/conditions").json()["items"]
    states = {one["key"]: (one["state"], one["met_note"]) for one in rows if one["due"] != "submission"}
    assert states.pop(met["key"]) == ("checked", f"{use['number']}から引継ぎ。設定の画面を確かめた。")
    assert {state for state, _note in states.values()} <= {"open"}
    owed = office.as_("misaki").get("/duties", params={"record_id": changed["id"]}).json()["items"]
    assert not any(met["label"] in one["title"] for one in owed if one["kind"] == "cloud.condition")
    taken(office, [entry(1, service_name="見本チャット", provider_name="Mihon Cloud Inc."), entry(2)], fetched_on="2027-01-10")
    confirmed(office, wanted, "C26-0001-1")
    other = follow_up(office, changed, "change", user_count=30)
    rows = office.as_("misaki").get(f"/cloud-uses/{other['id']}/conditions").json()["items"]
    assert {one["state"] for one in rows if one["due"] != "submission"} == {"open"}


def test_a_renewal_takes_over_on_its_first_day(office: Office) -> None:
    use = permitted(office)
    office.clock.go_to(datetime(2027, 11, 1, 10, tzinfo=JST))
    renewed = follow_up(office, use, "renewal", ends_on="2028-11-30")
    assert [one["label"] for one in renewed["badges"]] == ["開始前"]
    assert run(office, recount) == 0
    assert now(office, use["id"])["status"] == "permitted"
    office.clock.go_to(datetime(2027, 12, 1, 10, tzinfo=JST))
    assert (run(office, recount), run(office, recount)) == (1, 0)
    assert (now(office, use["id"])["status"], now(office, renewed["id"])["badges"]) == ("superseded", [])


def test_stopped_by_the_security_office_and_not_resumed_while_the_rules_refuse(office: Office) -> None:
    wanted = service(office)
    use = permitted(office, wanted)
    stopped = act(office, use["id"], "suspend", {"reason": "事故の調査のため。"}, "ren")
    assert stopped["status"] == "suspended"
    judged(office, wanted, acceptable=False)
    refused = office.as_("mio").act(f"/cloud-uses/{use['id']}/resume", {"reason": "調査が終わったため。"})
    assert (refused.status_code, "再開できません" in refused.json()["detail"]) == (422, True)
    judged(office, wanted)
    assert act(office, use["id"], "resume", {"reason": "調査が終わったため。"}, "mio")["status"] == "permitted"


def test_a_head_takes_back_his_own_stop_alone(office: Office) -> None:
    use, reason = permitted(office)["id"], {"reason": "調査のため。"}
    act(office, use, "suspend", reason, "hanako")
    refused = office.as_("kenichi").act(f"/cloud-uses/{use}/resume", reason)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    act(office, use, "resume", reason, "ren")
    act(office, use, "suspend", reason, "kenichi")
    assert act(office, use, "resume", reason, "kenichi")["status"] == "permitted"


def test_a_registration_lost_while_the_application_circulates(office: Office) -> None:
    wanted = service(office, judge=False)
    judged(office, wanted)
    entries = [entry(1, service_name="見本チャット", provider_name="Mihon Cloud Inc."), entry(2)]
    taken(office, entries, fetched_on="2026-11-20")
    confirmed(office, wanted, "C26-0001-1")
    use = submitted(office, wanted)
    assert (use["ruling"]["registered"], use["harder"]) == (True, None)
    approval = agree(office, use)
    taken(office, [entries[0] | {"state": "一時停止"}, entries[1]], fetched_on="2026-11-24")
    shown = now(office, use["id"])
    assert [one["key"] for one in shown["badges"]] == ["registration_lost"]
    refused = office.as_("jiro").act(f"/approvals/{approval}/decide")
    assert (refused.status_code, "条件が加わりました" in refused.json()["detail"]) == (422, True)
    taken(office, entries, fetched_on="2026-11-24")
    assert office.as_("jiro").act(f"/approvals/{approval}/decide").status_code == 200
    listed = office.as_("haru").get("/cloud-uses", params={"live": True}).json()["items"]
    assert [(one["status"], [badge["key"] for badge in one["badges"]]) for one in listed] == [("permitted", ["not_begun"])]


def test_what_a_new_permit_owes_is_a_duty_at_once(office: Office) -> None:
    wanted = service(office, judge=False)
    judged(office, wanted)
    taken(office, [entry(1, service_name="見本チャット", provider_name="Mihon Cloud Inc.", expires_on="2026-12-20"), entry(2)])
    confirmed(office, wanted, "C26-0001-1")
    use = submitted(office, wanted)
    told(office, wanted, answer_by="2026-12-11")
    decide(office, use["id"])
    kinds = {"cloud.registration", "cloud.event"}
    duties = office.as_("misaki").get("/duties", params={"record_id": use["id"]}).json()["items"]
    owed = sorted((one["kind"], one["due_on"]) for one in duties if one["kind"] in kinds)
    assert owed == [("cloud.event", "2026-12-11"), ("cloud.registration", "2026-12-18")]  # the working day before


def test_what_is_decided_late_begins_on_the_day_of_the_decision(office: Office) -> None:
    late = submitted(office, ends_on="2027-01-31")
    over = submitted(office, service(office, name="見本会議"), ends_on="2026-12-31")
    office.clock.go_to(datetime(2027, 1, 12, 10, tzinfo=JST))
    decide(office, late["id"])
    assert now(office, late["id"])["starts_on"] == "2027-01-12"
    refused = office.as_("jiro").act(f"/approvals/{agree(office, over)}/decide")
    assert (refused.status_code, "既に終わっている" in refused.json()["detail"]) == (422, True)


def stricter(office: Office) -> None:
    """From today on 情報政策課 asks another way whether 多要素認証 is there, and no unregistered service is used."""
    content = to_json(default_policy())
    rule = next(one for one in content["cloud"]["rules"] if one["key"] == "r13_unregistered")
    rule["outcome"] = "refused"
    item = next(one for one in content["cloud"]["items"] if one["key"] == "mfa")
    item["label"] = "改めた質問"
    with writes(office) as session:
        adopt(session, system(CODE), from_json(content), note="見直し", today=office.clock.today())


def test_a_stricter_policy_set_counts_at_the_decision_and_old_applications_keep_their_questions(office: Office) -> None:
    use = permitted(office)
    waiting = submitted(office, service(office, name="見本会議"))
    stricter(office)
    refused = office.as_("jiro").act(f"/approvals/{agree(office, waiting)}/decide")
    assert (refused.status_code, "「利用できない」" in refused.json()["detail"]) == (422, True)
    shown = now(office, use["id"])
    assert "「利用できない」" in shown["harder"]
    assert "改めた質問" not in {one["label"] for one in shown["asked_items"]}
    assert (run(office, retell), run(office, retell)) == (2, 0)
    duties = office.as_("misaki").get("/duties", params={"record_id": use["id"]}).json()["items"]
    [look] = [one for one in duties if one["cause"] == "rules"]
    assert (look["status"], look["due_on"], "「利用できない」" in look["cause_label"]) == ("open", "2026-12-24", True)
    with writes(office) as session:
        adopt(session, system(CODE), default_policy(), note="元に戻す", today=office.clock.today())
    run(office, retell)
    assert office.as_("misaki").get(f"/duties/{look['id']}").json()["status"] == "dropped"
    stricter(office)
    change = office.as_("misaki").post(f"/cloud-uses/{use['id']}/applications", {"occasion": "change"}).json()
    assert "改めた質問" in {one["label"] for one in change["asked_items"]}
