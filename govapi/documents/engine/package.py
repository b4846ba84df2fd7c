"""The .docx as a zip file, opened as what it is: bytes from a stranger.

Everything is checked against what was really read, not against what the file declares. Sizes are bytes.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from govapi.documents.engine.refusals import TemplateRefused
from govapi.kit.errors import TooLarge

MAX_FILE = 20_000_000
MAX_ENTRIES = 1_000
MAX_PART = 24_000_000
MAX_UNPACKED = 64_000_000

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_WORD = "Wordの文書（.docx）として開けません。Wordで「Word 文書（*.docx）」として保存し直してください。"
_BROKEN = "Wordの文書の一部が壊れています。Wordで開いて保存し直してください。"
_TOO_LARGE = "Wordの文書を展開した大きさが上限を超えています。画像などを減らしてください。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the package: as it lies in the zip (``packed``), and opened (``content``)."""

    name: str
    method: int
    crc: int
    packed: bytes
    content: bytes


def open_package(data: bytes) -> dict[str, Entry]:
    """Every file of the package by name, in the order of the file. Raises TemplateRefused, TooLarge."""
    if len(data) > MAX_FILE:
        raise TooLarge(f"Wordの文書は{MAX_FILE // 1_000_000}MB以下にしてください。")
    if data.startswith(_COMPOUND_FILE):
        raise TemplateRefused(
            "パスワード付きの文書か、古い形式（.doc）の文書です。パスワードを外し、.docxとして保存し直してください。"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        raise TemplateRefused(_NOT_WORD) from None
    _check_directory(infos)
    entries: dict[str, Entry] = {}
    room = MAX_UNPACKED
    for info, packed in _stretches(data, infos):
        content = _unpack(info, packed, min(room, MAX_PART))
        room -= len(content)
        entries[info.filename] = Entry(info.filename, info.compress_type, info.CRC, packed, content)
    return entries


def _check_directory(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_ENTRIES:
        raise TooLarge(f"Wordの文書に含まれるファイルが{MAX_ENTRIES}個を超えています。")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise TooLarge(_TOO_LARGE)
    if any(info.flag_bits & 0x41 for info in infos):
        raise TemplateRefused("暗号化された文書は使えません。パスワードを外して保存し直してください。")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise TemplateRefused(_NOT_WORD)
    names = [info.orig_filename for info in infos]
    if any(not _plain_name(name) for name in names):
        raise TemplateRefused("文書の中に、外の場所を指すファイル名があります。この文書は使えません。")
    if len({name.casefold() for name in names}) < len(names):
        raise TemplateRefused("文書の中に、同じ名前のファイルが二つあります。Wordで開いて保存し直してください。")


def _plain_name(name: str) -> bool:
    """Part names are relative, with forward slashes, and never climb."""
    if not name.isprintable() or "\\" in name or ":" in name or len(name) > 255:
        return False
    return all(step not in ("", ".", "..") for step in name.split("/"))


def _stretches(data: bytes, infos: Iterable[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """The packed bytes of each entry. Stretches that overlap would let a small file unpack many times over."""
    found: list[tuple[zipfile.ZipInfo, bytes]] = []
    spans: list[tuple[int, int]] = []
    for info in infos:
        start = info.header_offset
        header = data[start : start + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise TemplateRefused(_BROKEN)
        name_length, extra_length = _LOCAL_HEADER.unpack(header)[-2:]
        name_end = start + _LOCAL_HEADER.size + name_length
        written = data[start + _LOCAL_HEADER.size : name_end]
        begin = name_end + extra_length
        end = begin + info.compress_size
        if end > len(data) or written not in (info.orig_filename.encode(), info.orig_filename.encode("cp437", "replace")):
            raise TemplateRefused(_BROKEN)
        spans.append((start, end))
        found.append((info, data[begin:end]))
    spans.sort()
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        raise TemplateRefused(_BROKEN)
    return found


def _unpack(info: zipfile.ZipInfo, packed: bytes, limit: int) -> bytes:
    content = packed if info.compress_type == zipfile.ZIP_STORED else _inflate(packed, limit)
    if len(content) > limit:
        raise TooLarge(_TOO_LARGE)
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise TemplateRefused(_BROKEN)
    return content


def _inflate(packed: bytes, limit: int) -> bytes:
    """At most one byte more than the limit is ever unpacked."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, limit + 1)
    except zlib.error:
        raise TemplateRefused(_BROKEN) from None
    if len(content) <= limit and (not stream.eof or stream.unused_data):
        raise TemplateRefused(_BROKEN)
    return content
