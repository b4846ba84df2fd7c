"""契約の書類 (paper): what a contract's papers say, drawn from the same rows as the ledger.

Which papers a contract needs, which article of which paper each clause stands in, and the facts the Word engine is handed.
Serves policy section 6(8): 「情報セキュリティ要件を明記した契約を締結し」.
"""
