"""Two at once: two certificates of one contractor are both recorded and know of each other; one file twice is recorded once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.assessments.evidence.desk import MARK, company, send
from tests.files import samples
from tests.support.app import Office

OLD = MARK | {"certificate_number": "99000001(03)"}
RENEWED = MARK | {"certificate_number": "99000001(04)", "issued_on": "2026-11-01", "stated_until": "2028-10-31"}


def at_once(office: Office, contractor: str, *requests: tuple[dict[str, Any], bytes]) -> list[Any]:
    """All the requests, begun together."""
    barrier = Barrier(len(requests))

    def one(request: tuple[dict[str, Any], bytes]) -> Any:
        barrier.wait()
        return send(office, contractor, content=request[1], **request[0])

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(one, requests))


@pytest.mark.parametrize("_round", range(3))
def test_two_certificates_recorded_at_once_know_of_each_other(office: Office, _round: int) -> None:
    contractor = company(office)
    answers = at_once(office, contractor, (OLD, samples.pdf()), (RENEWED, samples.pdf() + b"%2\n"))
    assert [answer.status_code for answer in answers] == [201, 201], [answer.text for answer in answers]
    old, renewed = (answer.json() for answer in answers)
    assert {old["number"], renewed["number"]} == {"証跡-2026-0001", "証跡-2026-0002"}
    assert office.as_("misaki").get(f"/evidence/{old['id']}").json()["replaced_by_id"] == renewed["id"]


def test_one_file_sent_four_times_at_once_is_recorded_once(office: Office) -> None:
    contractor = company(office)
    answers = at_once(office, contractor, *[(OLD, samples.pdf())] * 4)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(office.as_("misaki").get(f"/contractors/{contractor}/evidence").json()["items"]) == 1
