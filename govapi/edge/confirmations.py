"""「個人番号ではない」: a writer's word about a free text goes on record with what was saved on it."""

from sqlmodel import Session

from govapi import audit
from govapi.kit import held_back
from govapi.people.actor import Actor


def put_on_record(session: Session, actor: Actor) -> None:
    """Queues the audit row, once, where texts of this request were let through on the writer's word."""
    word = held_back.said()
    if word is None or not word.let_through:
        return
    word.let_through = 0
    summary = "個人番号とみられる12桁の数字を含む文を、個人番号でないことを確かめて登録"
    audit.record(session, actor, action="free_text.confirm", noun="free_text", summary=summary)
