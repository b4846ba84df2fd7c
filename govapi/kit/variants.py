"""異体字: characters that stand for one another when one searches. Stored text is never rewritten by this.

One character to one character only, so that a part of a text always has a key that is part of the text's key.
"""

_GROUPS = (
    "高髙", "崎﨑嵜㟢", "辺邉邊", "富冨", "土圡", "柳栁桺", "吉𠮷", "欅﨔", "浜濱濵", "斉斎齊齋", "沢澤",
    "桜櫻", "国國圀", "広廣", "竜龍", "滝瀧", "関關", "塩鹽", "恵惠", "栄榮", "経經", "験驗", "県縣", "芸藝",
    "徳德", "桑桒", "島嶋嶌", "峰峯", "条條", "蔵藏", "鉄鐵鉃", "円圓", "会會", "学學", "万萬", "薮藪籔",
    "槙槇", "遥遙", "尭堯", "桧檜", "曽曾", "祢禰", "鴎鷗", "篭籠", "靭靱", "頼賴", "翠翆", "青靑", "清淸",
    "黒黑", "横橫", "増增", "涼凉", "秋穐龝", "館舘", "野埜", "宝寳寶", "杉杦", "杯盃", "礼禮", "真眞",
    "亜亞", "応應", "楽樂", "気氣", "帰歸", "暁曉", "駅驛", "弥彌", "実實", "寿壽", "将將", "巌巖", "声聲",
    "仏佛", "豊豐", "満滿", "来來", "湾灣", "検檢", "権權", "両兩", "伝傳", "図圖", "壱壹", "児兒", "鶏鷄雞",
    "舗舖", "双雙", "医醫", "売賣", "単單", "変變", "対對", "弁辨瓣辯",
)  # fmt: skip
_SYMBOLS = (
    "-‐‑‒–—―−ー─━",  # typed for one another in addresses and even in katakana, so all become one
    "~〜∼〰",
    "〇○◯",
    "'‘’`´",
    '"“”″',
    "ケヶ",
    "カヵ",
)


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for group in (*_GROUPS, *_SYMBOLS):
        for other in group[1:]:
            if other != group[0]:
                table[ord(other)] = group[0]
    return table


VARIANTS = _table()
