"""Where the secrets of an account are kept is read in the trail by those who read it in the account, not by an administrator as such."""

from typing import Any
from uuid import UUID

import pytest

from govapi.admin.trail.queries import HIDDEN, told_changes
from govapi.audit.tables import AuditRow
from govapi.people.actor import Actor, HeldPost

CHANGES = {"secrets_kept": ["", "課の金庫"], "purpose": ["", "健診の案内"]}
NOBODY = UUID(int=1)


def about(noun: str, changes: dict[str, Any]) -> AuditRow:
    return AuditRow(
        seq=1,
        actor_kind="person",
        actor_name="見本",
        action="sns_account.revise",
        noun=noun,
        changes=changes,
        previous_hash="",
        hash="",
    )


def reader(duty: str = "staff", *roles: str) -> Actor:
    post = HeldPost(None, "主事", NOBODY, "見本課", "/a/", NOBODY, frozenset({duty}))
    return Actor("person", "479900", "見本", person_id=NOBODY, posts=(post,), system_roles=frozenset(roles))


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        (reader("staff", "administrator"), False),
        (reader("security_office", "administrator"), True),
        (reader("audit_supervisor"), True),
        (reader("staff", "auditor"), True),
    ],
)
def test_who_reads_where_the_secrets_are_kept(who: Actor, reads: bool) -> None:
    told: dict[str, Any] = told_changes(about("sns_account", CHANGES), [], who)
    assert told == CHANGES | ({} if reads else {"secrets_kept": [HIDDEN, HIDDEN]})


def test_the_same_word_elsewhere_is_no_key() -> None:
    row = about("contract", {"devices": ["", "複合機"]})
    assert told_changes(row, [], reader("staff", "administrator")) == {"devices": ["", "複合機"]}
