"""定期報告 (regular reports): what the contractor reports period by period, when it is due, and what it said.

Serves policy section 6(8): that the measures are kept is confirmed periodically.
"""
