import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.text import company_key, grams, index_key, legal_form, query_grams, query_keys, search_key
from govapi.kit.variants import VARIANTS

LETTERS = "あがぱゃーアガｱｶﾞ一二株式会社有限(（)㈱㍿髙﨑𠮷葛斎ヶケ－−‐~〜Ａbß１ 　・、"
WRITING = st.text(st.sampled_from([*LETTERS, "\U000e0100", "\u3099", "\ufe0f"]), max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㈱髙﨑商店", "株式会社高崎商店"),
        ("高崎商店（株）", "㍿高崎商店"),
        ("K.K.見本", "見本株式会社"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("冨圡栁", "富土柳"),
        ("𠮷﨔", "吉欅"),
        ("葛\U000e0100城", "葛城"),
        ("斎藤", "齋藤"),
        ("霞ヶ関", "霞ケ関"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("ＡＢＣ", "abc"),
        ("１－２", "1‐2"),
        ("1−2", "1―2"),
        ("10〜20", "10～20"),
        ("見本　市", "見本市"),
        ("サーバ－", "サーバー"),
        ("〇〇課", "○○課"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("高崎", "高碕商"), ("ケア", "がア"), ("サーバー", "サーバ"), ("はし", "ばし"), ("見本一", "見本ー")]
)
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_legal_forms_alone_remain_searchable() -> None:
    assert search_key("社会福祉法人") == "社会福祉法人"
    for query in ("社会福祉法人", "福祉法人", "指導監査", "社会福祉法人指導"):
        assert search_key(query) in index_key("社会福祉法人指導監査支援業務委託")


def test_names_with_ga_are_found_in_all_spellings() -> None:
    for query in ("霞ヶ関", "霞ケ関", "霞が関"):
        for text in ("霞ヶ関ビル", "霞ケ関ビル", "霞が関ビル"):
            assert any(key in index_key(text) for key in query_keys(query))
    assert query_keys("ケア") == ["ケア"]


def test_company_names_meet_without_punctuation() -> None:
    assert company_key("（株）見本・製作所") == company_key("見本製作所　株式会社")
    assert company_key("霞が関商事㈱") == company_key("㈱霞ヶ関商事")
    assert company_key("見本製作所") != company_key("見本製作")
    assert company_key("・") == "・"


def test_every_variant_leads_to_a_character_that_stays() -> None:
    assert all(ord(target) not in VARIANTS for target in VARIANTS.values())
    assert all(len(target) == 1 for target in VARIANTS.values())


@given(WRITING)
def test_keys_hold_no_spaces_and_no_index_loses_its_key(text: str) -> None:
    key = search_key(text)
    assert not any(c.isspace() for c in key)
    assert index_key(text).startswith(key)
    assert len(key) == 0 or text.strip() != ""


@given(st.text(st.sampled_from("あがー髙﨑𠮷ヶケ霞関－〜Ａｱ1 "), max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_part_of_a_text_is_found_in_it(text: str, one: int, other: int) -> None:
    part = text[min(one, other) : max(one, other)]
    assert search_key(part) in search_key(text)


@given(st.text("屋久島町のＡ1", max_size=10), st.text("屋久島町のＡ1", min_size=1, max_size=4))
def test_grams_find_what_contains_the_query(text: str, query: str) -> None:
    key, wanted = search_key(text), search_key(query)
    if wanted in key:
        assert set(query_grams(wanted)) <= set(grams(key, singles=True))
        assert all(any(gram.startswith(q) for gram in grams(key)) for q in query_grams(wanted))


def test_grams_of_one_two_and_three_characters() -> None:
    assert grams("屋久島") == ["屋久", "久島", "島"]
    assert grams("屋久島", singles=True) == ["屋久", "久島", "島", "屋", "久"]
    assert grams("") == []
    assert query_grams("") == []
    assert query_grams("島") == ["島"]
    assert query_grams("屋久島") == ["屋久", "久島"]


@pytest.mark.parametrize(
    ("name", "form", "position", "label"),
    [
        ("株式会社見本製作所", "株式会社", "front", "前株"),
        ("見本製作所㈱", "株式会社", "back", "後株"),
        ("（有）見本", "有限会社", "front", "前"),
        ("見本 合同会社", "合同会社", "back", "後"),
        ("特定非営利活動法人見本", "特定非営利活動法人", "front", "前"),
        ("NPO法人 見本", "特定非営利活動法人", "front", "前"),
        ("地方独立行政法人見本病院", "地方独立行政法人", "front", "前"),
        ("Sample Co., Ltd.", "株式会社", "back", "後株"),
    ],
)
def test_legal_form_and_where_it_stands(name: str, form: str, position: str, label: str) -> None:
    found = legal_form(name)
    assert found is not None
    assert (found.form, found.position, found.position_label) == (form, position, label)


@pytest.mark.parametrize("name", ["見本太郎", "見本商店", "", "株式会社", "llcサービス"])
def test_names_without_a_legal_form(name: str) -> None:
    assert legal_form(name) is None
