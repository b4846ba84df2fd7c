"""Where file contents lie: a local folder or S3-compatible storage, under the SHA-256 of the content.

Nothing is ever overwritten: the same content has the same name. Which record a content belongs to, and under
what file name it was handed in, is the database's to know.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self
from urllib.parse import unquote

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, S3Store

from govapi.kit.errors import Unavailable

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PATIENCE = timedelta(seconds=20)


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    size: int


class FileMissing(Exception):
    """A content the database knows is not in the store: a fault of operation, never the user's."""


class FileDamaged(Exception):
    """The stored bytes no longer have the SHA-256 they lie under."""


class FileStore:
    """Content-addressed store. All methods raise Unavailable when the storage can't be reached."""

    def __init__(self, store: LocalStore | S3Store, *, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def from_url(cls, url: str, *, endpoint: str | None = None) -> Self:
        """`file:///folder`, `file:relative/folder` or `s3://bucket/prefix`; the keys of S3 come from the usual
        AWS_… variables, `endpoint` names a compatible service. Raises ValueError for other addresses."""
        if url.startswith("file:"):
            folder = Path(unquote(url.removeprefix("file:").removeprefix("//"))).absolute()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(LocalStore(folder), folder=folder)
        if not url.startswith("s3://"):
            raise ValueError("ファイルの保存先は「file:」又は「s3://」で始まるURLで指定してください。")
        store = S3Store.from_url(
            url,
            config={"endpoint": endpoint} if endpoint else {},
            client_options={"allow_http": bool(endpoint and endpoint.startswith("http://")), "timeout": _PATIENCE},
            retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
        )
        return cls(store)

    def put(self, data: bytes) -> StoredFile:
        """Keep a content. Putting it again, or from two sides at once, changes nothing."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = _path(sha256)
        try:
            obstore.put(self._store, path, data, mode="create", use_multipart=False)
            self._settle(path)
        except AlreadyExistsError:
            pass
        except BaseError as fault:
            raise _unavailable() from fault
        return StoredFile(sha256, len(data))

    def get(self, sha256: str) -> bytes:
        """The content, its hash checked. Raises FileMissing or FileDamaged."""
        try:
            data = bytes(obstore.get(self._store, _path(sha256)).bytes())
        except FileNotFoundError as fault:
            raise FileMissing(sha256) from fault
        except BaseError as fault:
            raise _unavailable() from fault
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileDamaged(sha256)
        return data

    def exists(self, sha256: str) -> bool:
        try:
            obstore.head(self._store, _path(sha256))
        except FileNotFoundError:
            return False
        except BaseError as fault:
            raise _unavailable() from fault
        return True

    def delete(self, sha256: str) -> None:
        """For the sweep of orphans alone: the caller has made sure that no record, committed or about to be,
        refers to the content. Deleting what is not there is no fault."""
        try:
            obstore.delete(self._store, _path(sha256))
        except FileNotFoundError:
            return
        except BaseError as fault:
            raise _unavailable() from fault

    def list_older_than(self, moment: datetime) -> Iterator[StoredFile]:
        """Contents first kept before `moment` (aware). Things of other names in the folder are passed over."""
        try:
            for batch in obstore.list(self._store):
                for found in batch:
                    sha256 = found["path"].rpartition("/")[2]
                    if found["last_modified"] < moment and _SHA256.fullmatch(sha256) and found["path"] == _path(sha256):
                        yield StoredFile(sha256, found["size"])
        except BaseError as fault:
            raise _unavailable() from fault

    def _settle(self, path: str) -> None:
        """Write a local file through to the disk, before the database commits a row that names it."""
        if self._folder is None:
            return
        target = self._folder / path
        for step in (target, target.parent, target.parent.parent, self._folder):
            descriptor = os.open(step, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _path(sha256: str) -> str:
    """Two levels of 256 folders each, so that none grows too long to list."""
    if not _SHA256.fullmatch(sha256):
        raise FileMissing(sha256)
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _unavailable() -> Unavailable:
    return Unavailable("ファイルの保存先に接続できません。しばらくしてからもう一度操作し、続く場合は管理者に連絡してください。")
