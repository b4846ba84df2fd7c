"""年次の確認 (yearly confirmation): the questions answered every year about a running use.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
