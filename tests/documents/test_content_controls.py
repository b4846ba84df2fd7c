"""Reading a paper back: which clauses stand in it, and whether anything was left unfilled."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from govapi.documents.content_controls import ClauseFound, clauses_in, unfilled_marks
from govapi.documents.engine import TemplateRefused, compile_template
from tests.documents.engine import samples


def made(clauses: int) -> bytes:
    return compile_template(samples.bytes_of(samples.clause_document())).render(samples.clause_facts(clauses))


def test_every_clause_is_found_with_its_version_and_text() -> None:
    found = clauses_in(made(20))
    assert [(clause.key, clause.version) for clause in found] == [(f"clause_{n}", 1) for n in range(20)]
    assert found[4].text.startswith("第5条（見出し4）\n")
    assert len(found[4].text.splitlines()) == 8


def test_a_file_changed_in_word_shows_the_change() -> None:
    document = docx.Document(io.BytesIO(made(3)))
    (first, second, _) = document.element.body.iter(samples.word("sdt"))
    document.element.body.remove(first)
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>加筆</w:t><w:tab/><w:t>甲</w:t></w:r></w:ins>"
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>削除</w:delText></w:r></w:del>"
    for change in (inserted, deleted):
        next(second.iter(samples.word("p"))).append(parse_xml(change))
    found = clauses_in(samples.bytes_of(document))
    assert [clause.key for clause in found] == ["clause_1", "clause_2"]
    assert found[0].text.splitlines()[0] == "第2条（見出し1）加筆\t甲"


@pytest.mark.parametrize("tag", ["", "clause:a", "clause:A:1", "clause:a:x", "note:a:1", "clause:a:1:2"])
def test_other_controls_are_no_clauses(tag: str) -> None:
    assert clauses_in(control(tag)) == []


def test_an_empty_clause_is_still_a_clause() -> None:
    assert clauses_in(control("clause:a:3")) == [ClauseFound("a", 3, "")]


def control(tag: str) -> bytes:
    document = docx.Document()
    sdt = f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    document.element.body.insert(0, parse_xml(sdt))
    return samples.bytes_of(document)


@pytest.mark.parametrize("mark", ["{{ x }}", "{{", "}}", "{% if x %}", "{# x #}", "｛｛ x ｝｝", "〓", "●●課"])
def test_marks_left_open_are_found_wherever_they_stand(mark: str) -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].add_run(f"下 {mark}")
    document.add_table(1, 1).rows[0].cells[0].text = f"表 {mark}"
    samples.split(document.add_paragraph(), "分", mark[:1], mark[1:])
    assert sorted(unfilled_marks(samples.bytes_of(document))) == sorted([f"下 {mark}", f"表 {mark}", f"分{mark}"])


def test_a_tag_left_in_a_control_is_found() -> None:
    assert unfilled_marks(control("clause:{{ a.key }}:1")) == ["clause:{{ a.key }}:1"]


def test_blanks_of_a_form_are_no_marks() -> None:
    assert unfilled_marks(samples.document_of("令和　　年　　月　　日", "氏名　　　　　　印", "○印を付ける。")) == []


@pytest.mark.parametrize(
    "data", [b"", b"rubbish", samples.zip_of({"a.txt": b"x"}), samples.spoiled(lambda c: c.update({"word/styles.xml": b"<"}))]
)
def test_a_file_that_is_no_word_file_is_refused(data: bytes) -> None:
    for read in (clauses_in, unfilled_marks):
        with pytest.raises(TemplateRefused):
            read(data)
