"""What comes out: the same text as docxtpl, every part with a tag filled, the same bytes each time."""

import hashlib
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest

from govapi.documents.content_controls import unfilled_marks
from govapi.documents.engine import FactMissing, FactUnfit, compile_template
from govapi.kit.errors import TooLarge
from tests.documents.engine import samples
from tests.documents.engine.by_docxtpl import by_docxtpl
from tests.support.office import convert, text_of
from tests.support.require import require


def test_the_text_is_docxtpl_s_own() -> None:
    template, facts = samples.bytes_of(samples.clause_document()), samples.clause_facts()
    ours, theirs = compile_template(template).render(facts), by_docxtpl(template, facts)
    assert samples.body(ours) == samples.body(theirs)
    assert "第30条（見出し29）" in samples.body(ours)
    for mine, other in zip(docx.Document(io.BytesIO(ours)).sections, docx.Document(io.BytesIO(theirs)).sections, strict=True):
        assert mine.header.paragraphs[0].text == other.header.paragraphs[0].text == "契約番号 契約-2026-0012"
        assert mine.footer.paragraphs[0].text == other.footer.paragraphs[0].text == "架空市"


def test_formatting_of_split_runs_stays() -> None:
    document = docx.Document()
    samples.split(document.add_paragraph(), "件名：", "{{ contract", ".title }}", "（写し）")
    filled = docx.Document(io.BytesIO(compile_template(samples.bytes_of(document)).render(samples.FACTS)))
    assert [(run.text, run.bold) for run in filled.paragraphs[0].runs] == [
        ("件名：", False), ("架空市 例示業務 & 見本<試行>", True), ("（写し）", True),
    ]  # fmt: skip


def test_a_row_for_each_member_and_no_table_without() -> None:
    compiled = compile_template(samples.bytes_of(samples.clause_document()))
    rows = docx.Document(io.BytesIO(compiled.render(samples.clause_facts()))).tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["構成員", ""], ["1", "有限会社例示"], ["2", "合同会社仮名"]]
    alone = {**samples.clause_facts(), "contractor": {"name": "株式会社見本製作所", "members": []}}
    assert not docx.Document(io.BytesIO(compiled.render(alone))).tables


def test_tags_in_notes_and_text_boxes_are_filled() -> None:
    def add_notes(contents: dict[str, bytes]) -> None:
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        override = b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'
        contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(b"</Types>", override)
        contents["word/footnotes.xml"] = (
            f'<w:footnotes xmlns:w="{samples.W}"><w:footnote w:id="2"><w:p><w:r><w:t>{{{{ contract.number }}}}</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        ).encode()

    out = compile_template(samples.spoiled(add_notes)).render(samples.FACTS)
    assert b'<w:t xml:space="preserve">\xe5\xa5\x91\xe7\xb4\x84-2026-0012</w:t>' in samples.contents_of(out)["word/footnotes.xml"]


def test_other_parts_are_copied_byte_for_byte() -> None:
    template = samples.bytes_of(samples.clause_document())
    before, after = samples.contents_of(template), samples.contents_of(compile_template(template).render(samples.clause_facts()))
    filled = {"word/document.xml", "word/header1.xml", "word/footer1.xml"}
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == filled
    assert zipfile.ZipFile(io.BytesIO(template)).testzip() is None


@pytest.mark.parametrize(
    ("fact", "seen"),
    [
        ("一行目\n二行目", "一行目\n二行目"),
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("左\t右", "左\t右"),
        ("<w:br/></w:t>&amp;", "<w:br/></w:t>&amp;"),
        ("{{ contract.number }}{% endfor %}", "{{ contract.number }}{% endfor %}"),
        ("制\x00御\x0b文\x1b字\ufffe\ud800", "制御文字"),
        ("髙﨑㈱𠮷　", "髙﨑㈱𠮷　"),
        (0, "0"),
    ],
)
def test_facts_are_printed_as_they_are(fact: object, seen: str) -> None:
    out = compile_template(samples.document_of("{{ x }}")).render({"x": fact})
    assert samples.body(out) == seen


def test_a_fact_can_not_leave_the_tag_of_a_control() -> None:
    facts = {"articles": [{"key": '"><w:t>&', "version": 1, "label": "第１条", "title": "改\n行", "paragraphs": []}]}
    document = samples.clause_document()
    out = compile_template(samples.bytes_of(document)).render({**samples.clause_facts(1), **facts})
    tags = docx.Document(io.BytesIO(out)).element.body.iter(samples.word("tag"))
    assert [tag.get(samples.word("val")) for tag in tags] == ['clause:"><w:t>&:1']


def test_the_same_facts_give_the_same_bytes_from_any_thread() -> None:
    template = samples.bytes_of(samples.clause_document())
    compiled, facts = compile_template(template), samples.clause_facts()
    with ThreadPoolExecutor(8) as threads:
        hashes = {hashlib.sha256(out).hexdigest() for out in threads.map(lambda _: compiled.render(facts), range(32))}
    assert hashes == {hashlib.sha256(compile_template(template).render(facts)).hexdigest()}


def test_output_is_bounded() -> None:
    compiled = compile_template(samples.document_of("{% for a in x %}{{ b }}{% endfor %}"))
    with pytest.raises(TooLarge, match="大きくなりすぎる"):
        compiled.render({"x": [0] * 1000, "b": "字" * 1000}, limit_bytes=500_000)
    with pytest.raises(TooLarge, match="大きくなりすぎる"):  # characters fit, bytes do not
        compiled.render({"x": [0] * 100, "b": "字" * 1000}, limit_bytes=200_000)


def test_loops_that_print_nothing_end_too() -> None:
    loops = "{% for a in x %}" * 5 + "{% endfor %}" * 5
    with pytest.raises(TooLarge, match="繰返しが200,000回"):
        compile_template(samples.document_of(loops)).render({"x": [0] * 1000})


@pytest.mark.parametrize(
    ("tag", "facts", "refusal", "said"),
    [
        ("{{ a.b }}", {"a": {"b": None}}, FactMissing, "「a.b」"),
        ("{{ a.b }}", {"a": {"b": ""}}, FactMissing, "「a.b」"),
        ("{{ a.b.c }}", {}, FactMissing, "「a.b.c」"),
        ("{{ a|yen }}", {"a": None}, FactMissing, "「a」"),
        ("{{ a|yen }}", {"a": "百円"}, FactUnfit, "「百円」は「yen」"),
        ("{{ a|wareki }}", {"a": "2026-02-30"}, FactUnfit, "「2026-02-30」"),
        ("{{ a }}", {"a": True}, FactUnfit, "「a」"),
        ("{{ a }}", {"a": {"b": 1}}, FactUnfit, "「a」"),
        ("{% for b in a %}x{% endfor %}", {"a": "文字"}, FactUnfit, "一覧ではない"),
        ("{% if a > 1 %}x{% endif %}", {"a": "文字"}, FactUnfit, "比べられない"),
        ("{% if a > 1 %}x{% endif %}", {}, FactMissing, "「a」"),
        ("{% if 'b' in a %}x{% endif %}", {"a": None}, FactMissing, "「a」"),
    ],
)
def test_unfit_facts_are_refused_by_name(tag: str, facts: dict[str, object], refusal: type[Exception], said: str) -> None:
    with pytest.raises(refusal, match=said):
        compile_template(samples.document_of(tag)).render(facts)


def test_it_opens_in_libreoffice(tmp_path: Path) -> None:
    require("office")
    out = compile_template(samples.bytes_of(samples.clause_document())).render(samples.clause_facts())
    (tmp_path / "spec.docx").write_bytes(out)
    (pdf,) = convert([tmp_path / "spec.docx"], tmp_path)
    read = "".join(text_of(pdf).split())
    assert all(text in read for text in ("契約番号契約-2026-0012", "架空市例示業務&見本<試行>様", "第30条（見出し29）"))
    assert "{" not in read and unfilled_marks(out) == []
