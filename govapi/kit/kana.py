"""五十音順: order and group of names by their reading (フリガナ); kanji have no usable order of their own."""

import unicodedata

_VOICED = {"\u3099", "\u309a"}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_COLUMNS = "あかさたなはまやらわ"
_ROWS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わゐゑをん",
}
_GROUP = {kana: group for group, row in zip("アカサタナハマヤラワ", _ROWS.values(), strict=True) for kana in row}
_VOWEL = {kana: "あいうえお"[i] for row in _ROWS.values() if len(row) == 5 and "を" not in row for i, kana in enumerate(row)}
_VOWEL |= {"や": "あ", "ゆ": "う", "よ": "お", "わ": "あ", "ゐ": "い", "ゑ": "え", "を": "お"}
OTHER_GROUP = "その他"


def hiragana(text: str) -> str:
    """NFKC, then カタカナ to ひらがな; everything else as it is."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" or c in "ヽヾ" else c for c in plain)


def _level1(reading: str) -> str:
    """Plain kana only: no 濁点, 半濁点 or 小書き, long marks as vowels, iteration marks spelled out."""
    out: list[str] = []
    for char in unicodedata.normalize("NFD", hiragana(reading)):
        if char in _VOICED or char.isspace() or char in "・゠":
            continue
        if char == "ー":
            char = _VOWEL.get(out[-1], "") if out else ""
        elif char == "ゝ":
            char = out[-1] if out else ""
        out.append(char.translate(_SMALL).casefold())
        if not out[-1]:
            out.pop()
    return "".join(out)


def kana_key(reading: str) -> str:
    """Sort key of a reading: the plain kana, then a space and the reading itself to break ties.

    Right in code-point order only: sort in Python, SQLite's BINARY or PostgreSQL's COLLATE "C".
    """
    return f"{_level1(reading)} {hiragana(reading)}"


def kana_group(reading: str) -> str:
    """ア行 … ワ行 for the tabs of a list; その他 for readings that begin with no kana."""
    group = _GROUP.get(_level1(reading)[:1])
    return f"{group}行" if group else OTHER_GROUP
