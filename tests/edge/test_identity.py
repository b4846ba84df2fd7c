"""System roles at the door: the setting names the claim, the town's policy set says what its values grant."""

from datetime import date
from typing import Any

import pytest

from govapi.edge.identity import roles_claimed, with_system_roles
from govapi.edge.transaction import reading
from govapi.people.queries import actor_of
from govapi.settings import Settings
from tests.support.app import CODE, Office

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("claims", "claimed"),
    [
        ({"groups": ["auditor", "staff"]}, {"auditor", "staff"}),
        ({"groups": [1, None, "auditor"]}, {"auditor"}),
        ({"groups": "auditor"}, set()),
        ({"groups": None}, set()),
        ({"govapi_roles": ["auditor"]}, set()),
        ({}, set()),
    ],
)
def test_the_setting_names_the_claim(claims: dict[str, Any], claimed: set[str]) -> None:
    assert roles_claimed(claims, Settings(oidc_roles_claim="groups")) == claimed


@pytest.mark.parametrize(
    ("values", "granted"),
    [
        ((), set()),
        (("staff",), set()),
        (("auditor", "staff"), {"auditor"}),
        (("administrator", "auditor"), {"administrator", "auditor"}),
    ],
)
def test_the_policy_says_what_a_value_grants(office: Office, values: tuple[str, ...], granted: set[str]) -> None:
    with reading(office.database, CODE) as session:
        actor = with_system_roles(session, actor_of(session, "tadashi", DAY), values, DAY)
    assert actor.system_roles == granted
    assert actor.duties == {
        "section_security_manager",
        "bureau_security_officer",
        "audit_supervisor",
        "staff",
    }  # never by a claim
