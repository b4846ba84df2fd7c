"""The guards of a use, the badges and warnings, and the items of an application: tables of cases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cloud_services.uses import rules
from govapi.cloud_services.uses.applying.rules import Axes, Change, asked_items, changes, in_words, item_faults, unanswered
from govapi.cloud_services.uses.rules import UseFacts
from govapi.cloud_services.uses.showing.rules import Circumstances, Standing, badges, warnings
from govapi.policy.loading import default_policy
from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.schema.cloud import Form, NetworkModel, Outcome, Zone

POLICY = default_policy()
CLASSES = [one.code for one in POLICY.classification.confidentiality]
TODAY = date(2026, 11, 24)
SOUND = CloudFacts("2", Zone.INTERNET, NetworkModel.ALPHA, Form.INDIVIDUAL, True, False, "no", False)
FINE = UseFacts(ruling=ruling(POLICY, SOUND))


def judged(**axes: object) -> UseFacts:
    return replace(FINE, ruling=ruling(POLICY, replace(SOUND, **axes)))  # type: ignore[arg-type]  # axes of CloudFacts


FAULTS = [
    (replace(FINE, service_fault="受付を終えています。"), "受付を終えています"),
    (replace(FINE, missing=("利用の目的及び業務",)), "「利用の目的及び業務」"),
    (replace(FINE, unanswered=("住民等の個人情報を含みますか。",)), "質問に答えて"),
    (replace(FINE, class_needs_reason=True), "引き下げた理由"),
    (replace(FINE, unanswered_items=("多要素認証",)), "「多要素認証」"),
    (replace(FINE, term_fault="始期"), "始期"),
    (replace(FINE, previous_fault="元の利用"), "元の利用"),
    (replace(FINE, twin="クラウド-2026-0001"), "クラウド-2026-0001"),
    (judged(disclosure="unjudged"), "判断を記録してから申請"),
    (judged(learns=True), "申請できません"),
    (judged(registered=False), "書面による判断"),
    (replace(FINE, exception_fault="例外措置の理由"), "例外措置の理由"),
    (replace(FINE, terms_fault="約款"), "約款"),
    (replace(FINE, has_manager=False), "クラウドサービス管理者"),
]


@pytest.mark.parametrize(("facts", "sentence"), FAULTS)
def test_each_lack_bars_the_submission_by_itself(facts: UseFacts, sentence: str) -> None:
    said = rules.sentences(facts)
    assert len(said) == 1
    assert sentence in said[0]


def test_nothing_bars_what_is_whole() -> None:
    assert rules.sentences(FINE) == []
    assert rules.sentences(replace(judged(registered=False), judged_safe=True)) == []


OUTCOMES = [
    ({}, {}, None),
    ({"registered": False}, {}, None),  # the ruling became easier
    ({}, {"registered": False}, "加わりました"),
    ({}, {"disclosure": "yes"}, "「利用できない」"),
    ({}, {"disclosure": "unjudged"}, "判断されていません"),
    ({"class_code": "1"}, {"class_code": "1"}, None),
]


@pytest.mark.parametrize(("before", "after", "sentence"), OUTCOMES)
def test_what_counts_as_harder(before: dict[str, object], after: dict[str, object], sentence: str | None) -> None:
    then, now = judged(**before).ruling, judged(**after).ruling
    assert then is not None and now is not None
    said = rules.harder(then.outcome, then.conditions, now)
    assert said is None if sentence is None else said is not None and sentence in said


@given(st.data())
def test_the_same_ruling_is_never_harder_than_itself(data: st.DataObject) -> None:
    facts = CloudFacts(
        class_code=data.draw(st.sampled_from(CLASSES)),
        zone=data.draw(st.sampled_from(Zone)),
        model=data.draw(st.sampled_from(NetworkModel)),
        form=data.draw(st.sampled_from(Form)),
        registered=data.draw(st.booleans()),
        learns=data.draw(st.booleans()),
        disclosure=data.draw(st.sampled_from(["no", "yes"])),
        personal=data.draw(st.booleans()),
    )
    found = ruling(POLICY, facts)
    assert rules.harder(found.outcome, found.conditions, found) is None


def test_what_was_barred_when_it_was_entered_has_not_become_harder() -> None:
    barred, free = judged(disclosure="unjudged").ruling, judged().ruling
    assert barred is not None and free is not None and barred.blocked and not free.blocked
    assert rules.harder(barred.outcome, barred.conditions, barred, blocked=True) is None
    assert rules.harder(free.outcome, barred.conditions, barred, blocked=False) is not None
    refused = judged(disclosure="yes").ruling
    assert refused is not None and "「利用できない」" in str(
        rules.harder(barred.outcome, barred.conditions, refused, blocked=True)
    )


EXCEPTIONS = [
    (Outcome.CONDITIONS, "", "", None, None, None),
    (Outcome.EXCEPTION, "", "対策", date(2027, 3, 31), date(2027, 3, 31), "例外措置の理由"),
    (Outcome.EXCEPTION, "理由", "", None, date(2027, 3, 31), "「代わりに講ずる対策」、「例外措置の期限」"),
    (Outcome.EXCEPTION, "理由", "対策", date(2026, 11, 23), date(2026, 11, 23), "今日以後"),
    (Outcome.EXCEPTION, "理由", "対策", date(2027, 3, 31), None, "令和9年3月31日"),
    (Outcome.EXCEPTION, "理由", "対策", date(2027, 3, 31), date(2027, 4, 1), "令和9年3月31日"),
    (Outcome.EXCEPTION, "理由", "対策", date(2027, 3, 31), date(2027, 3, 31), None),
]


@pytest.mark.parametrize(("outcome", "reason", "measures", "until", "ends_on", "sentence"), EXCEPTIONS)
def test_what_an_exception_wants(
    outcome: Outcome, reason: str, measures: str, until: date | None, ends_on: date | None, sentence: str | None
) -> None:
    said = rules.exception_fault(outcome, reason, measures, until, ends_on, TODAY)
    assert said is None if sentence is None else said is not None and sentence in said


def test_nothing_is_used_before_it_is_permitted() -> None:
    assert "承認の前" in str(rules.term_fault(date(2026, 11, 23), None, TODAY))
    assert "始期以後" in str(rules.term_fault(date(2026, 12, 2), date(2026, 12, 1), TODAY))
    assert rules.term_fault(TODAY, TODAY, TODAY) is None


RUNNING = Standing("permitted", False, False, date(2026, 4, 1), date(2027, 10, 1), date(2027, 4, 1), True, True, 30, 90)
BADGES = [
    ({}, []),
    ({"status": "draft", "returned": True}, ["returned"]),
    ({"migrated": True}, ["migrated"]),
    ({"starts_on": date(2026, 11, 25)}, ["not_begun"]),
    ({"ends_on": date(2026, 11, 23)}, ["expired"]),
    ({"ends_on": TODAY}, ["expiring"]),
    ({"confirm_on": date(2026, 12, 24)}, ["to_confirm"]),
    ({"confirm_on": date(2026, 12, 25)}, []),
    ({"registered_now": False}, ["registration_lost"]),
    ({"registered_now": False, "registered_then": False}, []),
    ({"status": "ended", "ends_on": date(2026, 11, 23)}, []),
]


@pytest.mark.parametrize(("changes_", "keys"), BADGES)
def test_what_the_day_makes_true(changes_: dict[str, object], keys: list[str]) -> None:
    assert [one.key for one in badges(replace(RUNNING, **changes_), TODAY)] == keys  # type: ignore[arg-type]  # fields of Standing


def test_warnings_stand_in_no_way() -> None:
    quiet = Circumstances("permitted", True, True, (), ())
    assert warnings(quiet) == []
    assert "契約が結び付けられていません" in warnings(replace(quiet, has_contract=False))[0]
    assert "「責任分界の取決め」" in warnings(replace(quiet, open_conditions=("責任分界の取決め",)))[0]
    assert "住民等から" in warnings(replace(quiet, status="draft", unsaid_residents=True))[0]
    assert "税務課でも" in warnings(replace(quiet, status="draft", other_sections=("税務課",)))[0]


def test_items_unfold_by_class_form_kind_zone_and_personal_data() -> None:
    light = Axes("1", False, "standard_terms", "internet", frozenset({"saas"}))
    heavy = Axes("3C", True, "individual", "lgwan", frozenset({"saas", "generative_ai", "messaging"}))
    few, many = ({one.key for one in asked_items(POLICY.cloud, POLICY.classification, axes)} for axes in (light, heavy))
    assert few < many
    assert {"mfa", "ai_settings", "destination", "personal_notice", "encryption_key"} <= many - few
    nothing = asked_items(POLICY.cloud, POLICY.classification, Axes(None, False, None, None, frozenset()))
    assert {one.key for one in nothing} <= few


ANSWERS = [
    ("mfa", True, True),
    ("mfa", "true", False),
    ("mfa", 1, False),
    ("encryption", "stored", True),
    ("encryption", "x", False),
    ("route", "回線", True),
    ("route", True, False),
    ("route", "あ" * 2001, False),
    ("route", "\x00", False),
    ("route", "", True),
    ("unknown", "x", False),
]


@pytest.mark.parametrize(("key", "answer", "sound"), ANSWERS)
def test_answers_are_of_their_kind(key: str, answer: bool | int | str, sound: bool) -> None:
    faults = item_faults(POLICY.cloud, {key: answer})
    assert [one.pointer for one in faults] == ([] if sound else [f"/{key}"])


def test_required_items_without_an_answer_are_named() -> None:
    items = [one for one in POLICY.cloud.items if one.key in ("mfa", "route", "log_period")]
    assert unanswered(items, {"mfa": False, "route": ""}) == [one.label for one in items if one.key == "route"]
    assert [in_words(one, {"mfa": False}.get(one.key)) for one in items if one.key == "mfa"] == ["いいえ"]


def test_changes_are_told_in_words() -> None:
    before, after = {"利用者数": "8", "予算科目": "款4"}, {"利用の名称": "受付", "利用者数": "20"}
    assert changes(before, after) == [
        Change("利用の名称", "", "受付"),
        Change("利用者数", "8", "20"),
        Change("予算科目", "款4", ""),
    ]
    assert changes(after, after) == []
