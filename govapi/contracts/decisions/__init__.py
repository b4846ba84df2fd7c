"""二つの決定 (decisions): 施行伺 and 契約締結伺, what they need, and what their outcome does to the contract.

Serves policy section 6(8): the contractor is chosen, and the contract concluded, by those who answer for it.
"""
