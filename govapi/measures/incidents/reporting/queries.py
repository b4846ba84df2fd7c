"""What an incident still owes: reports under the laws, steps of the 通報."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from govapi.measures.incidents import queries, rules
from govapi.measures.incidents.rules import Applying, Due, EndFacts, IncidentFacts, Tell
from govapi.measures.incidents.tables import Incident, IncidentFiling, IncidentTelling
from govapi.measures.playbooks import queries as steps
from govapi.policy.schema.policy_set import PolicySet

FACTS = ("personal", "my_number", "sensitive", "ordinance_sensitive", "financial", "malicious", "person_count")


@dataclass(frozen=True)
class Owed:
    """The laws that apply, every report and step due, and the first act that met each."""

    laws: Sequence[Applying]
    serious: bool
    dues: Sequence[tuple[Due, IncidentFiling | None]]
    tells: Sequence[tuple[Tell, IncidentTelling | None]]

    @property
    def notice_needed(self) -> bool:
        return rules.notice_needed(self.laws)

    def overdue(self, now: datetime) -> bool:
        """Whether something is open though its time has passed."""
        today = rules.day_in_japan(now)
        return any(filed is None and due.due_on < today for due, filed in self.dues) or any(
            told is None and tell.due_at < now for tell, told in self.tells
        )


def facts_of(row: Incident) -> IncidentFacts:
    return IncidentFacts(**{name: getattr(row, name) for name in FACTS})


def owed(session: Session, policy: PolicySet, row: Incident) -> Owed:
    """Everything due about an incident, under this policy set."""
    return _owed(policy, row, queries.filings(session, [row.id]), queries.tellings(session, [row.id]))


def owed_by(session: Session, policy: PolicySet, rows: Sequence[Incident]) -> list[Owed]:
    """The same for the incidents of a list: two queries."""
    ids = [row.id for row in rows]
    filings, tellings = queries.filings(session, ids), queries.tellings(session, ids)
    return [
        _owed(
            policy,
            row,
            [one for one in filings if one.incident_id == row.id],
            [one for one in tellings if one.incident_id == row.id],
        )
        for row in rows
    ]


def _owed(policy: PolicySet, row: Incident, filings: Sequence[IncidentFiling], tellings: Sequence[IncidentTelling]) -> Owed:
    monitoring = policy.monitoring
    laws = rules.applying(monitoring.incident_laws, facts_of(row))
    serious = row.serious or bool(laws)
    dues = rules.dues(laws, rules.day_in_japan(row.city_knew_at), malicious=row.malicious)
    filed = {(one.law, one.clock): one for one in reversed(filings)}
    told = {one.step: one for one in reversed(tellings)}
    tells = rules.tells(monitoring.incident_chain, row.city_knew_at, serious=serious)
    return Owed(
        laws,
        serious,
        [(due, filed.get((due.law, due.clock))) for due in dues],
        [(tell, told.get(tell.step)) for tell in tells],
    )


def end_facts(session: Session, row: Incident, found: Owed) -> EndFacts:
    """What the guards look at."""
    settled = row.notified_on is not None or bool(row.not_notified_because)
    return EndFacts(
        unfiled=[f"{due.law_label}　{due.clock_label}" for due, filed in found.dues if filed is None],
        untold=[tell.label for tell, told in found.tells if told is None],
        notice_open=found.notice_needed and not settled,
        measures_taken=bool(row.measures_taken),
        cause=bool(row.cause),
        prevention=bool(row.prevention),
        filed=len(queries.filings(session, [row.id])),
        open_steps=[one.label for one in steps.of_incidents(session, [row.id]) if not steps.settled(one)],
    )
