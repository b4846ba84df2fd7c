"""The papers of an account, each in its time, and the list of officers of the town."""

import pytest

from govapi.sns_accounts.papers.rules import TITLES, offered, within
from tests.sns_accounts.deciding.test_deciding import applied, approved
from tests.sns_accounts.officers.accounts import name
from tests.sns_accounts.standing import becomes, opened
from tests.support.app import Office


@pytest.mark.parametrize("template", ["sns_opening", "sns_policy", "sns_procedure", "sns_publication_table"])
def test_a_paper_is_made_of_an_account(office: Office, template: str) -> None:
    path = approved(office)
    named = name(office, path, "health-head", "2026-11-24")
    assert named.status_code == 201, named.text
    made = office.as_("misaki").post(f"{path}/documents", {"template": template, "effective_on": "2026-12-01"})
    assert made.status_code == 201, made.text
    assert (made.json()["noun"], made.json()["edition"]) == ("sns_account", 1)
    assert office.as_("haru").post(f"{path}/documents", {"template": template}).status_code == 403


def test_the_notice_of_closing_comes_with_the_closing(office: Office) -> None:
    path = opened(office, close_reason="事業の終了", site_url="https://www.city.kakuu.example/sns")
    early = office.as_("misaki").post(f"{path}/documents", {"template": "sns_closing"})
    assert (early.status_code, "閉鎖の手続を始めてから" in early.json()["detail"]) == (409, True)
    becomes(office, path, "closing")
    made = office.as_("misaki").post(f"{path}/documents", {"template": "sns_closing"})
    assert made.status_code == 201, made.text


def test_the_list_of_officers_is_of_the_whole_town(office: Office) -> None:
    opened(office)
    made = office.as_("hiroshi").post("/sns-accounts/officer-list", {"on": "2026-11-24"})
    assert made.status_code == 201, made.text


def test_public_relations_reads_the_papers_of_every_section(office: Office) -> None:
    made = office.as_("tsubasa").post(f"{opened(office)}/documents", {"template": "sns_publication_table"})
    assert made.status_code == 201, made.text
    paper = f"/documents/{made.json()['id']}"
    assert [office.as_(who).get(paper).status_code for who in ("tsubasa", "misaki", "aoi")] == [200, 200, 404]


def test_another_sections_application_has_no_paper(office: Office) -> None:
    path = applied(office)
    assert office.as_("haru").post(f"{path}/documents", {"template": "sns_opening"}).status_code == 404


@pytest.mark.parametrize(
    ("status", "papers"),
    [("draft", 4), ("active", 4), ("closing", 5), ("closed", 2), ("refused", 1), ("withdrawn", 1)],
)
def test_which_paper_belongs_to_which_state(status: str, papers: int) -> None:
    assert len(offered(status)) == papers
    assert set(offered(status)) <= TITLES.keys()


@pytest.mark.parametrize(
    ("hours", "words"), [(0, "直ちに"), (1, "1時間以内"), (24, "1日以内"), (72, "3日以内"), (36, "36時間以内")]
)
def test_how_soon_a_step_is_done(hours: int, words: str) -> None:
    assert within(hours) == words
