"""Answers: JSON written by pydantic, with the record's version as ETag."""

from typing import Any, Generic, TypeVar

from litestar import Response
from litestar.enums import MediaType
from pydantic import BaseModel

from govapi.kit.filenames import content_disposition

Shape = TypeVar("Shape", bound=BaseModel)


class Answer(Response[Shape], Generic[Shape]):
    """A JSON answer. Pydantic writes it in one go, which is an order of magnitude faster than a generic encoder."""

    def render(self, content: Any, media_type: str, enc_hook: Any = None) -> bytes:
        if isinstance(content, BaseModel):
            return content.model_dump_json().encode()
        if isinstance(content, bytes):
            return content
        return super().render(content, media_type, enc_hook)


def answer(shape: Shape, *, status: int = 200, version: int | None = None, location: str | None = None) -> Answer[Shape]:
    """An answer with its ETag (``"<version>"``) and, when something was made, where it is."""
    headers = {"ETag": f'"{version}"'} if version is not None else {}
    if location:
        headers["Location"] = location
    return Answer(shape, status_code=status, headers=headers, media_type=MediaType.JSON)


def file_answer(content: bytes, name: str, media_type: str, *, sha256: str = "") -> Response[bytes]:
    """A file to be saved under its name, never shown in the browser; a stored one has its SHA-256 as ETag."""
    headers = {
        "Content-Disposition": content_disposition(name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    if sha256:
        headers["ETag"] = f'"{sha256}"'
    return Response(content, headers=headers, media_type=media_type)


def replayed(status: int, body: bytes, headers: dict[str, str]) -> Response[bytes]:
    """A remembered answer, told again."""
    media_type = headers.get("Content-Type", MediaType.JSON)
    rest = {name: value for name, value in headers.items() if name != "Content-Type"}
    return Response(body, status_code=status, headers={**rest, "Idempotent-Replayed": "true"}, media_type=media_type)
