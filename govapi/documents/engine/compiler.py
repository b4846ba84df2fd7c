"""From an uploaded .docx to a compiled template: every check happens here, once."""

import re
from collections.abc import Collection, Mapping
from html import unescape

from docxtpl import DocxTemplate
from lxml import etree

from govapi.documents.engine.archive import Archive
from govapi.documents.engine.contents import story_parts
from govapi.documents.engine.environment import compile_source, environment
from govapi.documents.engine.filters import FILTERS, Filter
from govapi.documents.engine.instrument import Instrument
from govapi.documents.engine.package import Entry, open_package
from govapi.documents.engine.refusals import TagFault, TemplateRefused
from govapi.documents.engine.template import CompiledTemplate
from govapi.documents.engine.tidy import check_notation, tidy

_TAG = re.compile(r"\{[{%#]")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_MARKUP = re.compile(r"<[^>]*>")
_NOT_FILLED = ("docProps/", "word/comments", "word/glossary/")
_PLACES = {"document": "本文", "header": "ヘッダー", "footer": "フッター", "footnotes": "脚注", "endnotes": "文末脚注"}


def compile_template(data: bytes, *, filters: Mapping[str, Filter] = FILTERS) -> CompiledTemplate:
    """Checks and compiles a .docx. Raises TemplateRefused (what is wrong, and where) or TooLarge.

    CPU and memory are not bounded here: a file from outside goes through `compile_in_sandbox` first.
    """
    entries = open_package(data)
    jinja = environment(filters)
    paths: dict[str, None] = {}
    parts = {}
    for name, tree in story_parts(entries).items():
        tidy(tree)
        check_notation(tree)
        source = etree.tostring(tree, encoding="unicode")
        if not _TAG.search(_MARKUP.sub("", source)) and "{{" not in source:
            continue
        joined = _join_runs(source)
        try:
            parts[name] = compile_source(jinja, joined, Instrument(paths))
        except TagFault as fault:
            raise TemplateRefused(f"{_place(name)}の{_excerpt(joined, fault.line)}{fault.message}") from None
    _check_kept(entries, parts)
    kept = [entry for name, entry in entries.items() if name not in parts]
    return CompiledTemplate(list(paths), list(parts.values()), Archive(kept, list(parts)))


def _check_kept(entries: Mapping[str, Entry], filled: Collection[str]) -> None:
    """A tag where nothing is filled in would stay on the paper as it is typed."""
    for name, entry in entries.items():
        if name not in filled and name.startswith(_NOT_FILLED) and (b"{{" in entry.content or b"{%" in entry.content):
            raise TemplateRefused(
                "コメント又は文書のプロパティ（タイトルなど）に差込み札があります。本文に移すか、消してください。"
            )


def _join_runs(source: str) -> str:
    """Word splits a tag over several runs; docxtpl knows how to join them again. One paragraph a line, to name the place.

    Its patch never looks at the template it belongs to, so an empty one serves.
    """
    joined: str = DocxTemplate("").patch_xml(source)
    return _PARAGRAPH.sub("\n<w:p", joined)


def _place(name: str) -> str:
    stem = name.rpartition("/")[2].partition(".")[0]
    return _PLACES.get(stem.rstrip("0123456789"), stem)


def _excerpt(source: str, line: int) -> str:
    """The paragraph of a fault, as its reader sees it."""
    lines = source.split("\n")
    seen = unescape(_MARKUP.sub("", lines[line - 1])).strip() if 0 < line <= len(lines) else ""
    return f"「{seen[:60]}{'…' if len(seen) > 60 else ''}」：" if seen else "差込み札："
