"""コンテンツ コントロール: which clause stands where in a Word file that was made here, or that comes back.

Each clause stands in a content control tagged ``clause:<key>:<version>``, which survives editing in Word.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from govapi.documents.engine.contents import story_parts
from govapi.documents.engine.package import open_package
from govapi.documents.engine.refusals import TemplateRefused
from govapi.documents.engine.xml import paragraph_text, parse, w

_TAG = re.compile(r"clause:(?P<key>[a-z0-9_]+):(?P<version>[0-9]{1,9})")
_UNFILLED = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|〓|●●")


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """One clause as it stands in the file; ``text`` has a line for each paragraph, tracked insertions included."""

    key: str
    version: int
    text: str


def clauses_in(data: bytes) -> list[ClauseFound]:
    """The tagged clauses of the body, in the order of the paper. Raises TemplateRefused, TooLarge for an unfit file."""
    found: list[ClauseFound] = []
    for control in _opened(data).element.body.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        content = control.find(w("sdtContent"))
        named = None if tag is None else _TAG.fullmatch(tag.get(w("val"), ""))
        if named is not None and content is not None:
            text = "\n".join(paragraph_text(paragraph) for paragraph in content.iter(w("p")))
            found.append(ClauseFound(named["key"], int(named["version"]), text))
    return found


def unfilled_marks(data: bytes) -> list[str]:
    """The paragraphs and control tags, headers and notes included, where a tag or a blank mark (〓) was left.

    Raises TemplateRefused, TooLarge for an unfit file.
    """
    return [text for tree in story_parts(open_package(data)).values() for text in _texts(tree) if _UNFILLED.search(text)]


def _texts(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(w("p"), w("tag"), w("alias")):
        yield paragraph_text(element) if element.tag == w("p") else element.get(w("val"), "")


def _opened(data: bytes) -> Document:
    """Opened by python-docx, after the checks it does not make: size, paths, DTDs."""
    for entry in open_package(data).values():
        if entry.name.endswith((".xml", ".rels")):
            parse(entry.content, entry.name)
    try:
        return docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError):
        raise TemplateRefused("Wordの文書（.docx）として開けません。Wordで保存し直してください。") from None
