"""The Word files as Word files: styles with Japanese names, one Japanese font, A4, content controls, known facts."""

import io
import re
import zipfile

import pytest
from lxml import etree

from govapi.documents.engine import compile_template
from tests.templates.content import FOLDER, LETTERS, manifest, standing, template_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEYS = [template.key for template in manifest().templates]
CARRYING = [template.key for template in manifest().templates if template.carries_clauses]
MINCHO = "ＭＳ 明朝"
FONT_ATTRIBUTES = {f"{W}{name}" for name in ("ascii", "hAnsi", "eastAsia", "cs")}
THEME_FONTS = {f"{W}{name}" for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")}


def part(key: str, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(template_bytes(key))) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def value(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(f"{W}{name}")


def test_the_papers_are_in_the_manifest_and_on_disk() -> None:
    assert set(KEYS) == {
        "contract", "amendment", "acceptance", "security_spec", "personal_info", "nda", "memorandum", "erasure_certificate",
        "check_sheet_request", "assessment_result", "improvement_request", "measure_notice", "suspension_proposal", "incident_report",
        "subcontract_consent", "site_visit_notice", "site_visit_result", "inspection_certificate",
        "cloud_use_application", "cloud_use_notice", "cloud_manager_list", "regulation_annex",
        "sns_opening", "sns_closing", "sns_policy", "sns_procedure", "sns_publication_table", "sns_officer_list", "handover_record",
    }  # fmt: skip
    assert {path.name for path in FOLDER.glob("documents/*")} == {f"{key}.docx" for key in KEYS}
    assert {frame.document for frame in standing()} <= set(CARRYING)


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_it_asks_for_has_a_japanese_name_and_no_other_is_named(key: str) -> None:
    named = manifest().template(key).facts
    assert set(compile_template(template_bytes(key)).fact_paths) == set(named)
    assert all(re.search(r"[ぁ-んァ-ヶ一-龠]", label) for label in named.values())


def test_a_fact_is_called_the_same_in_every_paper() -> None:
    called: dict[str, set[str]] = {}
    for template in manifest().templates:
        for path, label in template.facts.items():
            called.setdefault(path, set()).add(label)
    assert {path: labels for path, labels in called.items() if len(labels) > 1} == {}


@pytest.mark.parametrize("key", KEYS)
def test_all_text_is_in_one_japanese_font(key: str) -> None:
    styles = part(key, "styles")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert default is not None
    assert {default.get(name) for name in FONT_ATTRIBUTES} == {MINCHO}
    assert value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz"), "val") == "21"
    for name in ("styles", "document", "header1", "footer1"):
        for fonts in part(key, name).iter(f"{W}rFonts"):
            assert not THEME_FONTS & set(fonts.attrib)
            assert {fonts.get(mark) for mark in FONT_ATTRIBUTES & set(fonts.attrib)} <= {MINCHO}


@pytest.mark.parametrize("key", KEYS)
def test_the_page_is_a4_with_room_for_binding(key: str) -> None:
    section = part(key, "document").find(f"{W}body/{W}sectPr")
    assert section is not None
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (value(size, "w"), value(size, "h")) == ("11906", "16838")
    assert value(margin, "left") == "1701"  # 30 mm


@pytest.mark.parametrize("key", KEYS)
def test_clerks_find_styles_by_japanese_names(key: str) -> None:
    styles = part(key, "styles")
    names = {value(row.find(f"{W}name"), "val") or "" for row in styles.iter(f"{W}style") if row.get(f"{W}type") == "paragraph"}
    assert {"標題", "条見出し", "条", "項", "号", "細号"} <= names
    ids = {row.get(f"{W}styleId") for row in styles.iter(f"{W}style")}
    used = {value(mark, "val") for mark in part(key, "document").iter(f"{W}pStyle")}
    assert used <= ids
    headings = [row for row in styles.iter(f"{W}style") if value(row.find(f"{W}name"), "val") == "条見出し"]
    assert headings[0].find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("key", KEYS)
def test_header_has_the_number_and_footer_the_page_number(key: str) -> None:
    assert text(part(key, "header1")) == ("{{ letter.number }}" if key in LETTERS else "契約番号　{{ contract.number }}")
    footer = part(key, "footer1")
    assert "".join(node.text or "" for node in footer.iter(f"{W}instrText")).strip() == "PAGE"
    assert text(footer) == "－ 1 －"


@pytest.mark.parametrize("key", CARRYING)
def test_each_article_stands_in_a_content_control_inside_the_loop(key: str) -> None:
    body = part(key, "document").find(f"{W}body")
    assert body is not None
    controls = list(body.iter(f"{W}sdt"))
    assert len(controls) == 1
    properties = controls[0].find(f"{W}sdtPr")
    assert properties is not None
    assert value(properties.find(f"{W}tag"), "val") == "clause:{{ a.key }}:{{ a.version }}"
    assert value(properties.find(f"{W}alias"), "val") == "{{ a.title }}"
    before, after = controls[0].getprevious(), controls[0].getnext()
    assert before is not None and text(before) == "{%p for a in articles %}"
    assert after is not None and text(after) == "{%p endfor %}"


@pytest.mark.parametrize("key", KEYS)
def test_word_numbers_nothing_by_itself(key: str) -> None:
    for name in ("document", "styles"):
        assert list(part(key, name).iter(f"{W}numPr")) == []
    with zipfile.ZipFile(io.BytesIO(template_bytes(key))) as package:
        assert "word/numbering.xml" not in package.namelist()


@pytest.mark.parametrize("key", KEYS)
def test_fixed_words_of_a_paper_are_plain_style(key: str) -> None:
    fixed = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text(part(key, "document")))
    polite = re.search(r"です。|ます。|ました|ください", fixed)
    assert not polite or key in LETTERS  # a contract is written in である, a letter to a company in です・ます
    assert not re.search(r"[ｦ-ﾟ？?]", fixed)
    assert fixed.count("（") == fixed.count("）") and fixed.count("「") == fixed.count("」")
