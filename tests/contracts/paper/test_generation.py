"""Making a contract's papers over HTTP: frozen, numbered, refused by name, and never seen from another town."""

import hashlib
from typing import Any

from govapi.documents.content_controls import clauses_in, unfilled_marks
from tests.contracts.paper.jobs import CLEANING, HEALTH, branch_of, concluded, drafted, second_town, venture_of
from tests.contracts.test_main_path import JOB
from tests.support.app import Office

SPEC = {"template": "security_spec"}


def made(office: Office, path: str, key: str, who: str = "misaki") -> dict[str, Any]:
    answer = office.as_(who).post(f"{path}/documents", {"template": key})
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


def file_of(office: Office, document: dict[str, Any], who: str = "misaki") -> bytes:
    answer = office.as_(who).get(f"/documents/{document['id']}/file")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def test_a_paper_is_frozen_with_its_hashes_and_the_next_is_the_next_edition(office: Office) -> None:
    path = drafted(office)
    first = made(office, path, "security_spec")
    data = file_of(office, first)
    assert (first["number"], first["edition"], first["superseded"]) == ("文書-2026-0001", 1, False)
    assert (first["sha256"], first["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert unfilled_marks(data) == []
    etag = office.as_("misaki").get(path).headers["ETag"]
    assert office.as_("misaki").patch(path, {"place": "架空市庁舎別館"}, etag=etag).status_code == 200
    second = made(office, path, "security_spec")
    assert (second["number"], second["edition"]) == ("文書-2026-0002", 2)
    assert second["facts_sha256"] != first["facts_sha256"]
    again = office.as_("misaki").get(f"/documents/{first['id']}").json()
    assert again["superseded"] is True
    assert again["facts"]["contract"]["place"] == HEALTH["place"]
    assert file_of(office, first) == data


def test_the_paper_carries_exactly_the_required_clauses_and_the_ledger_says_where(office: Office) -> None:
    path = drafted(office)
    spec = {
        one.key for one in clauses_in(file_of(office, made(office, path, "security_spec"))) if not one.key.startswith("standing_")
    }
    personal = {one.key for one in clauses_in(file_of(office, made(office, path, "personal_info")))}
    rows = office.as_("misaki").get(f"{path}/clauses").json()["items"]
    required = {row["key"] for row in rows if row["required"]}
    assert spec | personal == required
    assert not spec & personal
    assert personal == {"personal_info"}
    places = {row["key"]: (row["document"], row["article"]) for row in rows}
    assert places["policy_compliance"][0] == "security_spec"
    assert places["policy_compliance"][1].startswith("第")
    assert "から" in places["personal_info"][1]


def test_missing_clauses_and_facts_are_named(office: Office) -> None:
    path = drafted(office, {**HEALTH, "place": "", "information": []}, clauses=False)
    refused = office.as_("misaki").post(f"{path}/documents", SPEC)
    assert refused.status_code == 422
    assert refused.json()["code"] == "facts_missing"
    told = "".join(error["message"] for error in refused.json()["errors"])
    assert "「取り扱う情報の種類」" in told
    assert "「条項「報告」」" in told
    listed = office.as_("misaki").get(f"{path}/documents").json()
    assert listed["items"] == []
    spec = next(paper for paper in listed["papers"] if paper["key"] == "security_spec")
    assert spec["may_generate"] is False
    nda = next(paper for paper in listed["papers"] if paper["key"] == "nda")
    assert "委託先の商号又は名称" in [one["label"] for one in nda["missing"]]


def test_a_cleaning_job_needs_few_papers(office: Office) -> None:
    path = drafted(office, CLEANING)
    papers = {paper["key"]: paper for paper in office.as_("misaki").get(f"{path}/documents").json()["papers"]}
    assert {key for key, paper in papers.items() if paper["needed"]} == {"security_spec", "nda"}
    refused = office.as_("misaki").post(f"{path}/documents", {"template": "personal_info"})
    assert (refused.status_code, refused.json()["code"]) == (422, "paper_not_needed")
    data = file_of(office, made(office, path, "security_spec"))
    assert {one.key for one in clauses_in(data) if not one.key.startswith("standing_")} == {
        "policy_compliance", "responsible_scope_place", "confidentiality", "resubcontract", "reporting", "breach_damages",
    }  # fmt: skip


def test_a_small_contract_has_an_acceptance_form(office: Office) -> None:
    path = drafted(office)
    concluded(office, path, amount=990_000)
    document = made(office, path, "acceptance")
    assert unfilled_marks(file_of(office, document)) == []
    facts = office.as_("misaki").get(f"/documents/{document['id']}").json()["facts"]
    assert (facts["contract"]["amount"], facts["contract"]["tax"]) == (990_000, 90_000)


def test_branch_and_joint_venture_sign_as_they_are(office: Office) -> None:
    path = drafted(office)
    concluded(office, path)
    branch_of(office, path)
    contractor = office.as_("misaki").get(f"/documents/{made(office, path, 'nda')['id']}").json()["facts"]["contractor"]
    assert (contractor["office_name"], contractor["representative_title"]) == ("架空支店", "支店長")
    venture = drafted(office)
    concluded(office, venture)
    venture_of(office, venture)
    contractor = office.as_("misaki").get(f"/documents/{made(office, venture, 'nda')['id']}").json()["facts"]["contractor"]
    assert [member["role"] for member in contractor["members"]] == ["代表構成員", "構成員"]


def test_the_download_is_saved_under_its_japanese_name(office: Office) -> None:
    path = drafted(office)
    document = made(office, path, "security_spec")
    answer = office.as_("misaki").get(f"/documents/{document['id']}/file")
    number = office.as_("misaki").get(path).json()["number"]
    assert document["file_name"] == f"{number}_情報セキュリティ特記仕様書_第1版.docx"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%E5%A5%91%E7%B4%84" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"] == f'"{document["sha256"]}"'
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats-officedocument.wordprocessingml")


def test_who_may_not_see_or_make(office: Office) -> None:
    second_town(office)
    path = drafted(office)
    document = made(office, path, "security_spec")
    neighbour = office.as_("haru")  # another section of the same bureau: sees, but may not make
    assert neighbour.get(f"/documents/{document['id']}").status_code == 200
    assert neighbour.post(f"{path}/documents", SPEC).status_code == 403
    for who in ("daiki", "misaki@479918"):  # another bureau; another town
        stranger = office.as_(who)
        answers = [
            stranger.get(f"/documents/{document['id']}"),
            stranger.get(f"/documents/{document['id']}/file"),
            stranger.get(f"{path}/documents"),
            stranger.post(f"{path}/documents", SPEC),
        ]
        assert [answer.status_code for answer in answers] == [404] * 4
        assert stranger.get("/documents").json()["items"] == []
    listed = office.as_("misaki").get("/documents", params={"kind": "security_spec"}).json()["items"]
    assert [row["id"] for row in listed] == [document["id"]]
    assert office.as_("misaki").get("/documents", params={"kind": "nda"}).json()["items"] == []


def test_who_has_to_decide_sees_the_papers(office: Office) -> None:
    path = drafted(office, {**HEALTH, **JOB, "predetermined_price": 600_000_000})
    document = made(office, path, "security_spec")
    mayor = office.as_("taro")
    assert mayor.get(f"/documents/{document['id']}").status_code == 404
    submitted = office.as_("misaki").act(f"{path}/submit-plan", {"note": "次のとおり施行してよろしいか伺います。"})
    assert submitted.status_code == 200, submitted.text
    assert mayor.get(f"/documents/{document['id']}").status_code == 200
    assert file_of(office, document, "taro") == file_of(office, document)
    assert [row["id"] for row in mayor.get("/documents").json()["items"]] == [document["id"]]


def test_a_template_of_one_town_is_not_seen_in_another(office: Office) -> None:
    second_town(office)
    ours = office.as_("misaki").get("/templates").json()["items"]
    theirs = office.as_("misaki@479918").get("/templates").json()["items"]
    assert {row["key"] for row in ours} == {row["key"] for row in theirs}
    assert not {row["id"] for row in ours} & {row["id"] for row in theirs}
    assert office.as_("misaki@479918").get(f"/templates/{ours[0]['id']}/file").status_code == 404


def test_a_repeated_request_makes_one_paper(office: Office) -> None:
    path = drafted(office)
    answers = [
        office.as_("misaki").post(f"{path}/documents", SPEC, headers={"Idempotency-Key": "生成-1".encode().hex()})
        for _ in range(2)
    ]
    assert [answer.json()["number"] for answer in answers] == ["文書-2026-0001"] * 2
    assert len(office.as_("misaki").get(f"{path}/documents").json()["items"]) == 1


def test_papers_of_a_failed_contract_are_not_made(office: Office) -> None:
    path = drafted(office)
    concluded(office, path, status="failed")
    refused = office.as_("misaki").post(f"{path}/documents", SPEC)
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")


def test_an_unknown_kind_is_refused(office: Office) -> None:
    refused = office.as_("misaki").post(f"{drafted(office)}/documents", {"template": "no_such_paper"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/template")
