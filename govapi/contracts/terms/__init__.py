"""契約条件 (terms): which facts a contract needs when, by what name, and when they may still be changed.

Serves policy section 6(8): the requirements are stated before the contractor is chosen, and settled when it is concluded.
"""
