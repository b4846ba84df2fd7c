"""What an upload really is, judged by its content; what may harm is refused with a sentence saying what to do."""

from dataclasses import dataclass, field
from enum import StrEnum

from govapi.files.images import ImageFault, check_jpeg, check_png
from govapi.files.package import Fault, Limits, PackageFault, open_office_package
from govapi.files.pdf import PdfFault, check_pdf
from govapi.kit.errors import Invalid, Refusal, TooLarge, UnsupportedType

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_MACRO_FREE = "マクロを含まない形式（.docx、.xlsx）で保存し直してから登録してください。"
_SENTENCES: dict[Fault, str] = {
    Fault.NOT_ZIP: "ファイルを開けません。Word又はExcelで開けることを確かめ、保存し直してから登録してください。",
    Fault.NOT_OFFICE: "Word文書（.docx）、Excelブック（.xlsx）、PDF、PNG又はJPEGの画像を登録してください。圧縮ファイルは展開してから登録してください。",
    Fault.TOO_LARGE: "ファイルが大きすぎます。画像を小さくするか、分割してから登録してください。",
    Fault.TOO_MANY_PARTS: "ファイルに含まれる部品が多すぎます。内容を分けて保存し直してから登録してください。",
    Fault.INFLATES: "ファイルを展開すると大きくなりすぎます。不要な行、列及び画像を除いて保存し直してから登録してください。",
    Fault.BAD_NAME: "ファイルの内部の名前が正しくありません。Word又はExcelで保存し直してから登録してください。",
    Fault.ENCRYPTED: "暗号化されています。パスワードを解除してから登録してください。",
    Fault.NESTED: "ファイルの中に別の圧縮ファイルが入っています。取り除いて保存し直してから登録してください。",
    Fault.CORRUPT: "ファイルが壊れています。元のファイルを確かめ、保存し直してから登録してください。",
    Fault.BAD_XML: "ファイルが壊れています。元のファイルを確かめ、保存し直してから登録してください。",
    Fault.DTD: "ファイルの内部に許可されない定義（DTD）があります。Word又はExcelで保存し直してから登録してください。",
    Fault.MACRO: f"マクロが含まれています。{_MACRO_FREE}",
    Fault.EXTERNAL: "外部のファイル又はデータへの参照が含まれています。リンクを解除し、値又は図として貼り付けてから登録してください。",
    Fault.EMBEDDED: "別のファイル（オブジェクト）が埋め込まれています。取り除くか、図として貼り付けてから登録してください。",
}
_TOO_BIG = (Fault.TOO_LARGE, Fault.TOO_MANY_PARTS, Fault.INFLATES)
_UNSUPPORTED = (Fault.NOT_ZIP, Fault.NOT_OFFICE, Fault.MACRO)


class Kind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]

    @property
    def extension(self) -> str:
        """With its dot: .jpg for JPEG."""
        return ".jpg" if self is Kind.JPEG else f".{self.value}"

    @property
    def label(self) -> str:
        return _LABELS[self]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}
_LABELS = {
    Kind.PDF: "PDF",
    Kind.DOCX: "Word文書（.docx）",
    Kind.XLSX: "Excelブック（.xlsx）",
    Kind.PNG: "PNG画像",
    Kind.JPEG: "JPEG画像",
}


@dataclass(frozen=True)
class UploadLimits:
    """`max_bytes` bounds the upload itself, `package` what an Office file may become when opened."""

    max_bytes: int = 20 << 20
    package: Limits = field(default_factory=Limits)


def inspect_upload(data: bytes, *, allowed: frozenset[Kind] = frozenset(Kind), limits: UploadLimits | None = None) -> Kind:
    """The kind of an upload. Raises TooLarge, UnsupportedType or Invalid."""
    limits = limits or UploadLimits()
    if not data:
        raise Invalid("ファイルが空です。内容のあるファイルを選んでください。", code="file_empty")
    if len(data) > limits.max_bytes:
        raise TooLarge(
            f"ファイルは{_size(limits.max_bytes)}以下にしてください。画像を小さくするか、分割してから登録してください。"
        )
    kind = _kind(data, limits)
    if kind not in allowed:
        raise UnsupportedType(
            f"{kind.label}は登録できません。{'、'.join(k.label for k in Kind if k in allowed)}のいずれかにしてください。"
        )
    return kind


def office_refusal(fault: PackageFault) -> Refusal:
    """The refusal, with its Japanese sentence, for a package that was not opened."""
    refusal = TooLarge if fault.fault in _TOO_BIG else UnsupportedType if fault.fault in _UNSUPPORTED else Invalid
    return refusal(_SENTENCES[fault.fault], code=f"file_{fault.fault}")


def _kind(data: bytes, limits: UploadLimits) -> Kind:
    try:
        if data.startswith(b"PK\x03\x04"):
            return Kind(open_office_package(data, limits=limits.package).kind)
        if data.startswith(b"%PDF-"):
            check_pdf(data)
            return Kind.PDF
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            check_png(data)
            return Kind.PNG
        if data.startswith(b"\xff\xd8\xff"):
            check_jpeg(data)
            return Kind.JPEG
    except PackageFault as fault:
        raise office_refusal(fault) from fault
    except PdfFault as fault:
        raise Invalid(fault.sentence, code=f"file_{fault.code}") from fault
    except ImageFault as fault:
        raise Invalid(
            "画像が壊れているか、大きすぎます。画像を開けることを確かめ、保存し直してから登録してください。", code="file_corrupt"
        ) from fault
    raise unknown(data)


def unknown(data: bytes) -> Refusal:
    """The refusal for what is no kind we know: encrypted, of an old format, or anything else."""
    if data.startswith(OLE) and _ENCRYPTED_OFFICE in data:
        return Invalid(_SENTENCES[Fault.ENCRYPTED], code="file_encrypted")
    if data.startswith(OLE):
        return UnsupportedType(
            "古い形式（.doc、.xlsなど）は登録できません。.docx、.xlsx又はPDFで保存し直してから登録してください。",
            code="file_legacy",
        )
    return UnsupportedType(_SENTENCES[Fault.NOT_OFFICE], code="file_unknown")


def _size(count: int) -> str:
    return f"{count // (1 << 20)}MB" if count >= 1 << 20 else f"{count // 1024}KB"
