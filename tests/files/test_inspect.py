import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.files.inspect import Kind, UploadLimits, inspect_upload, office_refusal
from govapi.files.package import Fault, Limits, PackageFault
from govapi.kit.errors import Invalid, Refusal, TooLarge, UnsupportedType
from tests.files.samples import excel, jpeg, packed, pdf, pdf_with_stream, png, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WHOLE = {Kind.PDF: pdf(), Kind.DOCX: word(), Kind.XLSX: excel(""), Kind.PNG: png(), Kind.JPEG: jpeg()}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_kind_comes_from_the_content(kind: Kind) -> None:
    assert inspect_upload(WHOLE[kind]) is kind
    assert kind.media_type and kind.extension.startswith(".") and kind.label


@pytest.mark.parametrize(
    ("data", "refusal", "code", "words"),
    [
        (b"", Invalid, "file_empty", "空です"),
        (b"plain text", UnsupportedType, "file_unknown", "PDF、PNG又はJPEG"),
        (b"MZ\x90\x00", UnsupportedType, "file_unknown", "登録してください"),
        (packed({"a.txt": "a"}), UnsupportedType, "file_not_office", "圧縮ファイルは展開"),
        (OLE + bytes(100), UnsupportedType, "file_legacy", "古い形式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Invalid, "file_encrypted", "パスワードを解除"),
        (word(more={"word/vbaProject.bin": b"x"}), UnsupportedType, "file_macro", "マクロ"),
        (word(more={"a.bin": bytes(9 << 20)}), TooLarge, "file_inflates", "展開すると"),
        (word(more={"../a": b"x"}), Invalid, "file_bad_name", "保存し直して"),
        (pdf(trailer=b"/Encrypt 5 0 R"), Invalid, "file_encrypted", "暗号化"),
        (pdf(b"/OpenAction <</S /JavaScript /JS (app.alert)>>"), Invalid, "file_active", "スクリプト"),
        (pdf(b"/OpenAction <</S /J#61vaScript>>"), Invalid, "file_active", "スクリプト"),
        (pdf(b"/A <</S/Launch>>"), Invalid, "file_active", "プログラムの起動"),
        (pdf(b"/Names <</EmbeddedFiles 3 0 R>>"), Invalid, "file_embedded", "添付"),
        (pdf_with_stream(b"/Type /ObjStm /Filter /FlateDecode", b"1 0 <</S /Launch >>"), Invalid, "file_active", "起動"),
        (b"%PDF-1.7\n", Invalid, "file_corrupt", "壊れて"),
        (png()[:-5], Invalid, "file_corrupt", "画像が壊れて"),
        (png() + b"PK\x03\x04", Invalid, "file_corrupt", "画像"),
        (png().replace(b"IDAT", b"IDAU"), Invalid, "file_corrupt", "画像"),
        (png(30_000, 1), Invalid, "file_corrupt", "大きすぎ"),
        (jpeg()[:-2], Invalid, "file_corrupt", "画像"),
        (jpeg(20_000, 20_000), Invalid, "file_corrupt", "画像"),
        (b"\xff\xd8\xff\xd9", Invalid, "file_corrupt", "画像"),
    ],
)
def test_what_is_refused_says_what_to_do(data: bytes, refusal: type[Refusal], code: str, words: str) -> None:
    with pytest.raises(refusal, match=words) as caught:
        inspect_upload(data)
    assert caught.value.code == code
    assert caught.value.detail.endswith("。")


def test_pdf_streams_of_pictures_are_not_searched_for_words() -> None:
    assert inspect_upload(pdf_with_stream(b"/Type /XObject", b"/Launch")) is Kind.PDF
    assert inspect_upload(pdf_with_stream(b"/Type /ObjStm", b"1 0 <</Launching true>>")) is Kind.PDF


def test_size_and_kinds_are_the_callers_choice() -> None:
    with pytest.raises(TooLarge, match="1KB以下"):
        inspect_upload(pdf() + bytes(2000), limits=UploadLimits(max_bytes=1024))
    with pytest.raises(UnsupportedType, match=r"PNG画像は登録できません。PDF、Word文書（\.docx）のいずれか"):
        inspect_upload(png(), allowed=frozenset({Kind.PDF, Kind.DOCX}))
    with pytest.raises(TooLarge):
        inspect_upload(word(), limits=UploadLimits(package=Limits(parts=1)))


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_of_a_package_has_its_sentence(fault: Fault) -> None:
    refusal = office_refusal(PackageFault(fault))
    assert refusal.detail.endswith("ください。")
    assert refusal.code == f"file_{fault}"


@given(st.sampled_from(list(Kind)), st.binary(max_size=30), st.integers(0, 5000))
def test_spoiled_files_are_kept_or_refused_but_never_break(kind: Kind, noise: bytes, place: int) -> None:
    data = WHOLE[kind]
    at = place % len(data)
    try:
        assert inspect_upload(data[:at] + noise + data[at + len(noise) :]) in Kind
    except Refusal as refusal:
        assert refusal.detail.endswith("。")


def test_pdf_bombs_end() -> None:
    with pytest.raises(Invalid, match="PDFが壊れて"):
        inspect_upload(pdf_with_stream(b"/Type /ObjStm", bytes(65 << 20)))


def test_what_stands_behind_a_stream_is_searched_too() -> None:
    data = pdf_with_stream(b"/Type /XObject", b"picture").replace(b"trailer", b"3 0 obj\n<</S /Launch>>\nendobj\ntrailer")
    with pytest.raises(Invalid, match="プログラムの起動"):
        inspect_upload(data)
