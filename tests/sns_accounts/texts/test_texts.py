"""The procedure and the policy of an account: put in force by its section, kept in the register, missed as a duty."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from govapi.db.session import find
from govapi.people.actor import system
from govapi.policy.store import current
from govapi.sns_accounts.deciding.service import in_force
from govapi.sns_accounts.tables import SnsAccount
from tests.files.samples import pdf
from tests.sns_accounts.standing import opened
from tests.support.app import CODE, Office
from tests.support.copies import writes
from tests.support.web import signed_in


def enacted(office: Office, path: str, kind: str, by: str = "misaki", **given: str) -> Any:
    """A text handed in as a file."""
    values = {
        "kind": kind, "edition": "第１版", "enacted_on": "2026-11-24", "effective_on": "2026-11-24", "approver_post": "健康推進課長",
    }  # fmt: skip
    client = office.as_(by)
    return client.request("POST", f"{path}/texts", data=values | given, files={"file": ("本文.pdf", pdf(), "application/pdf")})


def told(office: Office, path: str, by: str = "misaki") -> dict[str, dict[str, Any]]:
    return {one["kind"]: one for one in office.as_(by).get(f"{path}/texts").json()["items"]}


def follow(office: Office, path: str, **values: Any) -> None:
    with writes(office) as session:
        row, now, today = (
            find(session, SnsAccount, UUID(path.rsplit("/", 1)[1]), lock=True),
            office.clock.now(),
            office.clock.today(),
        )
        for name, value in values.items():
            setattr(row, name, value)
        in_force(session, system(CODE), current(session, today), row, now=now, today=today)


def duties(office: Office) -> list[tuple[str, str]]:
    found = office.as_("misaki").get("/duties", params={"kind": "sns.text", "limit": 50}).json()["items"]
    return [(one["title"], one["status"]) for one in found]


def test_both_texts_are_a_duty_until_they_are_in_force(office: Office) -> None:
    path = opened(office)
    follow(office, path)
    assert duties(office) == [("架空市健康だよりの「運用手順」及び「運用方針」の整備", "open")]
    made = enacted(office, path, "procedure")
    assert (made.status_code, made.json()["in_force"]) == (201, True), made.text
    assert duties(office) == [("架空市健康だよりの「運用方針」の整備", "open")]
    later = enacted(office, path, "policy", effective_on="2026-12-01", public_url="https://kakuu.example/hoshin")
    assert (later.json()["in_force"], later.json()["coming_on"]) == (False, "2026-12-01")
    assert duties(office)[0][1] == "open"
    assert enacted(office, path, "policy").json()["in_force"]
    assert "open" not in {status for _title, status in duties(office)}


def test_the_procedure_is_for_the_section_the_policy_for_everybody(office: Office) -> None:
    path = opened(office)
    procedure, policy = (enacted(office, path, kind).json()["regulation_id"] for kind in ("procedure", "policy"))
    stranger = office.as_("haru")
    assert [stranger.get(f"/regulations/{one}").status_code for one in (procedure, policy)] == [404, 200]
    seen = told(office, path, "haru")
    assert (seen["procedure"]["in_force"], seen["procedure"]["regulation_id"], seen["procedure"]["edition"]) == (True, None, "")
    assert seen["policy"]["edition"] == "第１版"
    assert office.as_("misaki").get(f"/regulations/{policy}").json()["publicity"] == "public"


def test_who_gives_an_account_its_texts_and_when(office: Office) -> None:
    path = opened(office)
    assert enacted(office, path, "procedure", by="haru").status_code == 403
    assert enacted(office, path, "procedure", public_url="https://kakuu.example/x").status_code == 422
    assert enacted(office, path, "procedure").status_code == 201
    assert enacted(office, path, "procedure").status_code == 409  # another text on that day
    document = {"kind": "policy", "document_id": "019b4a3e-8f60-7c3a-9d0e-3f1b5a7c9e21", "enacted_on": "2026-11-24",
                "effective_on": "2026-11-24", "approver_post": "健康推進課長"}  # fmt: skip
    assert office.as_("misaki").post(f"{path}/texts/adopt", document).status_code == 422


def test_the_texts_of_a_closed_account_are_no_longer_in_force(office: Office) -> None:
    path = opened(office)
    regulation = enacted(office, path, "policy").json()["regulation_id"]
    office.clock.go_to(office.clock.now() + timedelta(days=10))
    follow(office, path, status="closed", closed_on=office.clock.today())
    assert office.as_("misaki").get(f"/regulations/{regulation}").json()["state"] == "repealed"
    assert enacted(office, path, "policy").status_code == 409


def test_the_page_takes_a_text(office: Office) -> None:
    path = opened(office)
    clerk = signed_in(office, "misaki")
    shown = clerk.get(path)
    assert "未整備" in shown.html and f"{path}/texts/new?kind=policy" in shown.html
    form = {"kind": "policy", "edition": "第１版", "enacted_on": "2026-11-24", "effective_on": "2026-11-24",
            "approver_post": "健康推進課長", "public_url": ""}  # fmt: skip
    assert clerk.post(f"{path}/texts/new", form, files={"file": ("", b"", "")}).status == 422
    assert clerk.post(f"{path}/texts/new", form, files={"file": ("本文.pdf", pdf(), "application/pdf")}).status == 303
    assert "施行中" in clerk.get(path).html


def test_a_paper_made_for_the_account_becomes_its_text(office: Office) -> None:
    path = opened(office)
    clerk = office.as_("misaki")
    paper = clerk.post(f"{path}/documents", {"template": "sns_policy"})
    assert paper.status_code == 201, paper.text
    given = {"kind": "policy", "document_id": paper.json()["id"], "enacted_on": "2026-11-24", "effective_on": "2026-11-24",
             "approver_post": "健康推進課長"}  # fmt: skip
    assert clerk.post(f"{path}/texts/adopt", given | {"kind": "procedure"}).status_code == 422  # it is another paper
    made = clerk.post(f"{path}/texts/adopt", given)
    assert (made.status_code, made.json()["in_force"]) == (201, True), made.text
