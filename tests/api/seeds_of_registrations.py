"""A published list with a match to a service, for the world and for the scenes."""

from itertools import count
from typing import Any

from tests.cloud_services.registrations import lists
from tests.cloud_services.running import running
from tests.cloud_services.uses import records
from tests.support.app import Office

SERIALS = count(100)
PROVIDER = "Mihon Cloud Inc."


def listed(office: Office, **changes: Any) -> tuple[str, str]:
    """A new service, and the number of its entry in a list of its own day's making."""
    serial = next(SERIALS)
    name = f"見本登録{serial:04d}"
    service = records.service(office, judge=False, name=name)
    one = lists.entry(serial, service_name=name, provider_name=PROVIDER, **changes)
    lists.taken(office, [one], registry="ismap_liu")
    return service, str(one["number"])


def proposed(office: Office) -> str:
    """A match that waits for a person's word."""
    return str(lists.match_of(office, *listed(office))["id"])


def lost(office: Office) -> tuple[str, str]:
    """A use in force whose registration is gone: its id, and that of the entry."""
    service, number = listed(office)
    match = lists.confirmed(office, service, number)
    use = running(office, service)
    lists.taken(office, [lists.entry(next(SERIALS))], registry="ismap_liu")
    return use, str(match["registration_id"])


def seed(office: Office, service_id: str) -> dict[str, str]:
    """A list with an entry for the service; their ids by collection."""
    one = lists.entry(1, service_name="見本チャット", provider_name=PROVIDER)
    taken = lists.taken(office, [one, lists.entry(2)], fetched_on="2026-11-20")
    match = lists.match_of(office, service_id, one["number"])
    return {
        "/registrations": match["registration_id"],
        "/registrations/imports": taken["id"],
        "/registrations/matches": match["id"],
    }
