"""The 別表 of a regulation as a Word paper: the same tables as the page, from the policy set in force."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.admin.regulations.annexes.rows import Annex
from govapi.admin.regulations.annexes.tables_of import annexes
from govapi.documents.issuing.facts import heading
from govapi.documents.regulations import queries, rules
from govapi.documents.regulations.service import held, refuse_stranger
from govapi.documents.regulations.tables import Regulation
from govapi.documents.service import Subject
from govapi.kit.errors import Invalid, Unmet, WrongState
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

TEMPLATE = "regulation_annex"


def covered_annexes(policy: PolicySet, row: Regulation) -> list[Annex]:
    """The annexes of a regulation: those of the parts that rest on its kind."""
    kind = next((one for one in policy.regulating.kinds if one.key == row.kind), None)
    return annexes(policy, kind.covers) if kind is not None else []


def paper(session: Session, actor: Actor, stored: StoredPolicy, regulation_id: UUID, template: str, today: date) -> Subject:
    """The facts of the paper. Raises Unmet where no text is in force or nothing rests on the regulation."""
    row = queries.one(session, actor, stored.policy, regulation_id)
    if template != TEMPLATE:
        raise Invalid("この種類の書類は、ここでは作成しません。書類の一覧から選んでください。", pointer="/template")
    refuse_stranger(actor, row)
    if row.publicity == "restricted":  # papers are seen by the bureau and by others whom the policy names
        raise WrongState("所管課限りの規程の別表は、書類として保存できません。別表の画面を印刷してください。")
    text = rules.in_force(held(queries.texts(session, row.id)), today)
    tables = covered_annexes(stored.policy, row)
    if text is None:
        raise Unmet("施行中の本文がないため、別表を作成できません。先に本文を記録してください。")
    if not tables:
        raise Unmet("この規程を根拠とする定めが方針セットにないため、別表はありません。規程の種類を確かめてください。")
    head = heading(
        session, organ_id=row.organ_id, department_id=row.department_id, to=None, number=row.number, issued_on=today
    )  # fmt: skip
    regulation = {
        "title": row.title,
        "number": row.number,
        "edition": text.edition or f"第{zenkaku(str(text.turn))}版",
        "effective_on": text.effective_on,
    }
    return Subject(
        noun="regulation",
        record_id=row.id,
        number=row.number,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        policy_version=stored.version,
        facts={**head, "regulation": regulation, "annexes": [_facts(one) for one in tables]},
    )


def _facts(one: Annex) -> dict[str, object]:
    headings = {f"heading_{place}": text for place, text in enumerate(one.headings, 1)}
    rows = [
        {name: getattr(row, name) for name in ("first", "second", "third", "fourth", "source_label")} for row in one.rows
    ]  # fmt: skip
    return {"title": one.title, **headings, "rows": rows}
