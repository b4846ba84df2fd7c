"""Reading a contract's folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.clauses.rules import settled
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.paper import queries, rules
from govapi.contracts.paper.facts import service as facts
from govapi.contracts.paper.queries import Sources, Standing
from govapi.contracts.paper.rules import AMENDMENT, MEMORANDUM, Included, Paper, Situation
from govapi.contracts.tables import Contract
from govapi.documents.rules import MissingFact
from govapi.documents.service import Subject
from govapi.kit.errors import Invalid
from govapi.policy.conditions import Facts
from govapi.policy.rules import derive, with_class
from govapi.policy.schema.clauses import Clause
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import by_version, current


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
        if key == AMENDMENT and self.sources.amendments:
            return self.articles_of(self.sources.amendments[-1])
        return rules.articles(self.policy.standing(key), self.placed.get(key, ()), self.facts, words)

    def articles_of(self, amendment: Amendment) -> list[dict[str, object]]:
        """``articles[]`` of a 変更契約書: the clauses it brings in, under the facts it leads to."""
        party = self.policy.document_settings.party
        words = rules.Words(party.principal, party.contractor, self.sources.town.name)
        facts_after = _facts_after(self.contract, amendment, self.policy)
        return rules.articles(self.policy.standing(AMENDMENT), _brought(amendment, self.policy), facts_after, words)

    def places(self) -> "Places":
        """Where the clauses stand, from what the papers are drawn from."""
        return Places(self.sources.clauses, _stands(self.sources, self.policy, self.facts, self.placed))

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


def folder(session: Session, contract: Contract, today: date) -> Folder:
    """Reads everything."""
    policy = _policy(session, contract, today)
    found = queries.sources(session, contract)
    known = rules.facts_from(contract.facts)
    omitted = _paper_omitted(contract, policy)
    placed, lacking = _placed(found, policy, today, paper_omitted=omitted)
    wanted = {_document_of(clause, policy, omitted) for clause in lacking} if not contract.migrated else set()
    papers = rules.papers_for(
        Situation(
            facts=known,
            shipped_form=policy.document_settings.choice.contract_form == "shipped",
            paper_omitted=omitted,
            placed_in=frozenset(placed) | wanted,
            amended=bool(found.amendments),
            gaps=MEMORANDUM in placed,
        )
    )
    shared = facts.shared(found, policy, known, papers, today)
    return Folder(found, policy, known, placed, [clause.title for clause in lacking], papers, shared)


def _policy(session: Session, contract: Contract, today: date) -> PolicySet:
    """The policy set the contract was settled under."""
    return (by_version(session, contract.policy_version) if contract.policy_version else current(session, today)).policy


@dataclass(frozen=True)
class Places:
    """Of each clause the paper and the article it stands in, beside the rows of the ledger."""

    rows: Sequence[ContractClause]
    stands: Mapping[str, tuple[str, str]]


def places(session: Session, contract: Contract, today: date) -> Places:
    """Where the clauses stand, read without the rest of the folder."""
    policy, found = _policy(session, contract, today), queries.standing(session, contract)
    if not any(row.state == "included" for row in found.clauses):
        return Places(found.clauses, {})
    placed, _lacking = _placed(found, policy, today, paper_omitted=_paper_omitted(contract, policy))
    return Places(found.clauses, _stands(found, policy, rules.facts_from(contract.facts), placed))


def _stands(
    found: Standing, policy: PolicySet, facts: Facts, placed: Mapping[str, Sequence[Included]]
) -> dict[str, tuple[str, str]]:
    stands: dict[str, tuple[str, str]] = {}
    for document, rows in placed.items():
        labels = rules.places(policy.standing(document), rows, facts)
        stands |= {one.clause.key: (document, labels[one.clause.key]) for one in rows}
    for turn, amendment in enumerate(found.amendments, start=1):
        if amendment.applied_on is not None:
            facts_after = _facts_after(found.contract, amendment, policy)
            labels = rules.places(policy.standing(AMENDMENT), _brought(amendment, policy), facts_after)
            stands |= {key: (AMENDMENT, f"（第{turn}回変更）{labels[key]}") for key in amendment.clauses if key in labels}
    return stands


def _brought(amendment: Amendment, policy: PolicySet) -> list[Included]:
    """The clauses a 変更契約 brings in."""
    return [
        Included(clause, {**_defaults(clause), **amendment.clauses[clause.key]}, AMENDMENT)
        for clause in policy.clauses
        if clause.key in amendment.clauses
    ]


def _paper_omitted(contract: Contract, policy: PolicySet) -> bool:
    """Whether a 請書 is enough for the amount."""
    return contract.amount is not None and contract.amount < policy.procurement.paper_omitted_below.amount


def _placed(
    found: Standing, policy: PolicySet, today: date, *, paper_omitted: bool
) -> tuple[dict[str, list[Included]], list[Clause]]:
    """The clauses of each paper in the order of the catalogue, and those that are required but stand nowhere."""
    catalogue = {clause.key: clause for clause in policy.clauses}
    amended = {key for amendment in found.amendments if amendment.applied_on for key in amendment.clauses}
    placed: dict[str, list[Included]] = {}
    lacking: list[Clause] = []
    for row in found.clauses:
        clause = catalogue.get(row.key)
        if clause is None:
            continue
        if row.state == "included" and row.key in amended:
            continue  # it stands in the 変更契約書 that brought it in
        if row.state == "included":
            document = MEMORANDUM if row.document == MEMORANDUM else _document_of(clause, policy, paper_omitted)
            _add(placed, Included(clause, row.parameters, document))
        elif row.required and not settled(row.state, found.waivers.get(row.key), today):
            lacking.append(clause)
            if found.contract.migrated:
                _add(placed, Included(clause, row.parameters, MEMORANDUM))
    return placed, lacking


def _document_of(clause: Clause, policy: PolicySet, paper_omitted: bool) -> str:
    return rules.document_of(clause.document, policy.document_settings.choice, paper_omitted=paper_omitted)


def _facts_after(contract: Contract, amendment: Amendment, policy: PolicySet) -> Facts:
    """The facts once the amendment holds."""
    after = {name: row["after"] for name, row in amendment.changes.items()}
    answers, kind = after.get("answers", contract.answers), after.get("term_kind", contract.term_kind)
    found = derive(policy, answers, long_term=kind == "long_term", starts_on=contract.starts_on)
    return with_class(policy, found.facts, amendment.class_after)


def _defaults(clause: Clause) -> dict[str, object]:
    return {name: parameter.default for name, parameter in clause.parameters.items()}


def _add(placed: dict[str, list[Included]], one: Included) -> None:
    placed.setdefault(one.document, []).append(one)
