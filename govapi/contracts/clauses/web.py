"""The clause table of a contract: put in, take out, set the values in the text."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath

from govapi.contracts import queries, service
from govapi.contracts.clauses import service as clauses
from govapi.contracts.history.web import record_tabs
from govapi.contracts.tables import Contract
from govapi.documents.regulations.queries import standing
from govapi.kit.errors import FieldFault, Refusal, Stale
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.schema.base import Threat
from govapi.policy.schema.clauses import Clause
from govapi.policy.store import current
from govapi.web.door import MENDABLE, WebDoor
from govapi.web.form_data import Value
from govapi.web.forms import Bound
from govapi.web.reading import plain_number
from govapi.web.routes import form, page
from govapi.web.stale import who_was_first


@page("/contracts/{contract_id:uuid}/clauses")
def show(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _table(door, contract_id)


def _table(
    door: WebDoor, contract_id: UUID, *, key: str = "", bound: Bound[Any] | None = None, first: str = ""
) -> Response[bytes]:
    """The table; ``key`` and ``bound`` are the clause whose values were refused, and what was typed."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        rows = clauses.shapes(session, policy, contract.id, today)
        rests_on = standing(session, policy, "clauses", today, actor=door.actor)
    catalogue = {clause.key: clause for clause in policy.clauses}
    return door.page(
        "contracts/clauses.html",
        contract=contract,
        rows=rows,
        catalogue=catalogue,
        others=[clause for clause in policy.clauses if clause.key not in {row.key for row in rows}],
        papers={one.key: one.title for one in policy.manifest.templates},
        threats=Threat.labels(),
        may_write=may_write(door.actor, contract),
        open_count=sum(row.required and row.state not in ("included", "waived") for row in rows),
        faulty=key,
        form=bound or Bound(),
        first=first,
        tabs=record_tabs(contract.id, "clauses"),
        rests_on=rests_on,
    )


def may_write(actor: Actor, contract: Contract) -> bool:
    """Whether the buttons are shown; the use case decides once more."""
    near = service.who(actor, contract) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}
    return contract.status == "draft" and bool(near)


@form("/contracts/{contract_id:uuid}/clauses/include-required")
def include_required(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        contract = service.drafted(session, door.actor, policy, contract_id, door.form().version())
        written = clauses.write_required(session, door.actor, contract, today)
    flash = f"必要な条項を{len(written)}件入れました。" if written else "必要な条項は、既に全て入っています。"
    return door.redirect(f"/contracts/{contract_id}/clauses", flash)


@form("/contracts/{contract_id:uuid}/clauses/{key:str}")
def write(door: WebDoor, contract_id: FromPath[UUID], key: FromPath[str]) -> Response[bytes]:
    sent, today = door.form(), door.parts.clock.today()
    state = "included" if sent.text("state") == "included" else "missing"
    try:
        with door.writing() as session:
            policy = current(session, today).policy
            contract = service.drafted(session, door.actor, policy, contract_id, sent.version())
            values = parameters_of(policy.clause(key), sent.data().get("parameters")) if _known(policy.clauses, key) else {}
            row = clauses.write(session, door.actor, contract, policy, key, state, values, today)
            flash = f"条項「{row.title}」を{'入れました' if state == 'included' else '外しました'}。"
    except Stale as refused:
        with door.reading() as session:
            first = who_was_first(session, contract_id)
        return _again(door, contract_id, key, refused, first)
    except Refusal as refused:
        if refused.status not in MENDABLE:
            raise
        return _again(door, contract_id, key, refused)
    return door.redirect(f"/contracts/{contract_id}/clauses#c-{key}", flash)


def _known(catalogue: tuple[Clause, ...], key: str) -> bool:
    return any(clause.key == key for clause in catalogue)


def _again(door: WebDoor, contract_id: UUID, key: str, refused: Refusal, first: str = "") -> Response[bytes]:
    typed = {name: value for name, value in door.form().pairs if isinstance(value, str)}
    faults = [] if first else refused.errors or [FieldFault("", refused.detail)]
    answer = _table(door, contract_id, key=key, bound=Bound(values=typed).with_faults(faults), first=first)
    answer.status_code = refused.status
    return answer


def parameters_of(clause: Clause, typed: Value) -> dict[str, int | str | bool]:
    """The values as the clause reads them; what cannot be read stays as typed, for the clause to refuse."""
    given = typed if isinstance(typed, dict) else {}
    found: dict[str, int | str | bool] = {}
    for name, value in given.items():
        parameter, text = clause.parameters.get(name), value if isinstance(value, str) else ""
        kind = parameter.type if parameter is not None else "text"
        plain = plain_number(text) if kind == "integer" else None
        if kind == "boolean":
            found[name] = text == "true"
        elif plain is not None and plain.lstrip("-").isdecimal() and len(plain) < 12:
            found[name] = int(plain)
        else:
            found[name] = text
    return found


ROUTES = [show, include_required, write]
