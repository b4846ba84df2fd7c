"""業務委託契約 (contracts): an outsourcing job from its first draft to the proof that nothing of ours is left with the contractor.

Serves policy section 6(8): 「委託事業者を選定し、情報セキュリティ要件を明記した契約を締結し、委託事業者において必要なセキュリティ対策が
確保されていることを確認し、必要に応じて契約に基づき措置を講じる」.
"""
