"""委託先評価 (assessments): whether a contractor keeps what was agreed, checked before the contract and again in time.

Serves policy section 6(8): the contractor is chosen on its security, and that the measures are really there is confirmed.
Knows no contracts: those above say which tier they need, from when to when (``needs``).
"""
