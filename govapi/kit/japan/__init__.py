"""Japan's official ways of writing: 和暦, 年度, 番号, 金額, 閉庁日.

Pure functions without knowledge of any town; they serve every paper and screen that policy sentence 6(8)
(業務委託と外部サービスの利用) asks for.
"""
