"""Names of downloads: readable in Japanese, harmless on Windows, and right in the HTTP header."""

import re
from urllib.parse import quote

from govapi.kit.characters import has_control_chars

_WINDOWS_FORBIDDEN = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_MAX_BYTES = 240  # most file systems end at 255 bytes of UTF-8; browsers append " (1)"


def safe_filename(name: str, *, default: str = "文書") -> str:
    """The name with forbidden characters in full width, without control characters, of at most 240 bytes,
    the extension kept. Other characters, 異体字 too, stay as they are."""
    clean = "".join(c for c in name if not has_control_chars(c)).translate(_WINDOWS_FORBIDDEN)
    clean = clean.strip().lstrip(".").rstrip(". ")
    found = _EXTENSION.search(clean)
    extension = found.group() if found else ""
    stem = clean[: len(clean) - len(extension)].strip() or default
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    room = _MAX_BYTES - len(extension)
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + extension


def content_disposition(filename: str, *, inline: bool = False) -> str:
    """Header value after RFC 6266 and RFC 8187: an ASCII name for old clients, the real one in UTF-8."""
    name = safe_filename(filename)
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
