"""The language of the templates: what is on the list, what is not, and where tags may stand."""

import docx
import pytest

from govapi.documents.engine import TemplateRefused, compile_template
from tests.documents.engine import samples


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ ''.join }}", "名前の後にだけ"),
        ("{{ contract.__init__.__globals__ }}", "__"),
        ("{{ _page }}", "「_page」"),
        ("{{ x|_text }}", "書式はありません"),
        ("{{ self }}", "「self」"),
        ("{{ range(99999999) }}", "関数の呼出し"),
        ("{{ contract.items() }}", "関数の呼出し"),
        ("{{ cycler }}{{ x|attr('y') }}", "書式はありません"),
        ("{{ x|yen(1) }}", "括弧を付けられません"),
        ("{{ 2 ** 99999 }}", "計算"),
        ("{{ -x }}", "計算"),
        ("{{ x ~ y }}", "連結"),
        ("{{ x['y'] }}", "角括弧"),
        ("{{ x[0:1] }}", "角括弧"),
        ("{{ x if y else z }}", "式の中のif"),
        ("{% if x is defined %}{% endif %}", "is による判定"),
        ("{{ 1.5 }}", "文字と整数"),
        ("{{ [1] }}", "一覧"),
        ("{{ {'a': 1} }}", "辞書"),
        ("{{ (1, 2) }}", "組"),
        ("{% set x = 1 %}", "代入"),
        ("{% macro m() %}{% endmacro %}", "マクロ"),
        ("{% import 'x' as y %}", "取込み"),
        ("{% from 'x' import y %}", "取込み"),
        ("{% include 'x' %}", "取込み"),
        ("{% extends 'x' %}", "継承"),
        ("{% block x %}{% endblock %}", "ブロック"),
        ("{% filter yen %}{% endfilter %}", "filter"),
        ("{% with x = 1 %}{% endwith %}", "with"),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", "autoescape"),
        ("{% raw %}{{ x }}{% endraw %}", "raw"),
        ("{% for a in range(9) %}{% endfor %}", "一覧だけ"),
        ("{% for a, b in x %}{% endfor %}", "名前 in 一覧"),
        ("{% for a in x if a %}{% endfor %}", "条件"),
        ("{% for a in x recursive %}{% endfor %}", "recursive"),
        ("{% for a in x %}{% else %}{{ y }}{% endfor %}", "else"),
        ("{% for _page in x %}{% endfor %}", "「_page」"),
        ("{% for loop in x %}{% endfor %}", "「loop」"),
        ("{{ loop.index }}", "loop.index"),
        ("{% for a in x %}{{ loop.cycle }}{% endfor %}", "loop.cycle"),
        ("{% for a in x %}{{ loop }}{% endfor %}", "loop.first"),
        ("{{ contract.title", "正しくありません"),
        ("{% for a in x %}", "正しくありません"),
        ("{% if x %}", "正しくありません"),
        ("{% unknown %}", "正しくありません"),
        ("{% for a in x %}" * 7 + "{% endfor %}" * 7, "6段まで"),
        ("{% if x %}" * 18 + "{% endif %}" * 18, "16段まで"),
        ("{{ x" + ".y" * 40 + " }}", "16段まで"),
        ("{%tc for a in x %}", "表の列"),
        ("{% colspan x %}", "表の列"),
        ("{{p x }}", "項目名"),
        ("{{r x }}", "項目名"),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_its_place(tag: str, said: str) -> None:
    with pytest.raises(TemplateRefused, match=said) as refused:
        compile_template(samples.document_of("前の段落", f"目印 {tag}"))
    assert "目印" in refused.value.detail


def test_a_tag_deeper_than_the_parser_can_go_is_refused() -> None:
    with pytest.raises(TemplateRefused, match="深すぎ"):
        compile_template(samples.document_of("{{ " + "not " * 5000 + "x }}"))


@pytest.mark.parametrize(
    ("tag", "seen"),
    [
        ("{% if a and not b or c == 1 %}真{% else %}偽{% endif %}", "偽"),
        ("{% if a >= 3 %}大{% elif a < 0 %}負{% else %}小{% endif %}", "小"),
        ("{% if 'イ' in list %}有{% endif %}{% if 'ロ' not in list %}無{% endif %}", "有無"),
        ("{% for x in list %}{{ x }}{% if not loop.last %}、{% endif %}{% endfor %}", "ア、イ"),
        ("{# 覚え書 #}{{ '定数' }}{{ 3 }}", "定数3"),
        ("{% if a <= 1 %}一{% endif %}", "一"),
        ("{%- if true -%}真{%- endif -%}", "真"),
    ],
)
def test_what_is_on_the_list(tag: str, seen: str) -> None:
    facts: dict[str, object] = {"a": 1, "b": True, "c": None, "list": ["ア", "イ"]}
    assert samples.body(compile_template(samples.document_of(tag)).render(facts)) == seen


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{%p if x %}", "中", "{% endif %}外"),
        ("{% for a in x %}始め", "{%p endfor %}"),
        ("{%p if x %}", "中 {% else %} 外", "{%p endif %}"),
    ],
)
def test_branches_that_would_break_the_xml_are_refused(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(TemplateRefused, match="同じ段階"):
        compile_template(samples.document_of(*paragraphs))


def test_a_condition_over_several_paragraphs_may_stand_in_the_text() -> None:
    compiled = compile_template(samples.document_of("前{% if x %}中", "中の続き{% endif %}後"))
    assert samples.body(compiled.render({"x": True})) == "前中\n中の続き後"
    assert samples.body(compiled.render({"x": False})) == "前後"


def test_a_tag_outside_the_text_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("本文")
    document.paragraphs[0].runs[0]._r.set(samples.word("val"), "{{ x }}")
    with pytest.raises(TemplateRefused, match="本文の文字の中"):
        compile_template(samples.bytes_of(document))


def test_the_part_at_fault_is_named() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].add_run("{{ x() }}")
    with pytest.raises(TemplateRefused, match=r"ヘッダーの「{{ x\(\) }}」"):
        compile_template(samples.bytes_of(document))
