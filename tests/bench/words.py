"""Titles of invented contracts, spread so that a search can ask for a rare, a middle and a common word, and one character."""

import random

PLACES = (
    "市庁舎",
    "北支所",
    "南支所",
    "中央図書館",
    "見本小学校",
    "架空中学校",
    "市民会館",
    "保健センター",
    "清掃工場",
    "見本公園",
)
SUBJECTS = (
    "住民情報システム", "橋梁", "上水道管路", "下水道管渠", "固定資産税台帳", "給食調理", "健診予約", "窓口受付", "空調設備", "昇降機",
    "街路樹", "道路台帳", "防災無線", "ごみ収集", "選挙事務", "統計調査", "広報紙", "職員研修", "文書保管", "電話交換",
    "自動車", "消防水利", "学習用端末", "公式サイト", "水質", "害虫", "敬老会", "児童手当", "介護認定", "後期高齢者医療",
    "国民健康保険", "市営住宅", "都市計画図", "森林台帳", "農地台帳", "観光案内", "図書資料", "スポーツ教室", "通学バス", "遺跡",
    "財務会計", "人事給与", "例規集", "議事録", "庁内放送", "警備", "受変電設備", "駐車場", "斎場", "墓地台帳",
)  # fmt: skip
WORKS = ("保守", "運用", "点検", "調査", "設計", "清掃", "データ入力", "改修")
RARE_EVERY = 5_000

STATUSES = ("draft", "active", "active", "active", "completed", "closed", "closed", "closed")
YEARS = (2024, 2025, 2026)

# What is searched for, with the share of titles that hold it.
SEARCHES = {"rare": "屋久杉", "middle": "橋梁", "common": "保守", "one character": "水"}


def title(chance: random.Random, n: int) -> str:
    """A title; one in ``RARE_EVERY`` is about 屋久杉."""
    subject = "屋久杉標本" if n % RARE_EVERY == 7 else chance.choice(SUBJECTS)
    return f"{chance.choice(PLACES)}{subject}{chance.choice(WORKS)}業務委託"
