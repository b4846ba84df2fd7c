"""A regulation with a text in force."""

from tests.admin.regulations import enact, register
from tests.support.app import Office


def seed(office: Office) -> dict[str, str]:
    """The ids of a regulation and of its text."""
    path = register(office)
    text = enact(office, path).rsplit("/", 1)[1]
    return {"/regulations": path.rsplit("/", 1)[1], "/regulations/{}/texts": text}
