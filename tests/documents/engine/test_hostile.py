"""Files made to harm: each refused with a Japanese sentence, and nothing unpacked, fetched or run."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest

from govapi.documents.engine import TemplateRefused, compile_in_sandbox, compile_template, sandbox
from govapi.documents.engine.package import MAX_ENTRIES
from govapi.kit.errors import Refusal, TooLarge
from tests.documents.engine import samples

Contents = dict[str, bytes]
RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(kind: str, target: str, mode: str = "") -> Callable[[Contents], None]:
    def change(contents: Contents) -> None:
        link = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}" {mode}/></Relationships>'
        contents[RELS] = contents[RELS].replace(b"</Relationships>", link.encode())

    return change


def part(name: str, content: bytes) -> Callable[[Contents], None]:
    return lambda contents: contents.update({name: content})


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Contents], None]:
    def change(contents: Contents) -> None:
        assert old in contents[name]
        contents[name] = contents[name].replace(old, new, 1)

    return change


def entity(definition: str) -> Callable[[Contents], None]:
    def change(contents: Contents) -> None:
        xml = contents["word/document.xml"].decode().partition("?>")[2].replace("{{ contract.title }}", "&x;")
        contents["word/document.xml"] = f"<?xml version='1.0'?><!DOCTYPE d [{definition}]>{xml}".encode()

    return change


def field(*instructions: str) -> Callable[[Contents], None]:
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in instructions)
    return replaced("word/document.xml", b"<w:p>", f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'.encode())


_LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {c} "{f"&{p};" * 50}">' for p, c in zip("abcdefg", "bcdefgx", strict=True))
_MAIN = b"wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (entity('<!ENTITY x SYSTEM "file:///etc/passwd">'), "DTD"),
        (entity(_LAUGHS), "DTD|XML"),
        (entity(""), "XMLとして|DTD"),
        (lambda c: c.update({"word/document.xml": c["word/document.xml"].decode().partition("?>")[2].encode("utf-16")[:-3]}), "XMLとして"),
        (part("word/document.xml", b"<w:document><w:body>"), "XMLとして"),
        (part("word/document.xml", b"<a>" * 5000 + b"</a>" * 5000), "XMLとして"),
        (part("customXml/item1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DTD"),
        (part("word/media/image1.svg", b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>'), "DTD"),
        (related(f"{OFFICE}/image", "http://example.invalid/a.png", 'TargetMode="External"'), "外部を参照"),
        (related(f"{OFFICE}/hyperlink", "https://example.invalid/", 'TargetMode="External"'), "外部を参照"),
        (related(f"{OFFICE}/attachedTemplate", "file:///c:/evil.dotm", 'TargetMode="External"'), "外部を参照"),
        (related(f"{OFFICE}/image", "http://example.invalid/a.png"), "外部を参照"),
        (related(f"{OFFICE}/image", r"\\example.invalid\share\a.png"), "外部を参照"),
        (related(f"{OFFICE}/attachedTemplate", "evil.dotm"), "埋め込んだ"),
        (related(f"{OFFICE}/oleObject", "media/a.bin"), "埋め込んだ"),
        (related(f"{OFFICE}/aFChunk", "a.html"), "埋め込んだ"),
        (related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "a.bin"), "マクロ"),
        (part("word/vbaProject.bin", b"x"), "マクロ"),
        (part("word/embeddings/oleObject1.bin", b"x"), "埋め込んだ"),
        (part("word/activeX/activeX1.xml", b"<a/>"), "埋め込んだ"),
        (replaced("[Content_Types].xml", _MAIN, b"document.macroEnabled.main+xml"), "マクロ"),
        (replaced("[Content_Types].xml", _MAIN, b"wordprocessingml.template.main+xml"), "ではありません"),
        (replaced("[Content_Types].xml", b'"/word/document.xml"', b'"/word/other.xml"'), "ではありません"),
        (lambda c: c.pop("[Content_Types].xml"), "ではありません"),
        (lambda c: c.pop("word/document.xml"), "ではありません"),
        (field(" INCLUDETEXT c:/secret.txt"), "フィールド"),
        (field(" DDE", "AUTO cmd"), "フィールド"),
        (part("../../outside.txt", b"x"), "外の場所"),
        (part("/etc/passwd", b"x"), "外の場所"),
        (part("c:/windows/x", b"x"), "外の場所"),
        (part("word\\a.xml", b"<a/>"), "外の場所"),
        (part("Word/Document.XML", b"<a/>"), "同じ名前"),
        (part("docProps/core2.xml", b"<a>{{ contract.title }}</a>"), "プロパティ"),
    ],
)  # fmt: skip
def test_a_spoiled_file_is_refused(change: Callable[[Contents], object], said: str) -> None:
    with pytest.raises(TemplateRefused, match=said):
        compile_template(samples.spoiled(change))


def test_names_that_stand_twice_are_refused() -> None:
    out = io.BytesIO(samples.document_of("x"))
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<a/>")
    with pytest.raises(TemplateRefused, match="同じ名前"):
        compile_template(out.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"not a zip", b"%PDF-1.7", samples.document_of("x")[:-40], samples.document_of("x")[:5000]]
)
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateRefused, match="開けません"):
        compile_template(data)


def test_a_password_and_the_old_format_are_told_apart_from_rubbish() -> None:
    with pytest.raises(TemplateRefused, match="パスワード"):
        compile_template(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    data = bytearray(samples.document_of("x"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(TemplateRefused, match="暗号化"):
        compile_template(bytes(data))


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(TooLarge, match="展開"):
        compile_template(samples.spoiled(part("word/media/a.bin", bytes(100_000_000))))


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either() -> None:
    data = bytearray(samples.spoiled(part("word/media/a.bin", bytes(40_000_000))))
    for at in (data.rindex(b"word/media/a.bin") - 46 + 24, data.index(b"word/media/a.bin") - 30 + 22):
        struct.pack_into("<L", data, at, 100)
    with pytest.raises(TooLarge, match="展開"):
        compile_template(bytes(data))


@pytest.mark.parametrize("field_at", [16, 24])
def test_a_wrong_checksum_or_size_is_refused(field_at: int) -> None:
    data = bytearray(samples.document_of("x"))
    at = data.index(b"PK\x01\x02") + field_at
    data[at] ^= 1
    with pytest.raises(TemplateRefused, match="壊れて"):
        compile_template(bytes(data))


def test_entries_that_share_their_bytes_are_refused() -> None:
    """The overlap bomb: one stretch of bytes, named many times in the directory."""
    packed = zlib.compress(bytes(1000))[2:-4]
    local = (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(bytes(1000)), len(packed), 1000, 1, 0) + b"a" + packed
    )
    directory = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, zlib.crc32(bytes(1000)), len(packed), 1000, 1, 0, 0, 0, 0, 0, 0
        )
        + name
        for name in (b"a", b"b")
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), len(local), 0)
    with pytest.raises(TemplateRefused, match="壊れて"):
        compile_template(local + directory + end)


def test_too_many_entries_are_refused() -> None:
    def many(contents: Contents) -> None:
        contents.update({f"word/media/{n}.bin": b"" for n in range(MAX_ENTRIES)})

    with pytest.raises(TooLarge, match="個を超えて"):
        compile_template(samples.spoiled(many))


def test_a_linked_picture_in_the_package_is_welcome() -> None:
    """The refusals above are not refusals of everything: what Word itself writes passes."""
    document = docx.Document()
    document.add_heading("見出し", 1)
    document.add_table(1, 1).rows[0].cells[0].text = "{{ x }}"
    assert compile_template(samples.bytes_of(document)).fact_paths == ("x",)


def test_the_sandbox_answers_as_the_compiler_does() -> None:
    assert compile_in_sandbox(samples.document_of("{{ contract.title }}")) == ("contract.title",)
    for data in (
        samples.document_of("{{ ''.__class__ }}"),
        b"rubbish",
        samples.spoiled(part("word/media/a.bin", bytes(100_000_000))),
    ):
        with pytest.raises(Refusal) as here:
            compile_template(data)
        with pytest.raises(Refusal) as there:
            compile_in_sandbox(data)
        assert (type(there.value), there.value.code, there.value.detail) == (type(here.value), here.value.code, here.value.detail)


def endless() -> bytes:
    """Every unclosed tag makes the joining of runs look to the end of the file again."""
    return samples.document_of(*["{%r " * 40] * 1500)


def test_a_template_that_would_never_end_is_killed() -> None:
    with pytest.raises(TemplateRefused, match="時間内に") as refused:
        compile_in_sandbox(endless(), seconds=2)
    assert refused.value.code == "template_too_heavy"


def test_a_template_that_eats_memory_is_ended() -> None:
    with pytest.raises(TemplateRefused, match="時間内に"):
        compile_in_sandbox(samples.document_of("{{ x }}"), memory_mb=8)


def test_the_clock_ends_a_child_that_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_WAIT", 0.01)
    with pytest.raises(TemplateRefused, match="時間内に"):
        compile_in_sandbox(samples.document_of("{{ x }}"), seconds=1)
