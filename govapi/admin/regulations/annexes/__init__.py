"""別表 (annexes): what the policy set decides, as the tables that a regulation prints behind its text.

Serves policy section 6(8): what may be outsourced, to whom, and which cloud service may be used, can be read by anybody.
"""
