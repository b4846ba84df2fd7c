"""The page of a contract's papers: what it needs, what is missing, what was made."""

from dataclasses import dataclass
from uuid import UUID

from litestar import Response
from litestar.params import FromPath

from govapi.contracts import queries
from govapi.contracts.drafting.rules import FIELDS, TABS, tabs_in
from govapi.contracts.history.web import record_tabs
from govapi.contracts.paper import service
from govapi.contracts.paper.folder.service import folder
from govapi.contracts.paper.schemas import PaperOut
from govapi.contracts.tables import Contract
from govapi.documents.issuing.web import made
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut
from govapi.kit.errors import Refusal
from govapi.policy.store import current
from govapi.web.door import MENDABLE, WebDoor
from govapi.web.routes import form, page

# The field of the contract a missing fact comes from, where their names differ.
FIELD_OF = {
    "term_from": "starts_on", "term_to": "ends_on", "unit_price": "is_unit_price", "deposit": "deposit_amount", "tax": "amount",
    "supervisor": "supervisor_id", "inspector": "inspector_id", "security_officer_name": "contractor_officer_name",
    "security_officer_title": "contractor_officer_title",
}  # fmt: skip


@dataclass(frozen=True)
class Lack:
    """A missing fact, and the page where it is given."""

    label: str
    url: str
    where: str


@dataclass(frozen=True)
class Row:
    """A paper on the page: what it is, how far it has come, what it lacks, and the newest edition."""

    paper: PaperOut
    state: str
    tone: str
    lacks: list[Lack]
    newest: DocumentOut | None
    older: list[DocumentOut]


@page("/contracts/{contract_id:uuid}/documents")
def show(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, contract_id)


@form("/contracts/{contract_id:uuid}/documents/{key:str}")
def generate(door: WebDoor, contract_id: FromPath[UUID], key: FromPath[str]) -> Response[bytes]:
    with_templates(door.parts, door.own.municipality_code)
    try:
        flash = service.generate(door, door.parts.files, door.parts.clock, contract_id, key, made)
    except Refusal as refused:
        if refused.status not in MENDABLE:
            raise
        return _page(door, contract_id, refused)
    return door.redirect(f"/contracts/{contract_id}/documents", flash)


def _page(door: WebDoor, contract_id: UUID, refused: Refusal | None = None) -> Response[bytes]:
    with_templates(door.parts, door.own.municipality_code)
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        made = folder(session, contract, today)
        shelf = service.shelf(session, contract, policy.manifest, today)
    found = service.overview(door.parts.files, made, shelf, today)
    rows = [_row(contract, paper, [one for one in found.items if one.template_key == paper.key]) for paper in found.papers]
    return door.page(
        "contracts/documents.html",
        status_code=refused.status if refused else 200,
        contract=contract,
        rows=[row for row in rows if row.paper.needed or row.newest],
        others=[row.paper for row in rows if not (row.paper.needed or row.newest)],
        may_make=service.may_make(door.actor, contract),
        refused=refused,
        tabs=record_tabs(contract.id, "documents"),
    )


def _row(contract: Contract, paper: PaperOut, made: list[DocumentOut]) -> Row:
    state, tone = ("作成済み", "good") if made else ("項目が不足", "warn") if paper.missing else ("未作成", "info")
    lacks = [_lack(contract, one.path, one.label) for one in paper.missing]
    return Row(paper, state, tone, lacks, made[0] if made else None, made[1:])


def _lack(contract: Contract, path: str, label: str) -> Lack:
    base, (group, _, rest) = f"/contracts/{contract.id}", path.partition(".")
    if group == "articles":
        return Lack(label, f"{base}/clauses", "条項の画面")
    if group == "contractor":
        return Lack(label, f"/contractors/{contract.contractor_id}" if contract.contractor_id else base, "委託先")
    name = rest.partition("[")[0].partition(".")[0]
    name = FIELD_OF.get(name, name)
    tab = next((tab for tab, names in FIELDS.items() if name in names), "information" if group == "security" else "")
    if tab in tabs_in(contract.status):
        return Lack(label, f"{base}/edit/{tab}", f"「{TABS[tab]}」の入力")
    return Lack(label, "", "")


ROUTES = [show, generate]
