"""The facts of the papers about social media accounts and of the handover."""

from datetime import date

FACTS: dict[str, object] = {
    "account": {
        "number": "アカウント-2027-0003", "platform_label": "X（旧Twitter）", "name": "架空市健康だより", "handle": "@kakuu_kenko",
        "url": "https://x.com/kakuu_kenko", "purpose": "健診及び予防接種のお知らせを、若い世代に届けるため。", "audience": "子育て世代を中心とする市民",
        "categories": [
            {"label": "行政からのお知らせ", "examples": "制度、手続、窓口及び施設の案内", "approver_label": "責任者", "also_on_site": False},
            {"label": "災害・避難・緊急の情報", "examples": "避難の指示、避難所の開設及び断水", "approver_label": "運用担当者", "also_on_site": True},
        ],
        "takes": ["ダイレクトメッセージへの対応", "相談の受付"], "takes_note": "健診の日程についての問合せ", "reply_policy": "返信は、原則として行いません。",
        "hours": "平日の８時３０分から１７時１５分まで", "contact": "架空市健康推進課（電話　０００－０００－００００）",
        "login_label": "本市専用のアカウントでログインする", "mfa_label": "セキュリティキー", "mfa_holder": "健康推進課係長",
        "secrets_kept": "健康推進課の施錠した保管庫（健康推進課長）", "recovery_label": "本市のメールアドレス", "recovery_holder": "健康推進課",
        "devices": "公用の端末２台", "verified_mark": "政府機関の表示", "site_url": "https://www.city.kakuu.example/sns", "section_name": "健康推進課",
        "contractor_name": "株式会社見本製作所", "contract_number": "契約-2027-0012", "use_number": "クラウド利用-2027-0003",
        "opened_on": date(2027, 6, 1), "closed_on": date(2029, 3, 31), "close_reason": "事業の終了による。", "final_notice_on": date(2029, 3, 1),
        "exported_on": date(2029, 3, 20), "export_note": "文書管理システムに保存（健推第１２号）", "handle_left_label": "凍結",
        "handle_left_on": date(2029, 3, 31), "logins_removed_on": date(2029, 3, 31), "link_removed_on": date(2029, 3, 31),
    },
    "officer": {"post_title": "健康推進課課長", "name": "仮名　健一"},
    "deputy": {"post_title": "健康推進課係長", "name": "見本　幸"},
    "operators": [{"post_title": "健康推進課主事", "name": "例示　美咲"}, {"post_title": "健康推進課主事", "name": None}],
    "service_officer": {"post_title": "広報課課長", "name": "仮名　広"},
    "prohibitions": [
        {"label": "公開を前提としない情報", "because": "機密性が求められる情報は、公開の場に載せることができないため。"},
        {"label": "個人情報", "because": "公表してよい個人情報であることを、運用の中で判断しないため。"},
    ],
    "playbooks": [{"label": "乗っ取りへの対応", "steps": [{"label": "責任者に報告する。", "within": "１時間以内"}]}],
    "checks": [{"label": "本市の公式サイトにアカウントを掲載している。", "answer": "はい", "note": "令和９年５月２０日確認"}],
    "text": {"edition": "第１版", "effective_on": date(2027, 6, 1)},
    "services": [
        {"label": "X（旧Twitter）", "post_title": "広報課課長", "name": "仮名　広", "from_date": date(2027, 4, 1)},
        {"label": "LINE公式アカウント", "post_title": "広報課課長", "name": None, "from_date": date(2027, 4, 1)},
    ],
    "accounts": [
        {"number": "アカウント-2027-0003", "platform_label": "X（旧Twitter）", "name": "架空市健康だより", "handle": "@kakuu_kenko",
         "section_name": "健康推進課", "officer_title": "健康推進課課長", "officer_name": "仮名　健一", "deputy_title": "健康推進課係長",
         "deputy_name": "見本　幸", "operators": "健康推進課主事", "from_date": date(2027, 6, 1)},
        {"number": "アカウント-2026-0001", "platform_label": "LINE公式アカウント", "name": "架空市", "handle": "@kakuu",
         "section_name": "広報課", "officer_title": None, "officer_name": None, "deputy_title": None, "deputy_name": None,
         "operators": None, "from_date": None},
    ],
    "handover": {
        "number": "引継-2027-0041", "role_label": "アカウントの責任者", "record_number": "アカウント-2027-0003", "title": "架空市健康だより",
        "effective_on": date(2028, 4, 1), "giver_post": "健康推進課課長", "giver_name": "仮名　健一", "receiver_post": "健康推進課課長",
        "receiver_name": "例示　新", "remark": "５月に健診の特集を予定している。原稿は共有フォルダにある。", "given_on": date(2028, 3, 31),
        "received_on": date(2028, 4, 3), "given_for_reason": None,
    },
}  # fmt: skip

# `items` is what a cloud use asks, too: a paper is filled with one of them.
ITEMS = [
    {"label": "パスワードを変更した。", "by_label": "後任者", "answer": "済み", "done_on": date(2028, 4, 3), "done_name": "例示　新", "note": None},
    {"label": "多要素認証に使う機器を引き渡した。", "by_label": "前任者", "answer": "該当なし", "done_on": date(2028, 3, 31),
     "done_name": "仮名　健一", "note": "機器を用いていない。"},
]  # fmt: skip
