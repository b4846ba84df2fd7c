"""The form of an amendment: what holds now stands beside each field, and only what differs becomes a change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from pydantic import ValidationError
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts import service as drafts
from govapi.contracts.amendments import queries, service
from govapi.contracts.amendments.editing.rules import answer, emptied, wanted
from govapi.contracts.amendments.editing.schemas import AmendmentFormIn
from govapi.contracts.amendments.rules import AMENDABLE
from govapi.contracts.amendments.schemas import AmendmentIn, AmendmentPatch, ChangesIn
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.clauses import queries as clause_rows
from govapi.contracts.clauses.service import check_clause
from govapi.contracts.clauses.web import parameters_of
from govapi.contracts.drafting.rules import FORM_LABELS
from govapi.contracts.drafting.web import question_groups
from govapi.contracts.effects.service import foresee, plain_terms
from govapi.contracts.paper.facts.rules import written
from govapi.contracts.proceedings.web import LABELS as SHARED
from govapi.contracts.rules import TERM_KINDS, status_on
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import RUNNING
from govapi.kit.errors import FieldFault, Invalid, NotFound
from govapi.kit.validation import faults
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS: Mapping[str, str] = {**SHARED, **{f"changes.{name}": text for name, text in FORM_LABELS.items()}, "clauses": "加える条項"}


def may_start(door: WebDoor, contract: Contract) -> bool:
    """Whether the button is shown; the use case decides once more."""
    status = status_on(contract.status, contract.starts_on, door.parts.clock.today())
    return status in RUNNING and Who.SECTION_STAFF in drafts.who(door.actor, contract)


@page("/contracts/{contract_id:uuid}/amendments/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, contract_id, None)


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        if not may_start(door, contract):
            raise NotFound("今の状態では、変更契約を起案できません。契約の画面に戻ってください。")
        context = _context(session, contract, policy, {})
    given = bound or shown(_values(plain_terms(contract), {}, {"effective_on": today}))
    return door.page("contracts/amendments/form.html", amendment=None, form=given, version=None, first="", **context)


@form("/contracts/{contract_id:uuid}/amendments/new")
def draft(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: AmendmentFormIn) -> str:
        policy = current(session, clock.today())
        contract = contracts.one(session, door.actor, policy.policy, contract_id)
        body = AmendmentIn(reason=given.reason, effective_on=given.effective_on, **_read(door, given, contract, policy.policy))
        row = service.draft(session, door.actor, policy, contract_id, body, now=clock.now(), today=clock.today())
        return f"/amendments/{row.id}"

    flash = "変更契約の下書きを作りました。内容を確かめて、締結伺を起案してください。"
    return door.submit(AmendmentFormIn, work, lambda bound: _new(door, contract_id, bound), flash=flash, labels=LABELS)


@page("/amendments/{amendment_id:uuid}/edit")
def edit_page(door: WebDoor, amendment_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, amendment_id, None)


def _edit(door: WebDoor, amendment_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, amendment_id)
        contract = contracts.one(session, door.actor, policy, row.contract_id)
        if row.status != "draft" or Who.SECTION_STAFF not in service.who(door.actor, row):
            raise NotFound("今の状態では、この変更契約は修正できません。変更契約の画面に戻ってください。")
        context = _context(session, contract, policy, foresee(session, contract, row, policy, today).missing, row)
    terms = plain_terms(contract) | {name: change["after"] for name, change in row.changes.items()}
    own = {"reason": row.reason, "effective_on": row.effective_on}
    return door.page(
        "contracts/amendments/form.html",
        amendment=row,
        form=bound or shown(_values(terms, row.clauses, own)),
        version=row.version if bound is None or first else door.form().version(),
        first=first,
        **context,
    )


@form("/amendments/{amendment_id:uuid}/edit")
def edit(door: WebDoor, amendment_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: AmendmentFormIn) -> str:
        policy = current(session, today)
        row = queries.one(session, door.actor, policy.policy, amendment_id)
        contract = contracts.one(session, door.actor, policy.policy, row.contract_id)
        body = AmendmentPatch(reason=given.reason, effective_on=given.effective_on, **_read(door, given, contract, policy.policy))
        service.revise(session, door.actor, policy, amendment_id, body, door.form().version(), today)
        return f"/amendments/{amendment_id}"

    def again(bound: Bound[AmendmentFormIn], first: str) -> Response[bytes]:
        return _edit(door, amendment_id, bound, first)

    return submit_on_record(door, amendment_id, AmendmentFormIn, work, again, flash="保存しました。", labels=LABELS)


def _values(terms: Mapping[str, Any], clauses: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    changes = {**terms, "information": "\n".join(terms["information"])}
    if changes["ends_on"]:
        changes["ends_on"] = ChangesIn(ends_on=changes["ends_on"]).ends_on  # a day, so that it is shown in 和暦
    return {**own, "changes": changes, "clauses": list(clauses), "parameters": dict(clauses)}


def _context(
    session: Session, contract: Contract, policy: PolicySet, missing: Mapping[str, str], amendment: Amendment | None = None
) -> dict[str, Any]:
    """What the form shows beside what is typed."""
    included = {row.key for row in clause_rows.of_contract(session, contract.id) if row.state == "included"}
    offered = [one for one in policy.clauses if one.key not in included]
    terms = plain_terms(contract)
    questions = policy.questionnaire.questions
    return {
        "contract": contract,
        "now": {
            name: written(name, terms[name], policy, unit_price=contract.is_unit_price) for name in AMENDABLE if name != "answers"
        },
        "answers_now": {one.key: answer(one, contract.answers.get(one.key)) for one in questions},
        "groups": [replace(one, when=_nested(one.when)) for one in question_groups(policy.questionnaire)],
        "classes": [(one.code, one.label) for one in policy.classification.confidentiality],
        "term_kinds": list(TERM_KINDS.items()),
        "long_terms": [(one.key, f"{one.label}（{one.max_years}年以内）") for one in policy.procurement.long_term],
        "offered": sorted(offered, key=lambda one: one.key not in missing),
        "missing": missing,
        "brought": amendment.clauses if amendment else {},
    }


def _nested(when: str) -> str:
    return ",".join(f"changes.{part}" for part in when.split(",")) if when else ""


def _read(door: WebDoor, given: AmendmentFormIn, contract: Contract, policy: PolicySet) -> dict[str, Any]:
    """``changes`` and ``clauses`` of what was typed."""
    sent = door.form().data().get("changes")
    values = wanted(given.changes.model_dump(), sent if isinstance(sent, dict) else (), plain_terms(contract), policy)
    _refuse([FieldFault(f"/changes/{name}", f"「{FORM_LABELS[name]}」は空にできません。") for name in emptied(values)])
    try:
        changes = ChangesIn(**values)
    except ValidationError as error:
        found = {f"/changes/{one.pointer.split('/')[1]}": one.message for one in faults(error, FORM_LABELS, data=values)}
        _refuse([FieldFault(at, message) for at, message in found.items()])
        raise
    return {
        "changes": changes,
        "clauses": {key: _parameters(policy, key, given.parameters.get(key, {})) for key in given.clauses},
    }


def _parameters(policy: PolicySet, key: str, typed: Mapping[str, str | None]) -> dict[str, int | str | bool]:
    clause = check_clause(policy, key, {})
    values = parameters_of(clause, dict(typed))
    try:
        check_clause(policy, key, values)
    except Invalid as refused:
        _refuse([replace(one, pointer=one.pointer.replace("/parameters/", f"/parameters/{key}/")) for one in refused.errors])
    return values


def _refuse(found: list[FieldFault]) -> None:
    if found:
        raise Invalid("入力内容に誤りがあります。", errors=found)


ROUTES: list[Any] = [new_page, draft, edit_page, edit]
