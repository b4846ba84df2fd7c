"""XML read without entities, DTDs or the network; and the few Word names the engine looks for."""

from lxml import etree

from govapi.documents.engine.refusals import TemplateRefused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

MAX_DEPTH = 128


def w(name: str) -> str:
    """``w("p")`` is a paragraph's full name."""
    return f"{{{W}}}{name}"


def parse(content: bytes, where: str) -> etree._Element:
    """The root element. Comments and processing instructions are dropped; a DTD is refused, and so is broken XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise TemplateRefused(f"文書の一部（{where}）がXMLとして正しくありません。Wordで開いて保存し直してください。") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateRefused(f"文書の一部（{where}）に文書型の宣言（DTD）があります。この文書は使えません。")
    return root


def paragraph_text(paragraph: etree._Element) -> str:
    """What is read in a paragraph: its texts, with tabs and line breaks; deleted text of tracked changes is left out."""
    marks = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}
    pieces: list[str] = []
    for node in paragraph.iter(w("t"), *marks):
        parent = node.getparent()
        if parent is not None and parent.tag == w("tabs"):
            continue  # a tab stop of the paragraph's format, not a tab
        pieces.append(marks.get(str(node.tag)) or node.text or "")
    return "".join(pieces)
