"""The papers filled: by docxtpl, the notation's own engine, and by ours; for the witnesses and for awkward facts."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment

from govapi.documents.engine import CompiledTemplate, compile_template
from govapi.documents.engine.filters import FILTERS
from govapi.kit.japan.money import zenkaku
from govapi.policy.conditions import Facts
from tests.templates import cases
from tests.templates.content import manifest, template_bytes

KEYS = [template.key for template in manifest().templates]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASES = [(key, name) for key in KEYS for name in cases.WITNESSES if key != "personal_info" or name != "庁舎清掃"]
COMPILED: dict[str, CompiledTemplate] = {}


class ByKey(Environment):
    """docxtpl leaves `a.b` to Jinja, which would find a dict's own `items` first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj.get(attribute) if isinstance(obj, Mapping) else super().getattr(obj, attribute)


def ours(key: str, facts: dict[str, object]) -> bytes:
    if key not in COMPILED:
        COMPILED[key] = compile_template(template_bytes(key))
    return COMPILED[key].render(facts)


def docxtpls(key: str, facts: dict[str, object]) -> bytes:
    jinja = ByKey(autoescape=True)
    jinja.filters.update(FILTERS)
    template = DocxTemplate(io.BytesIO(template_bytes(key)))
    template.render(facts, jinja_env=jinja, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def everything_written(content: bytes) -> str:
    """The text of all parts, and the tags of the content controls."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if re.match(r"word/(document|header|footer)", name)]
    return "\n".join(parts)


def lines(content: bytes) -> list[str]:
    body = Document(io.BytesIO(content)).element.body
    return ["".join(node.text or "" for node in row.iter(f"{W}t")) for row in body.iter(f"{W}p")]


def labels(content: bytes) -> list[str]:
    return [hit.group() for line in lines(content) if (hit := re.match(r"第[０-９]+条(?=　)", line))]


@pytest.mark.parametrize(("key", "witness"), CASES)
@pytest.mark.parametrize("engine", [ours, docxtpls])
def test_no_mark_is_left_and_the_articles_run_from_one(
    key: str, witness: str, engine: Callable[[str, dict[str, object]], bytes]
) -> None:
    facts = cases.paper_facts(key, cases.WITNESSES[witness])
    content = engine(key, facts)
    assert not re.search(r"\{\{|\{%|\}\}|%\}|None|Undefined", everything_written(content))
    articles = facts["articles"]
    assert isinstance(articles, list)
    assert labels(content) == [f"第{zenkaku(number)}条" for number in range(1, len(articles) + 1)]


@pytest.mark.parametrize("key", KEYS)
def test_both_engines_write_the_same_words(key: str) -> None:
    facts = cases.paper_facts(key, cases.EVERYTHING)
    assert [line for line in lines(ours(key, facts)) if line] == [line for line in lines(docxtpls(key, facts)) if line]


@pytest.mark.parametrize("key", ["contract", "security_spec", "personal_info"])
def test_each_clause_is_tagged_in_exactly_one_paper(key: str) -> None:
    tags = re.findall(r'w:val="clause:(\w+):(\d+)"', everything_written(ours(key, cases.paper_facts(key, cases.EVERYTHING))))
    clauses = {name for name, _ in tags if not name.startswith("standing_")}
    expected = {
        "contract": {"budget_reduction"},
        "personal_info": {"personal_info", "my_number"},
    }
    assert clauses == expected.get(key, clauses) and clauses
    if key == "security_spec":
        assert len(clauses) == 17


def contract(facts: Facts = cases.HEALTH, **changes: object) -> tuple[dict[str, object], str]:
    paper = cases.paper_facts("contract", facts)
    given = paper["contract"]
    assert isinstance(given, dict)
    given.update(changes)
    return paper, "\n".join(lines(ours("contract", paper)))


def test_amounts_and_dates_as_contracts_write_them() -> None:
    _, text = contract()
    assert "金１，９８０，０００円" in text
    assert "（うち取引に係る消費税及び地方消費税の額　金１８０，０００円）" in text
    assert "令和９年４月１日から" in text and "令和１０年３月３１日まで" in text


def test_a_tax_exempt_contractor_has_no_tax_line() -> None:
    assert "消費税" not in contract(tax=None)[1]


def test_unit_prices_stand_in_a_table_of_their_own() -> None:
    rows = [{"item": "特定健診", "unit": "人", "price": "7150.50", "quantity": 1200, "note": None}]
    _, text = contract(unit_price=True, unit_prices=rows, amount=None)
    assert "別表の単価による（単価契約）" in text and "7,150.50" in text and "1,200" in text
    assert "別表　契約単価" not in contract()[1]


def test_the_deposit_or_the_reason_for_exemption() -> None:
    assert "金１９８，０００円" in contract(deposit=198_000)[1]
    assert "免除（架空市契約規則第２５条第３号に該当するため）" in contract()[1]


def test_an_unsigned_contract_has_a_blank_date() -> None:
    assert "令和　　年　　月　　日" in contract(concluded_on=None)[1]


def test_parties_are_called_as_the_town_calls_them() -> None:
    text = "\n".join(lines(ours("security_spec", cases.paper_facts("security_spec", cases.HEALTH, party=("甲", "乙")))))
    assert "乙は、本業務の履行に当たり、" in text
    assert "受注者は" not in text and "発注者は" not in text


@pytest.mark.parametrize("key", KEYS)
def test_names_stay_as_they_are_written(key: str) -> None:
    facts = cases.paper_facts(key, cases.HEALTH)
    facts["contractor"] = {**cases.contractor(), "name": cases.LONG_NAME, "representative_name": "髙﨑　𠮷之助"}
    content = ours(key, facts)
    text = "\n".join(lines(content))
    assert cases.LONG_NAME in text or "contractor.name" not in manifest().template(key).facts
    if key in ("contract", "amendment", "acceptance", "nda", "memorandum", "erasure_certificate"):
        assert "髙﨑　𠮷之助" in text


def test_every_member_of_a_joint_venture_signs() -> None:
    facts = cases.paper_facts("contract", cases.CLEANING)
    members = [
        {"role": role, "name": name, "address": "架空県架空市例町", "representative_title": "代表取締役", "representative_name": "例示　花子"}
        for role, name in (("代表構成員", "株式会社見本製作所"), ("構成員", "有限会社髙﨑商店"))
    ]  # fmt: skip
    facts["contractor"] = {**cases.contractor(), "name": "見本・例示共同企業体", "members": members}
    text = lines(ours("contract", facts))
    assert [line for line in text if line.startswith("（") and "構成員" in line] == ["（代表構成員）", "（構成員）"]
    assert text.count("印") == 3


def test_what_is_missing_is_named_by_the_manifest() -> None:
    paper = cases.paper_facts("contract", cases.HEALTH)
    given = paper["contract"]
    assert isinstance(given, dict)
    given.update(place=None, payment_terms="")
    missing = compile_template(template_bytes("contract")).missing(paper)
    labels_of = manifest().template("contract").facts
    assert [labels_of[path] for path in missing] == ["履行場所", "支払条件"]


def test_a_paper_without_a_contractor_yet_can_be_drafted() -> None:
    """施行伺: bidders price the 特記仕様書 before anyone is chosen."""
    facts = cases.paper_facts("security_spec", cases.HEALTH)
    facts["contractor"] = {}
    security = facts["security"]
    assert isinstance(security, dict)
    security.update(security_officer_name=None, security_officer_title=None)
    text = "\n".join(lines(ours("security_spec", facts)))
    assert "契約の締結後に届け出る。" in text
