"""The papers of a contract: which it needs, the facts each is handed, and where each clause stands."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.paper.folder.service import Folder, Places, folder, places
from govapi.contracts.paper.rules import Paper
from govapi.contracts.paper.schemas import ContractDocumentsOut, PaperOut
from govapi.contracts.tables import Contract
from govapi.documents import queries as stored
from govapi.documents import service as documents
from govapi.documents.rules import MissingFact, digest
from govapi.documents.schemas import MissingFactOut, document_out
from govapi.documents.service import Rendered
from govapi.documents.tables import DocumentTemplate, GeneratedDocument
from govapi.files.store import FileStore
from govapi.kit.clock import Clock
from govapi.kit.errors import Conflict, NotAllowed, Unmet, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.manifest import Manifest
from govapi.policy.store import current

T = TypeVar("T")

OVER = ("failed", "withdrawn")


def place(session: Session, contract: Contract, today: date) -> None:
    """Writes into the ledger in which paper and article each clause stands, numbered as the paper itself is.

    For whatever changes the clause rows, or the facts and the amount they follow from. New rows must be flushed before;
    rows that only changed are written once, with their place.
    """
    with session.no_autoflush:
        found = places(session, contract, today)
    _write(found)
    session.flush()


def _write(found: Places) -> None:
    """A clause that a 覚書 is still to bring in stands nowhere yet. Set only where it differs: an attribute set is looked at."""
    for row in found.rows:
        stands = found.stands.get(row.key, (row.document, "")) if row.state == "included" else (row.document, "")
        if stands != (row.document, row.article):
            row.document, row.article = stands


def may_make(actor: Actor, contract: Contract) -> bool:
    """Whether this actor makes papers of the contract: its own section, and the contract office."""
    return bool(relations(actor, contract.department_path, contract.department_id) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE})


def ready(made: Folder, actor: Actor, key: str) -> None:
    """Raises NotAllowed, WrongState, Invalid or Unmet when this paper may not be made by this actor now."""
    contract = made.contract
    if not may_make(actor, contract):
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


class Doorway(Protocol):
    """What both doors offer: transactions, and who acts in them."""

    @property
    def actor(self) -> Actor: ...
    def reading(self) -> AbstractContextManager[Session]: ...
    def writing(self) -> AbstractContextManager[Session]: ...


def generate(
    door: Doorway, files: FileStore, clock: Clock, contract_id: UUID, key: str, finish: Callable[[Session, GeneratedDocument], T]
) -> T:
    """Makes a paper: facts read, then rendered and stored outside any transaction, then recorded in one that only writes.

    ``finish`` answers within that transaction. Raises NotFound, NotAllowed, WrongState, Invalid, Unmet, Conflict.
    """
    today = clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        made = folder(session, contracts.one(session, door.actor, policy, contract_id), today)
        ready(made, door.actor, key)
        template = documents.template_in_use(session, key, today)
    file = rendered(files, policy.manifest, made, template, today)
    with door.writing() as session:
        contract = contracts.one(session, door.actor, policy, contract_id, lock=True)
        again = folder(session, contract, today)
        still_the_same(made, again, key)
        _write(again.places())
        return finish(session, documents.record(session, door.actor, made.subject(key), file, clock.now(), today))


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
