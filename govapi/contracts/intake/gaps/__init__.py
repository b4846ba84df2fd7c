"""不足 (gaps): what a contract in force still lacks, and the way out of each: 覚書, the next renewal, or a look into the paper.

Serves policy section 6(8): 「情報セキュリティ要件を明記した契約」.
"""
