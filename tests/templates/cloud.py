"""The facts of the papers about cloud services and of the annexes of a regulation."""

from datetime import date

FACTS: dict[str, object] = {
    "applicant": {"section_name": "健康推進課", "head_title": "課長", "head_name": "仮名　健一"},
    "use": {
        "number": "クラウド利用-2027-0003", "occasion_label": "新規", "requested_on": date(2027, 4, 5), "title": "健康相談の予約の受付",
        "purpose": "健康相談の予約を、電話に加えてインターネットからも受け付けるため。", "users": "健康推進課の職員", "user_count": 12,
        "period_from": date(2027, 6, 1), "period_to": None, "cost": 660_000, "budget_line": "健康増進費", "class_label": "自治体機密性２",
        "information": ["予約の日時", "相談の区分"], "person_count": None, "personal": False, "zone_label": "インターネット接続系",
        "model_label": "αモデル", "form_label": "個別契約", "learns_label": "利用されない", "residual_risk": "提供者の障害により受付が止まる。",
        "risk_accepted_by": "健康推進課長", "alternative": "電話により受け付ける。", "exception_reason": "住民の利便のため必要がある。",
        "exception_measures": "入力する項目を日時に限る。", "exception_until": date(2028, 3, 31), "outcome_label": "条件を付けて利用できる",
    },
    "service": {
        "name": "見本予約クラウド", "provider_name": "株式会社見本製作所", "provider_country": "日本", "kinds": ["ＳａａＳ（アプリケーションの提供）"],
        "data_countries": ["日本"], "region": "東日本", "governing_law": "日本法", "jurisdiction": "東京地方裁判所", "subprocessors": None,
        "certificates": "ISO/IEC 27001", "registration_label": "登録なし", "disclosure_label": "おそれなし（令和９年４月１日判断）",
        "terms_url": "https://example.jp/terms", "terms_edition": "第３版", "terms_checked_on": date(2027, 4, 1), "terms_sha256": "ab" * 32,
    },
    "items": [{"label": "利用者の認証に多要素認証を用いますか。", "answer": "はい"}],
    "changes": [{"item": "契約形態", "before": "約款型", "after": "個別契約"}],
    "reasons": [{"label": "個別契約による利用", "because": "責任分界を定めることを条件として利用できます。", "basis": "総務省"}],
    "conditions": [
        {"label": "責任分界の取決め", "text": "提供者と本市の責任分界を書面で定めること。", "due_label": "利用を始める前", "proof": "責任分界表の写し"},
    ],
    "manager": {"post_title": "健康推進課係長", "name": "見本　幸"},
    "decision": {
        "label": "条件付承認", "kind": "conditional", "decided_on": date(2027, 4, 20), "decided_by_post": "統括情報セキュリティ責任者",
        "decided_by_name": "例示　明", "reason": None,
    },
    "next_confirmation_on": date(2028, 4, 20),
    "on": date(2027, 5, 1),
    "managers": [
        {"number": "クラウド利用-2027-0003", "service_name": "見本予約クラウド", "title": "健康相談の予約の受付", "section_name": "健康推進課",
         "post_title": "健康推進課係長", "name": "見本　幸", "from_date": date(2027, 6, 1), "class_label": "自治体機密性２"},
        {"number": "クラウド利用-2026-0009", "service_name": "例示会議サービス", "title": "庁外とのWeb会議", "section_name": "税務課",
         "post_title": "税務課係長", "name": None, "from_date": date(2026, 4, 1), "class_label": "自治体機密性１"},
    ],
    "regulation": {"title": "架空市クラウドサービス利用規程", "number": "規程-0003", "edition": "第２版", "effective_on": date(2027, 4, 1)},
    "annexes": [
        {"title": "別表第１　許可の規則", "heading_1": "規則", "heading_2": "当てはまる場合", "heading_3": "理由", "heading_4": "結果",
         "rows": [{"first": "約款型のサービス", "second": "約款型・自治体機密性２以上", "third": "原則として取り扱えない。",
                   "fourth": "例外措置", "source_label": "総務省"}]},
    ],
}  # fmt: skip
