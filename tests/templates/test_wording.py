"""The wording as 公用文: である体, full-width digits, brackets that close, nothing left open."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from govapi.policy.schema.clauses import Paragraph
from tests.templates.content import bodies, texts_of

PAIRS = {"（": "）", "「": "」", "『": "』", "【": "】"}
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
POLITE = re.compile(r"です[。、が]|ます[。、が]|ました|ません|ください|でしょう")
COLLOQUIAL = re.compile(r"および|または|ならびに|もしくは|あるいは|但し|出来|すべて|下さい|致し|行なう|かつ又")
SLIPS = re.compile(r"をを|がが|にに|はは|(?<!も)のの|(?<!こ)とと(?!も)|、、|。。|、。|。、|　　")


def all_texts() -> Iterator[tuple[str, str]]:
    for where, title, paragraphs in bodies():
        yield where, title
        for text in texts_of(paragraphs):
            yield where, TAG.sub("某", text)


def faults(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{where}: …{text[max(0, hit.start() - 12) : hit.end() + 12]}…"
        for where, text in all_texts()
        for hit in pattern.finditer(text)
    ]


@pytest.mark.parametrize("pattern", [POLITE, COLLOQUIAL, SLIPS, re.compile(r"[?？!！]"), re.compile(r"[,.;:](?!\d)|･")])
def test_nothing_that_does_not_belong_on_an_official_paper(pattern: re.Pattern[str]) -> None:
    assert faults(pattern) == []


def test_no_half_width_kana_digits_or_letters() -> None:
    narrow = [
        f"{where}: {mark}" for where, text in all_texts() for mark in text if unicodedata.east_asian_width(mark) in ("H", "Na")
    ]
    assert narrow == []


def balanced(text: str) -> bool:
    open_marks: list[str] = []
    for mark in text:
        if mark in PAIRS:
            open_marks.append(PAIRS[mark])
        elif mark in PAIRS.values() and (not open_marks or open_marks.pop() != mark):
            return False
    return not open_marks


def test_every_bracket_closes() -> None:
    assert balanced("「（）」") and not balanced("（「）」") and not balanced("（")
    assert [f"{where}: {text}" for where, text in all_texts() if not balanced(text)] == []


def test_every_paragraph_ends_with_a_full_stop() -> None:
    endings = [(where, row.text) for where, _, paragraphs in bodies() for row in paragraphs if not row.text.endswith("。")]
    assert endings == []


def test_the_items_of_one_list_end_alike() -> None:
    """Sentences (こと、とき) end with 。, bare nouns without; one list does not mix the two, save for a sentence added to a noun."""
    mixed = []
    for where, _, paragraphs in bodies():
        for row in paragraphs:
            ends = {item.text.endswith("。") for item in row.items if "。" not in item.text[:-1] and not item.items}
            mixed += [f"{where}: {row.text[:30]}"] if len(ends) > 1 else []
    assert mixed == []


def lists_of_items() -> Iterator[tuple[str, Paragraph]]:
    for where, _, paragraphs in bodies():
        for row in paragraphs:
            if row.items:
                yield where, row


def test_a_list_is_announced() -> None:
    announced = re.compile(r"次の各号|次に掲げる")
    assert [where for where, row in lists_of_items() if not announced.search(row.text)] == []


def test_what_is_announced_follows() -> None:
    missing = [
        where
        for where, _, paragraphs in bodies()
        for row in paragraphs
        if re.search(r"次の各号", row.text) and len(row.items) < 2
    ]
    assert missing == []


def test_references_to_earlier_paragraphs_point_at_something() -> None:
    """前項 not in the first paragraph, 前２項 not before the third, 第Ｎ項 not past the last."""
    wrong = []
    for where, _, paragraphs in bodies():
        for number, row in enumerate(paragraphs, start=1):
            text = TAG.sub("", row.text)
            back = [1 for _ in re.finditer(r"(?<![法条])前項", text)] + [int(hit) for hit in re.findall(r"前([２-９])項", text)]
            named = [int(hit) for hit in re.findall(r"(?<![条同])第([１-９])項(?!第?に規定する(?:個人|著作))", text)]
            if any(steps >= number for steps in back) or any(name > len(paragraphs) for name in named):
                wrong.append(f"{where} {number}: {text[:40]}")
    assert wrong == []
