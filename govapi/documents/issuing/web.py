"""The button that makes a paper of a record."""

from collections.abc import Callable

from litestar import Response
from sqlmodel import Session

from govapi.documents.issuing.service import Reader, issue
from govapi.documents.registry import with_templates
from govapi.documents.tables import GeneratedDocument
from govapi.kit.errors import Refusal
from govapi.web.door import MENDABLE, WebDoor


def make_paper(
    door: WebDoor, url: str, key: str, read: Reader, *, again: Callable[[Refusal], Response[bytes]] | None = None
) -> Response[bytes]:
    """Makes the paper ``key`` and goes to ``url``. Where it cannot be made, what is missing is told there, or by ``again``."""
    with_templates(door.parts, door.own.municipality_code)
    try:
        flash = issue(door, door.parts.files, door.parts.clock, key, read, made)
    except Refusal as refused:
        if refused.status not in MENDABLE:
            raise
        return again(refused) if again is not None else door.redirect(url, refused.detail, tone="danger")
    return door.redirect(url, flash)


def made(_session: Session, row: GeneratedDocument) -> str:
    """What is said of a paper that was made."""
    return f"「{row.title}」第{row.edition}版（{row.number}）を作成しました。内容を確かめてください。"
