"""Reading what only the papers tell: who does the work, the edition of a text, and who is shown a paper."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, true
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_in_list
from govapi.contractors.tables import Contractor
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned_columns
from govapi.documents.regulations import queries as regulations
from govapi.documents.tables import GeneratedDocument
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible
from govapi.sns_accounts.papers.rules import NARROW
from govapi.sns_accounts.queries import NOUN, keys_rule, seen
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts import queries as texts
from govapi.sns_accounts.texts.rules import Kind


def contractor_name(session: Session, contract_id: UUID) -> str | None:
    """The company of a contract; the caller has checked that the contract may be seen."""
    company = find(session, Contract, contract_id).contractor_id
    return None if company is None else find(session, Contractor, company).name


def next_edition(session: Session, account_id: UUID, kind: Kind) -> str:
    """第１版 of a procedure or policy that has no text yet, else the edition after those it has."""
    link = texts.link(session, account_id, kind)
    held = regulations.held_of_many(session, [link.regulation_id])[link.regulation_id] if link is not None else []
    return f"第{len(held) + 1}版"


def papers_shown(session: Session, actor: Actor) -> Select[tuple[UUID]]:
    """The accounts whose papers this actor is shown beside those of his section: every one, for the public relations section, which
    looks after all of them; else none."""
    looks_after = true() if "public_relations" in actor.duties else false()
    found: Select[tuple[UUID]] = owned_columns(session, SnsAccount, col(SnsAccount.id)).where(looks_after)
    return found


def kept(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition every paper this actor sees fulfils: no paper of an account is told to who does not see the account, and none
    that tells where its secrets are kept, or how it was closed, to who does not read that in the account."""
    path, organ = col(GeneratedDocument.department_path), col(GeneratedDocument.organ_id)
    accounts = owned_columns(session, SnsAccount, col(SnsAccount.id)).where(seen(session, actor, policy, on_route_in_list))
    wide = and_(col(GeneratedDocument.record_id).in_(accounts), col(GeneratedDocument.template_key).not_in(NARROW))
    narrow = visible(actor, keys_rule(policy), department_path=path, organ_id=organ)
    return or_(col(GeneratedDocument.noun) != NOUN, wide, narrow)
