"""Which facts a template uses, and which are still missing for a given contract."""

from datetime import date
from decimal import Decimal

import pytest

from govapi.documents.engine import TemplateRefused, compile_template, compile_text, missing_facts
from govapi.documents.engine.refusals import FactMissing, FactUnfit
from tests.documents.engine import samples


def test_paths_resolve_loops() -> None:
    compiled = compile_template(
        samples.document_of(
            "{% for a in articles %}{{ a.title }}{% for b in a.paragraphs %}{{ b.text|zenkaku }}{{ loop.index }}{% endfor %}{% endfor %}",
            "{% if contract.amount > limit %}{{ contract.amount|yen }}{% elif not party %}x{% endif %}",
            "{% for kind in security.information %}{{ kind }}{% endfor %}",
        )
    )
    assert compiled.fact_paths == (
        "articles", "articles[].title", "articles[].paragraphs", "articles[].paragraphs[].text",
        "contract.amount", "limit", "party", "security.information", "security.information[]",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "facts", "missing"),
    [
        ("{{ a.b }}{{ a.c }}{{ d }}", {"a": {"b": 0, "c": ""}}, ["a.c", "d"]),
        ("{{ a.b }}{{ a.b }}", {}, ["a.b"]),
        ("{{ a.b|yen }}", {"a": None}, ["a.b"]),
        ("{{ a|wareki_blank }}{{ b|default_blank }}{{ c|zenkaku|default_blank }}", {}, []),
        ("{% if a %}{{ a }}{% endif %}", {}, []),
        ("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}", {"a": True}, ["b"]),
        ("{% if a == 'x' %}{{ b }}{% endif %}", {"a": "y"}, []),
        ("{% for x in a %}{{ x.b }}{% endfor %}", {}, ["a"]),
        ("{% for x in a %}{{ x.b }}{% endfor %}", {"a": []}, []),
        ("{% for x in a %}{{ x.b }}{% endfor %}", {"a": [{"b": 1}, {}]}, ["a[].b"]),
        ("{% if a > 1 and b %}{% endif %}{% if 'x' in c %}{% endif %}", {"b": 1}, ["a", "c"]),
    ],
)
def test_missing_facts_follow_the_branches(tags: str, facts: dict[str, object], missing: list[str]) -> None:
    assert missing_facts(compile_template(samples.document_of(tags)), facts) == missing


@pytest.mark.parametrize(
    ("tag", "fact", "written"),
    [
        ("wareki", date(2026, 4, 1), "令和8年4月1日"),
        ("wareki", "2019-05-01", "令和元年5月1日"),
        ("wareki|zenkaku", date(2026, 4, 1), "令和８年４月１日"),
        ("wareki_blank", None, "令和　　年　　月　　日"),
        ("wareki_blank", date(2026, 4, 1), "令和8年4月1日"),
        ("yen_full", 1_980_000, "金１，９８０，０００円"),
        ("yen", 1_980_000, "1,980,000円"),
        ("yen", "12.50", "12.50円"),
        ("number", Decimal("1234.5"), "1,234.5"),
        ("number", 0, "0"),
        ("zenkaku", "No.12", "Ｎｏ．１２"),
        ("zenkaku", 12, "１２"),
        ("default_blank", None, ""),
        ("default_blank", "有", "有"),
    ],
)
def test_filters_write_the_official_way(tag: str, fact: object, written: str) -> None:
    assert samples.body(compile_template(samples.document_of(f"[{{{{ x|{tag} }}}}]")).render({"x": fact})) == f"[{written}]"


def test_a_date_without_a_filter_is_still_official() -> None:
    assert compile_text("{{ x }}").render({"x": date(2026, 4, 1)}) == "令和8年4月1日"


def test_clause_texts_speak_the_same_language() -> None:
    text = compile_text(
        "{{ contractor }}は、{{ p.hours|zenkaku }}時間以内に{% if ref.reporting %}{{ ref.reporting }}により{% endif %}報告する。"
    )
    assert text.fact_paths == ("contractor", "p.hours", "ref.reporting")
    facts: dict[str, object] = {"contractor": "乙 & <丙>", "p": {"hours": 1}, "ref": {"reporting": ""}}
    assert text.render(facts) == "乙 & <丙>は、１時間以内に報告する。"
    assert text.render({**facts, "ref": {"reporting": "第５条"}}) == "乙 & <丙>は、１時間以内に第５条により報告する。"
    assert text.missing({}) == ["contractor", "p.hours"]
    with pytest.raises(FactMissing):
        text.render({})
    with pytest.raises(FactUnfit):
        text.render({**facts, "contractor": {}})
    with pytest.raises(TemplateRefused, match="関数の呼出し"):
        compile_text("{{ contractor() }}")


def test_a_key_named_as_a_python_method_is_a_fact() -> None:
    out = compile_text("{% for i in a.items %}{{ i.keys }}{% endfor %}").render({"a": {"items": [{"keys": "鍵"}]}})
    assert out == "鍵"


@pytest.mark.parametrize("name", ["__class__", "format", "mro", "upper"])
def test_python_attributes_are_not_facts(name: str) -> None:
    if name.startswith("_"):
        with pytest.raises(TemplateRefused):
            compile_text(f"{{{{ x.{name} }}}}")
    else:
        assert compile_text(f"{{{{ x.{name} }}}}").missing({"x": "文字"}) == [f"x.{name}"]
