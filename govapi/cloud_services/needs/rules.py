"""In which states a use wants its provider assessed, and what it answers of the contract's questions. Pure."""

from collections.abc import Mapping
from datetime import date

# From the permission on, and until the information is removed.
WANTING = frozenset({"permitted", "suspended", "ending"})

# The zone of a use in the words of the questions about a contract.
ZONES: Mapping[str, str] = {"internet": "internet", "lgwan": "lgwan", "my_number": "my_number_zone"}
COUNTS = ((0, "none"), (100, "up_to_100"), (1000, "up_to_1000"))


def wants(status: str, ends_on: date | None, today: date) -> bool:
    """Whether a use in this state wants an assessment. One past its last day holds our information until it is ended."""
    return status in WANTING and (status == "ending" or ends_on is None or ends_on >= today)


def answers(*, zone: str | None, personal: bool, person_count: int | None) -> Mapping[str, bool | str]:
    """What the use says of the plain questions that the tiers look at; the caller leaves out what the town does not ask."""
    given: dict[str, bool | str] = {"handles_information": True, "residents_data": personal}
    if zone is not None and zone in ZONES:
        given["zone"] = ZONES[zone]
    if personal and person_count is not None:
        given["person_count"] = next((key for limit, key in COUNTS if person_count <= limit), "over_1000")
    return given
