"""比較 (comparing): what a list changes: entries that are new, changed, gone, or there again.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
