"""Reading what an import stands on: the sections one may register for."""

from datetime import date

from sqlmodel import Session, col

from govapi.contracts.intake.rules import Section, section_labels
from govapi.db.session import owned_columns
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.people.relations import covers
from govapi.people.tables import Organ


def sections(session: Session, actor: Actor, today: date) -> tuple[list[Section], list[str]]:
    """The sections the actor may register uses for, and the names of the town's others."""
    rows = departments(session, today)
    organs = {row[0]: row[1] for row in session.execute(owned_columns(session, Organ, col(Organ.id), col(Organ.name)))}
    names = {row.id: row.name for row in rows}
    labels = section_labels(
        [(row.id, row.name, names.get(row.parent_id, "") if row.parent_id else "", organs[row.organ_id]) for row in rows]
    )
    found = [Section(row.id, row.organ_id, row.path, labels[row.id]) for row in rows]
    if "security_office" in actor.duties:
        return found, []
    own = [one for one in found if any(covers(post, one.path) for post in actor.posts)]
    return own, [one.label for one in found if one not in own]
