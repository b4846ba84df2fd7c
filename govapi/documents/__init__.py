"""帳票 (documents): contract papers made from the same rows as the ledger, and frozen once made.

Staff edit the templates in Word; this room checks them, fills them, numbers their articles and reads them back.
It never asks another room for facts: whoever wants a paper hands them in. Serves policy sentence 6(8), 業務委託と
外部サービスの利用 (必要なセキュリティ要件を明記した契約を締結する).
"""
