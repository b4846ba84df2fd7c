"""The register of regulations over the API: dated texts, who reads what, who has none, and the yearly look."""

from datetime import date
from typing import Any
from uuid import UUID

from govapi.admin.regulations.annexes.rows import DERIVED
from govapi.admin.regulations.annexes.tables_of import PARTS, annexes
from govapi.admin.regulations.paper import paper
from govapi.admin.regulations.service import recount
from govapi.documents.regulations.queries import standing
from govapi.documents.regulations.shaping import COVERED
from govapi.edge.transaction import reading
from govapi.people.queries import actor_of
from govapi.policy.loading import default_policy
from govapi.policy.schema.base import SourceKind
from govapi.policy.store import current
from tests.admin.regulations import enact, in_force, register, send_text
from tests.assessments.jobs import run
from tests.files.samples import pdf
from tests.support.app import CODE, Office

TODAY = date(2026, 11, 24)


def told(office: Office, kind: str, by: str = "misaki", **query: Any) -> Any:
    items = office.as_(by).get("/regulations/standing", params=query).json()["items"]
    return next(one for one in items if one["kind"] == kind)


def duties(office: Office, path: str) -> list[tuple[str, str]]:
    record = path.rsplit("/", 1)[1]
    items = office.as_("ren").get("/duties", params={"kind": "regulation.review", "record_id": record}).json()["items"]
    return [(one["status"], one["due_on"]) for one in items]


def test_a_kind_without_a_text_in_force_is_missing(office: Office) -> None:
    assert told(office, "cloud_rules")["missing"] is True
    path = register(office)
    assert told(office, "cloud_rules")["missing"] is True
    text = enact(office, path)
    now = told(office, "cloud_rules")
    assert (now["missing"], now["title"], now["effective_on"]) == (False, "架空市クラウドサービス利用規程", "2026-04-01")
    assert told(office, "cloud_rules", on="2026-03-31")["missing"] is True
    kept = office.as_("misaki").get(f"{text}/content")
    assert kept.content == pdf()
    assert kept.headers["ETag"].strip('"') == office.as_("misaki").get(text).json()["sha256"]
    record = office.as_("misaki").get(path).json()
    assert (record["state_label"], record["covers"], record["layer"]) == ("施行中", ["cloud_rules", "cloud_conditions"], "rule")
    assert record["available_actions"] == []


def test_the_next_text_takes_the_place_of_the_last(office: Office) -> None:
    path = in_force(office)
    assert send_text(office, path).status_code == 409
    assert send_text(office, path, effective_on="2026-03-01").status_code == 422
    enact(office, path, enacted_on="2026-11-01", effective_on="2027-04-01", edition="令和9年訓令第1号")
    texts = office.as_("misaki").get(f"{path}/texts").json()["items"]
    assert [(one["effective_on"], one["ends_on"], one["in_force"]) for one in texts] == [
        ("2027-04-01", None, False),
        ("2026-04-01", "2027-04-01", True),
    ]
    assert told(office, "cloud_rules", on="2027-03-31")["edition"] == "令和8年訓令第3号"
    assert told(office, "cloud_rules", on="2027-04-01")["edition"] == "令和9年訓令第1号"
    listed = office.as_("misaki").get("/regulations", params={"in_force_on": "2026-03-31"}).json()["items"]
    assert listed == []


def test_repealed_it_is_missing_again_and_needs_no_look(office: Office) -> None:
    path = in_force(office)
    assert duties(office, path) == [("planned", "2027-04-01")]
    early = office.as_("ren").act(f"{path}/repeal", {"repealed_on": "2026-04-01", "reason": "統合するため"})
    assert early.status_code == 409
    done = office.as_("ren").act(f"{path}/repeal", {"repealed_on": "2027-01-01", "reason": "統合するため"})
    assert done.status_code == 200
    assert done.json()["state"] == "in_force"
    assert told(office, "cloud_rules", on="2027-01-01")["missing"] is True
    assert duties(office, path) == [("dropped", "2027-04-01")]
    text = office.as_("ren").get(f"{path}/texts").json()["items"][0]
    back = office.as_("ren").patch(f"{path}/texts/{text['id']}", {"repealed_on": None}, etag=f'"{text["version"]}"')
    assert back.json()["repealed_on"] is None
    assert duties(office, path) == [("planned", "2027-04-01")]


def test_a_text_recorded_by_mistake_never_was_in_force(office: Office) -> None:
    path = in_force(office)
    wrong = enact(office, path, enacted_on="2026-10-20", effective_on="2026-11-01")
    assert duties(office, path) == [("done", "2027-04-01"), ("planned", "2027-11-01")]
    assert office.as_("ren").act(f"{wrong}/withdraw", {"reason": "別の規程のファイルのため"}).status_code == 200
    assert office.as_("misaki").get(path).json()["in_force"]["effective_on"] == "2026-04-01"
    assert sorted(duties(office, path)) == [("done", "2027-04-01"), ("dropped", "2027-11-01"), ("planned", "2027-04-01")]
    assert office.as_("ren").act(f"{wrong}/withdraw", {"reason": "もう一度"}).status_code == 409
    enact(office, path, enacted_on="2026-10-20", effective_on="2026-11-01")  # the right one on the same day


def test_a_look_that_changes_nothing_settles_the_duty(office: Office) -> None:
    path = in_force(office)
    given = {"reviewed_on": "2026-11-20", "result": "運用に支障がないため、改正しない。"}
    assert office.as_("ren").act(f"{path}/review", given).json()["review_on"] == "2027-11-20"
    assert duties(office, path) == [("done", "2027-04-01"), ("planned", "2027-11-19")]
    assert office.as_("ren").act(f"{path}/review", given | {"reviewed_on": "2026-11-25"}).status_code == 422
    assert office.as_("ren").act(f"{register(office)}/review", given).status_code == 409


def test_only_those_who_keep_it_write(office: Office) -> None:
    assert office.as_("misaki").post("/regulations", {"title": "健康推進課の手順", "layer": "procedure"}).status_code == 201
    path = in_force(office)
    etag = office.as_("misaki").get(path).headers["ETag"]
    assert office.as_("misaki").patch(path, {"title": "別の名称"}, etag=etag).status_code == 403
    assert send_text(office, path, by="misaki", effective_on="2026-12-01").status_code == 403
    assert office.as_("mio").patch(path, {"title": "別の名称"}, etag=etag).json()["title"] == "別の名称"
    assert office.as_("mio").patch(path, {"remark": "二重"}, etag=etag).status_code == 412
    other = office.as_("misaki").post(
        "/regulations", {"title": "他課の規程", "department_id": str(office.town.departments["tax"])}
    )
    assert other.status_code == 403


def test_a_restricted_one_is_not_there_for_others(office: Office) -> None:
    health = str(office.town.departments["health"])
    path = in_force(office, title="極秘実施手順", publicity="restricted", department_id=health)
    assert office.as_("misaki").get(path).status_code == 200
    assert office.as_("akira").get(path).status_code == 200
    for stranger in ("haru", "taro", "shinji", "tadashi"):
        assert office.as_(stranger).get(path).status_code == 404
        assert office.as_(stranger).get(f"{path}/texts").status_code == 404
        assert office.as_(stranger).get("/regulations").json()["items"] == []
        assert "極秘実施手順" not in office.as_(stranger).get("/search", params={"q": "実施手順"}).text
        assert "極秘実施手順" not in office.as_(stranger).get("/duties").text
        one = told(office, "cloud_rules", by=stranger)
        assert (one["missing"], one["title"], one["regulation_id"]) == (False, "クラウドサービス利用規程", None)
    found = office.as_("misaki").get("/search", params={"q": "実施手順"}).json()["items"]
    assert [one["noun"] for one in found] == ["regulations"]
    with reading(office.database, CODE) as session:
        policy = current(session, TODAY).policy
        nobody = standing(session, policy, "cloud_rules", TODAY)
        assert nobody is not None
        assert nobody.url == ""
        ren = standing(session, policy, "cloud_rules", TODAY, actor=actor_of(session, "ren", TODAY))
        assert ren is not None
        assert ren.url == path
        assert standing(session, policy, "tiers", TODAY) is None


def test_the_recount_follows_the_interval_of_a_new_policy_set(office: Office) -> None:
    path, ren = in_force(office), office.as_("ren")
    files = ren.get(f"/policy-sets/{ren.get('/policy-sets/current').json()['id']}/files").json()["files"]
    name = next(one for one in files if one.endswith("regulating.yaml"))
    files[name] = "review_every_months: 6\n" + files[name].replace("review_every_months: 12\n", "")
    assert ren.post("/policy-sets", {"files": files, "note": "半年ごとに見直す。"}).status_code == 201
    for _ in range(2):
        assert run(office, recount) == 1
        assert duties(office, path) == [("open", "2026-10-01")]


def test_the_paper_says_what_the_page_says(office: Office) -> None:
    path = in_force(office)
    record = UUID(path.rsplit("/", 1)[1])
    with reading(office.database, CODE) as session:
        stored, ren = current(session, TODAY), actor_of(session, "ren", TODAY)
        facts: Any = paper(session, ren, stored, record, "regulation_annex", TODAY).facts
    assert facts["regulation"]["effective_on"] == date(2026, 4, 1)
    shown = office.as_("misaki").get(f"{path}/annexes").json()["items"]
    assert [one["title"] for one in facts["annexes"]] == [one["title"] for one in shown]
    rows = facts["annexes"][0]["rows"]
    assert [list(row.values())[:4] for row in rows] == [row["columns"] for row in shown[0]["rows"]]
    assert office.as_("misaki").post(f"{path}/documents", {"template": "regulation_annex"}).status_code == 403
    made = office.as_("ren").post(f"{path}/documents", {"template": "regulation_annex"})
    assert made.status_code == 201, made.text
    secret = in_force(office, publicity="restricted")
    assert office.as_("ren").post(f"{secret}/documents", {"template": "regulation_annex"}).status_code == 409


def test_every_part_is_a_table_whose_rows_say_where_they_come_from() -> None:
    policy = default_policy()
    assert set(PARTS) == set(COVERED)
    tables = annexes(policy)
    assert {one.part for one in tables} == set(PARTS)
    for row in [row for one in tables for row in one.rows]:
        assert all((row.first, row.second, row.third, row.fourth)), row
        if row.source_label != DERIVED:
            assert row.needs_confirmation == (row.source_label == "初期値（要確認）")
            assert row.needs_confirmation or row.source_label in [kind.value for kind in SourceKind]
    ranges, rules = [one for one in tables if one.part == "cloud_rules"][:2]
    assert len(rules.rows) == len(policy.cloud.rules)
    individual = next(row for row in ranges.rows if row.first.startswith("インターネット") and row.second == "個別契約")
    assert individual.third.startswith("利用できる：機密性１。条件付き：機密性２。例外措置のみ：機密性３Ｃ。")
