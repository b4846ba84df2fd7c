"""An upload on its way in: inspected by its content and stored, before any transaction is begun."""

from dataclasses import dataclass

from govapi.files.inspect import Kind, UploadLimits, inspect_upload
from govapi.files.store import FileDamaged, FileMissing, FileStore, StoredFile
from govapi.kit.errors import Unavailable
from govapi.kit.filenames import safe_filename


@dataclass(frozen=True)
class ReadyFile:
    """An upload that was inspected and stored."""

    name: str
    kind: Kind
    stored: StoredFile


def ready(files: FileStore, name: str, data: bytes, max_bytes: int, *, default: str = "添付ファイル") -> ReadyFile:
    """Inspects the upload by its content and stores it. Raises TooLarge, UnsupportedType or Invalid. Touches no session.

    What is kept of the name is its last part, with the extension of what the content really is.
    """
    kind = inspect_upload(data, limits=UploadLimits(max_bytes=max_bytes))
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    if "." in stem:
        stem = stem.rsplit(".", 1)[0]
    return ReadyFile(safe_filename(f"{stem or default}{kind.extension}", default=default), kind, files.put(data))


def content(files: FileStore, sha256: str) -> bytes:
    """The bytes handed in. Raises Unavailable when the store lost them."""
    try:
        return files.get(sha256)
    except (FileMissing, FileDamaged) as fault:
        raise Unavailable("ファイルの内容を取り出せません。システム管理者に連絡してください。", code="file_lost") from fault
