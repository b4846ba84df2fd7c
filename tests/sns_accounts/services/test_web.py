"""The services a town uses: made with the first account, their terms read again and again, shown to everybody."""

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.people.tables import Department
from govapi.policy.store import current
from govapi.sns_accounts.services import service
from govapi.sns_accounts.services.service import recount
from govapi.sns_accounts.tables import SnsAccount
from tests.assessments.jobs import run
from tests.support.app import CODE, Office
from tests.support.web import signed_in


def entered(session: Session, office: Office, number: str, status: str) -> SnsAccount:
    """An account of X, and what entering it sets off."""
    section = session.exec(owned(session, Department).where(col(Department.name) == "健康推進課")).one()
    today = office.clock.today()
    row = SnsAccount(
        number=number, status=status, platform="x", name=number, handle=f"@{number}", handle_key=number,
        url=f"https://x.com/{number}", url_key=f"x.com/{number}", organ_id=section.organ_id, department_id=section.id,
        department_path=section.path,
    )  # fmt: skip
    session.add(row)
    session.flush()
    service.ensure(session, system(CODE), current(session, today), "x", now=office.clock.now(), today=today)
    return row


@pytest.fixture
def in_use(office: Office) -> UUID:
    """The town has an account of X, and its service was made with it."""
    with writing(office.database, CODE, office.clock) as session:
        entered(session, office, "mihon1", "active")
        entered(session, office, "mihon2", "draft")
    (one,) = office.as_("misaki").get("/sns-services").json()["items"]
    assert (one["platform"], one["running"], one["terms_due_on"]) == ("x", 1, "2026-12-24")
    return UUID(one["id"])


def duties(office: Office, service_id: UUID) -> list[tuple[str, str]]:
    found = office.as_("hiroshi").get(f"/duties?record_id={service_id}&kind=sns.terms").json()["items"]
    return sorted((one["status"], one["nominal_on"]) for one in found)


def test_the_terms_are_read_again_and_again(office: Office, in_use: UUID) -> None:
    assert duties(office, in_use) == [("open", "2026-12-24")]
    read: dict[str, Any] = {"note": "前回からの変更はない。", "terms_url": "https://x.com/tos"}
    refused = office.as_("misaki").act(f"/sns-services/{in_use}/read-terms", read)
    assert (refused.status_code, "広報主管課" in refused.json()["detail"]) == (403, True)
    late = office.as_("hikaru").act(f"/sns-services/{in_use}/read-terms", read | {"checked_on": "2026-11-25"})
    assert (late.status_code, late.json()["errors"][0]["pointer"]) == (422, "/checked_on")
    done = office.as_("hikaru").act(f"/sns-services/{in_use}/read-terms", read)
    assert (done.status_code, done.json()["terms_due_on"]) == (200, "2027-11-24")
    assert duties(office, in_use) == [("done", "2026-12-24"), ("planned", "2027-11-24")]
    run(office, recount)
    assert duties(office, in_use) == [("done", "2026-12-24"), ("planned", "2027-11-24")]  # counted again, nothing changes


def test_without_an_account_nobody_reads_the_terms(office: Office, in_use: UUID) -> None:
    with writing(office.database, CODE, office.clock) as session:
        for row in session.exec(owned(session, SnsAccount)):
            row.status = "closed"
    assert (run(office, recount), duties(office, in_use)) == (1, [("dropped", "2026-12-24")])
    assert office.as_("misaki").get(f"/sns-services/{in_use}").json()["terms_due_on"] is None


def test_the_pages_of_a_service(office: Office, in_use: UUID) -> None:
    hikaru, url = signed_in(office, "hikaru"), f"/sns-services/{in_use}"
    assert "2026" not in hikaru.get("/sns-services").text  # days are written in 和暦
    assert "約款を確かめたことが、まだ記録されていません。" in hikaru.get(url).text
    assert hikaru.get(f"{url}/read-terms").status == 200
    refused = hikaru.post(f"{url}/read-terms", {"checked_on": "R8.11.24", "note": ""})
    assert (refused.status, "確かめた結果" in refused.text) == (422, True)
    shown = hikaru.post(f"{url}/read-terms", {"checked_on": "R8.11.24", "note": "変更はない。", "terms_url": ""}, follow=True)
    assert "令和9年11月24日" in shown.text
    changed = {"label": "X（見本）", "terms_url": "https://x.com/tos", "remark": ""}
    hikaru.get(f"{url}/edit")
    assert "X（見本）" in hikaru.post(f"{url}/edit", changed, follow=True).text
    misaki = signed_in(office, "misaki")
    assert f"{url}/read-terms" not in misaki.get(url).links()
    assert misaki.get(f"{url}/edit").status == 403
