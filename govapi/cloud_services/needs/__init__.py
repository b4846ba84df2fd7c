"""評価の必要 (need): a use of information tells the assessments which tier its provider needs.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
