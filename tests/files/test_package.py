import io
import struct
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.files.package import Fault, Limits, PackageFault, open_office_package
from tests.files import samples
from tests.files.samples import links, packed, types, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{0}</w:instrText></w:r><w:r><w:instrText>{1}</w:instrText></w:r>'
RELS = "word/_rels/document.xml.rels"


def fault_of(data: bytes, limits: Limits | None = None) -> Fault | None:
    try:
        open_office_package(data, limits=limits)
    except PackageFault as fault:
        return fault.fault
    return None


def test_a_document_of_word_opens() -> None:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("見本")
    document.save(buffer)
    package = open_office_package(buffer.getvalue())
    assert package.kind == "docx"
    assert "見本" in package.read("word/document.xml").decode()
    with pytest.raises(KeyError):
        package.read("word/absent.xml")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.NOT_ZIP),
        (b"PK\x05\x06" + bytes(18), Fault.NOT_ZIP),
        (b"PK\x03\x04 torn", Fault.CORRUPT),
        (packed({"a.txt": "a"}), Fault.NOT_OFFICE),
        (packed({"[Content_Types].xml": "<Types/>"}), Fault.NOT_OFFICE),
        (word(content_types=types("application/vnd.ms-word.document.macroEnabled.main+xml")), Fault.MACRO),
        (
            word(content_types=types(more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>')),
            Fault.MACRO,
        ),
        (word(more={"word/vbaProject.bin": b"x"}), Fault.MACRO),
        (word(more={"xl/macrosheets/sheet1.xml": "<a/>"}), Fault.MACRO),
        (word(more={"word/embeddings/oleObject1.bin": b"x"}), Fault.EMBEDDED),
        (word(more={"word/media/image1.png": OLE}), Fault.EMBEDDED),
        (word(more={"word/activeX/activeX1.xml": "<a/>"}), Fault.EMBEDDED),
        (word(more={"word/media/image1.png": packed({"a": "b"})}), Fault.NESTED),
        (word(more={"xl/externalLinks/externalLink1.xml": "<a/>"}), Fault.EXTERNAL),
        (word(more={"xl/connections.xml": "<a/>"}), Fault.EXTERNAL),
        (word(more={"../evil.xml": "<a/>"}), Fault.BAD_NAME),
        (word(more={"/etc/passwd": "a"}), Fault.BAD_NAME),
        (word(more={"c:\\a": "a"}), Fault.BAD_NAME),
        (word(more={"WORD/DOCUMENT.XML": "<a/>"}), Fault.BAD_NAME),
        (word(more={"a.xml": "<a>"}), Fault.BAD_XML),
        (word(more={"a.xml": "<a>" * 201 + "</a>" * 201}), Fault.BAD_XML),
        (word(more={"a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), Fault.DTD),
        (word(more={"a.dat": "<!DOCTYPE a><a/>"}), Fault.DTD),
        (word(more={"a.dat": "<!DOCTYPE a><a/>".encode("utf-16")}), Fault.DTD),
        (packed({"[Content_Types].xml": types()}, method=zipfile.ZIP_LZMA), Fault.CORRUPT),
    ],
)
def test_what_is_not_opened(data: bytes, fault: Fault) -> None:
    assert fault_of(data) is fault


@pytest.mark.parametrize(
    ("kind", "target", "mode", "fault"),
    [
        ("hyperlink", "https://www.example.jp/", "External", None),
        ("hyperlink", "mailto:a@example.jp", "External", None),
        ("hyperlink", "file:///c:/a.docx", "External", Fault.EXTERNAL),
        ("hyperlink", "\\\\server\\share", "External", Fault.EXTERNAL),
        ("attachedTemplate", "https://example.jp/a.dotm", "External", Fault.EXTERNAL),
        ("image", "https://example.jp/a.png", "External", Fault.EXTERNAL),
        ("image", "media/a.png", "Internal", None),
        ("oleObject", "a.bin", "Internal", Fault.EMBEDDED),
        ("aFChunk", "a.html", "Internal", Fault.EMBEDDED),
    ],
)
def test_links_to_other_files(kind: str, target: str, mode: str, fault: Fault | None) -> None:
    assert fault_of(word(more={RELS: links((kind, target, mode))})) is fault


@pytest.mark.parametrize(
    ("one", "two", "fault"),
    [
        (" DDE", "AUTO c:\\\\a.exe", Fault.EXTERNAL),
        ("INCLUDE", "PICTURE \\\\server\\a.png", Fault.EXTERNAL),
        (" PAGE ", "", None),
        ('HYPERLINK "https://example.jp/', 'link/import"', None),
        ("REF ", "database", None),
    ],
)
def test_word_fields_that_fetch(one: str, two: str, fault: Fault | None) -> None:
    assert fault_of(word(FIELD.format(one, two))) is fault
    assert fault_of(word(f"<w:fldSimple w:instr='{one}{two}'/>")) is fault


def test_bombs_are_stopped_by_what_they_declare_and_by_what_they_are() -> None:
    limits = Limits(part_bytes=1 << 20, total_bytes=3 << 20, parts=20)
    zeros = bytes(1 << 20)
    assert fault_of(word(more={"a.bin": zeros}), Limits()) is None
    assert fault_of(word(more={"a.bin": zeros * 3}), Limits()) is Fault.INFLATES  # by ratio
    assert fault_of(word(more={"a.bin": zeros + b"0"}), limits) is Fault.INFLATES
    assert fault_of(word(more={f"{n}.bin": zeros for n in range(4)}), limits) is Fault.INFLATES
    assert fault_of(word(more={f"{n}.bin": b"" for n in range(30)}), limits) is Fault.TOO_MANY_PARTS
    assert fault_of(word(), Limits(package_bytes=100)) is Fault.TOO_LARGE
    assert fault_of(lying(word(more={"a.bin": zeros * 2}), declared=10), limits) in (Fault.INFLATES, Fault.CORRUPT)


def lying(data: bytes, declared: int) -> bytes:
    """The last entry's size in the directory replaced."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", declared) + data[at + 28 :]


def test_encrypted_and_linked_entries() -> None:
    data = bytearray(word())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert fault_of(bytes(data)) is Fault.ENCRYPTED
    data = bytearray(word())
    data[at + 38 : at + 42] = struct.pack("<I", 0o120777 << 16)
    assert fault_of(bytes(data)) is Fault.BAD_NAME


def test_a_name_cut_by_nul_is_seen_whole() -> None:
    assert fault_of(word(more={"word/aXb.xml": "<a/>"}).replace(b"word/aXb.xml", b"word/a\0b.xml")) is Fault.BAD_NAME


@given(st.binary(max_size=40), st.integers(0, 10_000))
def test_a_spoiled_package_gives_a_fault_and_nothing_else(noise: bytes, place: int) -> None:
    data = samples.excel('<row><c t="s"><v>0</v></c></row>', {"xl/sharedStrings.xml": samples.shared_texts("<t>a</t>")})
    at = place % len(data)
    spoiled = data[:at] + noise + data[at + len(noise) :]
    try:
        package = open_office_package(spoiled)
    except PackageFault:
        return
    for name in package.names:
        package.read(name)
