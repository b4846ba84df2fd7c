"""An account with everything it needs to be opened, and the draft of a change of another one; for the world."""

from tests.sns_accounts.changes.test_changes import drafted
from tests.sns_accounts.ready import copy_in, settled
from tests.support.app import Office


def seed(office: Office) -> dict[str, str]:
    """The change's id by its collection."""
    return {"/sns-changes": str(drafted(office, copy_in(office, settled(office), "approved"))["id"])}
