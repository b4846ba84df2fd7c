"""A sent check sheet with a link to it; and one that has all that hangs on a sheet."""

from tests.api.seeds_of_check_sheets import opened
from tests.assessments.rounds import Round
from tests.assessments.workbooks import filled, send, template_of
from tests.support.app import Office


def link(office: Office) -> tuple[Round, str]:
    """A fresh round, and the id of a link to it."""
    one = opened(office).to_awaiting()
    answer = office.as_("misaki").post(f"{one.path}/links", {})
    assert answer.status_code == 201, answer.text
    return one, str(answer.json()["id"])


def seed(office: Office) -> dict[str, str]:
    """One round with a link and a workbook that came back, so that each stands under the same sheet."""
    one, issued = link(office)
    answer = send(one, filled(template_of(one)))
    assert answer.status_code == 200, answer.text
    return {"/check-sheets": one.id, "/check-sheets/{}/links": issued, "/check-sheets/{}/workbooks": str(answer.json()["id"])}
