"""方針セット (policy set): everything a municipality decides for itself, as data instead of code.

Classification, questions, approval routes, procurement rules, clauses, erasure methods, read rules, roles and notice
periods. A policy set is immutable and versioned; every decision records the version it was taken under.
Serves 6(2), 6(8), 8 and 9 of the cyber security policy (分類・業務委託・見直し・対策基準).
"""
