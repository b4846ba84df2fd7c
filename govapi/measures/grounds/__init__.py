"""根拠条項 (grounds): the clause of a contract that was broken, or that a measure rests on; never one the contract lacks.

Serves policy section 6(8): measures are taken under the contract, hence on a clause that stands in it.
"""
