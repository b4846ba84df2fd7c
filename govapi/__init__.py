"""govapi: 地方公共団体の業務委託・クラウドサービス・ソーシャルメディアの情報セキュリティを統べる.

Keeps one chain whole, from the sentence of the cyber security policy to the clause, the decision, the document,
the evidence and the next check (policy section 6(8)).
"""

__version__ = "0.1.0"
