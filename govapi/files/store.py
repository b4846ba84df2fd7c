"""Where file contents lie: a local folder or S3-compatible storage, under the SHA-256 of the content.

Nothing is ever overwritten: the same content has the same name. Which record a content belongs to, and under
what file name it was handed in, is the database's to know.

Contents that no record refers to are set aside for a while before they are discarded (``files.orphans``). ``get`` still
finds them there: a content that was set aside in the very moment it was put again, before the record that refers to it
was committed, is not lost, and the next sweep takes it back.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
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
_ASIDE = "swept"


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
        """The content, its hash checked, even when it is set aside. Raises FileMissing or FileDamaged."""
        data = self._read(_path(sha256))
        if data is None:
            data = self._read(_aside(sha256))
        if data is None:
            raise FileMissing(sha256)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileDamaged(sha256)
        return data

    def exists(self, sha256: str) -> bool:
        return self._is_at(_path(sha256)) or self._is_at(_aside(sha256))

    def list_older_than(self, moment: datetime) -> Iterator[StoredFile]:
        """Contents first kept before `moment` (aware). Things of other names in the folder are passed over."""
        return self._listed(None, _path, moment)

    # The rest is for the sweep of orphans alone. What is not there (another sweep was quicker) is no fault.

    def list_set_aside(self, moment: datetime) -> Iterator[StoredFile]:
        """Contents that were set aside before `moment` (aware)."""
        return self._listed(_ASIDE, _aside, moment)

    def set_aside(self, sha256: str) -> None:
        """Takes the content out of its place; its age begins anew."""
        try:
            if self._folder is not None:
                os.utime(self._folder / _path(sha256))  # storage that copies does so by itself
            obstore.rename(self._store, _path(sha256), _aside(sha256))
        except FileNotFoundError:
            return
        except BaseError as fault:
            raise _unavailable() from fault

    def take_back(self, sha256: str) -> None:
        """Puts a content that was set aside back in its place."""
        if self._is_at(_path(sha256)):
            self.discard(sha256)
            return
        try:
            obstore.rename(self._store, _aside(sha256), _path(sha256))
        except FileNotFoundError:
            return
        except BaseError as fault:
            raise _unavailable() from fault

    def discard(self, sha256: str) -> None:
        """Deletes a content that was set aside. The same content in its place, put anew since then, stays."""
        try:
            obstore.delete(self._store, _aside(sha256))
        except FileNotFoundError:
            return
        except BaseError as fault:
            raise _unavailable() from fault

    def _read(self, path: str) -> bytes | None:
        try:
            return bytes(obstore.get(self._store, path).bytes())
        except FileNotFoundError:
            return None
        except BaseError as fault:
            raise _unavailable() from fault

    def _is_at(self, path: str) -> bool:
        try:
            obstore.head(self._store, path)
        except FileNotFoundError:
            return False
        except BaseError as fault:
            raise _unavailable() from fault
        return True

    def _listed(self, prefix: str | None, place: Callable[[str], str], moment: datetime) -> Iterator[StoredFile]:
        try:
            for batch in obstore.list(self._store, prefix=prefix):
                for found in batch:
                    sha256 = found["path"].rpartition("/")[2]
                    if found["last_modified"] < moment and _SHA256.fullmatch(sha256) and found["path"] == place(sha256):
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


def _aside(sha256: str) -> str:
    return f"{_ASIDE}/{_path(sha256)}"


def _unavailable() -> Unavailable:
    return Unavailable("ファイルの保存先に接続できません。しばらくしてからもう一度操作し、続く場合は管理者に連絡してください。")
