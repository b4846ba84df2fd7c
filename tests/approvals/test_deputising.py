"""What counts as weighty for 代決 is the town's to say, and a circulation is judged by the policy set it was submitted under."""

import pytest

from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.policy.loading import default_policy, dump
from govapi.policy.service import adopt, checked
from tests.contracts.test_main_path import HOLDERS
from tests.support.app import CODE, Office
from tests.support.life import Life, circulation, draft

DEPUTY = "hanako"  # 副市長 decides for an absent 市長


def before_the_mayor(office: Office) -> str:
    """The path of a circulation about 66,000,000 yen that lies before 市長."""
    life: Life = draft(office, predetermined_price=66_000_000).to_plan()
    approval = circulation(office, life.id)
    for step in approval["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"/approvals/{approval['id']}/agree").status_code == 200
    return f"/approvals/{approval['id']}"


def decided_for(office: Office, path: str) -> int:
    """What a deputy is told who decides without urgency."""
    return int(office.as_(DEPUTY).act(f"{path}/decide-for", {"absent_reason": "出張", "urgent": False}).status_code)


@pytest.mark.parametrize(("amount", "status"), [("66000001", 200), ("66000000", 422), ("null", 200)])
def test_the_town_says_from_which_amount(office: Office, amount: str, status: int) -> None:
    submitted_before = before_the_mayor(office)
    files = dump(default_policy())
    assert "from_yen: 50000000" in files["deputising.yaml"]
    edited = {**files, "deputising.yaml": files["deputising.yaml"].replace("from_yen: 50000000", f"from_yen: {amount}")}
    with writing(office.database, CODE, office.clock) as session:
        adopt(session, system(CODE), checked(edited), note="決裁規程の改正", today=office.clock.today())
    assert decided_for(office, before_the_mayor(office)) == status
    assert decided_for(office, submitted_before) == 422
