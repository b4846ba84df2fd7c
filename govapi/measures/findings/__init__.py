"""指摘 (findings): something that was not as the contract demands, the 改善要求, the contractor's reply, and what was checked.

Serves policy section 6(8): it is confirmed that the contractor's measures are in place, and an improvement is demanded and
followed to its end.
"""
