from collections.abc import Callable
from pathlib import Path

import pytest

from govapi.people.actor import DUTIES, SYSTEM_ROLES
from govapi.policy.faults import FaultyPolicy
from govapi.policy.loading import default_policy, digest, dump, from_json, load, parse, to_json

FILES = dump(default_policy())
Change = tuple[str, str, str]


def faults_of(files: dict[str, str]) -> list[str]:
    with pytest.raises(FaultyPolicy) as refused:
        parse(files)
    return [str(fault) for fault in refused.value.faults]


def changed(file: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[file], (file, old)
    return {**FILES, file: FILES[file].replace(old, new)}


def test_what_is_exported_reads_back_to_the_same(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(tmp_path) == default_policy()
    assert digest(load(tmp_path)) == digest(default_policy())


def test_what_is_stored_reads_back_to_the_same() -> None:
    assert from_json(to_json(default_policy())) == default_policy()


def test_the_shipped_set_has_labels_everywhere_in_japanese() -> None:
    def labels(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [str(node["label"])] if "label" in node else []
            return own + [label for child in node.values() for label in labels(child)]
        return [label for child in node for label in labels(child)] if isinstance(node, list) else []

    content = to_json(default_policy())
    del content["sns"]["platforms"]  # the services bear names of their own
    found = labels(content)
    assert len(found) > 100 and [label for label in found if label.isascii()] == []


def test_the_duties_and_roles_are_those_of_the_people() -> None:
    roles = default_policy().roles
    assert {duty.key: duty.label for duty in roles.duties} == DUTIES
    assert {role.key: role.label for role in roles.system_roles} == SYSTEM_ROLES
    assert roles.from_claim(("auditor", "other")) == {"auditor"}


PAPERS = "contract_templates/documents.yaml"
CLAUSES, ROUTES, ASKED = "contract_templates/clauses/10_reporting.yaml", "routes.yaml", "questionnaire.yaml"
SETTINGS, HONORIFIC = "document_settings.yaml", "honorific: 様"
TEXT = "{{ p.first_report_hours|zenkaku }}"
CASES: list[tuple[Change, str, str]] = [
    ((ROUTES, "duty: security_office", "duty: janitor"), "steps[3]", "職務「janitor」は定められていません"),
    ((ROUTES, "min_yen: 10000000", "min_yen: 10000001"), "contract.plan", "10,000,000円以上10,000,001円未満の区分がありません"),
    ((ROUTES, "min_yen: 10000000", "min_yen: 9000000"), "contract.plan", "前の区分と重なっています"),
    ((ROUTES, "class_at_least: 3C", "class_at_least: 9Z"), "steps[3]", "分類「9Z」は定められていません"),
    ((ROUTES, "decides_as: 専決", ""), "steps[4]", "決裁の段階にだけ"),
    ((ROUTES, "scope: own_section", "scope: planet"), "post.scope", "使える値は"),
    (("procurement.yaml", "- order_167_2_1_9", "- order_999"), "methods.negotiated", "根拠「order_999」"),
    (("procurement.yaml", "quotes: 2", "quotes: 0"), "quotes[2].quotes", "1以上"),
    (("procurement.yaml", "body: municipality", "body: village"), "small_sum.body", "使える値は"),
    ((CLAUSES, TEXT, "{{ p.no_hours }}"), "reporting", "条項の値「no_hours」は定められていません"),
    ((CLAUSES, TEXT, "{{ ref.no_clause }}"), "reporting", "参照先の条項「no_clause」は定められていません"),
    ((CLAUSES, "default: 1\n", "default: 99\n"), "parameters.first_report_hours", "72以下"),
    ((CLAUSES, "- security_supervisor\n", ""), "reporting", "waivable_by"),
    ((CLAUSES, "- ciso\n", "- janitor\n"), "reporting", "職務「janitor」"),
    ((CLAUSES, "when: always\n", "when: {not: {personal: true}}\n"), "when", ""),
    ((ASKED, "question: outage_hurts", "question: falsification_hurts"), "questions.outage_hurts", "何も導かれません"),
    ((ASKED, "at_least: over_1000", "at_least: over_9999"), "derivations.many_persons", "選択肢"),
    ((ASKED, "class_code: 3B", "class_code: 9Z"), "derivations.", "分類「9Z」"),
    (("classification.yaml", "rank: 5", "rank: 2"), "confidentiality", "rank は"),
    (("erasure.yaml", "- cloud\n", "- moon\n"), "media.cloud", "全ての分類で使える方法"),
    (("deputising.yaml", "from_yen: 50000000", "from_yen: 0"), "weighty.from_yen", "1以上"),
    (("deputising.yaml", "from_yen: 50000000", ""), "weighty.from_yen", "この項目がありません"),
    (("reading.yaml", "noun: contracts\n", "noun: amendments\n"), "rules", "「amendments」が2回"),
    (("notices.yaml", "days: 90", "days: ninety"), "leads[1].days", "整数で書いてください"),
    ((CLAUSES, "document: security_spec", "document: nda"), "reporting", "条項を置ける帳票「nda」は定められていません"),
    ((SETTINGS, "clauses_in: security_spec", "clauses_in: nda"), "choice.clauses_in", "条項を置ける帳票「nda」"),
    ((PAPERS, "file: documents/nda.docx", "file: documents/none.docx"), "nda", "様式「documents/none.docx」が見つかりません"),
    ((SETTINGS, HONORIFIC, "honorifics: 様"), "honorifics", "この項目は使えません"),
    ((SETTINGS, HONORIFIC, ""), "honorific", "この項目がありません"),
    ((SETTINGS, HONORIFIC, "honorific: 様\n  honorific: 殿"), "行目", "「honorific」が二度書かれています"),
    ((SETTINGS, HONORIFIC, "honorific: ["), "行目", "YAMLとして読めません"),
    ((SETTINGS, HONORIFIC, "honorific: &a 様\n  x: *a"), "行目", "別名（*）は使えません"),
    ((SETTINGS, HONORIFIC, f"honorific: {'[' * 60}{']' * 60}"), "行目", "入れ子が深過ぎます"),
    ((SETTINGS, HONORIFIC, "honorific: !!python/object/apply:os.getcwd []"), "行目", "型の指定（!）は使えません"),
]


@pytest.mark.parametrize(("change", "place", "message"), CASES, ids=[f"{case[0][0]}-{case[0][2][:24]}" for case in CASES])
def test_a_fault_names_the_file_the_place_and_what_to_do(change: Change, place: str, message: str) -> None:
    faults = faults_of(changed(*change))
    file = change[0].rsplit("/", 1)[0] if change[0] == CLAUSES else change[0]
    assert any(file in fault and place in fault and message in fault for fault in faults), faults
    assert all(fault.endswith("。") for fault in faults), faults


def without(name: str) -> dict[str, str]:
    return {file: text for file, text in FILES.items() if file != name}


def twice() -> dict[str, str]:
    text = FILES[CLAUSES].replace("document: security_spec", "document: personal_info")
    return {**FILES, "contract_templates/clauses/99_again.yaml": text}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (lambda: without("routes.yaml"), "routes.yaml: ファイルがありません"),
        (lambda: {**FILES, "routes.yaml": "# nothing\n"}, "routes.yaml: ファイルが空です"),
        (lambda: {**FILES, "routes.yaml": "a" * 1_000_001}, "大き過ぎます"),
        (lambda: {**FILES, **{f"x{number}.yaml": "" for number in range(600)}}, "ファイルが多過ぎます"),
        (twice, "同じ条項が2か所（security_spec、personal_info）にあります"),
    ],
)
def test_faults_of_whole_files(files: Callable[[], dict[str, str]], message: str) -> None:
    assert any(message in fault for fault in faults_of(files()))


def test_every_fault_is_told_at_once() -> None:
    files = {**changed("routes.yaml", "scope: own_section", "scope: planet"), "roles.yaml": "duties: ["}
    assert {fault.split(":")[0].split("（")[0] for fault in faults_of(files)} == {"routes.yaml", "roles.yaml"}


def test_a_missing_or_wrongly_encoded_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyPolicy, match="フォルダが見つかりません"):
        load(tmp_path / "nowhere")
    (tmp_path / "routes.yaml").write_bytes("決裁".encode("cp932"))
    with pytest.raises(FaultyPolicy, match="UTF-8"):
        load(tmp_path)
