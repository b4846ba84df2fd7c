"""The catalogue: the twenty clauses, each whole, and exactly those required for the three witnesses."""

from collections.abc import Mapping

import pytest

from govapi.policy.conditions import Facts, holds
from govapi.policy.schema.clauses import Clause
from tests.templates import cases
from tests.templates.content import FOLDER, bodies, clauses, standing, texts_of

ORDER = [
    "policy_compliance", "responsible_scope_place", "service_level", "info_access", "staff_training", "purpose_limit",
    "confidentiality", "resubcontract", "return_erase", "reporting", "audit_inspection", "incident_publication",
    "breach_damages", "personal_info", "my_number", "no_copy", "supply_chain", "data_law", "continuity", "budget_reduction",
]  # fmt: skip
DOCUMENTS = {"personal_info": "personal_info", "my_number": "personal_info", "budget_reduction": "contract"}
BY_KEY: Mapping[str, Clause] = {clause.key: clause for clause in clauses()}


def required(facts: Facts) -> set[str]:
    return {clause.key for clause in clauses() if holds(clause.when, facts)}


def test_the_catalogue_has_the_twenty_clauses_in_order() -> None:
    assert [clause.key for clause in clauses()] == ORDER


def test_a_file_is_named_after_the_clause_in_it() -> None:
    names = [path.stem for path in sorted(FOLDER.glob("clauses/*.yaml"))]
    assert names == [f"{number:02d}_{clause.key}" for number, clause in enumerate(clauses(), start=1)]


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.key)
def test_a_clause_is_more_than_a_line(clause: Clause) -> None:
    articles = [article.paragraphs for article in clause.articles] or [clause.paragraphs]
    assert sum(len(paragraphs) for paragraphs in articles) >= 3
    assert all(len(paragraphs) <= 9 for paragraphs in articles)
    assert clause.document == DOCUMENTS.get(clause.key, "security_spec")
    assert clause.because.endswith("。")


def test_what_the_law_asks_for_cannot_be_waived_and_the_rest_by_the_two_officers() -> None:
    law = {"personal_info", "my_number", "budget_reduction"}
    assert {clause.key for clause in clauses() if not clause.waivable_by} == law
    others = [clause.waivable_by for clause in clauses() if clause.key not in law]
    assert set(others) == {("security_supervisor", "ciso")}


def test_the_thirteen_items_are_from_the_ministry_and_proposals_say_so() -> None:
    assert all(BY_KEY[key].source.kind == "総務省" for key in ORDER[:13])
    assert {key for key in ORDER if BY_KEY[key].source.kind == "初期値"} == {"no_copy", "data_law", "continuity"}
    assert "第66条" in BY_KEY["personal_info"].source.basis
    assert "第11条" in BY_KEY["my_number"].source.basis


def test_cleaning_needs_six_clauses() -> None:
    assert required(cases.CLEANING) == {
        "policy_compliance", "responsible_scope_place", "confidentiality", "resubcontract", "reporting", "breach_damages",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "absent"), [(cases.HEALTH, {"my_number", "budget_reduction"}), (cases.HEALTH_MY_NUMBER, {"budget_reduction"})]
)
def test_the_health_system_needs_nearly_all(facts: Facts, absent: set[str]) -> None:
    assert required(facts) == set(ORDER) - absent


def test_everything_at_once_needs_every_clause() -> None:
    assert required(cases.EVERYTHING) == set(ORDER)


def words_of(key: str) -> str:
    clause = BY_KEY[key]
    articles = [article.paragraphs for article in clause.articles] or [clause.paragraphs]
    return "".join(text for paragraphs in articles for text in texts_of(paragraphs))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("policy_compliance", ("ポリシー等", "書面により示した", "一覧を作成し")),
        ("confidentiality", ("解除された後においても、同様とする",)),
        ("resubcontract", ("一括して", "書面による承諾", "同等の義務", "一覧を作成し", "段階ごと", "許諾")),
        ("return_erase", ("破壊", "除去", "データ消去証明書", "立会い", "暗号化消去", "賃借した機器")),
        ("reporting", ("first_report_hours", "final_report_days", "regular_interval_months", "一時中断")),
        ("my_number", ("第１０条", "第１１条", "第２９条の４", "段階ごと", "実地の調査", "名簿")),
        ("budget_reduction", ("第２３４条の３", "減額され、又は削除された")),
        ("supply_chain", ("意図しない変更", "資本関係", "宣誓")),
    ],
)
def test_a_clause_says_what_it_is_for(key: str, words: tuple[str, ...]) -> None:
    text = words_of(key)
    assert [word for word in words if word not in text] == []


def test_the_personal_information_articles_are_complete() -> None:
    titles = [article.title for article in BY_KEY["personal_info"].articles]
    assert titles == [
        "基本的事項", "秘密の保持", "管理責任者及び従事者の届出", "収集の制限", "目的外利用及び提供の禁止", "適正な管理",
        "従事者への周知及び監督", "持出しの禁止", "複写及び複製の禁止", "再委託の禁止", "資料の返還、廃棄及び消去",
        "事故発生時の報告", "調査及び検査", "契約の解除及び損害賠償",
    ]  # fmt: skip


def test_regular_reports_only_from_class_two_and_emergency_reports_always() -> None:
    emergency, regular = BY_KEY["reporting"].paragraphs[0], BY_KEY["reporting"].paragraphs[-1]
    assert holds(emergency.when, Facts())
    assert not holds(regular.when, Facts(info="class1"))
    assert holds(regular.when, Facts(info="class2"))


def test_every_parameter_is_used_by_its_clause() -> None:
    unused = [f"{c.key}.{name}" for c in clauses() for name in c.parameters if f"p.{name}" not in words_of(c.key)]
    assert unused == []


def test_headings_differ_within_a_document() -> None:
    titles = [title for _, title, _ in bodies()]
    assert len(titles) > 60
    for frame in standing():
        inside = [row.title for row in frame.articles] + [c.title for c in clauses() if c.document == frame.document]
        assert len(inside) == len(set(inside)), frame.document
