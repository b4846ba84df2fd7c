"""The finished .docx: everything that never changes is laid down once, as bytes; only the filled parts are packed anew.

The date of every entry is 1980-01-01, so that the same facts give the same bytes and the same SHA-256.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence

from deflate import crc32, deflate_compress

from govapi.documents.engine.package import Entry

LEVEL = 1
"""Of libdeflate: a ninth of the time of zlib's usual 6 on a document of clauses, and 16 % more bytes."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8 = 0x800
_MIDNIGHT, _FIRST_DAY = 0, 0x21


class Archive:
    """A zip file with places left for the filled parts. Unchanging after it is made, so threads may share it."""

    def __init__(self, kept: Iterable[Entry], filled: Sequence[str]) -> None:
        self._names = [name.encode() for name in filled]
        stretches: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for entry in kept:
            name = entry.name.encode()
            sizes = (entry.method, entry.crc, len(entry.packed), len(entry.content))
            stretches.append(_local(name, *sizes) + entry.packed)
            directory.append(_central(name, *sizes, offset))
            offset += len(stretches[-1])
        self._kept = b"".join(stretches)
        self._directory = b"".join(directory)
        self._count = len(directory) + len(self._names)

    def pack(self, contents: Sequence[bytes]) -> bytes:
        """The whole file, with one content for each name of `filled`, in that order."""
        pieces: list[bytes | bytearray] = [self._kept]
        directory = [self._directory]
        offset = len(self._kept)
        for name, content in zip(self._names, contents, strict=True):
            packed = deflate_compress(content, LEVEL)
            sizes = (zlib.DEFLATED, crc32(content), len(packed), len(content))
            pieces += (_local(name, *sizes), packed)
            directory.append(_central(name, *sizes, offset))
            offset += _LOCAL.size + len(name) + len(packed)
        index = b"".join(directory)
        pieces += (index, _END.pack(b"PK\x05\x06", 0, 0, self._count, self._count, len(index), offset, 0))
        return b"".join(pieces)


def _local(name: bytes, method: int, crc: int, packed: int, size: int) -> bytes:
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, _UTF8, method, _MIDNIGHT, _FIRST_DAY, crc, packed, size, len(name), 0) + name


def _central(name: bytes, method: int, crc: int, packed: int, size: int, offset: int) -> bytes:
    fixed = (b"PK\x01\x02", _VERSION, _VERSION, _UTF8, method, _MIDNIGHT, _FIRST_DAY, crc, packed, size)
    return _CENTRAL.pack(*fixed, len(name), 0, 0, 0, 0, 0, offset) + name
