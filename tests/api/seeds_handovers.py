"""Handovers as they stand between two people, without anybody being moved; for the world and for the scenes."""

from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.personnel_changes.handovers import service
from govapi.personnel_changes.handovers.rules import HolderChange
from govapi.policy.store import current
from tests.personnel_changes.handovers.held import TODAY, account
from tests.support.app import CODE, NOW, Office
from tests.support.copies import writes


def handover(office: Office) -> str:
    """The path of a new handover of an account from kenichi to sora."""
    target = account(office, new_id().hex[-20:])
    posts, people = office.town.posts, office.town.people
    with writes(office) as session:
        change = HolderChange(posts["health-head"], people["kenichi"], people["sora"], TODAY)
        stored = current(session, TODAY)
        made = service.hand_over(session, system(CODE), stored, [change], change_id=None, now=NOW, today=TODAY)
        return f"/handovers/{next(row.id for row in made if row.record_id == target)}"


def confirm(office: Office, who: str, path: str) -> None:
    """This person confirms everything that is his to confirm."""
    mine = [one["item"] for one in office.as_(who).get(path).json()["items"] if one["mine"]]
    done = office.as_(who).act(f"{path}/confirm", {"items": [{"item": item, "answer": "done"} for item in mine]})
    assert done.status_code == 200, done.text


def given(office: Office) -> str:
    """The path of one that the giver has confirmed, and the receiver may."""
    path = handover(office)
    confirm(office, "kenichi", path)
    assert office.as_("kenichi").act(f"{path}/give").status_code == 200
    confirm(office, "sora", path)
    return path


def seed(office: Office) -> dict[str, str]:
    """Their ids by collection."""
    return {"/handovers": handover(office).rsplit("/", 1)[1]}
