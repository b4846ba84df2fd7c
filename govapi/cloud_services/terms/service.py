"""Recording the terms of a service as they stood on a day: a file, or a text that was pasted and is kept as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services import queries as services
from govapi.cloud_services.queries import NOUN
from govapi.cloud_services.rules import unknown_choices
from govapi.cloud_services.terms import queries
from govapi.cloud_services.terms.rules import plain, same_as_before
from govapi.cloud_services.terms.schemas import TermsIn, TermsOut
from govapi.cloud_services.terms.tables import CloudTerms
from govapi.files.store import FileStore
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Invalid, NotAllowed
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Kept:
    """What was stored of the terms, before the transaction."""

    filename: str
    media_type: str
    sha256: str
    size: int


def kept(file: ReadyFile) -> Kept:
    """An upload that was inspected and stored."""
    return Kept(file.name, file.kind.media_type, file.stored.sha256, file.stored.size)


def keep_text(files: FileStore, text: str) -> Kept:
    """Stores a pasted text. Raises Invalid for an empty one."""
    if not text.strip():
        raise Invalid("約款のファイルを選ぶか、本文を貼り付けてください。", pointer="/file")
    stored = files.put(plain(text))
    return Kept("約款.txt", TEXT, stored.sha256, stored.size)


def may_record(session: Session, actor: Actor, policy: PolicySet, service_id: UUID) -> None:
    """Whoever applies for a service checks its terms: any member of a section. Raises NotAllowed, NotFound."""
    services.one(session, actor, policy, service_id)
    if not actor.posts:
        raise NotAllowed("約款を記録できるのは、課に所属する職員です。")


def record(
    session: Session, actor: Actor, stored: StoredPolicy, service_id: UUID, given: TermsIn, file: Kept, today: date
) -> CloudTerms:
    """Records a copy. Raises Invalid for a day to come or a risk the town's policy does not know."""
    may_record(session, actor, stored.policy, service_id)
    service = services.one(session, actor, stored.policy, service_id)
    checked_on = given.checked_on or today
    if checked_on > today:
        raise Invalid("確認した日は、今日までの日にしてください。", pointer="/checked_on")
    faults = unknown_choices(given.risks, {one.key for one in stored.policy.cloud.terms_risks}, "/risks", "約款の危険")
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    row = CloudTerms(
        service_id=service.id,
        edition=given.edition,
        url=given.url or service.terms_url,
        checked_on=checked_on,
        effective_on=given.effective_on,
        filename=file.filename,
        media_type=file.media_type,
        sha256=file.sha256,
        size=file.size,
        risks=list(dict.fromkeys(given.risks)),
        remark=given.remark,
        recorded_by=actor.person_id,
        recorded_name=actor.name,
    )
    session.add(row)
    session.flush()
    changes = {"checked_on": [None, checked_on.isoformat()], "edition": [None, row.edition], "sha256": [None, row.sha256]}
    summary = f"クラウドサービス「{service.name}」の約款（{wareki(checked_on)}に確認）を記録"
    audit.note(session, actor, NOUN, service, "record_terms", summary, changes)
    return row


def shapes(session: Session, service_id: UUID, policy: PolicySet) -> list[TermsOut]:
    """The copies of a service, those checked last first. The caller has checked that the service may be seen."""
    return shaped(queries.of_service(session, service_id), policy)


def shaped(newest_first: Sequence[CloudTerms], policy: PolicySet) -> list[TermsOut]:
    """The same of rows at hand, which are all of one service."""
    labels = {one.key: one.label for one in policy.cloud.terms_risks}
    same = same_as_before(newest_first)
    found = []
    for row in newest_first:
        out = TermsOut.model_validate(row)
        out.same_as_before = same[row.id]
        out.risk_labels = [labels.get(one, one) for one in out.risks]
        found.append(out)
    return found


def shape(session: Session, row: CloudTerms, policy: PolicySet) -> TermsOut:
    """One copy, compared with the one checked before it."""
    listed = next((one for one in shapes(session, row.service_id, policy) if one.id == row.id), None)
    return listed or shaped([row], policy)[0]  # older than those that are listed
