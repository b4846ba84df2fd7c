"""What a Word template may carry: text, styles, pictures. Nothing that runs, and nothing that fetches."""

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from govapi.documents.engine.package import Entry
from govapi.documents.engine.refusals import TemplateRefused
from govapi.documents.engine.xml import parse, w

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STORY = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_STORIES = {_MAIN, *(f"{_STORY}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes"))}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_EMBEDDED = ("oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument", "attachedtemplate", "frame")
_MACRO = re.compile(r"macroenabled|vbaproject|vbadata|activex|ms-office\.vba|ms-word\.keymap", re.IGNORECASE)
_EMBEDDED_PATH = re.compile(r"(^|/)(embeddings|activex|ctrlprops)/", re.IGNORECASE)
_FETCHING_FIELD = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|RD|DATABASE|MACROBUTTON)\b", re.IGNORECASE)

_MACRO_REFUSED = "マクロを含む文書は使えません。マクロを外し、「Word 文書（*.docx）」として保存し直してください。"
_EMBEDDED_REFUSED = "ほかのファイルを埋め込んだ文書は使えません。埋め込みを外してください。"
_EXTERNAL_REFUSED = "外部を参照する文書は使えません（リンク、外部の画像、外部のひな形など）。参照を外してください。"
_FIELD_REFUSED = "外部を取り込むフィールドを含む文書は使えません。フィールドを外してください。"
_NOT_WORD = "Wordの文書（.docx）ではありません。Wordで「Word 文書（*.docx）」として保存し直してください。"


def story_parts(entries: Mapping[str, Entry]) -> dict[str, etree._Element]:
    """The parts people read (body, headers, footers, notes), parsed. Raises TemplateRefused for anything unfit."""
    if "[Content_Types].xml" not in entries or "_rels/.rels" not in entries:
        raise TemplateRefused(_NOT_WORD)
    if any(_EMBEDDED_PATH.search(name) for name in entries):
        raise TemplateRefused(_EMBEDDED_REFUSED)
    if any(_MACRO.search(name) for name in entries):
        raise TemplateRefused(_MACRO_REFUSED)
    trees = {name: parse(entry.content, name) for name, entry in entries.items() if _is_xml(entry)}
    types = _content_types(trees["[Content_Types].xml"], entries)
    for name, tree in trees.items():
        _check_relationships(tree)
        if name.startswith("word/"):
            _check_fields(tree)
    if types.get(_main_part(trees["_rels/.rels"])) != _MAIN:
        raise TemplateRefused(_NOT_WORD)
    return {name: trees[name] for name, kind in types.items() if kind in _STORIES and name in trees}


def _is_xml(entry: Entry) -> bool:
    return entry.name.endswith((".xml", ".rels", ".vml", ".svg")) or entry.content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
        b"<"
    )


def _content_types(tree: etree._Element, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Content type by part name: an Override for the part, else the Default of its extension."""
    declared = [element for element in tree if isinstance(element.tag, str)]
    kinds = [element.get("ContentType", "") for element in declared]
    if any(_MACRO.search(kind) for kind in kinds):
        raise TemplateRefused(_MACRO_REFUSED)
    if any("oleobject" in kind.lower() for kind in kinds):
        raise TemplateRefused(_EMBEDDED_REFUSED)
    overrides = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in declared if e.get("PartName")}
    defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in declared if e.get("Extension")}
    return {name: overrides.get(name, defaults.get(name.rpartition(".")[2].lower(), "")) for name in entries}


def _main_part(tree: etree._Element) -> str:
    for relationship in tree.iter(_RELATIONSHIP):
        if relationship.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relationship.get("Target", "")).lstrip("/")
    return ""


def _check_relationships(tree: etree._Element) -> None:
    for relationship in tree.iter(_RELATIONSHIP):
        if relationship.get("TargetMode", "Internal").lower() != "internal":
            raise TemplateRefused(_EXTERNAL_REFUSED)
        if re.match(r"[a-z][a-z0-9+.-]*:|//|\\", relationship.get("Target", ""), re.IGNORECASE):
            raise TemplateRefused(_EXTERNAL_REFUSED)
        kind = relationship.get("Type", "").rpartition("/")[2].lower()
        if "vba" in kind:
            raise TemplateRefused(_MACRO_REFUSED)
        if kind in _EMBEDDED:
            raise TemplateRefused(_EMBEDDED_REFUSED)


def _check_fields(tree: etree._Element) -> None:
    """A field's instruction may lie in several runs, so runs are joined from each field's begin to the next one's."""
    instructions = [element.get(w("instr"), "") for element in tree.iter(w("fldSimple"))]
    for element in tree.iter(w("fldChar"), w("instrText")):
        if element.tag == w("fldChar"):
            instructions.append("")
        elif instructions:
            instructions[-1] += element.text or ""
        else:
            instructions.append(element.text or "")
    if any(_FETCHING_FIELD.match(instruction) for instruction in instructions):
        raise TemplateRefused(_FIELD_REFUSED)
