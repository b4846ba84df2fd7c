"""評価の必要を知らせること (needs): which contractor a contract wants assessed, for which tier, from when to when.

Serves policy section 6(8): the contractor is chosen on its security, and is looked at again for as long as it holds our information.
"""
