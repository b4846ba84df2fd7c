"""A round of an assessment, seeded: of a new company each time, in the lightest tier."""

from itertools import count

from tests.assessments.rounds import Round
from tests.support.app import Office

NUMBER = count(1)
AHEAD = {
    "tier": "C", "title": "広報誌配布業務委託", "reason": "見積依頼の前に確かめるため。", "starts_on": "2027-02-01", "ends_on": "2027-09-30",
}  # fmt: skip


def assessment(office: Office) -> str:
    """The id of the assessment of a company that nobody assessed before."""
    company = {
        "kind": "sole_proprietor", "name": f"例示配布{next(NUMBER)}", "kana": "れいじ", "address": "架空県架空市例示町二丁目3番4号",
        "representative_title": "代表者", "representative_name": "見本　一郎",
    }  # fmt: skip
    made = office.as_("shinji").post("/contractors", company)
    assert made.status_code == 201, made.text
    asked = office.as_("misaki").post(f"/contractors/{made.json()['id']}/assessments", AHEAD)
    assert asked.status_code == 201, asked.text
    return str(asked.json()["id"])


def opened(office: Office) -> Round:
    """A round made ready."""
    answer = office.as_("misaki").post(f"/assessments/{assessment(office)}/check-sheets", {"occasion": "first"})
    assert answer.status_code == 201, answer.text
    return Round(office, answer.json()["id"])
