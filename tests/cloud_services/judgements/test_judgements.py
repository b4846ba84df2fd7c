"""Written judgements: by whom, how long they hold, and what must be judged again while a service is in use."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from govapi.cloud_services.judgements.following.rules import Newest, Renewal, Review, Running, due
from govapi.cloud_services.judgements.following.service import recount
from govapi.cloud_services.judgements.queries import disclosure_on, unregistered_ok
from govapi.cloud_services.judgements.rules import said
from govapi.cloud_services.judgements.tables import CloudJudgement
from govapi.edge.transaction import reading
from govapi.kit.clock import JST
from govapi.policy.loading import default_policy
from tests.assessments.jobs import run
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.support.app import CODE, Office
from tests.support.copies import writes

SAFE = {"kind": "disclosure", "acceptable": True, "text": "情報は国内にのみ保存され、準拠法は日本法である。"}


def judged(office: Office, service: str, who: str = "ren", **changes: Any) -> Any:
    return office.as_(who).post(f"/cloud-services/{service}/judgements", SAFE | changes)


def test_an_officer_judges_and_is_named(office: Office) -> None:
    service = registered(office)["id"]
    answer = judged(office, service, "jiro")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["judged_name"], made["judged_post"]) == ("仮名　次郎", "総務部部長")
    assert (made["judged_on"], made["valid_until"], made["holds"]) == ("2026-11-24", "2028-11-24", True)
    assert made["said_label"] == "おそれがないと判断"
    with reading(office.database, CODE) as session:
        known = [
            disclosure_on(session, UUID(service), day) for day in (date(2026, 11, 23), date(2028, 11, 24), date(2028, 11, 25))
        ]
        assert known == ["unjudged", "no", "unjudged"]
        assert not unregistered_ok(session, UUID(service), date(2026, 11, 24))
    assert judged(office, service, acceptable=False, valid_until="2026-12-31").status_code == 201
    rows = office.as_("sora").get(f"/cloud-services/{service}/judgements").json()["items"]
    assert [row["holds"] for row in rows] == [True, False]
    with reading(office.database, CODE) as session:  # the older one does not come back when the newer runs out
        assert [disclosure_on(session, UUID(service), day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [
            "yes",
            "unjudged",
        ]


@pytest.mark.parametrize(
    ("who", "changes", "status"),
    [
        ("misaki", {}, 403),
        ("kenichi", {}, 403),  # what the application of his own section rests on
        ("michiko", {}, 403),
        ("machine:documents-system", {}, 403),
        ("ren", {"judged_on": "2026-11-25"}, 422),
        ("ren", {"valid_until": "2026-11-23"}, 422),
        ("ren", {"text": ""}, 422),
        ("ren", {"kind": "taste"}, 422),
        ("akira", {"kind": "unregistered", "acceptable": False}, 201),
    ],
)
def test_who_may_judge_and_what(office: Office, who: str, changes: dict[str, Any], status: int) -> None:
    assert judged(office, registered(office)["id"], who, **changes).status_code == status


def duties(office: Office) -> list[tuple[str, str, str]]:
    found = office.as_("ren").get("/duties", params={"kind": "cloud.judgement"}).json()["items"]
    return sorted((one["status"], one["due_on"], one["noun"]) for one in found)


def test_what_a_running_use_rests_on_is_judged_again(office: Office) -> None:
    service = registered(office)
    judged(office, service["id"])
    assert duties(office) == []  # nobody uses it
    running(office, service["id"], decided_on=date(2026, 11, 24))
    judged(office, service["id"], kind="unregistered", valid_until="2027-01-08")
    assert duties(office) == [("open", "2027-01-08", "cloud_service"), ("planned", "2028-11-24", "cloud_service")]
    judged(office, service["id"], acceptable=False)
    assert duties(office)[:2] == [("done", "2028-11-24", "cloud_service"), ("open", "2026-12-24", "cloud_use")]
    judged(office, service["id"])
    assert ("dropped", "2026-12-24", "cloud_use") in duties(office)
    before = duties(office)
    assert run(office, recount) == run(office, recount) == 1
    assert duties(office) == before


POLICY = default_policy()
USE = Running(UUID(int=1), "2", "internet", "individual", False, False, date(2026, 4, 1))
GOOD = Newest(UUID(int=9), True, date(2026, 4, 1), date(2027, 3, 31))


def test_what_is_due_follows_from_the_rules() -> None:
    def of(kind: Any, newest: Newest | None, *uses: Running, registered: bool = False) -> Any:
        return list(due(kind, newest, uses, POLICY, registered=registered))

    assert of("disclosure", GOOD) == []
    assert of("disclosure", None, replace(USE, class_code="1")) == []
    assert of("disclosure", None, replace(USE, class_code=None)) == []
    assert of("disclosure", None, USE) == [Renewal("disclosure", None, date(2026, 5, 1))]
    assert of("disclosure", GOOD, USE) == [Renewal("disclosure", GOOD.id, date(2027, 3, 31))]
    bad = replace(GOOD, acceptable=False)
    assert of("disclosure", bad, USE) == [Review("disclosure", GOOD.id, USE.id, date(2026, 5, 1))]
    assert of("unregistered", GOOD, USE) == [Renewal("unregistered", GOOD.id, date(2027, 3, 31))]
    assert of("unregistered", GOOD, USE, registered=True) == []
    assert of("unregistered", None, replace(USE, zone="lgwan")) == []  # refused anyway: a judgement mends nothing


def test_a_judgement_holds_from_its_day_to_its_last() -> None:
    assert said(None, date(2026, 4, 1)) is None
    for day, holds in ((date(2026, 3, 31), None), (date(2026, 4, 1), True), (date(2027, 3, 31), True), (date(2027, 4, 1), None)):
        assert said(GOOD, day) is holds


def test_a_judgement_that_ran_out_is_overdue(office: Office) -> None:
    service = registered(office)
    running(office, service["id"], decided_on=date(2026, 11, 24))
    judged(office, service["id"], valid_until="2026-12-01")
    office.clock.go_to(datetime(2027, 1, 5, 10, tzinfo=JST))
    assert ("open", "2026-12-01", "cloud_service") in duties(office)
    with reading(office.database, CODE) as session:
        assert disclosure_on(session, UUID(service["id"]), date(2027, 1, 5)) == "unjudged"


def test_one_older_than_all_that_are_listed_is_taken_and_does_not_hold(office: Office) -> None:
    service = registered(office)["id"]
    with writes(office) as session:
        for _ in range(200):
            row = CloudJudgement(
                service_id=UUID(service),
                kind="disclosure",
                acceptable=True,
                text="国内に保存される。",
                judged_on=date(2026, 11, 24),
                valid_until=date(2028, 11, 24),
                judged_name="例示　明",
                judged_post="情報政策課課長",
            )
            session.add(row)
    answer = judged(office, service, judged_on="2026-11-20")
    assert (answer.status_code, answer.json()["holds"]) == (201, False)
