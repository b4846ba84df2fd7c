"""Small Office packages, pictures and PDFs, whole and spoiled, built byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def types(main: str = WORD, more: str = "") -> str:
    return f'<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'


def links(*entries: tuple[str, str, str]) -> str:
    """(type, target, mode) each."""
    inner = "".join(
        f'<Relationship Id="r{i}" Type="{RELATION}/{t}" Target="{g}" TargetMode="{m}"/>' for i, (t, g, m) in enumerate(entries)
    )
    return f"<Relationships>{inner}</Relationships>"


def word(body: str = "<w:p/>", more: Mapping[str, str | bytes] | None = None, content_types: str | None = None) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types or types(),
        "word/document.xml": f'<w:document xmlns:w="w">{body}</w:document>',
    }
    return packed({**parts, **(more or {})})


def excel(cells: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet 表 whose rows are given as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types(EXCEL),
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml", "Internal")),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{RELATION}"><sheets><sheet name="表" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml", "Internal"), ("sharedStrings", "sharedStrings.xml", "Internal")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return packed({**parts, **(more or {})})


def shared_texts(*texts: str) -> str:
    items = "".join(f"<si>{t}</si>" for t in texts)
    return f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</sst>'


def png(width: int = 1, height: int = 1) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg(width: int = 1, height: int = 1) -> bytes:
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00\xff\xd9"


def pdf(inside: bytes = b"", trailer: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type /Catalog "
        + inside
        + b">>\nendobj\ntrailer\n<</Root 1 0 R"
        + trailer
        + b">>\nstartxref\n9\n%%EOF\n"
    )


def pdf_with_stream(dictionary: bytes, content: bytes) -> bytes:
    packed_content = zlib.compress(content)
    return pdf().replace(
        b"trailer", b"2 0 obj\n<<" + dictionary + b">>\nstream\n" + packed_content + b"\nendstream\nendobj\ntrailer"
    )
