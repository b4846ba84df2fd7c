"""Applying for the use of a service: the draft, what is shown before the submission, the life after it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cloud_services.uses.records import (
    INTERNAL,
    ITEMS,
    PUBLIC,
    RESIDENTS,
    act,
    drafted,
    judged,
    managed,
    now,
    permitted,
    ready,
    revise,
    service,
    submission,
    submitted,
    terms,
)
from tests.support.app import Office


def test_from_the_draft_to_the_permission(office: Office) -> None:
    made = ready(office, service(office))
    assert (made["status"], made["class_code"], made["occasion_label"]) == ("draft", "2", "新規")
    assert made["ruling"]["outcome"] == "conditions"
    assert {one["key"] for one in made["ruling"]["conditions"]} >= {"responsibility_split", "written_judgement"}
    assert now(office, made["id"])["missing"] == []
    sent = act(office, made["id"], "submit", {"note": "利用してよろしいか伺います。"})
    assert (sent["status"], sent["outcome"]) == ("in_approval", "conditions")
    use = permitted(office, service(office, name="見本会議"), title="会議の開催")
    assert (use["status"], use["decision"], use["decision_label"]) == ("permitted", "conditional", "条件付承認")
    assert (use["decided_by_name"], use["decided_on"]) == ("仮名　次郎", "2026-11-24")
    assert use["confirm_on"] and use["rule_16_3"] is False
    duties = office.as_("misaki").get("/duties", params={"record_id": use["id"]}).json()["items"]
    assert {one["kind"] for one in duties} >= {"cloud.condition", "cloud.confirmation", "cloud.end"}


def test_the_applicant_sees_outcome_and_reasons_before_submitting(office: Office) -> None:
    made = drafted(office, service(office, judge=False), answers=RESIDENTS, form="standard_terms", person_count=50)
    shown = office.as_("misaki").get(f"/cloud-uses/{made['id']}/ruling").json()
    assert (shown["now"]["outcome"], shown["now"]["blocked"], shown["submitted"]) == ("exception", True, None)
    deciding = {one["key"]: one for one in shown["now"]["said"] if one["decides"]}
    assert {"r4", "r7"} <= deciding.keys()
    assert deciding["r4"]["source_label"] and deciding["r4"]["policy"] and deciding["r4"]["because"]
    assert shown["now"]["decided_by_label"]


def test_without_zone_and_form_there_is_no_ruling_yet(office: Office) -> None:
    made = drafted(office, service(office), zone=None, form=None)
    assert made["ruling"] is None
    refused = submission(office, made["id"])
    assert refused.status_code == 422
    assert "「接続元」、「契約形態」" in refused.json()["detail"]


def test_the_class_is_raised_freely_and_lowered_with_a_reason(office: Office) -> None:
    made = ready(office)
    assert revise(office, made["id"], chosen_class="3C").json()["class_code"] == "3C"
    lowered = revise(office, made["id"], chosen_class="1").json()
    assert (lowered["class_code"], lowered["derived_class"]) == ("1", "2")
    assert any("引き下げた理由" in one for one in lowered["missing"])
    explained = revise(office, made["id"], class_reason="会議の前に公表するため。").json()
    assert not any("引き下げた理由" in one for one in explained["missing"])


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"answers": {"unknown": True}}, "/answers/unknown"),
    ({"items": {"unknown": "x"}}, "/items/unknown"),
    ({"items": {"mfa": "はい"}}, "/items/mfa"),
    ({"items": {"encryption": "rot13"}}, "/items/encryption"),
    ({"chosen_class": "9"}, "/chosen_class"),
    ({"form": "lgwan_asp"}, "/form"),
    ({"ends_on": "2026-11-30"}, "/ends_on"),
    ({"terms_id": "019b0000-0000-7000-8000-000000000000"}, "/terms_id"),
    ({"contract_id": "019b0000-0000-7000-8000-000000000000"}, "/contract_id"),
    ({"title": None}, "/title"),
]


def test_every_wrong_value_is_named(office: Office) -> None:
    made = ready(office)
    for changes, pointer in FAULTS:
        answer = revise(office, made["id"], **changes)
        assert answer.status_code == 422, (changes, answer.text)
        assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert now(office, made["id"])["version"] == made["version"]


def test_what_is_refused_or_excepted_is_told_at_the_submission(office: Office) -> None:
    wanted = service(office)
    made = ready(office, wanted, answers=RESIDENTS, learns=True, person_count=50)
    assert "学習" in submission(office, made["id"]).json()["detail"]
    revise(office, made["id"], learns=False, form="standard_terms", terms_id=terms(office, wanted))
    assert "例外措置によってのみ" in submission(office, made["id"]).json()["detail"]
    given = {
        "exception_reason": "代わるものがない。",
        "exception_measures": "氏名を入力しない。",
        "exception_until": "2027-03-31",
    }
    revise(office, made["id"], **given)
    assert "例外措置の期限" in submission(office, made["id"]).json()["detail"]
    revise(office, made["id"], ends_on="2027-03-31")
    sent = submission(office, made["id"]).json()
    assert (sent["status"], sent["outcome"]) == ("in_approval", "exception")
    assert sent["ruling"]["decided_by"] == "cloud_use.permit_exception"


def test_terms_judgements_and_manager_come_before_the_submission(office: Office) -> None:
    wanted = service(office, judge=False)
    made = drafted(office, wanted)
    sentences: list[tuple[str, Callable[[], None]]] = [
        ("外国の法令", lambda: judged(office, wanted)),
        ("登録のないサービス", lambda: judged(office, wanted, "unregistered")),
        ("クラウドサービス管理者", lambda: managed(office, made["id"])),
    ]
    for sentence, step in sentences:
        refused = submission(office, made["id"])
        assert (refused.status_code, sentence in refused.json()["detail"]) == (422, True), refused.text
        step()
    revise(office, made["id"], answers=PUBLIC, form="standard_terms")
    assert "約款の控えがありません" in submission(office, made["id"]).json()["detail"]
    first = terms(office, wanted)
    assert "確かめた約款の控えを選んで" in submission(office, made["id"]).json()["detail"]
    revise(office, made["id"], terms_id=first)
    second = terms(office, wanted)
    assert "より新しい約款" in submission(office, made["id"]).json()["detail"]
    revise(office, made["id"], terms_id=second)
    sent = submission(office, made["id"]).json()
    assert (sent["outcome"], sent["ruling"]["decided_by"]) == ("permitted", "cloud_use.permit_light")


def test_one_section_does_not_apply_twice_and_another_is_told(office: Office) -> None:
    wanted = service(office)
    use = permitted(office, wanted)
    again = office.as_("sora").post("/cloud-uses", {"service_id": wanted, "title": "もう一つの利用"})
    assert (again.status_code, use["number"] in again.json()["detail"]) == (409, True)
    other = drafted(office, wanted, by="haru")
    assert [one["number"] for one in other["twins"]] == [use["number"]]
    assert any("健康推進課でも利用されています" in one for one in other["warnings"])


def test_two_drafts_of_one_section_are_not_both_submitted(office: Office) -> None:
    wanted = service(office)
    first, second = ready(office, wanted), ready(office, wanted, title="二つ目")
    act(office, first["id"], "submit", {"note": "伺います。"})
    refused = submission(office, second["id"])
    assert (refused.status_code, first["number"] in refused.json()["detail"]) == (422, True)


def test_what_is_permitted_all_staff_see_and_nothing_else(office: Office) -> None:
    wanted = service(office)
    use = submitted(office, wanted)
    assert office.as_("aoi").get(f"/cloud-uses/{use['id']}").status_code == 404
    assert office.as_("aoi").get("/cloud-uses").json()["items"] == []
    shown = permitted(office, service(office, name="見本会議"))
    assert [one["id"] for one in office.as_("aoi").get("/cloud-uses").json()["items"]] == [shown["id"]]
    assert office.as_("aoi").get(f"/cloud-uses/{shown['id']}").json()["available_actions"] == []
    assert (shown["application_visible"], shown["residual_risk"] != "") == (True, True)
    told = office.as_("aoi").get(f"/cloud-uses/{shown['id']}").json()
    assert (told["application_visible"], told["residual_risk"], told["items"], told["asked_items"]) == (False, "", {}, [])
    assert [one["key"] for one in told["ruling"]["conditions"]]
    found = office.as_("haru").get("/cloud-uses", params={"q": "見本会議"}).json()["items"]
    assert [one["id"] for one in found] == [shown["id"]]
    of_service = office.as_("haru").get(f"/cloud-services/{wanted}/uses", params={"live": True}).json()["items"]
    assert of_service == []


def test_items_unfold_where_they_matter(office: Office) -> None:
    public = drafted(office, service(office), answers=PUBLIC, items={})
    keys = {one["key"] for one in public["asked_items"]}
    assert "mfa" not in keys and "ai_settings" not in keys
    heavier = revise(office, public["id"], answers=INTERNAL).json()
    assert "mfa" in {one["key"] for one in heavier["asked_items"]}
    assert any("多要素認証" in one for one in heavier["missing"])
    chat = drafted(office, service(office, name="見本生成", kinds=["generative_ai"]), answers=PUBLIC)
    assert "ai_settings" in {one["key"] for one in chat["asked_items"]}
    assert [one["answer"] for one in chat["asked_items"] if one["key"] == "ai_checked"] == ["はい"]


@pytest.mark.parametrize("occasion", ["change", "renewal"])
def test_a_change_and_a_renewal_begin_from_the_last_application(office: Office, occasion: str) -> None:
    use = permitted(office)
    path = f"/cloud-uses/{use['id']}/applications"
    made = office.as_("misaki").post(path, {"occasion": occasion})
    assert made.status_code == 201, made.text
    next_one = made.json()
    assert (next_one["occasion"], next_one["previous_number"], next_one["items"]) == (occasion, use["number"], ITEMS)
    assert next_one["starts_on"] == {"change": "2026-12-01", "renewal": "2027-12-01"}[occasion]
    assert office.as_("misaki").post(path, {"occasion": occasion}).status_code == 409
    revised = revise(office, next_one["id"], user_count=20, ends_on="2028-11-30").json()
    told = {one["item"]: (one["before"], one["after"]) for one in revised["changes"]}
    assert told["利用者数"] == ("8", "20")
    assert told["利用期間の終期"] == ("令和9年11月30日", "令和10年11月30日")
    assert "利用の名称" not in told
    blocked = next(one for one in now(office, use["id"])["available_actions"] if one["action"] == "start_ending")
    assert next_one["number"] in blocked["blocked_because"]
    act(office, next_one["id"], "withdraw", {"reason": "今の利用で足りるため。"})
    assert act(office, use["id"], "start-ending", {"reason": "業務を終えたため。"})["status"] == "ending"
