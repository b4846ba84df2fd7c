"""措置の決定 (deciding): the circulation about a measure, and what its outcome does to the contract.

Serves policy section 6(8): a measure is taken by those who answer for it, and takes effect on the contract.
"""
