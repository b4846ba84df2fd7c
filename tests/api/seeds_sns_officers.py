"""An account with an officer, for the world and for the scenes."""

from tests.sns_accounts.officers.accounts import name, running
from tests.support.app import Office


def named(office: Office) -> str:
    """The id of a designation that begins today."""
    answer = name(office, f"/sns-accounts/{running(office)}", "health-head", "2026-11-24")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def seed(office: Office) -> dict[str, str]:
    """Its id by collection."""
    return {"/sns-accounts/officers": named(office)}
