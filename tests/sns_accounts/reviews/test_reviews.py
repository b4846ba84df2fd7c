"""The yearly review of an account: planned, taken, followed by what its result asks for."""

from datetime import date
from typing import Any

from tests.sns_accounts.officers.accounts import duties as duties_of
from tests.sns_accounts.officers.accounts import go_to, name, running
from tests.sns_accounts.standing import becomes, opened, watching_system
from tests.support.app import Office
from tests.support.web import signed_in


def duties(office: Office, path: str, kind: str = "sns.review") -> list[tuple[str, str]]:
    return duties_of(office, path.rsplit("/", 1)[1], kind)


def answered(office: Office, path: str, bad: tuple[str, ...] = (), **values: Any) -> dict[str, Any]:
    """The answers to every check, not as it should be where ``bad`` says so."""
    asked = office.as_("misaki").get(f"{path}/review-sheet").json()["questions"]
    given = [
        {"key": one["key"], "answer": one["good"] is not (one["key"] in bad), "note": "確認中" if one["key"] in bad else ""}
        for one in asked
    ]
    return {"answers": given, "result": "continue", **values}


def test_a_review_is_taken_once_a_year(office: Office) -> None:
    path = opened(office)
    sheet = office.as_("aoi").get(f"{path}/review-sheet").json()
    assert (sheet["turn"], sheet["due_on"], sheet["opens_on"]) == (1, "2027-11-24", "2027-10-25")
    assert duties(office, path) == [("planned", "2027-11-24")]
    assert not {"takes_information", "outsourced"} & {one["key"] for one in sheet["questions"]}
    go_to(office, date(2027, 11, 1))
    given = answered(office, path)
    machine = office.as_(watching_system(office)).post(f"{path}/reviews", given)
    assert (machine.status_code, office.as_("aoi").post(f"{path}/reviews", given).status_code) == (403, 403)
    bare = office.as_("misaki").post(f"{path}/reviews", given | {"answers": []})
    assert (bare.status_code, len(bare.json()["errors"])) == (422, len(given["answers"]))
    made = office.as_("misaki").post(f"{path}/reviews", given)
    assert (made.status_code, made.json()["due_on"], made.json()["next_on"]) == (201, "2027-11-24", "2028-11-01")
    assert office.as_("misaki").get(made.headers["Location"].removeprefix("/api/v1")).json() == made.json()
    assert office.as_("misaki").post(f"{path}/reviews", given).status_code == 409  # the form sent twice
    assert duties(office, path) == [("done", "2027-11-24"), ("planned", "2028-11-01")]
    assert office.as_("aoi").get(f"{path}/reviews").status_code == 404  # how an account is secured is not for everybody
    assert len(office.as_("akira").get(f"{path}/reviews").json()["items"]) == 1
    closed = f"/sns-accounts/{running(office, 'closed')}"
    assert office.as_("misaki").post(f"{closed}/reviews", given).status_code == 409


def test_what_is_wrong_is_put_right_by_its_day(office: Office) -> None:
    path = opened(office)
    goes_on = office.as_("misaki").post(f"{path}/reviews", answered(office, path, ("listed",)))
    assert [one["pointer"] for one in goes_on.json()["errors"]] == ["/result"]
    given = answered(office, path, ("listed",), result="correct", correct_by="2026-12-10")
    made = office.as_("misaki").post(f"{path}/reviews", given).json()
    assert duties(office, path, "sns.check") == [("open", "2026-12-10")]
    one = f"{path}/reviews/{made['id']}"
    fixed = {"corrected_on": "2026-11-24", "note": "公式サイトに掲載した。"}
    assert office.as_("misaki").post(f"{one}/correction", fixed, etag='"9"').status_code == 412
    early = office.as_("misaki").act(f"{one}/correction", fixed | {"corrected_on": "2026-11-23"})
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/corrected_on")
    done = office.as_("sachi").act(f"{one}/correction", fixed)
    assert (done.status_code, done.json()["corrected_name"]) == (200, "見本　幸")
    assert duties(office, path, "sns.check") == [("done", "2026-12-10")]
    assert office.as_("misaki").act(f"{one}/correction", fixed).status_code == 409


def test_what_a_result_asks_for_is_settled_by_doing_it(office: Office) -> None:
    path = opened(office)
    assert office.as_("misaki").post(f"{path}/reviews", answered(office, path, result="pause")).status_code == 201
    assert [status for status, _day in duties(office, path)] == ["done", "planned", "open"]
    becomes(office, path, "paused", pause_kind="own")
    assert [status for status, _day in duties(office, path)] == ["done", "planned", "done"]
    go_to(office, date(2026, 11, 25))
    corrected = answered(office, path, ("profile",), result="correct", correct_by="2026-12-10")
    assert office.as_("misaki").post(f"{path}/reviews", corrected).status_code == 201  # also while it is paused
    becomes(office, path, "closing")
    assert {status for status, _day in duties(office, path)} == {"done", "dropped"}
    assert duties(office, path, "sns.check") == [("dropped", "2026-12-10")]


def test_the_officer_of_another_section_reviews(office: Office) -> None:
    path = opened(office)
    given = answered(office, path)
    assert office.as_("aoi").post(f"{path}/reviews", given).status_code == 403
    assert name(office, path, "schools-staff", "2026-11-24").status_code == 201
    assert office.as_("aoi").post(f"{path}/reviews", given).status_code == 201


def test_the_pages(office: Office) -> None:
    path = opened(office)
    browser = signed_in(office, "misaki")
    assert "年次の確認（第1回）" in browser.get(f"{path}/reviews/new").text
    given = answered(office, path, ("listed",), result="correct", correct_by="令和8年12月10日")
    fields = {"result": given["result"], "note": ""}
    for index, one in enumerate(given["answers"]):
        fields |= {f"answers.{index}.{field}": str(value).lower() if field == "answer" else value for field, value in one.items()}
    refused = browser.post(f"{path}/reviews/new", fields)
    assert (refused.status, "是正の期日を入力してください" in refused.text) == (422, True)
    assert browser.post(f"{path}/reviews/new", fields | {"correct_by": given["correct_by"]}).status == 303
    (made,) = office.as_("misaki").get(f"{path}/reviews").json()["items"]
    shown = browser.get(f"{path}/reviews/{made['id']}")
    assert "是正を記録する" in shown.text
    assert signed_in(office, "aoi").get(f"{path}/reviews/{made['id']}").status == 404
    browser.get(f"{path}/reviews/{made['id']}/correction")
    assert (
        browser.post(f"{path}/reviews/{made['id']}/correction", {"corrected_on": "令和8年11月24日", "note": "掲載した。"}).status
        == 303
    )
    assert "掲載した。" in browser.get(f"{path}/reviews/{made['id']}").text
