import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.text import kana_group, kana_key


def test_names_stand_in_the_order_of_a_japanese_dictionary() -> None:
    ordered = [
        "アイ",
        "アオキ",
        "カガミ",
        "ガーデン",
        "カイ",
        "ガイド",
        "サーバー",
        "サイトウ",
        "シャチ",
        "シヤチ",
        "ハシ",
        "バシ",
        "パシ",
        "ヴァイス",
        "ン",
    ]
    expected = [
        "アイ",
        "アオキ",
        "ヴァイス",
        "ガーデン",
        "カイ",
        "ガイド",
        "カガミ",
        "サーバー",
        "サイトウ",
        "シャチ",
        "シヤチ",
        "ハシ",
        "バシ",
        "パシ",
        "ン",
    ]
    assert sorted(ordered, key=kana_key) == expected


@pytest.mark.parametrize(("one", "other"), [("ミホン", "みほん"), ("ﾐﾎﾝ", "ミホン"), ("ガ", "ｶﾞ")])
def test_the_script_of_a_reading_does_not_matter(one: str, other: str) -> None:
    assert kana_key(one) == kana_key(other)


@pytest.mark.parametrize(
    ("reading", "group"),
    [
        ("アオキ", "ア行"),
        ("ヴェール", "ア行"),
        ("ガス", "カ行"),
        ("ザイ", "サ行"),
        ("ヂ", "タ行"),
        ("ナカ", "ナ行"),
        ("ぱん", "ハ行"),
        ("マチ", "マ行"),
        ("ョ", "ヤ行"),
        ("ラン", "ラ行"),
        ("ヲ", "ワ行"),
        ("ン", "ワ行"),
        ("　ﾔﾏ", "ヤ行"),
        ("ABC", "その他"),
        ("見本", "その他"),
        ("", "その他"),
        ("ー", "その他"),
    ],
)
def test_groups_of_the_fifty_sounds(reading: str, group: str) -> None:
    assert kana_group(reading) == group


def test_long_and_repeated_sounds_are_spelled_out() -> None:
    assert kana_key("サーバー").split()[0] == "さあはあ"
    assert kana_key("スズキ").split()[0] == "すすき"
    assert kana_key("いすゞ").split()[0] == "いすす"


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x30FE), max_size=10))
def test_any_kana_has_a_key(text: str) -> None:
    assert not any("\u3099" <= c <= "\u309a" for c in kana_key(text).split(" ")[0])
