"""A workbook that came back, filled in."""

from tests.api.seeds_of_check_sheets import opened
from tests.assessments.rounds import Round
from tests.assessments.workbooks import filled, send, template_of
from tests.support.app import Office


def returned(office: Office) -> tuple[Round, str]:
    """A round whose answers came in a workbook, and the id of that workbook."""
    one = opened(office).to_awaiting()
    answer = send(one, filled(template_of(one)))
    assert answer.status_code == 200, answer.text
    return one, str(answer.json()["id"])


def seed(office: Office) -> dict[str, str]:
    return {"/check-sheets/{}/workbooks": returned(office)[1]}
