"""条項 (clauses): one row per contract and clause: required because …, in which document and article, or waived by whom until when.

Serves policy section 6(8): 「情報セキュリティ要件を明記した契約を締結し」.
"""
