"""PDF: whole, not encrypted, and without what runs or hides: scripts, program starts, attached files.

Names may stand in compressed object streams or be written with #xx, so both are undone first. This is a sieve
for honest mistakes and common attacks, no virus scanner.
"""

import re
import zlib

_NAME = rb"/(Encrypt|JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA)(?=[\s/<>\[\]()]|\Z)"
_NAMES = re.compile(_NAME)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm")
_MAX_INFLATED = 64 << 20
_SENTENCES = {
    "encrypted": "PDFが暗号化されています。パスワードと操作の制限を解除してから登録してください。",
    "active": "PDFにスクリプト、プログラムの起動又は入力フォーム（XFA）が含まれています。「PDFとして印刷」で保存し直してから登録してください。",
    "embedded": "PDFに別のファイルが添付されています。添付を取り除き、必要なものは別に登録してください。",
    "corrupt": "PDFが壊れています。開けることを確かめ、保存し直してから登録してください。",
}


class PdfFault(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = _SENTENCES[code]


def check_pdf(data: bytes) -> None:
    """Raises PdfFault."""
    if b"%%EOF" not in data[-2048:] or b"obj" not in data:
        raise PdfFault("corrupt")
    left = _MAX_INFLATED
    start = 0
    for found in _STREAM.finditer(data):
        if found.start() < start:
            continue  # a word inside a stream that was already passed
        dictionary = data[max(start, found.start() - 4096) : found.start()]
        _check_names(data[start : found.start()])
        end = data.find(b"endstream", found.end())
        if end < 0:
            raise PdfFault("corrupt")
        if _OBJECT_STREAM.search(_plain(dictionary.rpartition(b" obj")[2])):
            content = _inflate(data[found.end() : end], left)
            left -= len(content)
            _check_names(content)
        start = end
    _check_names(data[start:])


def _plain(text: bytes) -> bytes:
    return _HEX.sub(lambda m: bytes([int(m[1], 16)]), text)


def _check_names(text: bytes) -> None:
    names = {m[1] for m in _NAMES.finditer(_plain(text))}
    if b"Encrypt" in names:
        raise PdfFault("encrypted")
    if names & {b"EmbeddedFile", b"EmbeddedFiles"}:
        raise PdfFault("embedded")
    if names:
        raise PdfFault("active")


def _inflate(packed: bytes, limit: int) -> bytes:
    """Content of an object stream; one that is not deflated or is broken is taken as it is."""
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(packed, max(limit, 1))  # 0 would mean no limit
    except zlib.error:
        return packed
    if inflater.unconsumed_tail:
        raise PdfFault("corrupt")
    return content
