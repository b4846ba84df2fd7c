"""書類綴り (folder): one contract as its papers see it, read once: which papers it needs, which clauses stand in which, the facts.

Serves policy section 6(8): 「情報セキュリティ要件を明記した契約を締結し」.
"""
