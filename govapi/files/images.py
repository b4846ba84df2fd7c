"""PNG and JPEG: whole, of sane size, and nothing hidden behind the end."""

import struct
import zlib

_MAX_SIDE = 20_000
_MAX_PIXELS = 100_000_000


class ImageFault(Exception):
    """Broken or too large."""


def check_png(data: bytes) -> None:
    """Walk over the chunks, checksums included. Raises ImageFault."""
    position, first, end = 8, True, False
    while not end:
        header = data[position : position + 8]
        if len(header) < 8:
            raise ImageFault("cut off")
        length, kind = struct.unpack(">I4s", header)
        body = data[position + 8 : position + 8 + length]
        checksum = data[position + 8 + length : position + 12 + length]
        if len(checksum) < 4 or zlib.crc32(kind + body) != int.from_bytes(checksum, "big"):
            raise ImageFault("checksum")
        if first != (kind == b"IHDR"):
            raise ImageFault("header")
        if first:
            _check_size(*struct.unpack(">II", body[:8].ljust(8, b"\0")))
        first, end = False, kind == b"IEND"
        position += 12 + length
    if position != len(data):
        raise ImageFault("data behind the end")


def check_jpeg(data: bytes) -> None:
    """Walk over the segments up to the picture itself. Raises ImageFault."""
    if not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise ImageFault("cut off")
    position, sized = 2, False
    while True:
        marker = data[position : position + 2]
        if len(marker) < 2 or marker[0] != 0xFF:
            raise ImageFault("marker")
        if marker[1] == 0xFF:  # a fill byte
            position += 1
            continue
        if marker[1] == 0xDA:
            break
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        if length < 2:
            raise ImageFault("length")
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9].ljust(4, b"\0"))
            _check_size(width, height)
            sized = True
        position += 2 + length
    if not sized:
        raise ImageFault("no size")


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE and width * height <= _MAX_PIXELS):
        raise ImageFault("size")
