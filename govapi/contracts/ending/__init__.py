"""期間の満了 (ending): the end of a contract's term and of its waivers, planned as duties so that neither comes as a surprise.

Serves policy section 6(8): information comes back at the end of a contract, and an exception does not outlive its term.
"""
