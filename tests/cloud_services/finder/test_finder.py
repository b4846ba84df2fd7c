"""Any member of staff asks what may be used for some information: the rules by form, and the permitted uses that take it in."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.edge.transaction import writing
from govapi.people.tables import Department
from tests.support.app import CODE, Office
from tests.support.web import signed_in

PUBLISHED = "answers.handles_information=true&answers.already_public=all_public&answers.residents_data=false"
PARTLY = "answers.handles_information=true&answers.already_public=partly&answers.residents_data=false"
INFORMATION = {"class_code": "2", "zone": "internet"}


@pytest.fixture
def uses(office: Office) -> dict[str, UUID]:
    """Uses of one service, each different in one thing; only "fits" takes in unpublished information from the internet side."""
    with writing(office.database, CODE, office.clock) as session:
        section = session.get_one(Department, office.town.departments["health"])
        place: Any = {"organ_id": section.organ_id, "department_id": section.id, "department_path": section.path}
        service = CloudService(
            number="サービス-00001", name="見本ストレージ", name_key="見本ストレージ", provider_name="Example Inc.", kinds=["saas"],
            **place,
        )  # fmt: skip
        session.add(service)
        session.flush()
        made = {}
        for number, (name, more) in enumerate(VARIANTS.items()):
            row = CloudUse(**{**FITS, **more}, number=f"利用-{number}", title=f"{name}の利用", service_id=service.id, **place)
            session.add(row)
            session.flush()
            made[name] = row.id
        fits = made["fits"]
        session.add(CloudCondition(use_id=fits, position=1, label="責任分界", text="責任分界を書面で定めること。", due="use"))
        post = office.town.posts["health-head"]
        session.add(CloudManager(use_id=fits, post_id=post, from_date=date(2026, 4, 1), named_name="仮名　健一"))
    return made


FITS: dict[str, Any] = {"status": "permitted", "class_code": "2", "zone": "internet", "form": "individual"}
VARIANTS: dict[str, dict[str, Any]] = {
    "fits": {"ruling": {"registered": True}},
    "heavier": {"class_code": "3C", "personal": True},
    "lighter": {"class_code": "1"},
    "lgwan": {"zone": "lgwan", "form": "lgwan_asp"},
    "suspended": {"status": "suspended"},
    "applied": {"status": "in_approval"},
    "over": {"ends_on": date(2026, 11, 23)},
    "later": {"starts_on": date(2026, 11, 25)},
}


def test_only_uses_that_take_it_in_today_are_shown(office: Office, uses: dict[str, UUID]) -> None:
    found = office.as_("kotoha").get("/cloud-uses/permissible", params=INFORMATION).json()
    assert {one["id"] for one in found["uses"]} == {str(uses["fits"]), str(uses["heavier"])}
    fits = next(one for one in found["uses"] if one["id"] == str(uses["fits"]))
    assert fits["conditions"] == ["責任分界を書面で定めること。"]
    assert fits["manager"] == {"section": "健康推進課", "post_title": "健康推進課課長", "name": "仮名　健一"}
    assert [one["key"] for one in fits["badges"]] == ["registration_lost"]
    personal = office.as_("kotoha").get("/cloud-uses/permissible", params={**INFORMATION, "personal": True}).json()
    assert {one["id"] for one in personal["uses"]} == {str(uses["heavier"])}
    first = office.as_("kotoha").get("/cloud-uses/permissible", params={**INFORMATION, "limit": 1}).json()
    then = office.as_("kotoha").get("/cloud-uses/permissible", params={**INFORMATION, "cursor": first["next_cursor"]}).json()
    assert [one["id"] for one in (*first["uses"], *then["uses"])] == [str(uses["heavier"]), str(uses["fits"])]


def test_the_rules_are_told_by_form_with_their_source(office: Office) -> None:
    found = office.as_("kotoha").get("/cloud-uses/permissible", params=INFORMATION).json()
    forms = {one["form"]: one["ruling"] for one in found["forms"]}
    assert forms["standard_terms"]["outcome"] == "exception"
    assert forms["standard_terms"]["said"][0]["source_label"] == "総務省"
    assert forms["individual"]["outcome_label"] == "条件を付けて利用できる"
    assert forms["individual"]["conditions"][0]["due_label"] == "利用を始めるまで"
    assert found["regulation"] is None


def test_answers_settle_the_class_and_wrong_ones_are_refused(office: Office) -> None:
    person = office.as_("kotoha")
    asked = {"zone": "internet", "answers": "handles_information:true,residents_data:true"}
    found = person.get("/cloud-uses/permissible", params=asked).json()
    assert (found["class_code"], found["personal"]) == ("3C", True)
    assert found["unanswered"] and found["because"]
    for wrong in (
        {"zone": "internet", "class_code": "9"},
        {"zone": "internet", "answers": "no_such_question:true"},
        {"zone": "internet", "answers": "residents_data:maybe"},
        {"zone": "internet", "answers": "residents_data:true", "class_code": "2"},
        {"zone": "moon"},
    ):
        assert person.get("/cloud-uses/permissible", params=wrong).status_code == 422, wrong


def test_the_page_answers_from_its_address(office: Office, uses: dict[str, UUID]) -> None:
    person = signed_in(office, "kotoha")
    empty = person.get("/cloud/finder")
    assert "使えるサービスを調べる" in empty.text and "契約形態ごとの扱い" not in empty.text
    page = person.get(f"/cloud/finder?{PARTLY}&zone=internet")
    assert "自治体機密性２" in page.text and "未整備" in page.text
    assert f"/cloud-uses/{uses['fits']}" in page.links() and f"/cloud-uses/{uses['lighter']}" not in page.links()
    assert "健康推進課課長" in page.text and "責任分界を書面で定めること。" in page.text
    assert "公表されていない情報を含むため" in page.text and "初期値（要確認）" in page.text
    light = person.get(f"/cloud/finder?{PUBLISHED}&zone=internet")
    assert f"/cloud-uses/{uses['lighter']}" in light.links()
    nothing = person.get(f"/cloud/finder?{PARTLY}&zone=my_number")
    assert "承認を受けている利用は、ありません" in nothing.text


def test_what_the_page_cannot_read_it_says(office: Office) -> None:
    person = signed_in(office, "kotoha")
    assert "入力内容に1件の誤りがあります" in person.get("/cloud/finder?zone=moon").text
    assert "1件の誤り" in person.get("/cloud/finder?zone=internet&answers.residents_data=maybe").text
    assert person.get("/cloud/finder?utm=x").status == 200


def test_a_stranger_learns_nothing_of_how_to_ask(office: Office) -> None:
    for token in ("stranger", "misaki!contracts:read"):
        for params in ({}, {"class_code": "2", "answers": "residents_data:true"}):
            assert office.as_(token).get("/cloud-uses/permissible", params=params).status_code == 403
    assert office.as_("misaki").get("/cloud-uses/permissible").json()["zone"] == "internet"
