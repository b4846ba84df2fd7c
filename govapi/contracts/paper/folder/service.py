"""Reading a contract's folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.contracts.clauses.rules import settled
from govapi.contracts.paper import queries, rules
from govapi.contracts.paper.facts import service as facts
from govapi.contracts.paper.queries import Sources
from govapi.contracts.paper.rules import AMENDMENT, MEMORANDUM, Included, Paper, Situation
from govapi.contracts.tables import Contract
from govapi.documents.rules import MissingFact
from govapi.documents.service import Subject
from govapi.kit.errors import Invalid
from govapi.policy.conditions import Facts
from govapi.policy.schema.clauses import Clause
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import by_version, current

ADDING = (AMENDMENT, MEMORANDUM)
"""Papers that bring in what the contract lacks."""


@dataclass(frozen=True)
class Folder:
    """Everything the papers of one contract are made from, read once. No session is needed afterwards."""

    sources: Sources
    policy: PolicySet
    facts: Facts
    placed: Mapping[str, Sequence[Included]]  # the clauses of each paper
    lacking: Sequence[str]  # titles of required clauses that stand nowhere
    papers: Sequence[Paper]
    shared: Mapping[str, object]  # the facts all papers have in common

    @property
    def contract(self) -> Contract:
        return self.sources.contract

    def paper(self, key: str) -> Paper:
        """Raises Invalid for a paper a contract never has."""
        for paper in self.papers:
            if paper.key == key:
                return paper
        raise Invalid("この種類の書類は、業務委託契約では作成しません。書類の一覧から選んでください。", pointer="/template")

    def articles(self, key: str) -> list[dict[str, object]]:
        """``articles[]`` of this paper."""
        party = self.policy.document_settings.party
        words = rules.Words(party.principal, party.contractor, self.sources.town.name)
        return rules.articles(self.policy.standing(key), self.placed.get(key, ()), self.facts, words)

    def facts_for(self, key: str) -> dict[str, object]:
        """The facts handed to this paper's template."""
        return {**self.shared, "articles": self.articles(key)}

    def unready(self, key: str) -> list[MissingFact]:
        """What no template can notice: clauses that stand nowhere, and an empty list that must not read as 「なし」."""
        found = []
        if self.facts.info != "none" and not self.contract.information:
            found.append(MissingFact("security.information", "取り扱う情報の種類"))
        if key in (rules.CONTRACT, rules.ACCEPTANCE, rules.SECURITY, rules.PERSONAL):
            found += [MissingFact("articles", f"条項「{title}」") for title in self.lacking]
        return found

    def subject(self, key: str) -> Subject:
        """The contract, as the room of papers wants it."""
        contract = self.contract
        return Subject(
            noun="contract",
            record_id=contract.id,
            number=contract.number,
            organ_id=contract.organ_id,
            department_id=contract.department_id,
            department_path=contract.department_path,
            policy_version=contract.policy_version,
            facts=self.facts_for(key),
        )


def folder(session: Session, contract: Contract, today: date, *, amendment: Mapping[str, object] | None = None) -> Folder:
    """Reads everything. ``amendment`` are the facts of the 変更契約 the paper is about (see `facts.NO_AMENDMENT`)."""
    policy = (by_version(session, contract.policy_version) if contract.policy_version else current(session, today)).policy
    found = queries.sources(session, contract)
    known = rules.facts_from(contract.facts)
    omitted = _paper_omitted(contract, policy)
    placed, lacking = _placed(found, policy, today, paper_omitted=omitted)
    wanted = {_document_of(clause, policy, omitted) for clause in lacking} if not _brought_in_by(contract) else set()
    papers = rules.papers_for(
        Situation(
            facts=known,
            shipped_form=policy.document_settings.choice.contract_form == "shipped",
            paper_omitted=omitted,
            placed_in=frozenset(placed) | wanted,
            amended=amendment is not None or contract.status == "amending",
            gaps=MEMORANDUM in placed,
        )
    )
    shared = facts.shared(found, policy, known, papers, today) | {"amendment": dict(amendment or facts.NO_AMENDMENT)}
    return Folder(found, policy, known, placed, [clause.title for clause in lacking], papers, shared)


def _paper_omitted(contract: Contract, policy: PolicySet) -> bool:
    """Whether a 請書 is enough for the amount."""
    return contract.amount is not None and contract.amount < policy.procurement.paper_omitted_below.amount


def _placed(
    found: Sources, policy: PolicySet, today: date, *, paper_omitted: bool
) -> tuple[dict[str, list[Included]], list[Clause]]:
    """The clauses of each paper in the order of the catalogue, and those that are required but stand nowhere."""
    catalogue = {clause.key: clause for clause in policy.clauses}
    placed: dict[str, list[Included]] = {}
    lacking: list[Clause] = []
    for row in found.clauses:
        clause = catalogue.get(row.key)
        if clause is None:
            continue
        if row.state == "included":
            document = MEMORANDUM if row.document == MEMORANDUM else _document_of(clause, policy, paper_omitted)
            _add(placed, Included(clause, row.parameters, document))
        elif row.required and not settled(row.state, found.waivers.get(row.key), today):
            lacking.append(clause)
            adding = _brought_in_by(found.contract)
            if adding is not None:
                _add(placed, Included(clause, row.parameters, adding))
    return placed, lacking


def _document_of(clause: Clause, policy: PolicySet, paper_omitted: bool) -> str:
    return rules.document_of(clause.document, policy.document_settings.choice, paper_omitted=paper_omitted)


def _brought_in_by(contract: Contract) -> str | None:
    """The paper that brings a missing clause into a contract already in force."""
    if contract.status == "amending":
        return AMENDMENT
    return MEMORANDUM if contract.migrated else None


def _add(placed: dict[str, list[Included]], one: Included) -> None:
    placed.setdefault(one.document, []).append(one)
