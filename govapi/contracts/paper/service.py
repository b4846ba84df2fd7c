"""The papers of a contract: which it needs, the facts each is handed, and where each clause stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.contracts.clauses.rules import settled
from govapi.contracts.paper import queries, rules
from govapi.contracts.paper.facts import service as facts
from govapi.contracts.paper.queries import Sources
from govapi.contracts.paper.rules import AMENDMENT, MEMORANDUM, Included, Paper, Situation
from govapi.contracts.paper.schemas import ContractDocumentsOut, PaperOut
from govapi.contracts.tables import Contract
from govapi.documents import queries as stored
from govapi.documents import service as documents
from govapi.documents.rules import MissingFact, digest
from govapi.documents.schemas import MissingFactOut, document_out
from govapi.documents.service import Rendered, Subject
from govapi.documents.tables import DocumentTemplate, GeneratedDocument
from govapi.files.store import FileStore
from govapi.kit.errors import Conflict, Invalid, NotAllowed, Unmet, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.conditions import Facts
from govapi.policy.schema.clauses import Clause
from govapi.policy.schema.manifest import Manifest
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import by_version, current

OVER = ("failed", "withdrawn")
ADDING = (AMENDMENT, MEMORANDUM)  # papers that bring in what the contract lacks


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


def place(session: Session, contract: Contract, today: date) -> None:
    """Writes into the ledger in which paper and article each clause stands, from what the paper itself is drawn from."""
    _write_places(folder(session, contract, today))
    session.flush()


def _write_places(made: Folder) -> None:
    found = {key: rules.labels(made.articles(key)) for key in made.placed if key not in ADDING}
    stands = {one.clause.key: key for key, rows in made.placed.items() if key not in ADDING for one in rows}
    for row in made.sources.clauses:
        document = stands.get(row.key)
        row.article = found[document][row.key] if document else ""
        row.document = document or row.document


def ready(made: Folder, actor: Actor, key: str) -> None:
    """Raises NotAllowed, WrongState, Invalid or Unmet when this paper may not be made by this actor now."""
    contract = made.contract
    if not relations(actor, contract.department_path, contract.department_id) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}:
        raise NotAllowed("この契約の書類を作成できるのは、所管課と契約担当課の職員です。")
    blocked = blocked_because(made, key)
    if blocked and contract.status in OVER:
        raise WrongState(blocked)
    if blocked:
        raise Unmet(blocked, code="paper_not_needed")


def rendered(files: FileStore, manifest: Manifest, made: Folder, template: DocumentTemplate, today: date) -> Rendered:
    """The finished file, kept in the store, outside every transaction. Raises Unmet with everything that is missing."""
    given = made.facts_for(template.key)
    lacking = made.unready(template.key)
    if lacking:
        raise documents.facts_missing(lacking + _not_told(documents.missing(files, manifest, template, given, today), lacking))
    return documents.render(files, manifest, template, given, today)


def _not_told(more: Sequence[MissingFact], told: Sequence[MissingFact]) -> list[MissingFact]:
    return [one for one in more if one.label not in {before.label for before in told}]


@dataclass(frozen=True)
class Shelf:
    """What the town has for these papers: the templates in use, and what was made before."""

    manifest: Manifest
    templates: Mapping[str, DocumentTemplate]
    documents: Sequence[GeneratedDocument]


def shelf(session: Session, contract: Contract, manifest: Manifest, today: date) -> Shelf:
    return Shelf(manifest, stored.in_use(session, today), stored.of_record(session, contract.id))


def overview(files: FileStore, made: Folder, shelf: Shelf, today: date) -> ContractDocumentsOut:
    """The papers made, and of each paper whether it may be made and what it still lacks. No session is needed."""
    newest: dict[str, int] = {}
    for row in shelf.documents:
        newest[row.template_key] = max(row.edition, newest.get(row.template_key, 0))
    items = [document_out(row, newest[row.template_key]) for row in shelf.documents]
    papers = [
        _paper(files, made, shelf, paper, newest.get(paper.key, 0), today)
        for paper in made.papers
        if paper.key in shelf.templates
    ]
    return ContractDocumentsOut(items=items, papers=papers)


def _paper(files: FileStore, made: Folder, shelf: Shelf, paper: Paper, edition: int, today: date) -> PaperOut:
    template = shelf.templates[paper.key]
    blocked = blocked_because(made, paper.key)
    lacking: list[MissingFact] = []
    if not blocked:
        lacking = made.unready(paper.key)
        lacking += _not_told(documents.missing(files, shelf.manifest, template, made.facts_for(paper.key), today), lacking)
    if lacking:
        blocked = f"次の項目が足りません。{'、'.join(f'「{one.label}」' for one in lacking)}"
    return PaperOut(
        key=paper.key,
        title=template.title,
        needed=paper.needed,
        because=paper.because,
        may_generate=not blocked,
        blocked_because=blocked,
        missing=[MissingFactOut(path=one.path, label=one.label) for one in lacking],
        edition=edition,
    )


def blocked_because(made: Folder, key: str) -> str:
    """Why this paper may not be made at all; empty when only facts may be missing."""
    paper = made.paper(key)
    if made.contract.status in OVER:
        return "不成立又は取下げとなった契約の書類は作成できません。"
    return "" if paper.needed else f"この書類は作成しません。{paper.because}"


def still_the_same(before: Folder, after: Folder, key: str) -> None:
    """Raises Conflict when the facts changed while the file was being made."""
    if digest(before.facts_for(key)) != digest(after.facts_for(key)):
        raise Conflict("書類を作成している間に、契約の内容が変更されました。内容を確かめて、もう一度作成してください。")


def settle_places(session: Session, made: Folder) -> None:
    """As `place`, for a folder just read in this transaction."""
    _write_places(made)
    session.flush()


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
