"""Making papers: facts handed in → rendered and stored outside the write transaction → recorded once, and never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.db.counters import next_number
from govapi.documents import library, queries
from govapi.documents.content_controls import clauses_in, unfilled_marks
from govapi.documents.library import ReadyTemplate
from govapi.documents.rules import MissingFact, clauses_of, digest, file_name, frozen, labels_of, named
from govapi.documents.tables import DocumentTemplate, GeneratedDocument
from govapi.files.store import FileStore
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Unmet
from govapi.kit.filenames import safe_filename
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.policy.schema.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a paper is about, as its room hands it down, and the facts for the paper."""

    noun: str
    record_id: UUID
    number: str
    organ_id: UUID
    department_id: UUID
    department_path: str
    policy_version: int
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, already in the store, and the facts it was made from."""

    template: DocumentTemplate
    facts: dict[str, object]
    sha256: str
    size: int


def template_in_use(session: Session, key: str, on: date) -> DocumentTemplate:
    """The version of the template in use on this day. Raises Unmet when the town has none."""
    row = queries.in_use(session, on).get(key)
    if row is None:
        raise Unmet("この様式はまだ登録されていません。契約担当課が様式を登録してください。", code="no_template")
    return row


def with_document(facts: Mapping[str, object], template: DocumentTemplate, on: date) -> dict[str, object]:
    """The facts, with those about the paper itself."""
    return {
        **facts,
        "document": {"title": template.title, "generated_on": on, "template_version": template.template_version},
    }


def missing(
    files: FileStore, manifest: Manifest, template: DocumentTemplate, facts: Mapping[str, object], on: date
) -> list[MissingFact]:
    """The facts this paper still needs, by name, in the order of the paper. No session is needed."""
    compiled = library.COMPILED.get(files, template.sha256)
    return named(compiled.missing(with_document(facts, template, on)), labels_of(manifest, template.key))


def render(files: FileStore, manifest: Manifest, template: DocumentTemplate, facts: Mapping[str, object], on: date) -> Rendered:
    """Fills the template and keeps the file, outside every transaction.

    Raises Unmet when facts are missing (each an error with its name), or when the file would not carry exactly the clauses
    handed in.
    """
    lacking = missing(files, manifest, template, facts, on)
    if lacking:
        raise facts_missing(lacking)
    whole = with_document(facts, template, on)
    data = library.COMPILED.get(files, template.sha256).render(whole)
    _check(template, whole, data)
    kept = files.put(data)
    return Rendered(template, frozen(whole), kept.sha256, kept.size)


def facts_missing(lacking: Sequence[MissingFact]) -> Unmet:
    """The refusal that names what is missing."""
    names = "、".join(f"「{one.label}」" for one in lacking)
    return Unmet(
        f"書類を作成するために必要な次の項目が足りません。{names}",
        code="facts_missing",
        errors=[FieldFault(pointer_of(one.path), f"「{one.label}」を入力してください。") for one in lacking],
    )


def pointer_of(path: str) -> str:
    """``contract.unit_prices[].item`` → ``/facts/contract/unit_prices/-/item``."""
    return "/facts/" + path.replace("[]", ".-").replace(".", "/")


def _check(template: DocumentTemplate, facts: Mapping[str, object], data: bytes) -> None:
    """What an edited template could have lost: a clause left out, or a tag left standing."""
    if template.carries_clauses and [(one.key, one.version) for one in clauses_in(data)] != clauses_of(facts):
        raise Invalid(
            "この様式では条項の全てを書類に載せることができません。様式の条項の部分を、配布した様式のとおりに直してください。",
            code="clauses_lost",
        )
    marks = unfilled_marks(data)
    if marks:
        raise Invalid(f"書類に記入の済んでいない印が残りました。様式を直してください。{marks[0][:60]}", code="unfilled_mark")


def record(session: Session, actor: Actor, subject: Subject, rendered: Rendered, now: datetime, today: date) -> GeneratedDocument:
    """Records a finished file as the next edition of its kind: the only write, in its own short transaction."""
    template = rendered.template
    edition = queries.last_edition(session, subject.record_id, template.key) + 1
    year = fiscal_year(today)
    row = GeneratedDocument(
        number=f"文書-{year}-{next_number(session, f'document-{year}'):04d}",
        noun=subject.noun,
        record_id=subject.record_id,
        record_number=subject.number,
        organ_id=subject.organ_id,
        department_id=subject.department_id,
        department_path=subject.department_path,
        template_id=template.id,
        template_key=template.key,
        template_version=template.template_version,
        template_sha256=template.sha256,
        policy_version=subject.policy_version,
        title=template.title,
        edition=edition,
        file_name=safe_filename(file_name(subject.number, template.title, edition)),
        sha256=rendered.sha256,
        size=rendered.size,
        facts=rendered.facts,
        facts_sha256=digest(rendered.facts),
        generated_by=actor.person_id,
        generated_name=actor.name,
        generated_post=actor.title,
        generated_at=now,
    )
    session.add(row)
    session.flush()
    changes = {"sha256": [None, row.sha256], "facts_sha256": [None, row.facts_sha256]}
    summary = f"{subject.number}の「{row.title}」第{edition}版を作成"
    audit.note(session, actor, "document", row, "generate", summary, changes)
    return row


def outdated(session: Session, manifest: Manifest) -> list[ReadyTemplate]:
    """Shipped templates this town does not have yet in the version that ships today."""
    known = {(row.key, row.sha256) for row in queries.templates(session)}
    return [template for template in library.shipped(manifest) if (template.key, template.sha256) not in known]


def register_shipped(session: Session, actor: Actor, ready: Sequence[ReadyTemplate], today: date) -> list[DocumentTemplate]:
    """Registers shipped templates as the next versions. Where the town uses its own, that stays in use."""
    own = {row.key for row in queries.templates(session) if row.source == "uploaded"}
    return [_register(session, actor, template, "shipped", None if template.key in own else today, "") for template in ready]


def register_uploaded(
    session: Session, actor: Actor, template: ReadyTemplate, *, active_from: date | None, note: str, today: date
) -> DocumentTemplate:
    """Registers an uploaded and checked template as the next version, in use from ``active_from`` (today when left out)."""
    may_upload(actor)
    if active_from is not None and active_from < today:
        raise Invalid("使用を始める日には、今日以後の日を指定してください。", pointer="/active_from")
    return _register(session, actor, template, "uploaded", active_from or today, note)


def may_upload(actor: Actor) -> None:
    """Raises NotAllowed for everyone but the contract office."""
    if "contract_office" not in actor.duties:
        raise NotAllowed("様式を登録できるのは、契約担当課の職員です。契約担当課に依頼してください。")


def _register(
    session: Session, actor: Actor, template: ReadyTemplate, source: str, active_from: date | None, note: str
) -> DocumentTemplate:
    row = DocumentTemplate(
        key=template.key,
        template_version=queries.last_version(session, template.key) + 1,
        title=template.title,
        source=source,
        carries_clauses=template.carries_clauses,
        sha256=template.sha256,
        size=len(template.data),
        fact_paths=list(template.fact_paths),
        active_from=active_from,
        note=note,
        uploaded_by=actor.person_id,
        uploaded_name=actor.name,
        uploaded_post=actor.title,
    )
    session.add(row)
    session.flush()
    summary = f"様式「{row.title}」第{row.template_version}版を登録"
    audit.record(
        session,
        actor,
        action="template.register",
        noun="template",
        record_id=row.id,
        number=f"様式-{row.key}-{row.template_version}",
        summary=summary,
        changes={"sha256": [None, row.sha256]},
    )
    return row
