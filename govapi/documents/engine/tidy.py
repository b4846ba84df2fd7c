"""What Word leaves in a part for its own use and the engine does not want, and the docxtpl notations it does not take."""

import re

from lxml import etree

from govapi.documents.engine.refusals import TemplateRefused
from govapi.documents.engine.xml import W14, paragraph_text, w

_NOISE = (w("proofErr"), w("lastRenderedPageBreak"))
_EDITING_IDS = {w(f"rsid{suffix}") for suffix in ("R", "RPr", "P", "RDefault", "Del", "Tr", "Sect")}
_PARAGRAPH_IDS = {f"{{{W14}}}paraId", f"{{{W14}}}textId"}
_COLUMNS = re.compile(r"\{[{%#]-?\s*(?:tc|colspan|cellbg|vm|hm)\s")
_OBJECTS = re.compile(r"\{\{(?:p|r|tr)\s")


def tidy(tree: etree._Element) -> None:
    """Drops spelling marks and editing ids. Ids that must be unique would be printed once per round of a loop."""
    for element in list(tree.iter(*_NOISE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in tree.iter():
        for name in (_EDITING_IDS | _PARAGRAPH_IDS).intersection(element.attrib):
            del element.attrib[name]
    for properties in tree.iter(w("sdtPr")):
        if any("{{" in tag.get(w("val"), "") for tag in properties.iter(w("tag"), w("alias"))):
            for identity in properties.findall(w("id")):
                properties.remove(identity)  # Word gives a new one on opening


def check_notation(tree: etree._Element) -> None:
    """Raises TemplateRefused for the notations of docxtpl that change a table's columns or insert Word objects."""
    for paragraph in tree.iter(w("p")):
        text = paragraph_text(paragraph)
        if _COLUMNS.search(text):
            raise TemplateRefused(
                f"「{text[:60]}」：表の列や書式を変える札は使えません。行の繰返し {{%tr … %}} を使ってください。"
            )
        if _OBJECTS.search(text):
            raise TemplateRefused(
                f"「{text[:60]}」：{{{{p、{{{{r、{{{{tr で始まる札は使えません。{{{{ 項目名 }}}} と書いてください。"
            )
