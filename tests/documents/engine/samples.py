"""Word files for the tests: well-behaved ones built with python-docx, and a way to spoil any of them."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CLAUSE_CONTROL = f"""<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{{{{ a.title }}}}"/>
<w:tag w:val="clause:{{{{ a.key }}}}:{{{{ a.version }}}}"/><w:id w:val="7"/></w:sdtPr><w:sdtContent/></w:sdt>"""

FACTS: dict[str, object] = {
    "contract": {
        "number": "契約-2026-0012",
        "title": "架空市 例示業務 & 見本<試行>",
        "amount": 1_980_000,
        "term_from": "2026-04-01",
    },
    "contractor": {"name": "株式会社見本製作所", "members": []},
    "principal": {"organ_name": "架空市"},
}


def bytes_of(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def document_of(*paragraphs: str) -> bytes:
    """A document of these paragraphs, one run each."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return bytes_of(document)


def split(paragraph: Paragraph, *pieces: str) -> None:
    """The text in several runs with different formatting, as Word leaves it after editing."""
    for number, piece in enumerate(pieces):
        run = paragraph.add_run(piece)
        run.bold = bool(number % 2)
        run.italic = number % 3 == 1


def contents_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(contents: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def spoiled(change: Callable[[dict[str, bytes]], object], *paragraphs: str) -> bytes:
    """A good document after a change to its parts."""
    contents = contents_of(document_of(*(paragraphs or ("{{ contract.title }}",))))
    change(contents)
    return zip_of(contents)


def body(data: bytes) -> str:
    """The body's text: paragraphs and table cells in the order of the paper, content controls included."""
    document = docx.Document(io.BytesIO(data))
    return "\n".join(Paragraph(p, document).text for p in document.element.body.iter(word("p")))


def word(name: str) -> str:
    return f"{{{W}}}{name}"


def clause_document() -> Document:
    """特記仕様書 in small: title, header and footer with tags, a party table, numbered clauses in content controls."""
    document = docx.Document()
    section = document.sections[0]
    split(section.header.paragraphs[0], "契約番号 {", "{ contract.num", "ber }}")
    section.footer.paragraphs[0].add_run("{{ principal.organ_name }}")
    split(document.add_paragraph(), "件名 {{ con", "tract.ti", "tle }} 様")
    document.add_paragraph(
        "金額 {{ contract.amount|yen_full }} 期間 {{ contract.term_from|wareki }}から {{ contract.term_to|wareki_blank }}まで"
    )
    _members(document)
    for text in ("{%p for a in articles %}", "{%p endfor %}"):
        document.add_paragraph(text)
    control = parse_xml(CLAUSE_CONTROL)
    document.element.body.insert(document.element.body.index(document.paragraphs[-1]._p), control)
    (content,) = control.iter(word("sdtContent"))
    for text in (
        "{{ a.label }}（{{ a.title }}）",
        "{%p for b in a.paragraphs %}",
        "{% if b.label %}{{ b.label }}　{% endif %}{{ b.text }}",
        "{%p for c in b.items %}",
        "{{ c.label }}　{{ c.text }}",
        "{%p for d in c.items %}",
        "{{ d.label }}　{{ d.text }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p endfor %}",
    ):
        content.append(document.add_paragraph(text)._p)
    return document


def _members(document: Document) -> None:
    document.add_paragraph("{%p if contractor.members %}")
    table = document.add_table(rows=4, cols=2)
    table.rows[0].cells[0].text = "構成員"
    table.rows[1].cells[0].text = "{%tr for m in contractor.members %}"
    table.rows[2].cells[0].text = "{{ loop.index }}"
    table.rows[2].cells[1].text = "{{ m.name }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")


def clause_facts(clauses: int = 30, paragraphs: int = 3, items: int = 4) -> dict[str, object]:
    """Facts for `clause_document`, with texts that differ as real ones do."""
    words = [
        "受注者は",
        "本市の",
        "情報資産を",
        "適正に管理し",
        "第三者に提供してはならない",
        "あらかじめ書面により",
        "承諾を得る",
        "速やかに報告する",
    ]

    def text(seed: int) -> str:
        return "、".join(words[(seed * 7 + step * (seed % 5 + 1)) % len(words)] for step in range(5)) + f"ものとする（{seed}）。"

    articles = [
        {
            "key": f"clause_{a}", "version": 1, "label": f"第{a + 1}条", "title": f"見出し{a}",
            "paragraphs": [
                {
                    "label": "" if b == 0 else str(b + 1), "text": text(a * 31 + b),
                    "items": [{"label": f"({c + 1})", "text": text(a * 31 + b * 7 + c), "items": []} for c in range(items if b == 1 else 0)],
                }
                for b in range(paragraphs)
            ],
        }
        for a in range(clauses)
    ]  # fmt: skip
    return {
        **FACTS,
        "contractor": {"name": "株式会社見本製作所", "members": [{"name": "有限会社例示"}, {"name": "合同会社仮名"}]},
        "articles": articles,
    }
