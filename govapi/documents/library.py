"""様式庫: the templates that ship with govapi, those a town uploads, and the compiled ones kept in memory.

Nothing here touches a session: files are read, checked, compiled and stored outside the write transaction.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from govapi.documents.engine import CompiledTemplate, compile_in_sandbox, compile_template
from govapi.documents.rules import labels_of, template_faults
from govapi.files.inspect import Kind, UploadLimits, inspect_upload
from govapi.files.store import FileDamaged, FileMissing, FileStore
from govapi.kit.errors import FieldFault, Invalid, Unavailable
from govapi.policy.schema.manifest import Manifest, Template
from govapi.settings import packed

KEPT = 64
_FOLDER = "contract_templates"


@dataclass(frozen=True, slots=True)
class ReadyTemplate:
    """A template file that was checked: its bytes and the facts it uses."""

    key: str
    title: str
    carries_clauses: bool
    data: bytes
    sha256: str
    fact_paths: tuple[str, ...]


class CompiledTemplates:
    """Compiled templates by the SHA-256 of their file; the one longest unused makes room. Threads share it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._known: OrderedDict[str, CompiledTemplate] = OrderedDict()
        self._lock = Lock()

    def get(self, files: FileStore, sha256: str) -> CompiledTemplate:
        """Raises Unavailable when the file is gone or no longer what it was."""
        with self._lock:
            known = self._known.get(sha256)
            if known is not None:
                self._known.move_to_end(sha256)
                return known
        compiled = compile_template(content(files, sha256))
        with self._lock:
            self._known[sha256] = compiled
            while len(self._known) > self._kept:
                self._known.popitem(last=False)
        return compiled


COMPILED = CompiledTemplates()


def content(files: FileStore, sha256: str) -> bytes:
    """A stored file. What is gone or altered is a fault of operation, and never handed out."""
    try:
        return files.get(sha256)
    except FileMissing as fault:
        raise Unavailable(
            "保存されているはずのファイルが見つかりません。システム管理者に連絡してください。", code="file_missing"
        ) from fault
    except FileDamaged as fault:
        raise Unavailable(
            "保存されているファイルの内容が、作成した時と異なります。システム管理者に連絡してください。", code="file_damaged"
        ) from fault


def shipped(manifest: Manifest) -> tuple[ReadyTemplate, ...]:
    """The templates of the manifest whose file ships with this version of govapi."""
    folder = packed(_FOLDER)
    return tuple(
        _shipped(template, *_read(template.file)) for template in manifest.templates if (folder / template.file).is_file()
    )


def _shipped(template: Template, data: bytes, sha256: str, fact_paths: tuple[str, ...]) -> ReadyTemplate:
    return ReadyTemplate(template.key, template.title, template.carries_clauses, data, sha256, fact_paths)


@lru_cache(maxsize=KEPT)
def _read(file: str) -> tuple[bytes, str, tuple[str, ...]]:
    data = (packed(_FOLDER) / file).read_bytes()
    return data, hashlib.sha256(data).hexdigest(), compile_template(data).fact_paths


def facts_and_faults(manifest: Manifest, template: Template, data: bytes, limit: int) -> tuple[tuple[str, ...], list[str]]:
    """The facts an uploaded template uses, and what is wrong with its tags.

    Raises TooLarge, UnsupportedType or Invalid for a file that may not even be opened as a template.
    """
    inspect_upload(data, allowed=frozenset({Kind.DOCX}), limits=UploadLimits(max_bytes=limit))
    used = compile_in_sandbox(data)
    return used, template_faults(used, known_facts(manifest, template.key), carries_clauses=template.carries_clauses)


def known_facts(manifest: Manifest, key: str) -> dict[str, str]:
    """Every fact a template may ask for, with its name; what the shipped ones use counts even where the manifest is silent."""
    used = {path: path for template in shipped(manifest) for path in template.fact_paths}
    return used | labels_of(manifest, key)


def checked(manifest: Manifest, key: str, data: bytes, limit: int) -> ReadyTemplate:
    """An uploaded template, ready to be registered. Raises Invalid with every fault found, and as `facts_and_faults`."""
    template = of_key(manifest, key)
    used, faults = facts_and_faults(manifest, template, data, limit)
    if faults:
        raise Invalid(
            "この様式は登録できません。次のところを直してから、もう一度登録してください。",
            code="template_refused",
            errors=[FieldFault("/file", fault) for fault in faults],
        )
    return ReadyTemplate(key, template.title, template.carries_clauses, data, hashlib.sha256(data).hexdigest(), used)


def of_key(manifest: Manifest, key: str) -> Template:
    """The template of the manifest with this key. Raises Invalid when there is none."""
    try:
        return manifest.template(key)
    except KeyError:
        names = "、".join(template.title for template in manifest.templates)
        raise Invalid(f"この様式は一覧にありません。次のいずれかを指定してください。{names}", pointer="/template") from None


def store(files: FileStore, ready: Sequence[ReadyTemplate]) -> None:
    """Keeps the files, before the transaction that names them."""
    for template in ready:
        files.put(template.data)
