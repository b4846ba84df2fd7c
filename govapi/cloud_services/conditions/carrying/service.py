"""Carrying over the conditions that were met, when a change or renewal of a use is permitted."""

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services.conditions import queries
from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.cloud_services.uses.ruling.service import same_ruling
from govapi.cloud_services.uses.tables import CloudUse
from govapi.people.actor import Actor

PROOF = (
    "met_on", "met_by", "met_name", "evidence_name", "evidence_type", "evidence_sha256",
    "checked_on", "checked_by", "checked_name", "check_note",
)  # fmt: skip


def carry_over(session: Session, actor: Actor, before: CloudUse, use: CloudUse) -> None:
    """A condition of the rules with the same words that was met for the use before is met for this one, with its proof and who
    checked it. Nothing is where the rules judge the two differently: then everything is to be shown anew."""
    if not same_ruling(before, use):
        return
    met = {(row.key, row.text): row for row in queries.of_use(session, before.id) if row.key and row.met_on is not None}
    for row in queries.of_use(session, use.id):
        known = met.get((row.key, row.text))
        if known is not None and row.due != "submission" and row.met_on is None:
            _carry(session, actor, before, use, known, row)


def _carry(session: Session, actor: Actor, before: CloudUse, use: CloudUse, known: CloudCondition, row: CloudCondition) -> None:
    for name in PROOF:
        setattr(row, name, getattr(known, name))
    mark = f"{before.number}から引継ぎ。"
    row.met_note = (known.met_note if known.met_note.startswith(mark) else f"{mark}{known.met_note}")[:2000]
    session.flush()
    summary = f"条件「{row.label}」は、{before.number}について満たしたものを引継ぎ"
    audit.note(session, actor, "cloud_use", use, "carry_condition", summary, {"met_on": [None, str(row.met_on)]})
