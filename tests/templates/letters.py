"""The facts of the letters and record sheets about assessments, performance and measures."""

from datetime import date

NUMBER = "参考-2027-0003"

CONTRACTS = [{"number": "契約-2027-0012", "title": "住民健康管理システム運用保守業務"}]

FACTS: dict[str, object] = {
    "letter": {"number": NUMBER, "issued_on": date(2027, 5, 10), "section_name": "健康推進課"},
    "contracts": CONTRACTS,
    "sheet": {
        "number": "シート-2027-0003", "title": "情報セキュリティ対策チェックシート（全項目）", "tier_label": "区分Ｓ（特に重要な情報）",
        "deadline": date(2027, 6, 10), "question_count": 80, "contracts": CONTRACTS,
    },
    "assessment": {
        "number": "評価-2027-0003", "tier_label": "区分Ｓ（特に重要な情報）", "verdict_label": "条件付適合",
        "judged_on": date(2027, 6, 20), "valid_until": date(2027, 12, 20), "next_review_on": date(2027, 12, 20),
        "conditions": "多要素認証を令和９年１０月３１日までに導入すること。",
        "findings": [{"question": "D3-1", "text": "遠隔からの接続に多要素認証を用いていますか。", "comment": "導入の時期を示してください。"}],
    },
    "finding": {
        "number": "指摘-2027-0003", "found_on": date(2027, 5, 1), "where_found": "実地調査", "content": "媒体の持出しの記録がなかった。",
        "clause_title": "複写及び複製の制限", "clause_article": "第１６条", "demanded": "持出しの記録を整え、写しを提出すること。",
        "deadline": date(2027, 6, 1),
    },
    "measure": {
        "number": "措置-2027-0003", "kind_label": "履行の一時中断", "clause_title": "違反時の措置及び損害賠償", "clause_article": "第１３条",
        "reason": "改善の要求に応じなかったため。", "effective_on": date(2027, 7, 1), "until": None, "demand": "改善の計画を提出すること。",
        "amount": 1_200_000,
    },
    "proposal": {
        "number": "具申-2027-0003", "addressee": "契約課長", "facts": "個人情報の無断持出しがあった。", "opinion": "指名停止の検討を要すると考える。",
        "proposed_on": date(2027, 7, 2),
    },
    "incident": {
        "number": "事故-2027-0003", "stage_label": "速報", "occurred_at": "令和９年５月１日　午前９時頃",
        "contractor_knew_at": "令和９年５月１日　午前１０時", "city_knew_at": "令和９年５月１日　午後１時", "outline": "発送先の取違えがあった。",
        "items": ["氏名", "住所"], "person_count": "１２０人", "cause": "封入の作業で照合をしなかったため。",
        "secondary_damage": "確認されていない。", "response_to_persons": "電話により連絡し、回収した。", "publication": "公表した。",
        "prevention": "二人による照合を行う。", "other": None,
    },
    "subcontract": {
        "number": "再委託-2027-0003", "consented": True, "name": "有限会社例示運送", "address": "架空県架空市例町一丁目１番１号",
        "representative": "代表取締役　例示　次郎", "scope": "封入した郵便物の運送", "reason": "運送の許可を要するため", "share": "５パーセント",
        "period_from": date(2027, 6, 1), "period_to": date(2028, 3, 31), "information": "住民の氏名及び住所", "tier_label": "再委託（第１段階）",
        "requested_on": date(2027, 5, 6), "decided_on": date(2027, 5, 20), "conditions": ["授受の記録を残すこと。"],
    },
    "visit": {
        "number": "調査-2027-0003", "on": date(2027, 8, 3), "visited_on": date(2027, 8, 3), "from_time": "午前１０時",
        "place": "受注者の事業所", "inspectors": ["健康推進課主事　架空　美咲"], "items": ["入退室の管理", "媒体の保管"],
        "legal_ground": "契約第１１条（監査及び検査）", "attended_by": "情報管理部長　仮名　次郎", "conclusion": "おおむね良好である。",
        "findings": [{"item": "媒体の保管", "content": "保管庫の施錠の記録がない。", "due_on": date(2027, 9, 1)}],
    },
    "inspection": {
        "inspected_on": date(2028, 3, 31), "inspector_name": "例示　空", "kind_label": "完了検査", "passed": True, "security_kept": True,
        "remark": "特になし。",
    },
}  # fmt: skip
