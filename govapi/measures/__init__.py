"""措置 (measures): what the town does when security was not kept: findings, incidents, and measures under the contract.

Serves policy sections 6(7) and 6(8): the contractor's measures are confirmed, and when needed measures are taken as the
contract provides.
"""
