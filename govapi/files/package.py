"""Office packages (docx, xlsx): opened only after the whole zip and all its XML have been looked through.

Says no in codes, without words for people: callers have their own sentences.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from govapi.files.plain_xml import CellXml
from govapi.files.xml_scan import XmlFault, scan_xml

_CHUNK = 1 << 16
_KEPT = 8 << 20
_RATIO_FROM = 1 << 20  # small parts of zeros compress well and harm nobody
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "application/vnd.openxmlformats-officedocument."
_KINDS: dict[str, Literal["docx", "xlsx"]] = {
    f"{_MAIN}wordprocessingml.document.main+xml": "docx",
    f"{_MAIN}spreadsheetml.sheet.main+xml": "xlsx",
}
# A link that only opens when clicked is harmless; all others are fetched or run when the file opens.
_CLICKABLE = ("http:", "https:", "mailto:", "tel:")
_EMBEDDING = ("/oleobject", "/package", "/control", "/activexcontrolbinary", "/afchunk")


class Fault(StrEnum):
    NOT_ZIP = "not_zip"
    NOT_OFFICE = "not_office"
    TOO_LARGE = "too_large"
    TOO_MANY_PARTS = "too_many_parts"
    INFLATES = "inflates"
    BAD_NAME = "bad_name"
    ENCRYPTED = "encrypted"
    NESTED = "nested"
    CORRUPT = "corrupt"
    BAD_XML = "bad_xml"
    DTD = "dtd"
    MACRO = "macro"
    EXTERNAL = "external"
    EMBEDDED = "embedded"


class PackageFault(Exception):
    """Why a package is not opened; `part` names the part at fault, or is empty."""

    def __init__(self, fault: Fault, part: str = "") -> None:
        super().__init__(f"{fault}: {part}" if part else str(fault))
        self.fault = fault
        self.part = part


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. `ratio` is inflated to packed size of one part."""

    package_bytes: int = 20 << 20
    parts: int = 2_000
    part_bytes: int = 40 << 20
    total_bytes: int = 100 << 20
    ratio: int = 200


class OfficePackage:
    """A package whose parts have all been checked. `kind` comes from its content types, not from a name."""

    def __init__(
        self, archive: zipfile.ZipFile, kind: Literal["docx", "xlsx"], limits: Limits, cells: Mapping[str, CellXml]
    ) -> None:
        self._archive = archive
        self._limits = limits
        self.kind = kind
        self.names = tuple(info.filename for info in archive.infolist() if not info.is_dir())
        self.cells = cells
        """The sheets and the shared texts, by the name of their part, as they were looked through; very large ones are not kept."""

    def read(self, name: str) -> bytes:
        """The content of a part. KeyError when there is none of that name."""
        return b"".join(_inflate(self._archive, self._archive.getinfo(name), self._limits))


def open_office_package(data: bytes, *, limits: Limits | None = None) -> OfficePackage:
    """Open a docx or xlsx, or raise PackageFault: hostile zips, DTDs, macros, external and embedded things."""
    limits = limits or Limits()
    archive = _open_zip(data, limits)
    _check_directory(archive, limits)
    left = limits.total_bytes
    relationships: list[str] = []
    cells: dict[str, CellXml] = {}
    for info in archive.infolist():
        left -= _check_part(archive, info, limits, cells)
        if left < 0:
            raise PackageFault(Fault.INFLATES)
        if info.filename.lower().endswith(".rels"):
            relationships.append(info.filename)
    kind = _kind(archive, limits)
    for name in relationships:
        _check_relationships(archive, name, limits)
    return OfficePackage(archive, kind, limits, cells)


def _open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    if len(data) > limits.package_bytes:
        raise PackageFault(Fault.TOO_LARGE)
    if not data.startswith(b"PK\x03\x04"):
        raise PackageFault(Fault.NOT_ZIP)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise PackageFault(Fault.CORRUPT) from None


def _check_directory(archive: zipfile.ZipFile, limits: Limits) -> None:
    """What the directory of the zip declares; cheap, and before anything is inflated."""
    infos = archive.infolist()
    if len(infos) > limits.parts:
        raise PackageFault(Fault.TOO_MANY_PARTS)
    if sum(info.file_size for info in infos) > limits.total_bytes:
        raise PackageFault(Fault.INFLATES)
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if info.flag_bits & 0x1:
            raise PackageFault(Fault.ENCRYPTED, name)
        if _bad_name(info) or name.casefold() in seen:
            raise PackageFault(Fault.BAD_NAME, name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageFault(Fault.CORRUPT, name)
        if info.file_size > limits.part_bytes or _swollen(info.file_size, info, limits):
            raise PackageFault(Fault.INFLATES, name)
        seen.add(name.casefold())


def _bad_name(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename  # zipfile cuts names at NUL and turns backslashes; look at what was written
    is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
    steps = name.rstrip("/").split("/")
    return is_link or any(c < " " or c in "\\:\x7f" for c in name) or any(s in ("", ".", "..") for s in steps)


def _swollen(size: int, info: zipfile.ZipInfo, limits: Limits) -> bool:
    return size > _RATIO_FROM and size > info.compress_size * limits.ratio


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """The real bytes of a part, counted as they come: declared sizes can lie."""
    size = 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limits.part_bytes or _swollen(size, info, limits):
                    raise PackageFault(Fault.INFLATES, info.filename)
                yield chunk
    except PackageFault:
        raise
    except Exception:  # zlib.error, BadZipFile, EOFError, struct.error …: a broken zip breaks in many ways
        raise PackageFault(Fault.CORRUPT, info.filename) from None


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, cells: dict[str, CellXml]) -> int:
    """Inflate one part, look into it, and return its real size."""
    name = info.filename.lower()
    if "vbaproject" in name or "vbadata" in name or "/macrosheets/" in name or "/dialogsheets/" in name:
        raise PackageFault(Fault.MACRO, info.filename)
    if "/embeddings/" in name or "/activex/" in name:
        raise PackageFault(Fault.EMBEDDED, info.filename)
    if "/externallinks/" in name or "/querytables/" in name or name.startswith("xl/connections"):
        raise PackageFault(Fault.EXTERNAL, info.filename)
    chunks = _inflate(archive, info, limits)
    head = next(chunks, b"")
    if head.startswith(b"PK\x03\x04"):
        raise PackageFault(Fault.NESTED, info.filename)
    if head.startswith(_OLE):
        raise PackageFault(Fault.EMBEDDED, info.filename)
    if name.endswith((".xml", ".rels", ".vml")) or head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(
        b"<"
    ):
        if name.startswith("xl/worksheets/") or name == "xl/sharedstrings.xml":
            return _check_cells(b"".join([head, *chunks]), info.filename, cells)
        return _check_xml(head, chunks, info.filename)
    return len(head) + sum(len(chunk) for chunk in chunks)


def _check_cells(data: bytes, name: str, cells: dict[str, CellXml]) -> int:
    """The bulk of a workbook: what is plain in it needs no second look."""
    part = CellXml.of(data)
    _check_xml(part.rest, iter(()), name)
    if len(data) <= _KEPT:
        cells[name] = part
    return len(data)


def _check_xml(head: bytes, chunks: Iterator[bytes], name: str) -> int:
    size = len(head)

    def counted() -> Iterator[bytes]:
        nonlocal size
        yield head
        for chunk in chunks:
            size += len(chunk)
            yield chunk

    try:
        found = scan_xml(counted())
    except XmlFault as fault:
        raise PackageFault(Fault.DTD if fault.dtd else Fault.BAD_XML, name) from None
    if found.fetching_field:
        raise PackageFault(Fault.EXTERNAL, name)
    return size


def _kind(archive: zipfile.ZipFile, limits: Limits) -> Literal["docx", "xlsx"]:
    try:
        info = archive.getinfo("[Content_Types].xml")
    except KeyError:
        raise PackageFault(Fault.NOT_OFFICE) from None
    types = [e.get("ContentType", "") for e in _elements(archive, info, limits, ("Override", "Default"))]
    if any("macroenabled" in t.lower() or "vbaproject" in t.lower() for t in types):
        raise PackageFault(Fault.MACRO)
    kinds = {_KINDS[t] for t in types if t in _KINDS}
    if len(kinds) != 1:
        raise PackageFault(Fault.NOT_OFFICE)
    return kinds.pop()


def _elements(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, want: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        return scan_xml(_inflate(archive, info, limits), want=want).elements
    except XmlFault:
        raise PackageFault(Fault.BAD_XML, info.filename) from None


def _check_relationships(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    for link in _elements(archive, archive.getinfo(name), limits, ("Relationship",)):
        kind = link.get("Type", "").lower()
        if kind.endswith("/vbaproject") or "macrosheet" in kind:
            raise PackageFault(Fault.MACRO, name)
        if kind.endswith(_EMBEDDING):
            raise PackageFault(Fault.EMBEDDED, name)
        if link.get("TargetMode", "").lower() != "external":
            continue
        if not (kind.endswith("/hyperlink") and link.get("Target", "").strip().lower().startswith(_CLICKABLE)):
            raise PackageFault(Fault.EXTERNAL, name)
